#include "engine/scoring/compare_ranks.h"

#include <algorithm>

#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine {
namespace {

std::vector<RankRange> ranks_of(std::size_t subjects, const std::vector<PairDifference>& pairs, bool more_is_better) {
  std::vector<RankRange> out(subjects, RankRange{1, subjects});
  for (const PairDifference& pair : pairs) {
    if (!pair.demonstrated) continue;
    const bool first_wins = (pair.estimate.difference > 0) == more_is_better;
    ++out[first_wins ? pair.second : pair.first].best;
    --out[first_wins ? pair.first : pair.second].worst;
  }
  return out;
}

constexpr std::uint64_t kStream = 0x706c61636573;

struct Drawn {
  double value = 0, below = 0, above = 0;  ///< one standard error on each side
};

Drawn drawn_of(double value, double low, double high, double level) {
  const double critical = statistics::portable::normal_quantile(0.5 + level / 2);
  return {value, std::max(0.0, value - low) / critical, std::max(0.0, high - value) / critical};
}

Acceptabilities acceptabilities(const std::vector<Drawn>& figures, bool more_is_better, std::uint64_t draws,
                                std::uint64_t seed, std::uint64_t row) {
  const std::size_t n = figures.size();
  std::vector<std::vector<std::uint64_t>> counts(n, std::vector<std::uint64_t>(n, 0));
  statistics::RandomStream random(seed, kStream, row);
  std::vector<double> x(n);
  for (std::uint64_t d = 0; d < draws; ++d) {
    for (std::size_t i = 0; i < n; ++i) {
      const double z = statistics::draw_normal(random);
      x[i] = figures[i].value + z * (z < 0 ? figures[i].below : figures[i].above);
      if (!more_is_better) x[i] = -x[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t ahead = 0;
      for (std::size_t j = 0; j < n; ++j) ahead += x[j] > x[i];
      ++counts[i][ahead];
    }
  }
  Acceptabilities out(n);
  for (std::size_t i = 0; i < n; ++i)
    for (const std::uint64_t count : counts[i]) out[i].push_back(double(count) / double(draws));
  return out;
}

}  // namespace

void add_acceptabilities(Comparison& comparison, const criteria::CriteriaSet& set, std::uint64_t draws,
                         std::uint64_t seed) {
  std::uint64_t row = 0;
  for (ComparedIndicator& indicator : comparison.indicators) {
    ++row;
    const criteria::Indicator* definition = set.find(indicator.id);
    if (indicator.ranks.empty() || definition == nullptr) continue;
    std::vector<Drawn> figures;
    for (const IndicatorResult& r : indicator.results)
      figures.push_back(r.interval ? drawn_of(*r.value, r.interval->low, r.interval->high, r.interval->level)
                                   : Drawn{*r.value, 0, 0});
    indicator.places = acceptabilities(figures, definition->direction == "higher", draws, seed, row);
  }
  for (ComparedAxis& axis : comparison.axes) {
    ++row;
    if (axis.ranks.empty()) continue;
    std::vector<Drawn> figures;
    for (const auto& score : axis.common)
      figures.push_back(score->low && score->high ? drawn_of(score->value, *score->low, *score->high, comparison.level)
                                                  : Drawn{score->value, 0, 0});
    axis.places = acceptabilities(figures, true, draws, seed, row);
  }
}

std::vector<RankRange> indicator_ranks(const ComparedIndicator& row, const criteria::Indicator* definition) {
  if (definition == nullptr || (definition->direction != "higher" && definition->direction != "lower")) return {};
  return ranks_of(row.results.size(), row.differences, definition->direction == "higher");
}

std::vector<RankRange> axis_ranks(const ComparedAxis& row) {
  if (!std::all_of(row.common.begin(), row.common.end(), [](const auto& s) { return s.has_value(); })) return {};
  return ranks_of(row.common.size(), row.differences, true);
}

}  // namespace boussole::engine
