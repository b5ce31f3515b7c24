// Family f2: similarity of texts.
#include "engine/text/shingles.h"

#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::text;
using engine::statistics::Result;
using engine::statistics::undefined;

Result<double> or_undefined(const std::optional<double>& value) {
  return value ? Result<double>(*value) : undefined("both are empty");
}

json::Value jaccard(const Case& c) {
  Shingling how;
  how.k = c.params.count("k");
  if (how.k == 0) throw BadCase("k: at least 1 was expected");
  const std::string unit = c.params.text_or("unit", "unicode code points");
  how.unit = unit.starts_with("word")   ? Shingling::Unit::words
             : unit.starts_with("byte") ? Shingling::Unit::bytes
                                        : Shingling::Unit::code_points;
  const std::string normalise = c.params.text_or("normalise", "lower + collapse whitespace");
  how.lower = normalise.find("lower") != std::string::npos;
  how.collapse = normalise.find("collapse") != std::string::npos;
  const auto result = shingle_jaccard(c.input.text("a"), c.input.text("b"), how);
  return Answer().set("n_a", result.n_a).set("n_b", result.n_b).set("jaccard", or_undefined(result.jaccard));
}

json::Value lsh(const Case& c) {
  const double b = c.input.number("b"), r = c.input.number("r"), s = c.input.number("s");
  if (!(b >= 1 && r >= 1 && s >= 0 && s <= 1)) throw BadCase("bands, rows or similarity out of range");
  const auto curve = lsh_scurve(b, r, s);
  return Answer()
      .set("p_candidate", curve.p_candidate)
      .set("threshold", curve.threshold)
      .set("minhash_se", curve.minhash_se);
}

json::Value minhash(const Case& c) {
  const auto narrow = [&](std::string_view key) {
    std::vector<std::uint32_t> elements;
    for (const std::uint64_t element : c.input.counts(key)) elements.push_back(static_cast<std::uint32_t>(element));
    return elements;
  };
  const auto result =
      minhash_collision_exact(narrow("a"), narrow("b"), static_cast<std::uint32_t>(c.input.count("universe")));
  return Answer().set("p", or_undefined(result.p)).set("jaccard", or_undefined(result.jaccard));
}

json::Value simhash(const Case& c) {
  const std::uint64_t a = simhash64_fnv1a_words(c.input.text("a")), b = simhash64_fnv1a_words(c.input.text("b"));
  return Answer().set("ha", hexadecimal(a)).set("hb", hexadecimal(b)).set("hamming", hamming_distance(a, b));
}

json::Value fnv(const Case& c) { return Answer().set("hash", hexadecimal(fnv1a64(c.input.text("s")))); }

constexpr Method kMethods[] = {
    {"shingle_jaccard", jaccard},       {"lsh_scurve", lsh}, {"minhash_collision_exact", minhash},
    {"simhash64_fnv1a_words", simhash}, {"fnv1a64", fnv},
};

}  // namespace

std::span<const Method> text_methods() { return kMethods; }

}  // namespace boussole::vectors
