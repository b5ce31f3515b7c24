#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Histograms: what the resampling works on. Two people with the same numbers are interchangeable, so redrawing people
/// is redrawing the histogram, and a sorted histogram makes the result independent of row order and of ids.
namespace boussole::engine::statistics {

/// `people` persons who each made `value` contributions.
struct CountBin {
  std::uint64_t value = 0;
  std::uint64_t people = 0;
  bool operator==(const CountBin&) const = default;
};

/// `people` participants who each made `size` contributions, `hits` of which succeeded (hits <= size).
struct ClusterBin {
  std::uint64_t size = 0;
  std::uint64_t hits = 0;
  std::uint64_t people = 0;
  bool operator==(const ClusterBin&) const = default;
};

/// `units` units whose value is `value`.
struct ValueBin {
  double value = 0;
  std::uint64_t units = 0;
  bool operator==(const ValueBin&) const = default;
};

/// One group: `hits` successes among `n` independent units.
struct GroupCount {
  std::uint64_t hits = 0;
  std::uint64_t n = 0;
  bool operator==(const GroupCount&) const = default;
};

/// Sorted by value, equal values joined, empty bins and the value 0 dropped.
std::vector<CountBin> canonical(std::span<const CountBin> bins);
/// Sorted by (size, hits), equal pairs joined; bins without people or of size 0 dropped.
std::vector<ClusterBin> canonical(std::span<const ClusterBin> bins);
/// Sorted by value, equal values joined, empty bins dropped; values must be finite.
std::vector<ValueBin> canonical(std::span<const ValueBin> bins);

/// The histogram of counts given one by one.
std::vector<CountBin> histogram_of(std::span<const std::uint64_t> counts);

}  // namespace boussole::engine::statistics
