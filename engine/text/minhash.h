#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/text/unicode.h"

/// MinHash with one permutation (Li, Owen and Zhang 2012). Each shingle of 5 characters is hashed once: 6 bits choose
/// one of 64 bins, 16 bits are its value, and a bin keeps the least value of the shingles that fall in it. Two texts
/// agree in a bin with a probability close to the Jaccard similarity of their sets of shingles (Broder 1997), so the
/// share of bins that agree estimates it, with a standard error of about sqrt(J (1 - J) / 64). Bins without a shingle
/// borrow from a neighbour (Shrivastava and Li 2014), or short texts would agree on nothing. Private to the room.
namespace boussole::engine::text {

using Bins = std::array<std::uint16_t, 64>;

inline constexpr std::size_t kShingle = 5;

/// One byte for each character of UTF-8 text, for hashing only: ASCII as it is, others folded from their last two
/// bytes. Different letters of one alphabet stay different; some characters far apart share a byte, which at worst
/// proposes a pair that verification then refuses.
/// @param out  must hold size + 64 bytes   @return how many characters
std::size_t units_scalar(const Byte* text, std::size_t size, Byte* out);
std::size_t units_avx2(const Byte* text, std::size_t size, Byte* out);

/// By the fastest variant that runs here.
std::size_t units_of(const Byte* text, std::size_t size, Byte* out);

/// The bins before densification, kNoShingle where empty. `units` has `count` entries and 64 readable bytes after.
/// @param most  values above it are passed over; at most kNoShingle - 1
inline constexpr std::uint16_t kNoShingle = 0xFFFF;
void bins_scalar(const Byte* units, std::size_t count, std::uint16_t most, Bins& bins);
void bins_avx2(const Byte* units, std::size_t count, std::uint16_t most, Bins& bins);

/// The largest value worth looking at in a text of so many characters. With five shingles below it in each bin on
/// average, one bin in 150 stays empty that need not, and a long text costs no more updates of bins than a short one.
std::uint16_t largest_value(std::size_t characters);

/// Fills each empty bin from the nearest one that is not empty, to its left or right as a fixed bit of the bin says,
/// with the distance mixed in (improved densification). Bins that are all empty stay so.
void densify(Bins& bins);

/// All of it, by the fastest variant that runs here. `scratch` holds size + 64 bytes. A text that repeats itself has
/// fewer distinct shingles than its length lets expect: where that leaves many bins empty, all values are taken.
void signature(const Byte* text, std::size_t size, Byte* scratch, Bins& bins);

}  // namespace boussole::engine::text
