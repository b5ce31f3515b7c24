#include "engine/text/shingle_map.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/text/minhash.h"
#include "engine/text/shingle_set.h"

using namespace boussole::engine::text;

namespace {

struct Mapped {
  explicit Mapped(const std::string& text) : words(map_words(text.size())) {
    std::vector<Byte> units(text.size() + 64);
    units.resize(units_of(reinterpret_cast<const Byte*>(text.data()), text.size(), units.data()));
    map.positions = words.empty() ? 0 : mark_shingles(units, words);
    map.words = words.data();
    map.count = static_cast<std::uint32_t>(words.size());
  }
  Mapped(const Mapped&) = delete;

  std::vector<std::uint64_t> words;
  ShingleMap map;
};

bool may(const std::string& a, const std::string& b, double threshold) {
  const Mapped first(a), second(b);
  return may_reach(first.map, second.map, threshold);
}

}  // namespace

TEST_CASE("shingle map: a text may always be like itself, and never like another alphabet") {
  const std::string text = "la rue est trop étroite pour les vélos et les piétons";
  CHECK(may(text, text, 1.0));
  CHECK_FALSE(may(text, "УЛИЦА СЛИШКОМ УЗКА ДЛЯ ВЕЛОСИПЕДОВ И ПЕШЕХОДОВ ТОЖЕ", 0.1));
}

TEST_CASE("shingle map: by hand, one letter of twenty changes five shingles of sixteen on either side") {
  // 16 shingles each, 11 shared: 11 / 21 = 0.52. Slots may meet, so the bound may be above, but not by much.
  const std::string a = "abcdefghijklmnopqrst", b = "abcdefghiXklmnopqrst";
  CHECK(may(a, b, 11.0 / 21));
  CHECK_FALSE(may(a, b, 0.75));
}

TEST_CASE("shingle map: texts too short or too large have none, and nothing is refused") {
  CHECK(map_words(4) == 0);
  CHECK(map_words((std::size_t{1} << 20) + 1) == 0);
  CHECK(may("abcd", "wxyz", 1.0));
}

TEST_CASE("shingle map: what it refuses, the exact comparison refuses too") {
  std::mt19937_64 random(20261124);
  ShingleComparer<NarrowKey> exact;
  int refused = 0, alike = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string a;
    const std::size_t length = 5 + random() % 700;
    const std::size_t letters = 2 + random() % 24;  // few letters: many repeated shingles
    for (std::size_t i = 0; i < length; ++i) a += static_cast<char>('a' + random() % letters);
    std::string b = a;
    for (std::size_t edits = random() % 12; edits > 0; --edits) {
      const std::size_t at = random() % b.size();
      if (random() % 3 == 0)
        b.insert(at, "é");
      else if (random() % 2 == 0 && b.size() > 6)
        b.erase(at, 1);
      else
        b[at] = static_cast<char>('a' + random() % letters);
    }
    if (random() % 5 == 0) b += b.substr(0, random() % b.size());  // another size of map
    // An erased byte may leave half a letter: keep what is valid.
    std::string valid;
    for (std::size_t i = 0; i < b.size(); ++i) {
      const auto byte = static_cast<unsigned char>(b[i]);
      if (byte < 0x80)
        valid += b[i];
      else if (byte == 0xC3 && i + 1 < b.size() && static_cast<unsigned char>(b[i + 1]) == 0xA9)
        valid += "é", ++i;
    }
    if (valid.size() < 5) continue;
    const double threshold = 0.5 + 0.5 * static_cast<double>(random() % 100) / 100;
    const auto same = exact.alike(a, valid, threshold);
    REQUIRE(same);
    const bool possible = may(a, valid, threshold);
    if (*same) REQUIRE(possible);
    refused += !possible;
    alike += *same;
  }
  CHECK(refused > 500);  // it is of use
  CHECK(alike > 500);
}
