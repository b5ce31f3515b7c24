#include "engine/scoring/scenario_smaa.h"

#include <algorithm>
#include <cassert>

#include "engine/base/parallel.h"
#include "engine/statistics/random.h"
#include "engine/statistics/resampling/portable_math.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine {
namespace {

constexpr std::uint64_t kBlock = 512;  ///< draws with random numbers of their own; threads decide who does which
constexpr std::uint64_t kStream = 0x7363656e;

struct Counts {
  std::vector<std::uint64_t> rank, beats;  ///< units x units
  std::vector<double> first;               ///< units x axes: sums of the weights that put a unit first
};

double draw_score(const AxisPoint& point, double critical, statistics::RandomStream& random) {
  if (!point.value) return random.uniform();
  if (!point.low || !point.high) return *point.value;
  const double z = statistics::draw_normal(random);
  const double side = z < 0 ? *point.value - *point.low : *point.high - *point.value;
  return std::clamp(*point.value + z * side / critical, 0.0, 1.0);
}

void count_draw(std::span<const std::vector<AxisPoint>> x, std::span<const double> alpha, double critical,
                statistics::RandomStream& random, Counts& counts) {
  const std::size_t units = x.size(), axes = alpha.size();
  std::vector<double> w(axes), score(units);
  double total = 0;
  for (std::size_t k = 0; k < axes; ++k) total += w[k] = statistics::draw_gamma(random, alpha[k]);
  for (double& weight : w) weight /= total;
  for (std::size_t i = 0; i < units; ++i)
    for (std::size_t k = 0; k < axes; ++k) score[i] += w[k] * draw_score(x[i][k], critical, random);
  for (std::size_t i = 0; i < units; ++i) {
    std::size_t ahead = 0;
    for (std::size_t j = 0; j < units; ++j) {
      ahead += score[j] > score[i];
      counts.beats[i * units + j] += score[i] > score[j];
    }
    ++counts.rank[i * units + ahead];
    if (ahead == 0)
      for (std::size_t k = 0; k < axes; ++k) counts.first[i * axes + k] += w[k];
  }
}

}  // namespace

RobustRanks robust_ranks(std::span<const std::vector<AxisPoint>> x, std::span<const double> alpha, double level,
                         std::uint64_t draws, std::uint64_t seed, unsigned threads) {
  assert(!x.empty() && !alpha.empty() && draws > 0);
  const std::size_t units = x.size(), axes = alpha.size();
  const double critical = statistics::portable::normal_quantile(1 - (1 - level) / 2);
  const std::size_t blocks = (draws + kBlock - 1) / kBlock;
  std::vector<Counts> parts(blocks);
  parallel_for(blocks, threads, [&](std::size_t block) {
    Counts& counts = parts[block];
    counts.rank.assign(units * units, 0);
    counts.beats.assign(units * units, 0);
    counts.first.assign(units * axes, 0);
    statistics::RandomStream random(seed, kStream, block);
    const std::uint64_t here = std::min<std::uint64_t>(kBlock, draws - block * kBlock);
    for (std::uint64_t d = 0; d < here; ++d) count_draw(x, alpha, critical, random, counts);
  });
  RobustRanks out;
  out.rank.assign(units, std::vector<double>(units, 0));
  out.beats = out.rank;
  out.central_weights.resize(units);
  // Blocks are added in their order, whoever counted them.
  for (std::size_t i = 0; i < units; ++i) {
    std::vector<std::uint64_t> rank(units, 0), beats(units, 0);
    std::vector<double> first(axes, 0);
    for (const Counts& part : parts) {
      for (std::size_t j = 0; j < units; ++j)
        rank[j] += part.rank[i * units + j], beats[j] += part.beats[i * units + j];
      for (std::size_t k = 0; k < axes; ++k) first[k] += part.first[i * axes + k];
    }
    for (std::size_t j = 0; j < units; ++j) {
      out.rank[i][j] = static_cast<double>(rank[j]) / static_cast<double>(draws);
      out.beats[i][j] = static_cast<double>(beats[j]) / static_cast<double>(draws);
    }
    if (rank[0] == 0) continue;
    for (double& weight : first) weight /= static_cast<double>(rank[0]);
    out.central_weights[i] = std::move(first);
  }
  return out;
}

}  // namespace boussole::engine
