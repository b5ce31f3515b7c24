#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"
#include "engine/scoring/compare_funnel.h"
#include "reports/document.h"
#include "reports/options.h"
#include "reports/sheets.h"

/// A comparison in words, tables and data. Every format gives the same order, figures and verdicts.
namespace boussole::reports {

struct CompareOptions {
  Options report;
  bool ranks = false;        ///< places, only if asked for
  std::uint64_t seed = 1;    ///< of the draws of places
  std::string tool_version;  ///< of the program that compares
};

/// The page and the Markdown: what can be said, axes, each indicator, declared figures, what was left out, the method.
Document comparison_document(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                             const CompareOptions& options);

/// comparison.json, "boussole/comparison/1": everything at full precision, both languages of every reason.
std::string write_comparison_json(const engine::Comparison& comparison, const CompareOptions& options);

/// One row an indicator (or axis) and pair of audits, full precision.
std::string write_comparison_csv(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                                 const CompareOptions& options);

/// Axes, indicators (pairs and figures), declared, left out, over time: one sheet each. The sentences are the page's.
std::vector<Sheet> comparison_sheets(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                                     const CompareOptions& options);

/// Many audits: a funnel an indicator instead of rows, with a table of its figures.
Document funnel_document(const engine::FunnelReport& report, const criteria::CriteriaSet& set,
                         const CompareOptions& options);
/// "boussole/funnels/1".
std::string write_funnels_json(const engine::FunnelReport& report, const CompareOptions& options);
/// One row an indicator and audit.
std::vector<Sheet> funnel_sheets(const engine::FunnelReport& report, const criteria::CriteriaSet& set,
                                 const CompareOptions& options);

/// "démontré", "non démontré".
const Text& verdict_word(bool demonstrated);

}  // namespace boussole::reports
