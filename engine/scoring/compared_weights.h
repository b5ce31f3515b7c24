#pragma once

#include <optional>
#include <string>
#include <vector>

#include "criteria/weights.h"
#include "engine/base/text.h"

/// Weights of axes from judgements two by two, and how far the judgements contradict each other.
namespace boussole::engine {

/// One judgement, and what the weights make of it.
struct AxisJudgement {
  std::size_t first = 0, second = 0;  ///< places of the axes
  double times = 1;                   ///< as it was given: first matters that many times as much as second
  double implied = 1;                 ///< weight of first over weight of second: what all judgements together say
};

struct ComparedWeights {
  std::vector<double> weights;    ///< by axis: the leading eigenvector, sum 1
  std::vector<double> geometric;  ///< by axis: geometric means of the judgements, sum 1
  double eigenvalue = 0, consistency_index = 0;
  std::optional<double> consistency_ratio;  ///< absent below 3 axes and above 10
  std::vector<AxisJudgement> judgements;    ///< in the order of the file
  bool used = true;                         ///< as the weights of their set; not where points were given as well

  /// A consistency ratio above 0.10: too many contradictions to make weights of (Saaty 1980).
  bool contradict() const { return consistency_ratio && *consistency_ratio > 0.1; }
  /// Places in `judgements` of those farthest (as a ratio) from what all together say, the farthest first, at most
  /// `most`; those that agree to 1 % are left out.
  std::vector<std::size_t> farthest(std::size_t most) const;
};

/// The analytic hierarchy process (Saaty 1977) on a set that passed criteria::check_weights. Nothing without
/// comparisons.
std::optional<ComparedWeights> compared_weights(const criteria::WeightSet& set, const std::vector<std::string>& axes);

/// What to do where they contradict each other: the reports' and the terminal's warning.
Message contradiction_of(const Text& name);

}  // namespace boussole::engine
