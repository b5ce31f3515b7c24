#include "engine/statistics/resampling/ratio_bootstrap.h"

#include <algorithm>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/histogram_draw.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::size_t kBlock = 50;

template <class Bin>
HistogramDraw draw_of(std::span<const Bin> bins, std::uint64_t Bin::*weight) {
  std::vector<std::uint64_t> units;
  units.reserve(bins.size());
  for (const Bin& bin : bins) units.push_back(bin.*weight);
  return HistogramDraw(units);
}

/// One replicate per index, each from its own stream; `figure(random, scratch)` computes it.
template <class Figure>
std::vector<double> replicates_of(const IntervalRequest& request, const Figure& figure) {
  const auto count = static_cast<std::size_t>(request.replicates);
  std::vector<double> out(count);
  parallel_for((count + kBlock - 1) / kBlock, request.threads, [&](std::size_t block) {
    std::vector<std::uint32_t> scratch;
    for (std::size_t r = block * kBlock; r < std::min(count, (block + 1) * kBlock); ++r) {
      RandomStream random(request.seed, request.stream, r);
      out[r] = figure(random, scratch);
    }
  });
  return out;
}

}  // namespace

std::vector<double> stratified_ratio_replicates(std::span<const std::vector<ClusterBin>> strata,
                                                const IntervalRequest& request) {
  std::vector<HistogramDraw> draws;
  for (const auto& stratum : strata)
    draws.push_back(draw_of(std::span<const ClusterBin>(stratum), &ClusterBin::people));
  return replicates_of(request, [&](RandomStream& random, std::vector<std::uint32_t>& people) {
    double hits = 0, size = 0;
    for (std::size_t s = 0; s < draws.size(); ++s) {
      people.resize(draws[s].bins());
      draws[s].draw(random, draws[s].units(), people);
      for (std::size_t i = 0; i < people.size(); ++i) {
        hits += people[i] * static_cast<double>(strata[s][i].hits);
        size += people[i] * static_cast<double>(strata[s][i].size);
      }
    }
    return hits / size;
  });
}

std::vector<double> ratio_replicates(std::span<const ClusterBin> participants, const IntervalRequest& request) {
  const std::vector<ClusterBin> one(participants.begin(), participants.end());
  return stratified_ratio_replicates(std::span(&one, 1), request);
}

std::vector<double> mean_replicates(std::span<const ValueBin> units, const IntervalRequest& request) {
  const HistogramDraw draw = draw_of(units, &ValueBin::units);
  return replicates_of(request, [&](RandomStream& random, std::vector<std::uint32_t>& drawn) {
    drawn.resize(draw.bins());
    draw.draw(random, draw.units(), drawn);
    double sum = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) sum += drawn[i] * units[i].value;
    return sum / static_cast<double>(draw.units());
  });
}

}  // namespace boussole::engine::statistics
