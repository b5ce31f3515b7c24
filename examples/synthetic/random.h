#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace boussole::synthetic {

/// Counter-based random integers (splitmix64: Steele, Lea and Flood 2014). The same seed, stream and index give the
/// same numbers on every machine; no floating point and no standard distribution is involved.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0, std::uint64_t index = 0)
      : state_(mix(mix(mix(seed) ^ (stream * kStep)) ^ (index * kStep))) {}

  std::uint64_t next() {
    state_ += kStep;
    return mix(state_);
  }

  /// Uniform in [0, n); 0 where n is 0. The bias of the multiplication is below n / 2^32.
  std::uint64_t below(std::uint64_t n) { return ((next() >> 32) * n) >> 32; }

  /// Uniform in [low, high], both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

  bool percent(unsigned chance) { return below(100) < chance; }
  bool per_mille(unsigned chance) { return below(1000) < chance; }

  /// An index in [0, n) with a heavy tail: floor(n u^power), so low indices are much more frequent. `power` 1 is
  /// uniform.
  std::uint64_t skewed(std::uint64_t n, unsigned power) {
    const std::uint64_t u = next() >> 32;
    std::uint64_t product = u;
    for (unsigned i = 1; i < power; ++i) product = (product * u) >> 32;
    return (product * n) >> 32;
  }

  template <class Table>
  const auto& pick(const Table& table) {
    return table[static_cast<std::size_t>(below(std::size(table)))];
  }

 private:
  static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;

  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace boussole::synthetic
