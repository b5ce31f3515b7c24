#include "engine/statistics/resampling/additive_bootstrap.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/statistics/random.h"

using namespace boussole::engine::statistics;

namespace {

std::vector<double> rows(std::size_t n, std::size_t width) {
  std::vector<double> out(n * width);
  RandomStream random(4, 0, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t c = 0; c < width; ++c) out[i * width + c] = c == 0 ? 1.0 : static_cast<double>(random.below(10));
  return out;
}

}  // namespace

TEST_CASE("each replicate redraws exactly as many participants as there are") {
  for (const std::size_t n : {std::size_t{1}, std::size_t{2}, std::size_t{255}, std::size_t{256}, std::size_t{257},
                              std::size_t{4096}, std::size_t{10'000}})
    for (const std::size_t width : {1, 2, 3, 5, 16, 31}) {
      const auto sums = additive_replicates(rows(n, width), width, {.seed = 1, .replicates = 3});
      REQUIRE(sums.size() == 3 * width);
      for (std::size_t r = 0; r < 3; ++r) CHECK(sums[r * width] == static_cast<double>(n));
    }
}

TEST_CASE("every column sees the same redrawn participants") {
  const std::size_t n = 5000, width = 23;
  std::vector<double> data = rows(n, width);
  for (std::size_t i = 0; i < n; ++i) data[i * width + 22] = data[i * width + 1];
  const auto sums = additive_replicates(data, width, {.seed = 1, .replicates = 70});
  for (std::size_t r = 0; r < 70; ++r) CHECK(sums[r * width + 22] == sums[r * width + 1]);
}

TEST_CASE("the sums have the bootstrap's mean and variance") {
  const std::size_t n = 3000, width = 4;
  const auto data = rows(n, width);
  const auto sums = additive_replicates(data, width, {.seed = 8, .replicates = 4000});
  for (std::size_t c = 1; c < width; ++c) {
    double mean = 0, variance = 0, seen = 0, seen_squares = 0;
    for (std::size_t i = 0; i < n; ++i) mean += data[i * width + c] / n;
    for (std::size_t i = 0; i < n; ++i) variance += std::pow(data[i * width + c] - mean, 2);
    for (std::size_t r = 0; r < 4000; ++r) seen += sums[r * width + c] / 4000;
    for (std::size_t r = 0; r < 4000; ++r) seen_squares += std::pow(sums[r * width + c] - seen, 2) / 3999;
    CHECK(std::abs(seen - mean * n) < 5 * std::sqrt(variance / 4000));
    CHECK(seen_squares == Approx(variance).epsilon(0.12));
  }
}

TEST_CASE("additive sums are the same bits with one, two and seven threads") {
  const auto data = rows(9000, 16);
  IntervalRequest request{.seed = 1, .stream = 3, .replicates = 130};
  const auto one = additive_replicates(data, 16, request);
  for (const unsigned threads : {2u, 7u}) {
    request.threads = threads;
    CHECK(additive_replicates(data, 16, request) == one);
  }
}
