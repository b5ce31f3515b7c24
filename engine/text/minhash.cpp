#include "engine/text/minhash.h"

#include <algorithm>
#include <iterator>

#include "engine/text/minhash_constants.h"
#include "engine/text/normalise.h"

namespace boussole::engine::text {
namespace {

// Products of 16-bit numbers are taken as unsigned 32-bit ones: int could overflow.
std::uint16_t times(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint16_t>(a * b); }

std::uint16_t linear(const ShingleHash& by, std::uint32_t x, std::uint32_t y, std::uint32_t z) {
  return static_cast<std::uint16_t>(x * by.x + y * by.y + z * by.z);
}

/// Which way an empty bin looks: one fixed bit for each.
constexpr std::uint64_t kDirections = 0x8E4478634C91EDE7ULL;
/// Shingles wanted in each bin, and bins filled below which a text is taken to repeat itself.
constexpr std::size_t kPerBin = 5;
constexpr std::ptrdiff_t kFilled = 48;

/// What one step of distance adds to a borrowed value.
constexpr std::uint32_t kStep = 0xDC91;

}  // namespace

std::size_t units_scalar(const Byte* text, std::size_t size, Byte* out) {
  const auto continues = [](Byte byte) { return (byte & 0xC0) == 0x80; };
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (i + 1 < size && continues(text[i + 1])) continue;
    const Byte last = text[i], before = i > 0 ? text[i - 1] : Byte{0};
    out[count++] = last < 0x80 ? last : static_cast<Byte>(last ^ ((before & 1) << 6) ^ (before >> 1 & 0x1F));
  }
  return count;
}

void bins_scalar(const Byte* units, std::size_t count, std::uint16_t most, Bins& bins) {
  bins.fill(kNoShingle);
  for (std::size_t i = 0; i + kShingle <= count; ++i) {
    const std::uint32_t x = units[i] | units[i + 1] << 8U, y = units[i + 2] | units[i + 3] << 8U, z = units[i + 4];
    std::uint16_t first = linear(kFirst, x, y, z), second = linear(kSecond, x, y, z);
    first = times(first ^ second >> 7U, kStirFirst);
    first = static_cast<std::uint16_t>(first ^ first >> 8U);
    second = times(static_cast<std::uint32_t>(second) + first, kStirSecond);
    const std::uint16_t value = first > most ? kNoShingle : first;
    std::uint16_t& bin = bins[second >> 10U];
    bin = std::min(bin, value);
  }
}

void densify(Bins& bins) {
  if (std::find(bins.begin(), bins.end(), kNoShingle) == bins.end()) return;
  const Bins found = bins;
  if (std::all_of(found.begin(), found.end(), [](std::uint16_t value) { return value == kNoShingle; })) return;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] != kNoShingle) continue;
    const std::size_t toward = (kDirections >> i & 1) != 0 ? 1 : found.size() - 1;
    std::size_t at = i;
    std::uint32_t distance = 0;
    while (found[at] == kNoShingle) {
      at = (at + toward) % found.size();
      ++distance;
    }
    bins[i] = static_cast<std::uint16_t>(found[at] + distance * kStep);
  }
}

std::uint16_t largest_value(std::size_t characters) {
  constexpr std::size_t kWanted = kPerBin * std::tuple_size_v<Bins>;
  if (characters <= kWanted) return kNoShingle - 1;
  return static_cast<std::uint16_t>(kWanted * kNoShingle / characters);
}

std::size_t units_of(const Byte* text, std::size_t size, Byte* out) {
  return has_avx2() ? units_avx2(text, size, out) : units_scalar(text, size, out);
}

void signature(const Byte* text, std::size_t size, Byte* scratch, Bins& bins) {
  const bool fast = has_avx2();
  const std::size_t count = units_of(text, size, scratch);
  const auto fill = [&](std::uint16_t most) {
    if (fast) {
      bins_avx2(scratch, count, most, bins);
    } else {
      bins_scalar(scratch, count, most, bins);
    }
  };
  const std::uint16_t most = largest_value(count);
  fill(most);
  const auto empty = std::count(bins.begin(), bins.end(), kNoShingle);
  if (std::ssize(bins) - empty < kFilled && most < kNoShingle - 1) fill(kNoShingle - 1);
  if (empty > 0) densify(bins);
}

#if !defined(__x86_64__)
std::size_t units_avx2(const Byte* text, std::size_t size, Byte* out) { return units_scalar(text, size, out); }
void bins_avx2(const Byte* units, std::size_t count, std::uint16_t most, Bins& bins) {
  bins_scalar(units, count, most, bins);
}
#endif

}  // namespace boussole::engine::text
