#include "engine/text/shingles.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <numeric>

namespace boussole::engine::text {
namespace {

bool is_white_space(UChar32 c) { return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F); }

icu::UnicodeString collapsed(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool gap = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_white_space(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.isEmpty()) out.append(static_cast<char16_t>(u' '));
    gap = false;
    out.append(c);
  }
  return out;
}

/// Where each unit begins in `text`, and the end. Words are what stands between white space.
struct Units {
  std::vector<std::string_view> parts;
  std::string_view glue;
};

Units units_of(std::string_view text, Shingling::Unit unit) {
  Units units;
  if (unit == Shingling::Unit::words) {
    units.glue = " ";
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = text.find_first_not_of(" \t\n\v\f\r", at);
      if (begin == std::string_view::npos) break;
      at = std::min(text.find_first_of(" \t\n\v\f\r", begin), text.size());
      units.parts.push_back(text.substr(begin, at - begin));
    }
    return units;
  }
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    if (unit == Shingling::Unit::code_points)
      while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    units.parts.push_back(text.substr(at, next - at));
    at = next;
  }
  return units;
}

std::vector<std::uint32_t> inside(std::span<const std::uint32_t> set, std::uint32_t universe) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t element : set)
    if (element < universe) out.push_back(element);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Counts, over every permutation, how often the two minima are the same element's image.
double collision_rate(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b,
                      std::uint32_t universe) {
  std::vector<std::uint32_t> image(universe);
  std::iota(image.begin(), image.end(), 0U);
  const auto minimum = [&](const std::vector<std::uint32_t>& set) {
    std::uint32_t least = universe;
    for (std::uint32_t element : set) least = std::min(least, image[element]);
    return least;
  };
  std::uint64_t all = 0, same = 0;
  do {
    ++all;
    if (!a.empty() && !b.empty() && minimum(a) == minimum(b)) ++same;
  } while (std::next_permutation(image.begin(), image.end()));
  return static_cast<double>(same) / static_cast<double>(all);
}

}  // namespace

std::string normalised(std::string_view text, const Shingling& how) {
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (how.compose) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    assert(U_SUCCESS(status));
    wide = nfc->normalize(wide, status);
  }
  if (how.lower) wide.toLower(icu::Locale::getRoot());
  if (how.collapse) wide = collapsed(wide);
  std::string out;
  return wide.toUTF8String(out);
}

std::vector<std::string> shingles(std::string_view text, const Shingling& how) {
  assert(how.k >= 1);
  const std::string clean = normalised(text, how);
  const Units units = units_of(clean, how.unit);
  std::vector<std::string> out;
  if (units.parts.empty()) return out;
  const std::size_t length = std::min(how.k, units.parts.size());
  for (std::size_t first = 0; first + length <= units.parts.size(); ++first) {
    std::string shingle;
    for (std::size_t i = first; i < first + length; ++i) {
      if (i > first) shingle += units.glue;
      shingle += units.parts[i];
    }
    out.push_back(std::move(shingle));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

ShingleSimilarity shingle_jaccard(std::string_view a, std::string_view b, const Shingling& how) {
  const auto in_a = shingles(a, how), in_b = shingles(b, how);
  std::vector<std::string> both;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), std::back_inserter(both));
  ShingleSimilarity result{in_a.size(), in_b.size(), std::nullopt};
  const std::size_t either = in_a.size() + in_b.size() - both.size();
  if (either > 0) result.jaccard = static_cast<double>(both.size()) / static_cast<double>(either);
  return result;
}

LshCurve lsh_scurve(double b, double r, double s) {
  assert(b >= 1 && r >= 1 && s >= 0 && s <= 1);
  LshCurve curve;
  // 1 - (1 - s^r)^b without cancellation where s^r is tiny.
  curve.p_candidate = s < 1 ? -std::expm1(b * std::log1p(-std::pow(s, r))) : 1.0;
  curve.threshold = std::pow(1 / b, 1 / r);
  curve.minhash_se = std::sqrt(s * (1 - s) / (b * r));
  return curve;
}

MinHashCollision minhash_collision_exact(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                                         std::uint32_t universe) {
  constexpr std::uint32_t kCounted = 9;  // 9! = 362,880 permutations
  const auto in_a = inside(a, universe), in_b = inside(b, universe);
  std::vector<std::uint32_t> both;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), std::back_inserter(both));
  const std::size_t either = in_a.size() + in_b.size() - both.size();
  if (either == 0) return {};
  MinHashCollision result;
  result.jaccard = static_cast<double>(both.size()) / static_cast<double>(either);
  // The least element of the union is equally likely to be any of them; the minima meet when it lies in both.
  result.p = universe <= kCounted ? collision_rate(in_a, in_b, universe) : *result.jaccard;
  return result;
}

std::uint64_t fnv1a64(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

std::uint64_t simhash64_fnv1a_words(std::string_view text) {
  const std::string clean = normalised(text, Shingling{});
  std::array<std::int64_t, 64> sum{};
  for (std::string_view word : units_of(clean, Shingling::Unit::words).parts) {
    const std::uint64_t hash = fnv1a64(word);
    for (unsigned bit = 0; bit < 64; ++bit) sum[bit] += (hash >> bit & 1) != 0 ? 1 : -1;
  }
  std::uint64_t out = 0;
  for (unsigned bit = 0; bit < 64; ++bit)
    if (sum[bit] > 0) out |= std::uint64_t{1} << bit;
  return out;
}

int hamming_distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

std::string hexadecimal(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = "0123456789abcdef"[value & 15];
  return out;
}

}  // namespace boussole::engine::text
