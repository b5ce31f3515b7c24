#include "engine/text/minhash.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/text/normalise.h"

using namespace boussole::engine::text;

namespace {

const Byte* bytes(const std::string& text) { return reinterpret_cast<const Byte*>(text.data()); }

std::vector<Byte> units(std::size_t (*variant)(const Byte*, std::size_t, Byte*), const std::string& text) {
  std::vector<Byte> out(text.size() + 64);
  out.resize(variant(bytes(text), text.size(), out.data()));
  return out;
}

Bins bins(void (*variant)(const Byte*, std::size_t, std::uint16_t, Bins&), std::vector<Byte> of,
          std::uint16_t most = 0xFFFE) {
  const std::size_t count = of.size();
  of.resize(count + 64);
  Bins out;
  variant(of.data(), count, most, out);
  return out;
}

std::string random_utf8(std::mt19937& random, std::size_t characters) {
  static const std::vector<std::string> kLetters = {"a", "b", "c", "é", "à", "’", " ", "漢", "Ж", "\U0001F600"};
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += kLetters[random() % kLetters.size()];
  return text;
}

std::set<std::string> shingles_of(const std::vector<Byte>& of) {
  std::set<std::string> out;
  for (std::size_t i = 0; i + kShingle <= of.size(); ++i)
    out.emplace(reinterpret_cast<const char*>(of.data()) + i, kShingle);
  return out;
}

}  // namespace

TEST_CASE("One unit for each character") {
  CHECK(units(units_scalar, "ab").size() == 2);
  const auto mixed = units(units_scalar, "aé’漢\U0001F600b");
  CHECK(mixed.size() == 6);
  CHECK(mixed.front() == 'a');
  CHECK(mixed.back() == 'b');
  std::set<Byte> latin;
  for (int second = 0x80; second < 0xC0; ++second)
    latin.insert(units(units_scalar, {'\xC3', static_cast<char>(second)}).front());
  CHECK(latin.size() == 64);      // letters of Latin-1 stay apart
  CHECK(*latin.begin() >= 0x80);  // and apart from ASCII
}

TEST_CASE("The vectorised signature is the plain one") {
  if (!has_avx2()) return;
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_utf8(random, random() % 300);
    const auto plain = units(units_scalar, text);
    REQUIRE(units(units_avx2, text) == plain);
    for (std::uint16_t most : std::initializer_list<std::uint16_t>{0xFFFE, 40000, 32768, 32767, 3000, 0})
      REQUIRE(bins(bins_avx2, plain, most) == bins(bins_scalar, plain, most));
  }
}

TEST_CASE("Densification borrows from the nearest bin and leaves others alone") {
  Bins none;
  none.fill(kNoShingle);
  densify(none);
  CHECK(std::all_of(none.begin(), none.end(), [](std::uint16_t v) { return v == kNoShingle; }));
  Bins one;
  one.fill(kNoShingle);
  one[10] = 500;
  densify(one);
  CHECK(one[10] == 500);
  CHECK(std::set<std::uint16_t>(one.begin(), one.end()).size() >= 32);  // distances differ, so do values
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    Bins some;
    for (auto& bin : some) bin = random() % 3 == 0 ? static_cast<std::uint16_t>(random() % 60000) : kNoShingle;
    Bins filled = some;
    densify(filled);
    for (std::size_t i = 0; i < some.size(); ++i)
      if (some[i] != kNoShingle) REQUIRE(filled[i] == some[i]);
  }
}

TEST_CASE("Values passed over leave few bins empty, and a text that repeats itself is taken whole") {
  CHECK(largest_value(100) == 0xFFFE);
  CHECK(largest_value(640) == 0x7FFF);
  std::mt19937 random(23);
  std::string once;
  for (int i = 0; i < 1000; ++i) once += static_cast<char>('a' + random() % 26);
  const auto list = units(units_scalar, once);
  const Bins all = bins(bins_scalar, list), some = bins(bins_scalar, list, largest_value(list.size()));
  int lost = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (some[i] != all[i]) {
      CHECK(some[i] == kNoShingle);
      ++lost;
    }
  CHECK(lost <= 4);
  std::string often;
  for (int i = 0; i < 300; ++i) often += once.substr(0, 60);
  Bins repeated, plain = bins(bins_scalar, units(units_scalar, often));
  densify(plain);
  std::vector<Byte> scratch(often.size() + 64);
  signature(bytes(often), often.size(), scratch.data(), repeated);
  CHECK(repeated == plain);
}

TEST_CASE("Bins are even, and their agreement estimates the Jaccard similarity without bias") {
  // Sets of shingles of random words, a share of them replaced: the estimate's mean error over many pairs must be
  // far below the standard error of one.
  std::mt19937 random(17);
  const auto word = [&] {
    std::string out(3 + random() % 8, ' ');
    for (char& c : out) c = static_cast<char>('a' + (random() % 26) * (random() % 26) / 25);
    return out;
  };
  double bias = 0, squares = 0, expected = 0;
  std::array<std::size_t, 64> used{};
  constexpr int kPairs = 400;
  for (int pair = 0; pair < kPairs; ++pair) {
    std::vector<std::string> words(pair % 2 == 0 ? 150 : 22);
    for (auto& w : words) w = word();
    auto other = words;
    for (auto& w : other)
      if (random() % 10 < static_cast<unsigned>(pair % 6)) w = word();
    const auto join = [](const std::vector<std::string>& list) {
      std::string text;
      for (const auto& w : list) text += w + ' ';
      return text;
    };
    const auto a = units(units_scalar, join(words)), b = units(units_scalar, join(other));
    const auto in_a = shingles_of(a), in_b = shingles_of(b);
    std::size_t both = 0;
    for (const auto& s : in_a) both += in_b.count(s);
    const double jaccard = static_cast<double>(both) / static_cast<double>(in_a.size() + in_b.size() - both);
    Bins left = bins(bins_scalar, a, largest_value(a.size())), right = bins(bins_scalar, b, largest_value(b.size()));
    for (std::size_t i = 0; i < 64; ++i) used[i] += left[i] != kNoShingle ? 1 : 0;
    densify(left);
    densify(right);
    int same = 0;
    for (std::size_t i = 0; i < 64; ++i) same += left[i] == right[i] ? 1 : 0;
    const double error = same / 64.0 - jaccard;
    bias += error / kPairs;
    squares += error * error / kPairs;
    expected += jaccard * (1 - jaccard) / 64 / kPairs;
  }
  CHECK(std::abs(bias) < 0.01);
  CHECK(squares < 2 * expected);  // densification of short texts costs some variance
  CHECK(squares > 0.3 * expected);
  const auto [fewest, most] = std::minmax_element(used.begin(), used.end());
  CHECK(*fewest > kPairs * 8 / 10);
  CHECK(*most <= kPairs);
}
