#include "engine/statistics/lorenz_band.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/parallel.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/resampling/histogram_draw.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::uint64_t kStream = 0x6c6f72656e7a;

/// The curve at the given shares; bins ascending by value, `people` of each.
template <class People>
void read_curve(std::span<const CountBin> bins, const People& people, std::span<const double> shares,
                std::span<double> out) {
  double n = 0, all = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    n += static_cast<double>(people[i]);
    all += static_cast<double>(people[i]) * static_cast<double>(bins[i].value);
  }
  std::size_t at = 0;
  double before = 0, held = 0;  // people and total of the bins that lie wholly below
  for (std::size_t s = 0; s < shares.size(); ++s) {
    const double wanted = shares[s] * n;
    while (at < bins.size() && before + static_cast<double>(people[at]) <= wanted) {
      before += static_cast<double>(people[at]);
      held += static_cast<double>(people[at]) * static_cast<double>(bins[at].value);
      ++at;
    }
    const double part = at < bins.size() ? (wanted - before) * static_cast<double>(bins[at].value) : 0;
    out[s] = all > 0 ? std::clamp((held + part) / all, 0.0, shares[s]) : shares[s];
  }
}

std::optional<Undefined> refuse_band(std::span<const double> shares, double level, std::uint64_t replicates) {
  if (auto refused = refuse_level(level)) return refused;
  if (auto refused = refuse_not_finite(shares, "the shares")) return refused;
  if (!std::ranges::is_sorted(shares) || (!shares.empty() && (shares.front() < 0 || shares.back() > 1)))
    return Undefined{"the shares must lie in [0, 1], ascending"};
  if (replicates < 100) return Undefined{"fewer than 100 replicates"};
  return std::nullopt;
}

/// The c that holds the largest deviation of a curve in units of each point's standard error.
Result<double> widest(std::span<const std::vector<double>> curves, std::span<const double> total,
                      std::span<const double> se, double level) {
  std::vector<double> largest;
  for (const auto& curve : curves) {
    double most = 0;
    for (std::size_t s = 0; s < total.size(); ++s)
      if (se[s] > 1e-12) most = std::max(most, std::abs(curve[s] - total[s]) / se[s]);
    largest.push_back(most);
  }
  return quantile(largest, level, QuantileType::type7);
}

}  // namespace

Result<std::vector<LorenzBandPoint>> lorenz_band(std::span<const CountBin> histogram, std::span<const double> shares,
                                                 double level, std::uint64_t replicates, std::uint64_t seed,
                                                 unsigned threads) {
  if (auto refused = refuse_band(shares, level, replicates)) return std::unexpected(*refused);
  std::vector<CountBin> bins(histogram.begin(), histogram.end());
  std::erase_if(bins, [](const CountBin& bin) { return bin.people == 0; });
  std::ranges::sort(bins, {}, &CountBin::value);
  std::vector<std::uint64_t> people;
  std::uint64_t n = 0;
  for (const CountBin& bin : bins) people.push_back(bin.people), n += bin.people;
  if (n < 2) return undefined("fewer than two people");
  if (n > 0xFFFFFFFF) return undefined("more people than can be redrawn");
  if (bins.back().value == 0) return undefined("nobody has anything");
  const HistogramDraw draw(people);
  std::vector<double> total(shares.size());
  read_curve(bins, people, shares, total);
  std::vector<std::vector<double>> curves(replicates, std::vector<double>(shares.size()));
  parallel_for(replicates, threads, [&](std::size_t r) {
    RandomStream random(seed, kStream, r);
    std::vector<std::uint32_t> drawn(bins.size());
    draw.draw(random, n, drawn);
    read_curve(bins, drawn, shares, curves[r]);
  });
  std::vector<double> se;
  std::vector<LorenzBandPoint> band;
  for (std::size_t s = 0; s < shares.size(); ++s) {
    std::vector<double> at;
    Moments moments;
    for (const auto& curve : curves) at.push_back(curve[s]), moments.add(curve[s]);
    se.push_back(std::sqrt(std::max(0.0, moments.m2 / (moments.n - 1))));
    const double ends[] = {(1 - level) / 2, (1 + level) / 2};
    const auto range = quantiles(at, ends, QuantileType::type7);
    if (!range) return std::unexpected(range.error());
    band.push_back({shares[s], total[s], {(*range)[0], (*range)[1]}, {}});
  }
  const auto c = widest(curves, total, se, level);
  if (!c) return std::unexpected(c.error());
  for (std::size_t s = 0; s < shares.size(); ++s)
    band[s].simultaneous = {std::max(0.0, total[s] - *c * se[s]), std::min(shares[s], total[s] + *c * se[s])};
  return band;
}

}  // namespace boussole::engine::statistics
