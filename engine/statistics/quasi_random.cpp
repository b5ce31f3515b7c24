#include "engine/statistics/quasi_random.h"

#include <array>
#include <bit>
#include <optional>

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {
namespace {

constexpr std::size_t kBits = 32, kMostDegree = 9;

/// A primitive polynomial over the field of two elements, its coefficients as the digits of a number, and the first
/// odd numbers m_1 … m_degree.
struct Start {
  std::uint32_t polynomial;
  std::array<std::uint32_t, kMostDegree> m;
};

/// Joe and Kuo (2008), new-joe-kuo-6, dimensions 2 to 64.
// clang-format off
constexpr std::array<Start, kMostSobolDimensions - 1> kStarts{{
    {3, {1}}, {7, {1, 3}}, {11, {1, 3, 1}}, {13, {1, 1, 1}}, {19, {1, 1, 3, 3}}, {25, {1, 3, 5, 13}}, {37, {1, 1,
    5, 5, 17}}, {41, {1, 1, 5, 5, 5}}, {47, {1, 1, 7, 11, 19}}, {55, {1, 1, 5, 1, 1}}, {59, {1, 1, 1, 3, 11}}, {61, {1,
    3, 5, 5, 31}}, {67, {1, 3, 3, 9, 7, 49}}, {91, {1, 1, 1, 15, 21, 21}}, {97, {1, 3, 1, 13, 27, 49}}, {103, {1, 1, 1,
    15, 7, 5}}, {109, {1, 3, 1, 15, 13, 25}}, {115, {1, 1, 5, 5, 19, 61}}, {131, {1, 3, 7, 11, 23, 15, 103}}, {137, {1,
    3, 7, 13, 13, 15, 69}}, {143, {1, 1, 3, 13, 7, 35, 63}}, {145, {1, 3, 5, 9, 1, 25, 53}}, {157, {1, 3, 1, 13, 9, 35,
    107}}, {167, {1, 3, 1, 5, 27, 61, 31}}, {171, {1, 1, 5, 11, 19, 41, 61}}, {185, {1, 3, 5, 3, 3, 13, 69}}, {191, {1,
    1, 7, 13, 1, 19, 1}}, {193, {1, 3, 7, 5, 13, 19, 59}}, {203, {1, 1, 3, 9, 25, 29, 41}}, {211, {1, 3, 5, 13, 23, 1,
    55}}, {213, {1, 3, 7, 3, 13, 59, 17}}, {229, {1, 3, 1, 3, 5, 53, 69}}, {239, {1, 1, 5, 5, 23, 33, 13}}, {241, {1,
    1, 7, 7, 1, 61, 123}}, {247, {1, 1, 7, 9, 13, 61, 49}}, {253, {1, 3, 3, 5, 3, 55, 33}}, {285, {1, 3, 1, 15, 31, 13,
    49, 245}}, {299, {1, 3, 5, 15, 31, 59, 63, 97}}, {301, {1, 3, 1, 11, 11, 11, 77, 249}}, {333, {1, 3, 1, 11, 27, 43,
    71, 9}}, {351, {1, 1, 7, 15, 21, 11, 81, 45}}, {355, {1, 3, 7, 3, 25, 31, 65, 79}}, {357, {1, 3, 1, 1, 19, 11, 3,
    205}}, {361, {1, 1, 5, 9, 19, 21, 29, 157}}, {369, {1, 3, 7, 11, 1, 33, 89, 185}}, {391, {1, 3, 3, 3, 15, 9, 79,
    71}}, {397, {1, 3, 7, 11, 15, 39, 119, 27}}, {425, {1, 1, 3, 1, 11, 31, 97, 225}}, {451, {1, 1, 1, 3, 23, 43, 57,
    177}}, {463, {1, 3, 7, 7, 17, 17, 37, 71}}, {487, {1, 3, 1, 5, 27, 63, 123, 213}}, {501, {1, 1, 3, 5, 11, 43, 53,
    133}}, {529, {1, 3, 5, 5, 29, 17, 47, 173, 479}}, {539, {1, 3, 3, 11, 3, 1, 109, 9, 69}}, {545, {1, 1, 1, 5, 17,
    39, 23, 5, 343}}, {557, {1, 3, 1, 5, 25, 15, 31, 103, 499}}, {563, {1, 1, 1, 11, 11, 17, 63, 105, 183}}, {601, {1,
    1, 5, 11, 9, 29, 97, 231, 363}}, {607, {1, 1, 5, 15, 19, 45, 41, 7, 383}}, {617, {1, 3, 7, 7, 31, 19, 83, 137,
    221}}, {623, {1, 1, 1, 3, 23, 15, 111, 223, 83}}, {631, {1, 1, 5, 13, 31, 15, 55, 25, 161}}, {637, {1, 1, 3, 13,
    25, 47, 39, 87, 257}},
}};
// clang-format on

/// Sobol's recurrence: v_k from the v before it, as binary fractions of 32 digits.
std::vector<std::uint32_t> directions(std::size_t dimension) {
  std::vector<std::uint32_t> v(kBits);
  if (dimension == 0) {
    for (std::size_t k = 0; k < kBits; ++k) v[k] = std::uint32_t{1} << (kBits - 1 - k);
    return v;
  }
  const Start& start = kStarts[dimension - 1];
  const auto degree = static_cast<std::size_t>(std::bit_width(start.polynomial) - 1);
  for (std::size_t k = 0; k < kBits; ++k) {
    if (k < degree) {
      v[k] = start.m[k] << (kBits - 1 - k);
      continue;
    }
    v[k] = v[k - degree] ^ (v[k - degree] >> degree);
    for (std::size_t j = 1; j < degree; ++j)
      if (start.polynomial >> (degree - j) & 1) v[k] ^= v[k - j];
  }
  return v;
}

constexpr std::uint64_t kStream = 0x6f77656e;

/// Owen's scrambling: digit b is flipped by a coin that depends on the digits before it.
std::uint32_t scramble(std::uint32_t x, std::uint64_t seed, std::uint64_t dimension) {
  std::uint32_t out = 0;
  for (std::size_t b = 0; b < kBits; ++b) {
    const std::uint64_t before = b == 0 ? 0 : x >> (kBits - b);
    const std::uint64_t node = std::uint64_t{1} << b | before;  // of the tree of digits
    const auto word = philox4x32_10({static_cast<std::uint32_t>(node), static_cast<std::uint32_t>(node >> 32),
                                     static_cast<std::uint32_t>(dimension), kStream},
                                    {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)})[0];
    const std::uint32_t digit = (x >> (kBits - 1 - b) & 1) ^ (word & 1);
    out |= digit << (kBits - 1 - b);
  }
  return out;
}

std::optional<Undefined> refuse_dimensions(std::size_t dimensions) {
  if (dimensions >= 1 && dimensions <= kMostSobolDimensions) return std::nullopt;
  return Undefined{"a Sobol sequence has 1 to 64 dimensions"};
}

}  // namespace

SobolSequence::SobolSequence(std::size_t dimensions, bool scrambled, std::uint64_t seed)
    : state_(dimensions, 0), scrambled_(scrambled), seed_(seed) {
  for (std::size_t d = 0; d < dimensions; ++d) direction_.push_back(directions(d));
}

Result<SobolSequence> SobolSequence::plain(std::size_t dimensions) {
  if (auto refused = refuse_dimensions(dimensions)) return std::unexpected(*refused);
  return SobolSequence(dimensions, false, 0);
}

Result<SobolSequence> SobolSequence::scrambled(std::size_t dimensions, std::uint64_t seed) {
  if (auto refused = refuse_dimensions(dimensions)) return std::unexpected(*refused);
  return SobolSequence(dimensions, true, seed);
}

std::vector<double> SobolSequence::next() {
  std::vector<double> point;
  for (std::size_t d = 0; d < state_.size(); ++d)
    point.push_back(0x1p-32 * (scrambled_ ? scramble(state_[d], seed_, d) : state_[d]));
  const auto bit = static_cast<std::size_t>(std::countr_one(at_++)) % kBits;
  for (std::size_t d = 0; d < state_.size(); ++d) state_[d] ^= direction_[d][bit];
  return point;
}

std::vector<double> SobolDesign::crossed(std::size_t row, std::size_t column) const {
  std::vector<double> result = a[row];
  result[column] = b[row][column];
  return result;
}

Result<SobolDesign> sobol_design(std::size_t inputs, std::uint64_t n, std::uint64_t seed) {
  if (!std::has_single_bit(n)) return undefined("the number of rows must be a power of two");
  if (inputs == 0 || n > std::uint64_t{1} << 24) return undefined("no input, or more than 2^24 rows");
  auto sequence = SobolSequence::scrambled(2 * inputs, seed);
  if (!sequence) return std::unexpected(sequence.error());
  SobolDesign design;
  const auto half = static_cast<std::ptrdiff_t>(inputs);
  for (std::uint64_t row = 0; row < n; ++row) {
    const std::vector<double> point = sequence->next();
    design.a.emplace_back(point.begin(), point.begin() + half);
    design.b.emplace_back(point.begin() + half, point.end());
  }
  return design;
}

}  // namespace boussole::engine::statistics
