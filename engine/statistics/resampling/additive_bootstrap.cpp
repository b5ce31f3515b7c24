#include "engine/statistics/resampling/additive_bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <type_traits>

#include "engine/base/parallel.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::size_t kCell = 256;            // rows picked among with one byte each; they stay in the nearest cache
constexpr std::size_t kStretch = 16 * kCell;  // rows whose sums are added up on their own, in a fixed order
constexpr std::size_t kReplicates = 64;       // replicates that visit a stretch together

/// How many of `draws` fall in each stretch of `rows`, the last one shorter.
std::vector<std::uint64_t> draws_per_part(RandomStream& random, std::uint64_t draws, std::size_t rows,
                                          std::size_t part) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t first = 0; first < rows; first += part) sizes.push_back(std::min(part, rows - first));
  std::vector<std::uint64_t> counts(sizes.size());
  draw_multinomial(random, draws, sizes, counts);
  return counts;
}

using Pair [[gnu::vector_size(16)]] = double;
template <std::size_t kWidth>
using Lane = std::conditional_t<kWidth == 1, double, Pair>;

/// Adds row `at` of `rows`: kWidth columns at a time, so that the sums stay in registers.
template <std::size_t kWidth>
void add_picks(RandomStream& random, std::uint64_t draws, const double* rows, std::size_t count, std::size_t width,
               double* sums) {
  // Pairs of columns: the compiler keeps them in vector registers, and each column is still added on its own.
  constexpr std::size_t kLanes = (kWidth + 1) / 2;
  Lane<kWidth> s[kLanes];
  std::memcpy(s, sums, sizeof s);
  const auto add = [&](std::uint64_t at) {
    const double* row = rows + at * width;
    for (std::size_t c = 0; c < kLanes; ++c) {
      Lane<kWidth> lane;
      std::memcpy(&lane, row + 2 * c, sizeof lane);
      s[c] += lane;
    }
  };
  if (count == kCell) {
    for (; draws >= 8; draws -= 8) {
      std::uint64_t word = random.word();
      for (int i = 0; i < 8; ++i, word >>= 8) add(word & 0xff);
    }
    for (std::uint64_t word = draws > 0 ? random.word() : 0; draws > 0; --draws, word >>= 8) add(word & 0xff);
  } else {
    for (; draws > 0; --draws) add(random.below(count));
  }
  std::memcpy(sums, s, sizeof s);
}

/// All columns of one cell. Every group of columns replays the same picks from a copy of the stream.
void add_cell(RandomStream& random, std::uint64_t draws, const double* rows, std::size_t count, std::size_t width,
              double* sums) {
  RandomStream after = random;
  for (std::size_t c = 0; c < width;) {
    RandomStream replay = random;
    const std::size_t left = width - c;
    if (left >= 16) {
      add_picks<16>(replay, draws, rows + c, count, width, sums + c);
      c += 16;
    } else if (left >= 8) {
      add_picks<8>(replay, draws, rows + c, count, width, sums + c);
      c += 8;
    } else if (left >= 4) {
      add_picks<4>(replay, draws, rows + c, count, width, sums + c);
      c += 4;
    } else if (left == 1) {
      add_picks<1>(replay, draws, rows + c, count, width, sums + c);
      c += 1;
    } else {
      add_picks<2>(replay, draws, rows + c, count, width, sums + c);
      c += 2;
    }
    after = replay;
  }
  random = after;
}

}  // namespace

std::vector<double> additive_replicates(std::span<const double> rows, std::size_t width,
                                        const IntervalRequest& request) {
  assert(width >= 1 && width <= 64 && rows.size() % width == 0 && rows.size() >= width);
  const std::size_t n = rows.size() / width;
  const std::size_t stretches = (n + kStretch - 1) / kStretch;
  const auto replicates = static_cast<std::size_t>(request.replicates);
  std::vector<double> out(replicates * width, 0.0);
  for (std::size_t first = 0; first < replicates; first += kReplicates) {
    const std::size_t batch = std::min(kReplicates, replicates - first);
    std::vector<std::vector<std::uint64_t>> shares(batch);
    parallel_for(batch, request.threads, [&](std::size_t b) {
      RandomStream random(request.seed, request.stream, first + b);
      shares[b] = draws_per_part(random, n, n, kStretch);
    });
    // Sums of each (stretch, replicate), added in the order of the stretches afterwards whoever computed them.
    std::vector<double> partial(stretches * batch * width, 0.0);
    parallel_for(stretches, request.threads, [&](std::size_t stretch) {
      const std::size_t begin = stretch * kStretch;
      const std::size_t count = std::min(kStretch, n - begin);
      std::vector<RandomStream> random;
      std::vector<std::vector<std::uint64_t>> cells;
      for (std::size_t b = 0; b < batch; ++b) {
        random.emplace_back(request.seed, request.stream ^ (stretch + 1) * 0x9E3779B97F4A7C15U, first + b);
        cells.push_back(draws_per_part(random.back(), shares[b][stretch], count, kCell));
      }
      for (std::size_t cell = 0; cell * kCell < count; ++cell) {
        const double* at = rows.data() + (begin + cell * kCell) * width;
        const std::size_t size = std::min(kCell, count - cell * kCell);
        for (std::size_t b = 0; b < batch; ++b)
          add_cell(random[b], cells[b][cell], at, size, width, partial.data() + (stretch * batch + b) * width);
      }
    });
    for (std::size_t stretch = 0; stretch < stretches; ++stretch)
      for (std::size_t i = 0; i < batch * width; ++i) out[first * width + i] += partial[stretch * batch * width + i];
  }
  return out;
}

}  // namespace boussole::engine::statistics
