#include "engine/statistics/integrity.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "engine/statistics/checks.h"
#include "engine/statistics/random.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

Result<SharedVotes> shared_votes(std::uint64_t proposals, std::uint64_t a, std::uint64_t b, std::uint64_t overlap) {
  if (a > proposals || b > proposals) return undefined("nobody can vote on more proposals than there are");
  if (overlap > std::min(a, b)) return undefined("the overlap exceeds what one of them voted on");
  if (a + b == 0 || proposals == 0) return undefined("n = 0: nobody voted");
  if (a + b > proposals + overlap) return undefined("the overlap is smaller than it can be");
  const double all = static_cast<double>(a) + static_cast<double>(b) - static_cast<double>(overlap);
  return SharedVotes{hypergeometric_at_least(overlap, a, b, proposals), static_cast<double>(overlap) / all,
                     static_cast<double>(a) * static_cast<double>(b) / static_cast<double>(proposals)};
}

namespace {

using Ballots = std::vector<std::vector<std::uint32_t>>;

/// Two people swap what only one of them has, at random: their numbers and the proposals' popularity stay.
void trade(std::vector<std::uint32_t>& a, std::vector<std::uint32_t>& b, RandomStream& random) {
  std::vector<std::uint32_t> both, loose;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  std::ranges::set_symmetric_difference(a, b, std::back_inserter(loose));
  const std::size_t to_a = a.size() - both.size();
  for (std::size_t i = 0; i < to_a; ++i) std::swap(loose[i], loose[i + random.below(loose.size() - i)]);
  const auto middle = loose.begin() + static_cast<std::ptrdiff_t>(to_a);
  std::sort(loose.begin(), middle);
  std::sort(middle, loose.end());
  a.clear(), b.clear();
  std::merge(both.begin(), both.end(), loose.begin(), middle, std::back_inserter(a));
  std::merge(both.begin(), both.end(), middle, loose.end(), std::back_inserter(b));
}

std::size_t common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

}  // namespace

Result<std::vector<double>> shared_votes_fixed_degrees(std::span<const std::vector<std::uint32_t>> votes,
                                                       std::span<const std::pair<std::size_t, std::size_t>> pairs,
                                                       std::uint64_t replicates, std::uint64_t seed) {
  constexpr std::uint64_t kStream = 0x6375727665;
  if (votes.size() < 2) return undefined("fewer than two people");
  if (replicates == 0) return undefined("no replicate");
  Ballots start(votes.begin(), votes.end());
  for (auto& ballot : start) {
    std::ranges::sort(ballot);
    if (std::ranges::adjacent_find(ballot) != ballot.end()) return undefined("somebody voted twice on a proposal");
  }
  std::vector<std::size_t> observed, beyond(pairs.size(), 0);
  for (const auto& [a, b] : pairs) {
    if (a >= start.size() || b >= start.size() || a == b) return undefined("a pair needs two different people");
    observed.push_back(common(start[a], start[b]));
  }
  // Five trades a person mix well (Strona et al. 2014); each replicate goes on from the last.
  RandomStream random(seed, kStream, 0);
  for (std::uint64_t r = 0; r < replicates; ++r) {
    for (std::size_t step = 0; step < 5 * start.size(); ++step) {
      const std::size_t a = random.below(start.size());
      std::size_t b = random.below(start.size() - 1);
      if (b >= a) ++b;
      trade(start[a], start[b], random);
    }
    for (std::size_t k = 0; k < pairs.size(); ++k)
      if (common(start[pairs[k].first], start[pairs[k].second]) >= observed[k]) ++beyond[k];
  }
  std::vector<double> p;
  for (const std::size_t count : beyond)
    p.push_back((static_cast<double>(count) + 1) / (static_cast<double>(replicates) + 1));
  return p;
}

Result<HourRhythm> hour_rhythm(std::span<const double> hours) {
  if (auto refused = refuse_not_finite(hours, "the hours")) return std::unexpected(*refused);
  if (hours.empty()) return undefined("n = 0");
  CompensatedSum cosines, sines;
  for (const double hour : hours) {
    const double angle = std::fmod(hour, 24) / 12 * std::numbers::pi;
    cosines.add(std::cos(angle));
    sines.add(std::sin(angle));
  }
  const double n = static_cast<double>(hours.size());
  const double length = std::min(n, std::hypot(cosines.value(), sines.value()));
  if (length < 1e-9 * n) return undefined("spread evenly around the clock: no mean hour");
  HourRhythm result;
  result.mean_length = length / n;
  result.z = length * length / n;
  result.p = std::min(1.0, std::exp(std::sqrt(1 + 4 * n + 4 * (n * n - length * length)) - (1 + 2 * n)));
  const double hour = std::atan2(sines.value(), cosines.value()) / std::numbers::pi * 12;
  result.mean_hour = hour < 0 ? hour + 24 : hour;
  return result;
}

Result<FlagQuality> flag_quality(double prevalence, double sensitivity, double specificity) {
  for (const double share : {prevalence, sensitivity, specificity})
    if (!(share >= 0 && share <= 1)) return undefined("prevalence, sensitivity and specificity must lie in [0, 1]");
  const double right = prevalence * sensitivity, wrong = (1 - prevalence) * (1 - specificity);
  if (right + wrong <= 0) return FlagQuality{std::nullopt, 0};
  return FlagQuality{right / (right + wrong), 1000 * wrong};
}

}  // namespace boussole::engine::statistics
