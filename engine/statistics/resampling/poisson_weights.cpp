#include "engine/statistics/resampling/poisson_weights.h"

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

namespace {

/// floor(2^64 P(X <= k)), X Poisson with mean 1, k = 0, 1, …: whole numbers, so that every machine draws the same.
constexpr std::uint64_t kCumulative[] = {
    0x5E2D58D8B3BCDF1AU, 0xBC5AB1B16779BE35U, 0xEB715E1DC1582DC2U, 0xFB23979734A252F1U, 0xFF1025F59174DC3DU,
    0xFFD90F3BA4055E19U, 0xFFFA8B71FC72C913U, 0xFFFF540C0914B3C9U, 0xFFFFED1F4AA8F120U, 0xFFFFFE216E641462U,
    0xFFFFFFD4D85D3183U, 0xFFFFFFFC6DA262B4U, 0xFFFFFFFFBA12D178U, 0xFFFFFFFFFB07C64CU, 0xFFFFFFFFFFAB8EA5U,
    0xFFFFFFFFFFFABE22U, 0xFFFFFFFFFFFFB11AU, 0xFFFFFFFFFFFFFBA1U, 0xFFFFFFFFFFFFFFC5U, 0xFFFFFFFFFFFFFFFDU};

}  // namespace

std::uint32_t poisson_weight(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate, std::uint64_t person) {
  const std::uint64_t word = random_word(seed, stream, replicate, person);
  std::uint32_t weight = 0;
  for (const std::uint64_t bound : kCumulative) {
    if (word < bound) break;
    ++weight;
  }
  return weight;
}

}  // namespace boussole::engine::statistics
