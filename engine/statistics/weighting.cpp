#include "engine/statistics/weighting.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/representativeness.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<std::vector<std::optional<double>>> weights_by_stratum(std::span<const double> observed,
                                                              std::span<const double> reference) {
  return mapped(representation_ratios(observed, reference), [](const auto& ratios) {
    std::vector<std::optional<double>> weights;
    for (const auto& ratio : ratios) weights.push_back(ratio && *ratio > 0 ? std::optional(1 / *ratio) : std::nullopt);
    return weights;
  });
}

Result<PostStratification> post_stratification(std::span<const double> observed, std::span<const double> reference) {
  const auto weights = weights_by_stratum(observed, reference);
  if (!weights) return std::unexpected(weights.error());
  const double n = sum(observed), population = sum(reference);
  PostStratification result;
  CompensatedSum distance;
  for (std::size_t h = 0; h < observed.size(); ++h) {
    const double p = observed[h] / n, q = reference[h] / population;
    if (p <= 0 && q > 0) return undefined("a stratum of the reference has no participant: it cannot be weighted");
    // Participants of a stratum that the reference does not have weigh nothing.
    result.weight.push_back(q > 0 ? (*weights)[h] : p > 0 ? std::optional(0.0) : std::nullopt);
    if (p > 0) distance.add((q - p) * (q - p) / p);
  }
  result.design_effect = 1 + distance.value();
  result.effective_n = n / result.design_effect;
  if (!std::isfinite(result.design_effect) || !std::isfinite(result.effective_n))
    return undefined("the design effect is not finite");
  return result;
}

Result<KishEffect> kish(std::span<const double> weights) {
  if (auto refused = refuse_negative(weights, "the weights")) return std::unexpected(*refused);
  const double total = sum(weights), squares = sum_of_products(weights, weights);
  if (!(squares > 0)) return undefined("n = 0: no weight");
  const double effective = total / squares * total;
  if (!std::isfinite(effective) || !(effective > 0)) return undefined("the weights are too far apart");
  return KishEffect{static_cast<double>(weights.size()) / effective, effective};
}

Result<TrimmedWeights> trim_weights(std::span<const double> weights, double most) {
  const auto before = kish(weights);
  if (!before) return std::unexpected(before.error());
  if (!(most > 1)) return undefined("the limit must be above the mean weight");
  const double all = sum(weights);
  const double limit = most * all / static_cast<double>(weights.size());
  TrimmedWeights result{{weights.begin(), weights.end()}, 0, *before, *before};
  // Each round brings at least one more to the limit, and not all can stand there: their mean is below it.
  for (;;) {
    CompensatedSum below;
    std::size_t at_limit = 0;
    for (double& weight : result.weight) {
      weight = std::min(weight, limit);
      if (weight == limit)
        ++at_limit;
      else
        below.add(weight);
    }
    if (at_limit == result.trimmed) break;
    result.trimmed = at_limit;
    if (!(below.value() > 0)) return undefined("too many weights of 0: what is cut off can be given to nobody");
    const double raise = (all - limit * static_cast<double>(at_limit)) / below.value();
    for (double& weight : result.weight)
      if (weight != limit) weight *= raise;
  }
  const auto after = kish(result.weight);
  if (!after) return std::unexpected(after.error());
  result.after = *after;
  return result;
}

namespace {

constexpr int kMostRounds = 100'000;
constexpr double kMet = 1e-12;

std::optional<Undefined> refuse_margins(std::span<const double> base, std::span<const Margin> margins) {
  if (auto refused = refuse_negative(base, "the weights")) return refused;
  if (base.empty() || margins.empty()) return Undefined{"nothing to weight"};
  double total = 0;
  for (const Margin& margin : margins) {
    if (margin.level.size() != base.size()) return Undefined{"each unit needs a level in each margin"};
    if (auto refused = refuse_negative(margin.target, "the margins")) return refused;
    for (const std::size_t level : margin.level)
      if (level >= margin.target.size()) return Undefined{"a unit belongs to a level without a population"};
    const double here = sum(margin.target);
    if (!(here > 0)) return Undefined{"a margin is empty"};
    if (total > 0 && std::abs(here - total) > 1e-9 * total) return Undefined{"the margins have different totals"};
    total = here;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<double>> rake(std::span<const double> base, std::span<const Margin> margins) {
  if (auto refused = refuse_margins(base, margins)) return std::unexpected(*refused);
  std::vector<double> weights(base.begin(), base.end());
  for (int round = 0; round < kMostRounds; ++round) {
    double worst = 0;
    for (const Margin& margin : margins) {
      std::vector<CompensatedSum> held(margin.target.size());
      for (std::size_t i = 0; i < weights.size(); ++i) held[margin.level[i]].add(weights[i]);
      std::vector<double> factor(margin.target.size(), 1);
      for (std::size_t l = 0; l < factor.size(); ++l) {
        if (held[l].value() <= 0 && margin.target[l] > 0) return undefined("a level with a population has no unit");
        if (held[l].value() > 0) factor[l] = margin.target[l] / held[l].value();
        worst = std::max(worst, std::abs(factor[l] - 1));
      }
      for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= factor[margin.level[i]];
    }
    if (worst < kMet) return weights;
  }
  return undefined("the margins contradict each other: raking does not settle");
}

Result<std::vector<std::vector<double>>> fit_table(std::span<const std::vector<double>> table,
                                                   std::span<const double> rows, std::span<const double> columns) {
  if (table.size() != rows.size()) return undefined("each row needs a total");
  std::vector<double> base;
  Margin by_row{{}, {rows.begin(), rows.end()}}, by_column{{}, {columns.begin(), columns.end()}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].size() != columns.size()) return undefined("each column needs a total");
    for (std::size_t j = 0; j < columns.size(); ++j) {
      base.push_back(table[i][j]);
      by_row.level.push_back(i);
      by_column.level.push_back(j);
    }
  }
  const Margin margins[] = {by_row, by_column};
  return mapped(rake(base, margins), [&](const std::vector<double>& cells) {
    std::vector<std::vector<double>> fitted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(i * columns.size());
      fitted.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(columns.size()));
    }
    return fitted;
  });
}

Result<MissingBounds> share_bounds(double yes, double no, double missing) {
  const double parts[] = {yes, no, missing};
  if (auto refused = refuse_negative(parts, "the counts")) return std::unexpected(*refused);
  const double n = yes + no + missing;
  if (!(n > 0)) return undefined("n = 0");
  MissingBounds bounds{yes / n, (yes + missing) / n, std::nullopt};
  if (yes + no > 0) bounds.complete_case = yes / (yes + no);
  return bounds;
}

Result<Range> variation_bounds(std::span<const double> observed, double missing, std::span<const double> reference) {
  if (auto refused = refuse_negative(observed, "the counts")) return std::unexpected(*refused);
  if (!std::isfinite(missing) || missing < 0 || missing != std::floor(missing))
    return undefined("the missing must be whole people");
  std::vector<double> filled(observed.begin(), observed.end());
  if (observed.size() != reference.size() || observed.empty()) return undefined("each group needs a reference");
  const double n = sum(observed) + missing, population = sum(reference);
  if (!(n > 0)) return undefined("n = 0");
  Range bounds{0, 0};
  for (std::size_t i = 0; i < filled.size(); ++i) {
    filled[i] += missing;
    const auto here = total_variation(filled, reference);
    if (!here) return std::unexpected(here.error());
    bounds.high = std::max(bounds.high, *here);
    filled[i] = observed[i];
  }
  // Whole deficits first, each person bringing the distance down by 1; then one by one where it costs least.
  double left = missing;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const double room = std::clamp(std::floor(n * reference[i] / population - filled[i]), 0.0, left);
    filled[i] += room;
    left -= room;
  }
  for (std::size_t round = 0; left > 0 && round < filled.size(); ++round, --left) {
    const auto cost = [&](std::size_t i) {
      const double target = n * reference[i] / population;
      return std::abs(filled[i] + 1 - target) - std::abs(filled[i] - target);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < filled.size(); ++i)
      if (cost(i) < cost(best)) best = i;
    ++filled[best];
  }
  filled[0] += left;  // every group is full: wherever the rest goes, it adds as much
  const auto low = total_variation(filled, reference);
  if (!low) return std::unexpected(low.error());
  bounds.low = *low;
  return bounds;
}

}  // namespace boussole::engine::statistics
