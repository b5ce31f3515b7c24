// Family k: random numbers, sums, moments, sketches, quantiles.
#include <algorithm>
#include <charconv>
#include <map>

#include "engine/statistics/moments.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/random.h"
#include "engine/statistics/sketches.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"
#include "engine/text/shingles.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

/// Words that may not fit in a double, in base 16 or 10.
std::vector<std::uint64_t> words(const Case& c, std::string_view key, int base) {
  std::vector<std::uint64_t> result;
  for (const std::string& text : c.input.texts(key)) {
    std::uint64_t word = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), word, base);
    if (error != std::errc() || end != text.data() + text.size()) throw BadCase("a word was expected: " + text);
    result.push_back(word);
  }
  return result;
}

/// Exactly as many words as a counter or a key has.
template <std::size_t n, class Word = std::uint64_t>
std::array<Word, n> block(const Case& c, std::string_view key, int base) {
  const auto given = words(c, key, base);
  if (given.size() != n) throw BadCase(std::string(key) + ": " + std::to_string(n) + " words were expected");
  std::array<Word, n> result{};
  std::ranges::transform(given, result.begin(), [](std::uint64_t word) { return static_cast<Word>(word); });
  return result;
}

std::string hex32(std::uint32_t word) { return engine::text::hexadecimal(word).substr(8); }

json::Value philox32(const Case& c) {
  const auto counter = block<4, std::uint32_t>(c, "ctr", 16);
  const auto key = block<2, std::uint32_t>(c, "key", 16);
  std::string out;
  for (const std::uint32_t word : philox4x32_10(counter, key)) out += (out.empty() ? "" : " ") + hex32(word);
  return Answer().set("out", out);
}

json::Value threefry(const Case& c) {
  const auto counter = block<4>(c, "ctr", 16), key = block<4>(c, "key", 16);
  std::vector<std::string> out;
  for (const std::uint64_t word : threefry4x64_20(counter, key)) out.push_back(engine::text::hexadecimal(word));
  return Answer().set("out", out);
}

/// NumPy adds one to the counter before its first block.
json::Value philox64(const Case& c) {
  auto counter = block<4>(c, "counter", 10);
  const auto key = block<2>(c, "key", 10);
  std::vector<std::string> out;
  while (out.size() < c.input.count("first")) {
    for (std::uint64_t& word : counter)
      if (++word != 0) break;
    for (const std::uint64_t word : philox4x64_10(counter, key))
      if (out.size() < c.input.count("first")) out.push_back(std::to_string(word));
  }
  return Answer().set("out", out);
}

json::Value splitmix(const Case& c) {
  std::uint64_t state = words(c, "seed", 10).at(0);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < c.expected.get("out").size(); ++i) out.push_back(std::to_string(splitmix64(state)));
  return Answer().set("out", out);
}

json::Value uniform(const Case& c) {
  std::vector<double> u;
  for (const std::uint64_t word : words(c, "u64", 10)) u.push_back(u64_to_double(word));
  return Answer().set("u", u);
}

json::Value merged_moments(const Case& c) {
  auto moments = moments_of(c.input.numbers("a"));
  const auto other = moments_of(c.input.numbers("b"));
  if (!moments || !other) return Answer().set("n", Undefined{"the values are refused"});
  moments->merge(*other);
  return Answer()
      .set("n", moments->n)
      .set("mean", moments->mean)
      .set("M2", moments->m2)
      .set("M3", moments->m3)
      .set("M4", moments->m4)
      .set("var", variance(*moments));
}

json::Value compensated(const Case& c) {
  const auto x = c.input.numbers("x");
  return Answer().set("exact", exact_sum(x)).set("neumaier", sum(x));
}

json::Value hyperloglog(const Case& c) {
  const auto size = hyperloglog_size(static_cast<unsigned>(c.input.count("p")));
  const auto half_empty =
      size ? linear_count(size->registers, static_cast<double>(size->registers) / 2) : std::unexpected(size.error());
  return Answer()
      .set("m", size, &HyperLogLogSize::registers)
      .set("alpha", size, &HyperLogLogSize::alpha)
      .set("rse", size, &HyperLogLogSize::relative_error)
      .set("linear_counting_threshold", size, &HyperLogLogSize::linear_below)
      .set("lc_at_half_empty", half_empty);
}

json::Value count_min(const Case& c) {
  const auto size = count_min_size(c.input.number("eps"), c.input.number("delta"));
  return Answer().set("width", size, &CountMinSize::width).set("depth", size, &CountMinSize::depth);
}

/// The bounds of every monitored key must hold the true count: else no truth is reported for it.
json::Value space_saving(const Case& c) {
  SpaceSaving sketch(c.input.count("k"));
  std::map<std::string, std::uint64_t> truth;
  for (const std::string& key : c.input.texts("stream")) sketch.add(key), ++truth[key];
  for (const SpaceSaving::Item& item : sketch.items()) {
    const std::uint64_t count = truth[item.key];
    const bool holds = item.count - item.error <= count && count <= item.count &&
                       static_cast<double>(item.error) <= sketch.largest_error();
    if (!holds) truth.erase(item.key);
  }
  Answer counts;
  for (const auto& [key, count] : truth) counts.set(key, count);
  return Answer()
      .set("max_error", sketch.largest_error())
      .set("guaranteed_over", "n/k")
      .set("true", json::Value(counts));
}

json::Value quantile_types(const Case& c) {
  const auto x = c.input.numbers("x"), p = c.input.numbers("p");
  Answer answer;
  for (int type = 1; type <= 9; ++type)
    answer.set("type" + std::to_string(type), quantiles(x, p, static_cast<QuantileType>(type)));
  return answer;
}

json::Value poisson_weights(const Case& c) {
  std::vector<double> cdf;
  for (std::uint64_t k = 0; k < c.expected.get("cdf").size(); ++k) cdf.push_back(poisson_cdf(k, 1));
  return Answer().set("p_zero", poisson_cdf(0, 1)).set("cdf", cdf);
}

constexpr Method kMethods[] = {
    {"philox4x32_10", philox32},      {"philox4x64_10", philox64},
    {"threefry4x64_20", threefry},    {"splitmix64", splitmix},
    {"u64_to_double", uniform},       {"pebay_moment_merge", merged_moments},
    {"compensated_sum", compensated}, {"hyperloglog_constants", hyperloglog},
    {"countmin_size", count_min},     {"space_saving", space_saving},
    {"hyndman_fan", quantile_types},  {"poisson_bootstrap_properties", poisson_weights},
};

}  // namespace

std::span<const Method> engineering_methods() { return kMethods; }

}  // namespace boussole::vectors
