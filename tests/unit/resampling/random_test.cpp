#include "engine/statistics/random.h"
#include "engine/statistics/resampling/poisson_weights.h"

#include <catch2/catch.hpp>

using namespace boussole::engine::statistics;

// Known answers of Random123's kat_vectors (Salmon et al. 2011) and of the published splitmix64.
TEST_CASE("philox4x32 gives the published words") {
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) ==
        std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  const std::uint32_t ones = 0xffffffff;
  CHECK(philox4x32_10({ones, ones, ones, ones}, {ones, ones}) ==
        std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
}

TEST_CASE("philox4x64 gives the published words") {
  CHECK(philox4x64_10({0, 0, 0, 0}, {0, 0}) ==
        std::array<std::uint64_t, 4>{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
  // NumPy counts up before its first block.
  CHECK(philox4x64_10({1, 0, 0, 0}, {0, 0}) == std::array<std::uint64_t, 4>{213000021201967259U, 4455796210202625458U,
                                                                            2055444239878205049U,
                                                                            10411612076246414556U});
}

TEST_CASE("threefry4x64 gives the published words") {
  CHECK(threefry4x64_20({0, 0, 0, 0}, {0, 0, 0, 0}) ==
        std::array<std::uint64_t, 4>{0x09218ebde6c85537, 0x55941f5266d86105, 0x4bd25e16282434dc, 0xee29ec846bd2e40b});
}

TEST_CASE("splitmix64 gives the published outputs") {
  std::uint64_t state = 1234567;
  for (const std::uint64_t expected :
       {6457827717110365317U, 3203168211198807973U, 9817491932198370423U, 4593380528125082431U, 16408922859458223821U})
    CHECK(splitmix64(state) == expected);
}

TEST_CASE("a word is a number in [0, 1)") {
  CHECK(u64_to_double(0) == 0.0);
  CHECK(u64_to_double(std::uint64_t{1} << 63) == 0.5);
  CHECK(u64_to_double(~std::uint64_t{0}) == 1 - 0x1p-53);
}

TEST_CASE("a stream is the same words in order as by index") {
  RandomStream stream(42, 7, 3);
  for (std::uint64_t i = 0; i < 100; ++i) CHECK(stream.word() == random_word(42, 7, 3, i));
  CHECK(random_word(42, 7, 3, 0) != random_word(43, 7, 3, 0));
  CHECK(random_word(42, 7, 3, 0) != random_word(42, 8, 3, 0));
  CHECK(random_word(42, 7, 3, 0) != random_word(42, 7, 4, 0));
}

TEST_CASE("below is uniform and never reaches its bound") {
  RandomStream random(1, 2, 3);
  std::array<int, 7> seen{};
  for (int i = 0; i < 70'000; ++i) {
    const std::uint64_t k = random.below(7);
    REQUIRE(k < 7);
    ++seen[k];
  }
  // Each expects 10,000 with a standard deviation of 93.
  for (const int count : seen) CHECK(std::abs(count - 10'000) < 465);
  for (int i = 0; i < 10; ++i) CHECK(random.below(1) == 0);
}

TEST_CASE("weights of the Poisson bootstrap: their law, and the same however people are dealt out") {
  constexpr std::uint64_t kPeople = 200'000;
  std::array<double, 12> seen{};
  for (std::uint64_t person = 0; person < kPeople; ++person) ++seen[poisson_weight(1, 2, 3, person)];
  double expected = kPeople * std::exp(-1.0), sum = 0, squares = 0;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    CHECK(std::abs(seen[k] - expected) < 5 * std::sqrt(expected) + 1);
    expected /= static_cast<double>(k + 1);
    sum += static_cast<double>(k) * seen[k];
    squares += static_cast<double>(k * k) * seen[k];
  }
  CHECK(sum / kPeople == Approx(1).margin(0.012));
  CHECK(squares / kPeople - 1 == Approx(1).margin(0.03));
  CHECK(poisson_weight(1, 2, 3, 77) == poisson_weight(1, 2, 3, 77));
  int same = 0;
  for (std::uint64_t person = 0; person < 1000; ++person)
    same += poisson_weight(1, 2, 3, person) == poisson_weight(1, 2, 4, person);
  CHECK(same < 400);  // 309 by chance, the sum of the squared masses being exp(-2) I0(2)
  CHECK(same > 230);
}
