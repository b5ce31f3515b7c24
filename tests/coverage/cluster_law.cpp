#include "tests/coverage/cluster_law.h"

#include <algorithm>
#include <cstdio>

#include "engine/statistics/resampling/samplers.h"

namespace boussole::coverage {

using namespace engine::statistics;

namespace {

constexpr std::uint64_t kActive = 8;
constexpr std::uint64_t kLargestCluster = 2'000'000'000;

}  // namespace

std::string OutcomeLaw::name() const {
  char text[80];
  std::snprintf(text, sizeof text, "p=%g rho=%g%s", rate, correlation,
                active_factor == 1  ? ""
                : active_factor < 1 ? ", halved for the active"
                                    : ", doubled for the active");
  return text;
}

std::vector<ClusterBin> draw_clusters(const CountLaw& activity, const OutcomeLaw& outcome, RandomStream& random,
                                      std::uint64_t n) {
  std::vector<ClusterBin> clusters;
  for (const CountBin& bin : activity.draw(random, n)) {
    const std::uint64_t size = std::min(bin.value, kLargestCluster);
    const double p = outcome.rate * (size > kActive ? outcome.active_factor : 1);
    if (outcome.correlation == 0 && size == 1) {
      const std::uint64_t hits = draw_binomial(random, bin.people, p);
      clusters.push_back({1, 0, bin.people - hits});
      clusters.push_back({1, 1, hits});
      continue;
    }
    const double spread = outcome.correlation > 0 ? 1 / outcome.correlation - 1 : 0;
    for (std::uint64_t i = 0; i < bin.people; ++i) {
      const double own = outcome.correlation > 0 ? draw_beta(random, p * spread, (1 - p) * spread) : p;
      clusters.push_back({size, draw_binomial(random, size, own), 1});
    }
  }
  return canonical(std::span<const ClusterBin>(clusters));
}

double rate_of(const std::vector<ClusterBin>& clusters) {
  double hits = 0, size = 0;
  for (const ClusterBin& bin : clusters) {
    hits += static_cast<double>(bin.people) * static_cast<double>(bin.hits);
    size += static_cast<double>(bin.people) * static_cast<double>(bin.size);
  }
  return hits / size;
}

double mean_rate(const CountLaw& activity, const OutcomeLaw& outcome, std::uint64_t n, std::uint64_t seed,
                 std::uint64_t stream) {
  if (outcome.active_factor == 1) return outcome.rate;
  // The expected rate given the activity is known: only the activity needs drawing.
  const int draws = n <= 1000 ? 20'000 : n <= 10'000 ? 4000 : 1000;
  double mean = 0;
  for (int r = 0; r < draws; ++r) {
    RandomStream random(seed, stream, static_cast<std::uint64_t>(r));
    double expected = 0, all = 0;
    for (const CountBin& bin : activity.draw(random, n)) {
      const double mass = static_cast<double>(bin.people) * static_cast<double>(std::min(bin.value, kLargestCluster));
      all += mass;
      expected += mass * outcome.rate * (bin.value > kActive ? outcome.active_factor : 1);
    }
    mean += expected / all / draws;
  }
  return mean;
}

}  // namespace boussole::coverage
