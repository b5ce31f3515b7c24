#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Counter-based random numbers: a number is a function of (seed, stream, replicate, index) and of nothing else, so the
/// result of a simulation does not depend on how many threads ran it or in which order.
namespace boussole::engine::statistics {

__extension__ using Wide = unsigned __int128;

/// Philox4x32 with 10 rounds (Salmon, Moraes, Dror & Shaw 2011).
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);
/// Philox4x64 with 10 rounds (Salmon et al. 2011). NumPy adds one to the counter before its first block; this does not.
std::array<std::uint64_t, 4> philox4x64_10(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key);
/// Threefry4x64 with 20 rounds (Salmon et al. 2011).
std::array<std::uint64_t, 4> threefry4x64_20(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 4> key);
/// One step of splitmix64 (Steele, Lea & Flood 2014): moves the state, returns the output. For seeding and hashing
/// only.
std::uint64_t splitmix64(std::uint64_t& state);
/// The top 53 bits as a number in [0, 1): (x >> 11) * 2^-53.
constexpr double u64_to_double(std::uint64_t x) { return static_cast<double>(x >> 11) * 0x1p-53; }

/// The 64-bit word at `index` of the stream (seed, stream, replicate): the same that a RandomStream gives there.
std::uint64_t random_word(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate, std::uint64_t index);

/// The words of one (seed, stream, replicate) in order. Cheap to make: one per replicate.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t stream, std::uint64_t replicate)
      : key_{seed, stream}, replicate_(replicate) {}

  std::uint64_t word() {
    if (at_ == kBuffer) refill();
    return buffer_[at_++];
  }
  /// In [0, 1), 53 bits.
  double uniform() { return u64_to_double(word()); }
  /// In (0, 1): never 0, so its logarithm exists.
  double uniform_open() { return (static_cast<double>(word() >> 12) + 0.5) * 0x1p-52; }
  /// Uniform on [0, bound), bound >= 1, without bias (Lemire 2019).
  std::uint64_t below(std::uint64_t bound) {
    Wide product = static_cast<Wide>(word()) * bound;
    if (static_cast<std::uint64_t>(product) < bound) product = unbiased(product, bound);
    return static_cast<std::uint64_t>(product >> 64);
  }

 private:
  static constexpr std::size_t kBuffer = 16;
  void refill();
  Wide unbiased(Wide product, std::uint64_t bound);

  std::array<std::uint64_t, 2> key_;
  std::uint64_t replicate_;
  std::uint64_t block_ = 0;
  std::size_t at_ = kBuffer;
  std::array<std::uint64_t, kBuffer> buffer_;
};

}  // namespace boussole::engine::statistics
