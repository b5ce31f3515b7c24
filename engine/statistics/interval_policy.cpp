#include "engine/statistics/interval_policy.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/count_jackknife.h"
#include "engine/statistics/resampling/independent_units.h"
#include "engine/statistics/resampling/interval_texts.h"
#include "engine/statistics/resampling/lowest_ratio.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/predictive.h"
#include "engine/statistics/resampling/regimes.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::int64_t kFewestReplicates = 200;  // fewer would say more about the simulation than about the public

IntervalOutcome none(Message reason) { return {std::nullopt, std::move(reason)}; }

IntervalOutcome printed(double low, double high, const IntervalRequest& request, std::string method) {
  return {PrintedInterval{low, high, request.level, std::move(method)}, std::nullopt};
}

IntervalRequest enough_replicates(IntervalRequest request) {
  request.replicates = std::max(request.replicates, kFewestReplicates);
  return request;
}

double upper(const IntervalRequest& request) { return 1 - (1 - request.level) / 2; }

template <class Bin, class Weight>
std::int64_t total(const std::vector<Bin>& bins, const Weight& weight) {
  std::int64_t n = 0;
  for (const Bin& bin : bins) n += static_cast<std::int64_t>(weight(bin));
  return n;
}

}  // namespace

std::vector<IntervalOutcome> intervals_for_count_statistics(std::span<const CountStatistic> statistics,
                                                            std::span<const CountBin> people,
                                                            const IntervalRequest& request) {
  const std::vector<CountBin> bins = canonical(people);
  const std::int64_t n = total(bins, [](const CountBin& b) { return b.people; });
  const auto all = [&](const Message& reason) { return std::vector<IntervalOutcome>(statistics.size(), none(reason)); };
  if (n < kCountRegime.fewest) return all(too_few_for_interval(IntervalUnit::participant, n, kCountRegime.fewest));
  if (bins.size() == 1) return all(all_equal_no_interval(IntervalUnit::participant));
  const IntervalRequest asked = enough_replicates(request);
  const PredictiveFigures figures(bins, statistics, asked);
  std::vector<IntervalOutcome> out;
  for (std::size_t s = 0; s < statistics.size(); ++s) {
    const Range range = figures.foretold(s, asked.level);
    out.push_back(printed(range.low, range.high, asked,
                          "another public of the same kind and size, drawn from the participants with a fitted tail, "
                          "B=" +
                              std::to_string(asked.replicates)));
  }
  return out;
}

IntervalOutcome interval_for_count_statistic(CountStatistic statistic, std::span<const CountBin> people,
                                             const IntervalRequest& request) {
  return intervals_for_count_statistics(std::span(&statistic, 1), people, request).front();
}

IntervalOutcome interval_for_ratio(std::span<const ClusterBin> participants, const IntervalRequest& request) {
  for (const ClusterBin& bin : participants)
    if (bin.hits > bin.size) return none(bad_input_for_interval());
  const std::vector<ClusterBin> bins = canonical(participants);
  const std::int64_t n = total(bins, [](const ClusterBin& b) { return b.people; });
  if (n < kRatioRegime.fewest) return none(too_few_for_interval(IntervalUnit::participant, n, kRatioRegime.fewest));
  const Range range = clustered_score_interval(bins, enough_replicates(request));
  return printed(range.low, range.high, request, "Wilson by participant: effective n, mix of activity");
}

IntervalOutcome interval_for_mean_of_clusters(std::span<const ValueBin> values, const IntervalRequest& request) {
  for (const ValueBin& bin : values)
    if (!std::isfinite(bin.value)) return none(bad_input_for_interval());
  const std::vector<ValueBin> bins = canonical(values);
  const std::int64_t units = total(bins, [](const ValueBin& b) { return b.units; });
  if (units < kMeanRegime.fewest)
    return none(too_few_for_interval(IntervalUnit::conversation, units, kMeanRegime.fewest));
  if (bins.size() == 1) return none(all_equal_no_interval(IntervalUnit::conversation));
  const IntervalRequest asked = enough_replicates(request);
  const Range range = studentised_mean_interval(bins, asked);
  return printed(range.low, range.high, asked,
                 "conversations redrawn, studentised bootstrap, B=" + std::to_string(asked.replicates));
}

IntervalOutcome interval_for_simple_proportion(std::int64_t hits, std::int64_t n, const IntervalRequest& request) {
  if (hits < 0 || hits > n) return none(bad_input_for_interval());
  if (n < kProportionRegime.fewest)
    return none(too_few_for_interval(IntervalUnit::answer, n, kProportionRegime.fewest));
  const double ratio = static_cast<double>(hits) / static_cast<double>(n);
  const Range range = score_interval(ratio, static_cast<double>(n), portable::normal_quantile(upper(request)));
  return printed(range.low, range.high, request, "Wilson");
}

IntervalOutcome interval_for_min_ratio(std::span<const GroupCount> groups, const IntervalRequest& request,
                                       std::optional<GroupCount> overall) {
  GroupCount sum;
  for (const GroupCount& g : groups) {
    if (g.hits > g.n || g.n == 0) return none(bad_input_for_interval());
    sum.hits += g.hits;
    sum.n += g.n;
  }
  if (groups.size() < 2)
    return none(too_few_for_interval(IntervalUnit::group, static_cast<std::int64_t>(groups.size()), 2));
  const GroupCount all = overall.value_or(sum);
  if (all.n == 0 || all.hits == 0) return none(bad_input_for_interval());
  const Range range = lowest_ratio_interval(groups, all, request.level);
  return printed(range.low, range.high, request, "lowest group, inverted test");
}

IntervalOutcome interval_for_covered_population(std::span<const AreaCount> areas, std::int64_t participants,
                                                double factor, const IntervalRequest& request) {
  for (const AreaCount& area : areas)
    if (!(area.population >= 0 && area.population <= 1) || area.fewest < 0 || area.fewest > area.most ||
        area.most > participants)
      return none(bad_input_for_interval());
  if (participants < kAreasRegime.fewest)
    return none(too_few_for_interval(IntervalUnit::participant, participants, kAreasRegime.fewest));
  const Range range = covered_population_interval(areas, participants, factor, request.level);
  return printed(range.low, range.high, request, "areas in doubt, exact binomial tests (mid-p), Holm");
}

std::optional<LeaveOneOut> leave_one_out(CountStatistic statistic, std::span<const CountBin> people) {
  const std::vector<CountBin> bins = canonical(people);
  const auto left = leave_each_out(statistic, bins);
  if (!left) return std::nullopt;
  LeaveOneOut out{left->back().value, left->front().value, left->front().value};
  for (const LeftOut& without : *left) {
    out.low = std::min(out.low, without.value);
    out.high = std::max(out.high, without.value);
  }
  return out;
}

std::optional<LeaveOneOut> leave_one_out_ratio(std::span<const ClusterBin> participants) {
  const std::vector<ClusterBin> bins = canonical(participants);
  std::uint64_t units = 0, hits = 0;
  for (const ClusterBin& bin : bins) {
    units += bin.size * bin.people;
    hits += bin.hits * bin.people;
  }
  if (total(bins, [](const ClusterBin& b) { return b.people; }) < 3) return std::nullopt;
  LeaveOneOut out;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double value = static_cast<double>(hits - bins[i].hits) / static_cast<double>(units - bins[i].size);
    out.low = i == 0 ? value : std::min(out.low, value);
    out.high = i == 0 ? value : std::max(out.high, value);
    out.without_largest = value;
  }
  return out;
}

const Text& interval_question(IntervalFamily family) {
  static const Text count{
      "Si un autre public du même genre et de la même taille avait participé, entre quelles valeurs ce "
      "chiffre serait-il tombé ?",
      "If another public of the same kind and size had taken part, between which values would this "
      "figure have fallen?"};
  static const Text ratio{
      "Quel est ce taux pour l'ensemble des publics de ce genre, une fois retirée la part de hasard "
      "dans le choix des personnes qui ont participé ?",
      "What is this rate over all publics of this kind, once the luck of which people took part is "
      "set aside?"};
  static const Text mean{
      "Quelle est cette moyenne pour l'ensemble des conversations de ce genre, une fois retirée la part "
      "de hasard dans celles qui ont eu lieu ?",
      "What is this mean over all conversations of this kind, once the luck of which ones took place "
      "is set aside?"};
  static const Text simple{
      "Quel est ce taux pour l'ensemble des cas de ce genre, une fois retirée la part de hasard dans "
      "ceux qui se sont présentés ?",
      "What is this rate over all cases of this kind, once the luck of which ones came up is set "
      "aside?"};
  static const Text lowest{
      "De combien le groupe le moins bien servi est-il vraiment en retrait, une fois retirée la part de "
      "hasard ?",
      "How far behind is the least served group really, once luck is set aside?"};
  static const Text areas{
      "Quelle part de la population vit dans des territoires où ce genre de public participe bien au moins un peu, une "
      "fois mis à part ceux que le hasard laisse dans le doute ?",
      "What share of the population lives in areas where this kind of public does take part at least a little, once "
      "those that luck leaves in doubt are set apart?"};
  switch (family) {
    case IntervalFamily::count_statistic:
      return count;
    case IntervalFamily::ratio:
      return ratio;
    case IntervalFamily::mean:
      return mean;
    case IntervalFamily::simple_proportion:
      return simple;
    case IntervalFamily::min_ratio:
      return lowest;
    case IntervalFamily::covered_population:
      return areas;
  }
  return count;
}

}  // namespace boussole::engine::statistics
