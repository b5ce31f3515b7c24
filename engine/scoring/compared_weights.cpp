#include "engine/scoring/compared_weights.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/pairwise_weights.h"

namespace boussole::engine {
namespace {

std::size_t place_of(const std::vector<std::string>& axes, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::find(axes, id) - axes.begin());
}

double distance(const AxisJudgement& judgement) { return std::abs(std::log(judgement.times / judgement.implied)); }

}  // namespace

std::vector<std::size_t> ComparedWeights::farthest(std::size_t most) const {
  constexpr double kAgrees = 0.01;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < judgements.size(); ++i)
    if (distance(judgements[i]) > kAgrees) out.push_back(i);
  std::ranges::stable_sort(out, std::ranges::greater{}, [&](std::size_t i) { return distance(judgements[i]); });
  if (out.size() > most) out.resize(most);
  return out;
}

std::optional<ComparedWeights> compared_weights(const criteria::WeightSet& set, const std::vector<std::string>& axes) {
  if (set.compared.empty()) return std::nullopt;
  ComparedWeights out;
  out.used = set.weights.empty();
  std::vector<std::vector<double>> matrix(axes.size(), std::vector<double>(axes.size(), 1));
  for (const criteria::AxisComparison& c : set.compared) {
    const std::size_t first = place_of(axes, c.first), second = place_of(axes, c.second);
    if (first == axes.size() || second == axes.size()) return std::nullopt;
    matrix[first][second] = c.times;
    matrix[second][first] = 1 / c.times;
    out.judgements.push_back({first, second, c.times, 1});
  }
  const auto found = statistics::pairwise_weights(matrix);
  if (!found) return std::nullopt;
  out.weights = found->weights;
  out.geometric = found->geometric;
  out.eigenvalue = found->eigenvalue;
  out.consistency_index = found->consistency_index;
  out.consistency_ratio = found->consistency_ratio;
  for (AxisJudgement& j : out.judgements) j.implied = out.weights[j.first] / out.weights[j.second];
  return out;
}

Message contradiction_of(const Text& name) {
  return {"judgements_contradict",
          {"Poids « " + name.fr +
               " » : les comparaisons deux à deux se contredisent trop (rapport de cohérence au-dessus de 0,10) pour "
               "fixer des poids. Revoir d'abord celles que « Vos propres poids » met en tête, puis relancer.",
           "Weights \"" + name.en +
               "\": the comparisons two by two contradict each other too much (consistency ratio above 0.10) to set "
               "weights. First look again at those that \"Your own weights\" puts on top, then run again."}};
}

}  // namespace boussole::engine
