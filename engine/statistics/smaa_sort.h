#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#if defined(__x86_64__) && !defined(__clang__)
#include <immintrin.h>
#endif

/// Private to smaa.cpp: sorting the units of 32 draws side by side.
namespace boussole::engine::statistics {

inline constexpr std::size_t kSmaaTile = 32;  ///< draws side by side: 8 vectors of doubles
using SmaaReals [[gnu::vector_size(32)]] = double;
/// One place of every draw: scores with the unit's number in their last digits.
struct alignas(32) SmaaKeys {
  std::array<SmaaReals, kSmaaTile / 4> part;
};

using SmaaNetwork = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
/// Batcher's merge exchange (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M) once the units that are a
/// multiple of `stride` apart are in order among themselves: which to compare and swap, in order. `stride` is a power
/// of two, or anything above all units: from the beginning.
SmaaNetwork sorting_network(std::size_t units, std::size_t stride);
/// The stride at which at most eight units are that far apart.
std::size_t sorting_stride(std::size_t units);

/// What puts two vectors in order, lane by lane.
struct SmaaPlainOrder {
  [[gnu::always_inline]] static void order(SmaaReals& a, SmaaReals& b) {
    const SmaaReals one = a, other = b;
    a = one < other ? one : other;
    b = one < other ? other : one;
  }
};

#if defined(__x86_64__) && !defined(__clang__)
// What is always part of another function is passed nothing: how vectors are passed does not matter.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"
/// GCC does not find these instructions by itself. Only for functions that may have them.
struct SmaaAvxOrder {
  [[gnu::always_inline]] static void order(SmaaReals& a, SmaaReals& b) {
    const SmaaReals one = a, other = b;
    a = __builtin_ia32_minpd256(one, other);
    b = __builtin_ia32_maxpd256(other, one);
  }
};
#pragma GCC diagnostic pop
#else
using SmaaAvxOrder = SmaaPlainOrder;
#endif

/// Sorts eight that stay in registers, in 19 comparisons (Batcher).
template <class By>
[[gnu::always_inline]] inline void sort_eight_keys(std::array<SmaaReals, 8>& x) {
  By::order(x[0], x[4]), By::order(x[1], x[5]), By::order(x[2], x[6]), By::order(x[3], x[7]);
  By::order(x[0], x[2]), By::order(x[1], x[3]), By::order(x[4], x[6]), By::order(x[5], x[7]);
  By::order(x[2], x[4]), By::order(x[3], x[5]);
  By::order(x[0], x[1]), By::order(x[2], x[3]), By::order(x[4], x[5]), By::order(x[6], x[7]);
  By::order(x[1], x[4]), By::order(x[3], x[6]);
  By::order(x[1], x[2]), By::order(x[3], x[4]), By::order(x[5], x[6]);
}

/// Sorts the keys of each draw, ascending: every stride-th unit first, without going through memory, then the
/// comparisons of the network.
template <class By>
[[gnu::always_inline]] inline void sort_keys(std::span<SmaaKeys> keys, std::size_t stride, const SmaaNetwork& network) {
  const SmaaReals beyond = SmaaReals{} + std::numeric_limits<double>::infinity();
  for (std::size_t first = 0; first < std::min(stride, keys.size()); ++first)
    for (std::size_t v = 0; v < kSmaaTile / 4; ++v) {
      std::array<SmaaReals, 8> x;
      for (std::size_t i = 0; i < 8; ++i)
        x[i] = first + i * stride < keys.size() ? keys[first + i * stride].part[v] : beyond;
      sort_eight_keys<By>(x);
      for (std::size_t i = 0; i < 8; ++i)
        if (first + i * stride < keys.size()) keys[first + i * stride].part[v] = x[i];
    }
  SmaaKeys* const key = keys.data();
  for (const auto& [low, high] : network) {
    auto &a = key[low].part, &b = key[high].part;
#pragma GCC unroll 8
    for (std::size_t v = 0; v < kSmaaTile / 4; ++v) By::order(a[v], b[v]);
  }
}

}  // namespace boussole::engine::statistics
