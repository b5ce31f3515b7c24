#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/statistics/random.h"

/// Inputs for properties that must always hold: the same on every machine, named by a number.
namespace boussole::generate {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInf = std::numeric_limits<double>::infinity();

/// Counts with a heavy tail, as participation has: mostly 1, sometimes hundreds.
inline std::vector<std::uint64_t> heavy_counts(std::uint64_t number, std::size_t n) {
  engine::statistics::RandomStream random(number, 1, 0);
  std::vector<std::uint64_t> counts(n);
  for (auto& count : counts) {
    const double u = random.uniform_open();
    count = static_cast<std::uint64_t>(1 / (u * (0.2 + random.uniform())));
    if (count == 0) count = 1;
    if (count > 100000) count = 100000;
  }
  return counts;
}

inline std::vector<double> as_doubles(const std::vector<std::uint64_t>& counts) {
  return {counts.begin(), counts.end()};
}

/// Values in (0, 1).
inline std::vector<double> uniforms(std::uint64_t number, std::size_t n) {
  engine::statistics::RandomStream random(number, 2, 0);
  std::vector<double> values(n);
  for (double& value : values) value = random.uniform_open();
  return values;
}

/// The same values in another order.
template <class T>
std::vector<T> shuffled(std::vector<T> values, std::uint64_t number) {
  engine::statistics::RandomStream random(number, 3, 0);
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
  return values;
}

}  // namespace boussole::generate
