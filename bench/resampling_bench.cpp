// How long the resampling takes, beside the figures of the first prototypes. `resampling_bench [threads]`.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/additive_bootstrap.h"
#include "engine/statistics/resampling/count_bootstrap.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/ratio_bootstrap.h"
#include "engine/statistics/resampling/samplers.h"

namespace {

using namespace boussole::engine::statistics;

/// Contributions of n people under a Zipf law of exponent 2.2, cut at a million.
std::vector<CountBin> zipf_public(std::uint64_t n) {
  RandomStream random(1, stream_of("bench"), n);
  std::vector<std::uint64_t> counts;
  counts.reserve(n);
  // Devroye (1986, X.6): rejection from the continuous Pareto law.
  const double b = portable::pow(2, 1.2);
  while (counts.size() < n) {
    const double u = random.uniform_open();
    const double v = random.uniform();
    const double x = std::min(
        1e6, 1.0 * static_cast<double>(static_cast<std::uint64_t>(std::min(1e15, portable::pow(u, -1 / 1.2)))));
    const double t = portable::pow(1 + 1 / x, 1.2);
    if (v * x * (t - 1) / (b - 1) <= t / b) counts.push_back(static_cast<std::uint64_t>(x));
  }
  return histogram_of(counts);
}

/// The shortest of several runs, in milliseconds.
double best_of(int runs, const std::function<void()>& work) {
  double best = 1e300;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

void report(const char* what, unsigned threads, double ms, double prototype) {
  std::printf("%-58s %u threads %9.2f ms", what, threads, ms);
  if (prototype > 0) std::printf("   prototype %8.1f ms   ratio %.2f", prototype, ms / prototype);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned threads = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 2;
  const std::vector<CountStatistic> both{CountStatistic::gini(), CountStatistic::hill_ratio(1)};
  const struct {
    std::uint64_t n;
    double prototype;
  } sizes[] = {{10'000, 1.9}, {100'000, 5.2}, {1'000'000, 15.6}};
  for (const auto& size : sizes) {
    const std::vector<CountBin> people = zipf_public(size.n);
    IntervalRequest request{.level = 0.95, .seed = 7, .stream = 1, .replicates = 2000, .threads = threads};
    char what[100];
    std::snprintf(what, sizeof what, "Gini and Hill 1, B=2000, n=%llu (%zu distinct)",
                  static_cast<unsigned long long>(size.n), people.size());
    report(what, threads, best_of(20, [&] { CountBootstrap(people, both).replicates(request); }), size.prototype);
    std::snprintf(what, sizeof what, "interval of Gini as printed, B=2000, n=%llu",
                  static_cast<unsigned long long>(size.n));
    report(what, threads, best_of(5, [&] { interval_for_count_statistic(CountStatistic::gini(), people, request); }),
           0);
  }
  for (const std::uint64_t n : {std::uint64_t{50}, std::uint64_t{500}}) {
    const std::vector<CountBin> people = zipf_public(n);
    IntervalRequest request{.level = 0.95, .seed = 7, .stream = 1, .replicates = 2000, .threads = threads};
    const std::vector<CountStatistic> three{CountStatistic::gini(), CountStatistic::top_share(0.1),
                                            CountStatistic::hill_ratio(1)};
    char what[100];
    std::snprintf(what, sizeof what, "intervals of three statistics as printed, n=%llu",
                  static_cast<unsigned long long>(n));
    report(what, threads, best_of(5, [&] { intervals_for_count_statistics(three, people, request); }), 0);
  }
  {
    const std::vector<CountBin> people = zipf_public(100'000);
    std::vector<ClusterBin> clusters;
    for (const CountBin& bin : people) clusters.push_back({bin.value, bin.value / 2, bin.people});
    IntervalRequest request{.level = 0.95, .seed = 7, .stream = 1, .replicates = 2000, .threads = threads};
    report("rate by participant, B=2000, n=100000", threads, best_of(5, [&] { ratio_replicates(clusters, request); }),
           0);
    report("interval of that rate as printed", threads, best_of(5, [&] { interval_for_ratio(clusters, request); }), 0);
  }
  {
    const std::size_t n = 1'000'000, width = 16;
    std::vector<double> rows(n * width);
    RandomStream random(2, stream_of("bench"), 0);
    for (double& x : rows) x = static_cast<double>(random.below(8));
    IntervalRequest request{.level = 0.95, .seed = 7, .stream = 2, .replicates = 200, .threads = threads};
    report("16 additive statistics, n=1000000, B=200", threads,
           best_of(3, [&] { additive_replicates(rows, width, request); }), 1300);
  }
  return 0;
}
