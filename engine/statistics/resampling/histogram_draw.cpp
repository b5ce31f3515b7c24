#include "engine/statistics/resampling/histogram_draw.h"

#include <algorithm>
#include <cassert>

#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::uint64_t kCommon = 20;  // bins of fewer units are pooled: picking them one by one is cheaper

}  // namespace

HistogramDraw::HistogramDraw(std::span<const std::uint64_t> units) : bins_(units.size()) {
  std::vector<std::uint32_t> order;
  for (std::size_t i = 0; i < units.size(); ++i) {
    units_ += units[i];
    if (units[i] >= kCommon)
      order.push_back(static_cast<std::uint32_t>(i));
    else
      rare_units_.insert(rare_units_.end(), units[i], static_cast<std::uint32_t>(i));
  }
  assert(units_ >= 1 && units_ < (std::uint64_t{1} << 32));
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return units[a] > units[b]; });
  std::uint64_t left = units_;
  for (const std::uint32_t bin : order) {
    common_.push_back({bin, static_cast<double>(units[bin]) / static_cast<double>(left)});
    left -= units[bin];
  }
}

void HistogramDraw::draw(RandomStream& random, std::uint64_t draws, std::span<std::uint32_t> bins) const {
  assert(bins.size() == bins_);
  std::fill(bins.begin(), bins.end(), 0);
  for (const Common& c : common_) {
    const std::uint64_t drawn = draw_binomial(random, draws, c.share);
    bins[c.bin] = static_cast<std::uint32_t>(drawn);
    draws -= drawn;
  }
  if (rare_units_.empty()) return;
  // Two picks a word, each of 32 bits times the number of rare units; the tiny bias is removed as in Lemire (2019).
  const auto bound = static_cast<std::uint32_t>(rare_units_.size());
  const std::uint32_t threshold = (0 - bound) % bound;
  while (draws > 0) {
    const std::uint64_t word = random.word();
    for (const std::uint64_t half : {word >> 32, word & 0xffffffffU}) {
      const std::uint64_t product = half * bound;
      if (static_cast<std::uint32_t>(product) < threshold || draws == 0) continue;
      ++bins[rare_units_[product >> 32]];
      --draws;
    }
  }
}

}  // namespace boussole::engine::statistics
