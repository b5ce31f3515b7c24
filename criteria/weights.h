#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// Weights that a researcher or a panel gives to the axes: data, like the scenarios'.
namespace boussole::criteria {

/// One judgement of two axes: `first` matters `times` times as much as `second`, 1 to 9 (Saaty 1977).
struct AxisComparison {
  std::string first, second;
  double times = 1;
};

struct WeightSet {
  std::string id;
  Text name;
  std::string by;                         ///< a role, never a person; may be empty
  std::map<std::string, double> weights;  ///< by axis, every axis of the set; they sum to 1; empty without points
  std::vector<AxisComparison> compared;   ///< every pair of axes once, in the order of the file; empty without
  std::map<std::string, Text> why;        ///< by axis, where a reason was given
};

struct WeightFile {
  std::string file;
  Text title;
  std::vector<WeightSet> sets;
};

/// Everything that is wrong: its schema, an identifier twice, an axis that is unknown or left out, points that are all
/// 0, neither points nor comparisons, a pair of axes compared twice or not at all, an e-mail address where a role
/// stands.
std::vector<Error> check_weights(const json::Value& root, const std::string& file, const CriteriaSet& set);

/// Reads "boussole/weights/1": points by axis, on any scale, divided by their sum, and
/// comparisons two by two, from which engine/scoring/compared_weights.h makes weights. The first error otherwise.
Expected<WeightFile> read_weights(std::string_view text, const std::string& file, const CriteriaSet& set);

}  // namespace boussole::criteria
