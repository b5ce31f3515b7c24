#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/random.h"

/// Redraws the units of a histogram with replacement: a multinomial over its bins. Bins of many units take one binomial
/// each; the units of rare bins are pooled and picked one by one. The law is the one of redrawing all units, exactly.
namespace boussole::engine::statistics {

class HistogramDraw {
 public:
  /// `units` per bin, in the order that draw() gives them back; at least one unit, fewer than 2^32.
  explicit HistogramDraw(std::span<const std::uint64_t> units);

  /// Writes how many of `draws` units fall in each bin.
  void draw(RandomStream& random, std::uint64_t draws, std::span<std::uint32_t> bins) const;

  std::uint64_t units() const { return units_; }
  std::size_t bins() const { return bins_; }

 private:
  struct Common {
    std::uint32_t bin = 0;
    double share = 0;  ///< probability of this bin among those not yet drawn
  };
  std::vector<Common> common_;             ///< most frequent first
  std::vector<std::uint32_t> rare_units_;  ///< the bin of each unit of the other bins
  std::uint64_t units_ = 0;
  std::size_t bins_ = 0;
};

}  // namespace boussole::engine::statistics
