#pragma once

#include <optional>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/policy.h"
#include "engine/audit.h"
#include "engine/statistics/result.h"

/// A policy applied to an audit: each rule met, not met or inconclusive.
namespace boussole::engine {

enum class Outcome { met, not_met, inconclusive, skipped };

struct RuleResult {
  criteria::PolicyRule rule;
  Outcome outcome = Outcome::inconclusive;
  std::optional<double> value;  ///< the figure, or its change from the baseline
  std::optional<statistics::Range> interval;
  std::string unit;               ///< of the value; "points" for scores, which are in [0, 1]
  std::optional<Message> reason;  ///< why it is inconclusive or skipped; mandatory for these
  std::optional<criteria::Waiver> waiver;
  bool waived = false;  ///< the waiver still holds, and the rule is not met or inconclusive
};

struct Gate {
  std::string policy, today;  ///< today: the date that waivers are compared with; may be empty
  std::vector<RuleResult> results;
  std::size_t met = 0, not_met = 0, inconclusive = 0, skipped = 0,
              waived = 0;  ///< waived ones are counted as such only

  /// not_met if any rule is, else inconclusive if any is, else met; waived and skipped rules do not count.
  /// Inconclusive where every rule was skipped.
  Outcome overall() const;
};

/// @param baseline  an earlier audit; needed by the rules on a change (see needs_baseline)
/// @param today     ISO date; the audit's as_of where empty. A waiver holds up to and including its date; where there
/// is
///                  no date at all, no waiver holds.
Gate check_gate(const criteria::Policy& policy, const Audit& audit, const Audit* baseline, const std::string& today,
                const criteria::CriteriaSet& set);

bool needs_baseline(const criteria::Policy& policy);

/// An interval against the thresholds: met when all of it satisfies them, not met when none of it does.
Outcome against(const criteria::PolicyRule& rule, const statistics::Range& range);

}  // namespace boussole::engine
