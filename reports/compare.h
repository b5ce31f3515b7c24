#pragma once

#include <string>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"
#include "reports/document.h"
#include "reports/options.h"

/// A comparison in words, tables and data. Every format gives the same order, figures and verdicts.
namespace boussole::reports {

struct CompareOptions {
  Options report;
  bool ranks = false;        ///< places, only if asked for
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

/// "démontré", "non démontré".
const Text& verdict_word(bool demonstrated);

}  // namespace boussole::reports
