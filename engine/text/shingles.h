#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Plain reference functions for similarity of texts: slow, exact, checked against published values. The hot path
/// (features.h, near_duplicates.h) does the same mathematics fast; tests hold one against the other.
namespace boussole::engine::text {

/// How a text becomes a set of shingles.
struct Shingling {
  enum class Unit { code_points, words, bytes };

  std::size_t k = 5;  ///< units in one shingle, >= 1
  Unit unit = Unit::code_points;
  bool lower = true;     ///< full Unicode lower case
  bool collapse = true;  ///< each run of white space becomes one space; ends are trimmed
  bool compose = true;   ///< Unicode normal form C, before the rest
};

/// The text as `shingles` sees it. Invalid UTF-8 becomes U+FFFD.
std::string normalised(std::string_view text, const Shingling& how);

/// The distinct shingles, sorted. A text shorter than k units but not empty is one shingle; an empty one has none.
std::vector<std::string> shingles(std::string_view text, const Shingling& how);

struct ShingleSimilarity {
  std::size_t n_a = 0, n_b = 0;   ///< distinct shingles of each
  std::optional<double> jaccard;  ///< |A and B| / |A or B|; empty where both are empty (0 of 0 is not a number)
};

/// Resemblance of two texts (Broder 1997).
ShingleSimilarity shingle_jaccard(std::string_view a, std::string_view b, const Shingling& how);

/// What banding of MinHash values finds (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3).
struct LshCurve {
  double p_candidate = 0;  ///< 1 - (1 - s^r)^b: a pair of similarity s shares at least one band
  double threshold = 0;    ///< (1/b)^(1/r): about where the curve is steepest
  double minhash_se = 0;   ///< sqrt(s (1 - s) / (b r)): standard error of the estimated similarity
};
/// @param b  bands, >= 1   @param r  rows of one band, >= 1   @param s  similarity in [0, 1]
LshCurve lsh_scurve(double b, double r, double s);

struct MinHashCollision {
  std::optional<double> p;        ///< share of all permutations under which both sets have the same minimum
  std::optional<double> jaccard;  ///< the two are equal: the theorem of Broder 1997
};
/// Over every permutation of {0, ..., universe - 1}: counted one by one up to a universe of 9, in closed form above.
/// Elements outside the universe are ignored; both are empty where the union is.
MinHashCollision minhash_collision_exact(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                                         std::uint32_t universe);

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
std::uint64_t fnv1a64(std::string_view bytes);

/// SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007) of the words between white space of the composed, lowered
/// text, each hashed by FNV-1a and counted as often as it occurs: bit i is set where more words have it than not.
std::uint64_t simhash64_fnv1a_words(std::string_view text);

/// How many bits differ.
int hamming_distance(std::uint64_t a, std::uint64_t b);

/// 16 lower-case hexadecimal digits, as the vectors print hashes.
std::string hexadecimal(std::uint64_t value);

}  // namespace boussole::engine::text
