#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"

/// What a change of the rules does: two criteria sets, or two versions of one, on the same audits.
namespace boussole::engine {

struct IndicatorChange {
  enum class What { added, removed, changed };
  std::string id;
  What what = What::changed;
  std::vector<Message> parts;  ///< of a changed one: "scale", "axis", "formula", "texts"…
};

/// One audit's figure under both sets; nothing where a set gives none.
struct Rescored {
  std::size_t audit = 0;
  std::string id;  ///< of an axis or an indicator
  std::optional<double> before, after;
};

struct CriteriaDiff {
  std::string before, after;                          ///< "boussole 0.1.0"
  std::vector<std::string> axes_added, axes_removed;  ///< ids
  std::vector<IndicatorChange> indicators;            ///< in the order of the first set, then what is new
  std::size_t unchanged = 0;
  std::vector<std::string> labels;  ///< of the audits
  std::vector<Rescored> scores;     ///< of indicators whose score moves, appears or goes
  std::vector<Rescored> axes;       ///< of every axis of either set, measured scores
};

/// The audit's own figures put on the scales of `set`, its criteria and axes made again. An indicator counts where the
/// set has one of the same id and formula; no figure is measured again.
Audit rescored(const Audit& audit, const criteria::CriteriaSet& set);

CriteriaDiff diff(const criteria::CriteriaSet& before, const criteria::CriteriaSet& after,
                  std::span<const Subject> audits);

}  // namespace boussole::engine
