#include "engine/statistics/resampling/count_bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::size_t kBlock = 50;  // replicates a thread takes at once

std::vector<std::uint64_t> people_of(std::span<const CountBin> bins) {
  std::vector<std::uint64_t> people;
  people.reserve(bins.size());
  for (const CountBin& bin : bins) people.push_back(bin.people);
  return people;
}

}  // namespace

CountBootstrap::CountBootstrap(std::span<const CountBin> people, std::span<const CountStatistic> statistics)
    : statistics_(statistics.begin(), statistics.end()), draw_(people_of(people)) {
  for (const CountBin& bin : people) values_.push_back(static_cast<double>(bin.value));
  for (const CountStatistic& s : statistics_) {
    std::vector<double>& terms = terms_.emplace_back();
    if (s.kind != CountStatistic::Kind::hill_ratio) continue;
    for (const double v : values_) terms.push_back(hill_term(s.parameter, v));
  }
}

double CountBootstrap::evaluate_at(std::size_t statistic, const std::vector<std::uint32_t>& people) const {
  const CountStatistic& s = statistics_[statistic];
  double n = 0, sum = 0, other = 0;
  if (s.kind == CountStatistic::Kind::gini) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      const double c = people[i];
      const double mass = c * values_[i];
      other += mass * (n + n + c);
      sum += mass;
      n += c;
    }
    return n < 2 ? 0 : (other / sum - n) / (n - 1);
  }
  if (s.kind == CountStatistic::Kind::hill_ratio) {
    const std::vector<double>& terms = terms_[statistic];
    double largest = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const double c = people[i];
      n += c;
      sum += c * values_[i];
      other += c * terms[i];
      if (people[i] > 0) largest = values_[i];
    }
    return hill_ratio_of({n, sum, other, largest}, s.parameter);
  }
  for (std::size_t i = 0; i < people.size(); ++i) {
    n += people[i];
    sum += people[i] * values_[i];
  }
  double left = top_people(s.parameter, n);
  for (std::size_t i = people.size(); i-- > 0 && left > 0;) {
    const double taken = std::min(left, static_cast<double>(people[i]));
    other += taken * values_[i];
    left -= taken;
  }
  return other / sum;
}

std::vector<std::vector<double>> CountBootstrap::replicates(const IntervalRequest& request, std::uint64_t draws) const {
  const auto count = static_cast<std::size_t>(request.replicates);
  std::vector<std::vector<double>> out(statistics_.size(), std::vector<double>(count));
  parallel_for((count + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    std::vector<std::uint32_t> people(values_.size());
    for (std::size_t r = block * kBlock; r < std::min(count, (block + 1) * kBlock); ++r) {
      RandomStream random(request.seed, request.stream, r);
      draw_.draw(random, draws == 0 ? draw_.units() : draws, people);
      for (std::size_t s = 0; s < statistics_.size(); ++s) out[s][r] = evaluate_at(s, people);
    }
  });
  return out;
}

std::vector<std::uint64_t> CountBootstrap::resample(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate,
                                                    std::uint64_t draws) const {
  RandomStream random(seed, stream, replicate);
  std::vector<std::uint32_t> people(values_.size());
  draw_.draw(random, draws == 0 ? draw_.units() : draws, people);
  return {people.begin(), people.end()};
}

}  // namespace boussole::engine::statistics
