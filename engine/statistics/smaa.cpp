#include "engine/statistics/smaa.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "engine/statistics/checks.h"
#include "engine/statistics/smaa_kernel.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_units(std::span<const std::vector<double>> x) {
  if (x.empty() || x.front().empty()) return Undefined{"no unit, or no criterion"};
  for (const auto& row : x) {
    if (row.size() != x.front().size()) return Undefined{"all units need the same criteria"};
    if (auto refused = refuse_not_finite(row, "the values")) return refused;
  }
  return std::nullopt;
}

Acceptability empty_answer(std::size_t units) {
  Acceptability result;
  result.rank.assign(units, std::vector<double>(units, 0));
  result.beats.assign(units, std::vector<double>(units, 0));
  result.central_weight.resize(units);
  return result;
}

}  // namespace

Result<Acceptability> acceptability_exact(std::span<const std::vector<double>> x) {
  if (auto refused = refuse_units(x)) return std::unexpected(*refused);
  if (x.front().size() != 2) return undefined("exact for two criteria only");
  const std::size_t units = x.size();
  // The order changes only where two units' scores cross; between crossings it is that of the middle.
  std::vector<double> cuts{0, 1};
  for (std::size_t i = 0; i < units; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const double slope = (x[i][0] - x[j][0]) - (x[i][1] - x[j][1]);
      const double w = slope != 0 ? (x[j][1] - x[i][1]) / slope : -1;
      if (w > 0 && w < 1) cuts.push_back(w);
    }
  std::ranges::sort(cuts);
  Acceptability result = empty_answer(units);
  std::vector<CompensatedSum> first_weight(units);
  for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
    const double width = cuts[c + 1] - cuts[c], w = (cuts[c] + cuts[c + 1]) / 2;
    if (width <= 0) continue;
    for (std::size_t i = 0; i < units; ++i) {
      std::size_t ahead = 0;
      for (std::size_t j = 0; j < units; ++j) {
        const double gap = w * (x[j][0] - x[i][0]) + (1 - w) * (x[j][1] - x[i][1]);
        if (gap > 0) ++ahead;
        if (gap < 0) result.beats[i][j] += width;
      }
      result.rank[i][ahead] += width;
      if (ahead == 0) first_weight[i].add(width * w);
    }
  }
  for (std::size_t i = 0; i < units; ++i) {
    if (result.rank[i][0] <= 0) continue;
    const double w = first_weight[i].value() / result.rank[i][0];
    result.central_weight[i] = {w, 1 - w};
  }
  return result;
}

namespace {

// Draws are made in blocks of fixed size, each with random numbers of its own; threads decide who does which.
constexpr std::uint64_t kBlock = 2048;  // at most what smaa_block takes
constexpr std::size_t kLanes = 16;

/// Blocks are dealt to the lanes in turn; a lane is the same whoever works it.
struct Lane {
  SmaaCounts counts;
  std::vector<CompensatedSum> first;
};

void add_block(const SmaaProblem& problem, std::uint64_t block, std::uint64_t draws, Lane& lane) {
  std::ranges::fill(lane.counts.first, 0.0);
  smaa_block(problem, block, draws, lane.counts);
  for (std::size_t k = 0; k < lane.first.size(); ++k) lane.first[k].add(lane.counts.first[k]);
}

}  // namespace

Result<Acceptability> acceptability(std::span<const std::vector<double>> x, std::span<const double> alpha,
                                    std::uint64_t draws, std::uint64_t seed, unsigned threads) {
  if (auto refused = refuse_units(x)) return std::unexpected(*refused);
  if (alpha.size() != x.front().size()) return undefined("each criterion needs its alpha");
  for (const double a : alpha)
    if (!std::isfinite(a) || a <= 0) return undefined("alpha must be positive");
  if (draws == 0) return undefined("no draw");
  const std::size_t units = x.size(), criteria = alpha.size();
  const bool uniform = std::ranges::count(alpha, 1.0) == std::ptrdiff_t(criteria);
  const SmaaProblem problem{units,   criteria, scaled_for_smaa(x),    alpha,
                            uniform, seed,     sorting_stride(units), sorting_network(units, sorting_stride(units))};
  const std::uint64_t blocks = (draws + kBlock - 1) / kBlock;
  const SmaaCounts none{std::vector<std::uint64_t>(units * units, 0), std::vector<std::uint64_t>(units * units, 0),
                        std::vector<double>(units * criteria, 0)};
  std::vector<Lane> lanes(kLanes, {none, std::vector<CompensatedSum>(units * criteria)});
  const std::size_t workers = std::clamp<std::size_t>(threads, 1, kLanes);
  const auto work = [&](std::size_t worker) {
    for (std::size_t lane = worker; lane < kLanes; lane += workers)
      for (std::uint64_t block = lane; block < blocks; block += kLanes)
        add_block(problem, block, std::min(kBlock, draws - block * kBlock), lanes[lane]);
  };
  std::vector<std::jthread> pool;
  for (std::size_t worker = 1; worker < workers; ++worker) pool.emplace_back(work, worker);
  work(0);
  pool.clear();
  Acceptability result = empty_answer(units);
  const double all = static_cast<double>(draws);
  for (std::size_t i = 0; i < units; ++i) {
    for (std::size_t j = 0; j < units; ++j) {
      std::uint64_t rank = 0, beats = 0;
      for (const Lane& lane : lanes) rank += lane.counts.rank[i * units + j], beats += lane.counts.beats[i * units + j];
      result.rank[i][j] = static_cast<double>(rank) / all;
      result.beats[i][j] = static_cast<double>(beats) / all;
    }
    if (result.rank[i][0] <= 0) continue;
    result.central_weight[i].emplace();
    for (std::size_t k = 0; k < criteria; ++k) {
      CompensatedSum total;
      for (const Lane& lane : lanes) total.add(lane.first[i * criteria + k]);
      result.central_weight[i]->push_back(total.value() / (result.rank[i][0] * all));
    }
  }
  return result;
}

}  // namespace boussole::engine::statistics
