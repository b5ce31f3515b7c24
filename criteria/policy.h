#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// A policy is data: thresholds on what an audit says, and waivers with an end.
namespace boussole::criteria {

struct PolicyRule {
  enum class Figure { value, score, value_change, score_change };
  enum class Missing { inconclusive, not_met, skip };

  std::string id;
  std::string why;              ///< may be empty
  std::string indicator, axis;  ///< one of the two
  std::string space;            ///< empty: the whole platform
  Figure figure = Figure::value;
  std::optional<double> at_least, at_most;  ///< one of the two, or both
  Missing if_missing = Missing::inconclusive;
  bool exact_without_interval = false;  ///< a figure without interval is taken as it is, else it decides nothing
  std::int64_t line = 0;                ///< where the rule begins in its file

  bool is_change() const { return figure == Figure::value_change || figure == Figure::score_change; }
};

struct Waiver {
  std::string rule, justification, by;
  std::string expires;  ///< ISO date, the last day on which it holds
};

struct Policy {
  std::string name, file;
  std::vector<PolicyRule> rules;
  std::vector<Waiver> waivers;
};

/// Everything that is wrong: its schema, then an unknown indicator or axis, a rule without threshold or with both an
/// indicator and an axis, thresholds that nothing can satisfy or that are not on the scale of the figure (50 for 50 %),
/// a rule or a waiver twice, a waiver for no rule, an expiry that is not a date.
std::vector<Error> check_policy(const json::Value& root, const std::string& file, const CriteriaSet& set);

/// Reads a policy whose indicators and axes are those of `set`; the first error where it is not valid.
Expected<Policy> read_policy(std::string_view text, const std::string& file, const CriteriaSet& set);

/// Whether this is an existing day written YYYY-MM-DD.
bool is_date(std::string_view text);

}  // namespace boussole::criteria
