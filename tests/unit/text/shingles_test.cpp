#include <catch2/catch.hpp>
#include <cmath>

#include "engine/text/shingles.h"

using namespace boussole::engine::text;

namespace {
Shingling of(std::size_t k) {
  Shingling how;
  how.k = k;
  return how;
}
}  // namespace

TEST_CASE("Jaccard of shingles: values worked by hand") {
  const auto near = shingle_jaccard("We need more bike lanes in the city centre",
                                    "We need more bike lanes in the city center", of(3));
  CHECK(near.n_a == 40);
  CHECK(near.n_b == 40);
  CHECK(near.jaccard.value() == Approx(38.0 / 42).epsilon(1e-12));  // "tre" and "ntr" against "nte" and "ter"
  CHECK(shingle_jaccard("  Same   TEXT ", "same text", of(3)).jaccard.value() == 1.0);
  const auto accent = shingle_jaccard("Més carrils bici", "Mes carrils bici", of(3));
  CHECK(accent.n_a == 14);
  CHECK(accent.jaccard.value() == Approx(12.0 / 16).epsilon(1e-12));  // "més" and "és " differ
}

TEST_CASE("Texts shorter than a shingle") {
  const auto one = shingle_jaccard("", "a", of(3));
  CHECK(one.n_a == 0);
  CHECK(one.n_b == 1);
  CHECK(one.jaccard.value() == 0.0);
  CHECK(shingle_jaccard("ab", "ab", of(3)).jaccard.value() == 1.0);
  CHECK_FALSE(shingle_jaccard("", "  ", of(3)).jaccard.has_value());
}

TEST_CASE("Composed and decomposed accents are the same; case and spaces only if asked") {
  CHECK(shingle_jaccard("E\u0301te\u0301", "été", of(2)).jaccard.value() == 1.0);
  Shingling plain = of(2);
  plain.compose = plain.lower = plain.collapse = false;
  CHECK(shingle_jaccard("AB", "ab", plain).jaccard.value() == 0.0);
  CHECK(shingles("a  b", plain) == std::vector<std::string>{"  ", " b", "a "});
}

TEST_CASE("Shingles of words and of bytes") {
  Shingling how = of(2);
  how.unit = Shingling::Unit::words;
  CHECK(shingles("The  river the RIVER bank", how) == std::vector<std::string>{"river bank", "river the", "the river"});
  how.unit = Shingling::Unit::bytes;
  CHECK(shingles("é", how).size() == 1);
  how.k = 1;
  CHECK(shingles("é", how).size() == 2);
}

TEST_CASE("The curve of banding") {
  const LshCurve curve = lsh_scurve(16, 8, 0.5);
  CHECK(curve.p_candidate == Approx(1 - std::pow(1 - 1.0 / 256, 16)).epsilon(1e-12));
  CHECK(curve.threshold == Approx(std::sqrt(0.5)).epsilon(1e-12));  // (2^-4)^(1/8)
  CHECK(curve.minhash_se == Approx(0.5 / std::sqrt(128.0)).epsilon(1e-12));
  CHECK(lsh_scurve(20, 5, 1).p_candidate == 1.0);
  CHECK(lsh_scurve(20, 5, 0).p_candidate == 0.0);
}

TEST_CASE("Equal minima are as frequent as the Jaccard similarity") {
  const std::vector<std::uint32_t> a{0, 1, 2, 3}, b{2, 3, 4}, none;
  CHECK(minhash_collision_exact(a, b, 5).p.value() == Approx(0.4).epsilon(1e-12));
  CHECK(minhash_collision_exact(a, b, 7).p.value() == Approx(0.4).epsilon(1e-12));
  CHECK(minhash_collision_exact(a, b, 1000).p.value() == Approx(0.4).epsilon(1e-12));
  CHECK(minhash_collision_exact(a, none, 5).p.value() == 0.0);
  CHECK_FALSE(minhash_collision_exact(none, none, 5).p.has_value());
}

TEST_CASE("Hashes have their published values") {
  CHECK(hexadecimal(fnv1a64("")) == "cbf29ce484222325");
  CHECK(hexadecimal(fnv1a64("foobar")) == "85944171f73967e8");
  const auto a = simhash64_fnv1a_words("We need more bike lanes in the city centre");
  const auto b = simhash64_fnv1a_words("we need  more bike lanes in the city CENTER");
  CHECK(hexadecimal(a) == "4dd84983d44049ac");
  CHECK(hamming_distance(a, b) == 6);
  CHECK(simhash64_fnv1a_words("") == 0);
}
