#include "engine/statistics/random.h"

#include <bit>

namespace boussole::engine::statistics {

namespace {

constexpr std::uint64_t kMultiplier0 = 0xD2E7470EE14C6C93U;
constexpr std::uint64_t kMultiplier1 = 0xCA5A826395121157U;
constexpr std::uint64_t kWeyl0 = 0x9E3779B97F4A7C15U;
constexpr std::uint64_t kWeyl1 = 0xBB67AE8584CAA73BU;

inline void philox64_round(std::uint64_t& c0, std::uint64_t& c1, std::uint64_t& c2, std::uint64_t& c3, std::uint64_t k0,
                           std::uint64_t k1) {
  const Wide p0 = static_cast<Wide>(kMultiplier0) * c0;
  const Wide p1 = static_cast<Wide>(kMultiplier1) * c2;
  c0 = static_cast<std::uint64_t>(p1 >> 64) ^ c1 ^ k0;
  c1 = static_cast<std::uint64_t>(p1);
  c2 = static_cast<std::uint64_t>(p0 >> 64) ^ c3 ^ k1;
  c3 = static_cast<std::uint64_t>(p0);
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * c[0];
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
    k[0] += 0x9E3779B9U;
    k[1] += 0xBB67AE85U;
  }
  return c;
}

std::array<std::uint64_t, 4> philox4x64_10(std::array<std::uint64_t, 4> c, std::array<std::uint64_t, 2> k) {
  for (int round = 0; round < 10; ++round) {
    philox64_round(c[0], c[1], c[2], c[3], k[0], k[1]);
    k[0] += kWeyl0;
    k[1] += kWeyl1;
  }
  return c;
}

std::array<std::uint64_t, 4> threefry4x64_20(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 4> key) {
  constexpr int kRotations[8][2] = {{14, 16}, {52, 57}, {23, 40}, {5, 37}, {25, 33}, {46, 12}, {58, 22}, {32, 32}};
  std::array<std::uint64_t, 5> k{key[0], key[1], key[2], key[3], 0x1BD11BDAA9FC1A22U};
  for (const std::uint64_t word : key) k[4] ^= word;
  std::array<std::uint64_t, 4> x = counter;
  for (std::size_t i = 0; i < 4; ++i) x[i] += k[i];
  for (std::size_t round = 0; round < 20; ++round) {
    const auto& rotation = kRotations[round % 8];
    // Even rounds mix (0,1) and (2,3); odd rounds mix (0,3) and (2,1).
    const std::size_t a = round % 2 == 0 ? 1 : 3;
    const std::size_t b = round % 2 == 0 ? 3 : 1;
    x[0] += x[a];
    x[a] = std::rotl(x[a], rotation[0]) ^ x[0];
    x[2] += x[b];
    x[b] = std::rotl(x[b], rotation[1]) ^ x[2];
    if (round % 4 == 3) {
      const std::size_t injection = round / 4 + 1;
      for (std::size_t i = 0; i < 4; ++i) x[i] += k[(injection + i) % 5];
      x[3] += injection;
    }
  }
  return x;
}

std::uint64_t splitmix64(std::uint64_t& state) {
  state += kWeyl0;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

std::uint64_t random_word(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate, std::uint64_t index) {
  return philox4x64_10({index / 4, replicate, 0, 0}, {seed, stream})[index % 4];
}

void RandomStream::refill() {
  // Four blocks side by side: the multiplications of one block hide the latency of the others.
  constexpr std::size_t kLanes = kBuffer / 4;
  std::uint64_t c0[kLanes], c1[kLanes], c2[kLanes], c3[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    c0[lane] = block_ + lane;
    c1[lane] = replicate_;
    c2[lane] = c3[lane] = 0;
  }
  std::uint64_t k0 = key_[0], k1 = key_[1];
  for (int round = 0; round < 10; ++round) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) philox64_round(c0[lane], c1[lane], c2[lane], c3[lane], k0, k1);
    k0 += kWeyl0;
    k1 += kWeyl1;
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    buffer_[4 * lane] = c0[lane];
    buffer_[4 * lane + 1] = c1[lane];
    buffer_[4 * lane + 2] = c2[lane];
    buffer_[4 * lane + 3] = c3[lane];
  }
  block_ += kLanes;
  at_ = 0;
}

Wide RandomStream::unbiased(Wide product, std::uint64_t bound) {
  const std::uint64_t threshold = (0 - bound) % bound;
  while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(word()) * bound;
  return product;
}

}  // namespace boussole::engine::statistics
