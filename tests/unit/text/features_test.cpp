#include "engine/text/features.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace boussole::engine::text;

namespace {
std::uint64_t fingerprint_of(std::string_view raw) { return extract(raw, true, nullptr).features.fingerprint; }

const std::string kLong =
    "Il faudrait planter des arbres le long du canal pour que les promeneurs trouvent de l'ombre en été et que les "
    "oiseaux reviennent y faire leur nid chaque printemps.";
}  // namespace

TEST_CASE("Equal texts have equal fingerprints, whatever dresses them") {
  const auto plain = fingerprint_of("Plus d'arbres à l'école");
  CHECK(fingerprint_of("<p>Plus d&#39;arbres <b>à</b>&nbsp;l'École</p>\n") == plain);
  CHECK(fingerprint_of("PLUS D'ARBRES  A\u0300 L'E\u0301COLE") == plain);
  CHECK(fingerprint_of("Plus d'arbres a l'école") != plain);
  CHECK(fingerprint_of("") != fingerprint_of("a"));
}

TEST_CASE("Fingerprints are the same on every machine and every release") {
  // Computed apart, with integers of any size.
  CHECK(fingerprint_of("") == 0xD219BCE2208E9DA1ULL);
  CHECK(fingerprint_of("Plus d'arbres à l'école") == 0x37F2441A5C9734B8ULL);
  CHECK(fingerprint_of(kLong) == 0x54DA1A5640F98C26ULL);
}

TEST_CASE("Fingerprints of many like texts do not collide") {
  std::set<std::uint64_t> seen;
  std::string text = "a";
  for (int i = 0; i < 2000; ++i) {
    seen.insert(fingerprint_of("proposition " + std::to_string(i)));
    seen.insert(fingerprint_of(text));
    text += i % 3 == 0 ? '.' : 'a';
  }
  CHECK(seen.size() == 4000);
}

TEST_CASE("Counts") {
  const auto features = extract("<p>Été&nbsp;!</p>", true, nullptr).features;
  CHECK(features.words == 1);
  CHECK(features.characters == 5);
  CHECK(extract("", true, nullptr).features.characters == 0);
  CHECK(extract("<p>", false, nullptr).features.characters == 3);
}

TEST_CASE("A signature needs twenty words and somebody who wants it") {
  std::array<std::uint16_t, 64> bins{};
  CHECK(extract(kLong, true, &bins).has_signature);
  CHECK_FALSE(extract(kLong, true, nullptr).has_signature);
  std::string words;
  for (int i = 0; i < 19; ++i) words += "a ";
  CHECK_FALSE(extract(words, true, &bins).has_signature);
  CHECK(extract(words + "a", true, &bins).has_signature);
}

TEST_CASE("The signature depends on the normal form only, and like texts have like ones") {
  std::array<std::uint16_t, 64> a{}, b{}, c{};
  extract(kLong, true, &a);
  extract("<p> " + kLong + "</p>", true, &b);
  CHECK(a == b);
  std::string changed = kLong;
  changed.replace(changed.find("canal"), 5, "quai!");
  extract(changed, true, &c);
  int same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == c[i] ? 1 : 0;
  CHECK(same >= 45);
  CHECK(same < 64);
}

TEST_CASE("A cell of ten megabytes, empty bytes and binary rubbish pass") {
  std::array<std::uint16_t, 64> bins{};
  std::string giant;
  while (giant.size() < 10'000'000) giant += kLong + " ";
  const auto features = extract(giant, true, &bins).features;
  CHECK(features.words == 30 * (giant.size() / (kLong.size() + 1)));
  std::string rubbish(100'000, '\0');
  for (std::size_t i = 0; i < rubbish.size(); ++i) rubbish[i] = static_cast<char>(i * i * 31 + i / 7);
  CHECK(extract(rubbish, true, &bins).features.fingerprint == extract(rubbish, true, &bins).features.fingerprint);
}
