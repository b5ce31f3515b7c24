#include "engine/statistics/meaning.h"

#include <catch2/catch.hpp>
#include <set>

using namespace boussole::engine::statistics;

TEST_CASE("every family says what it means, in both languages") {
  std::set<std::string_view> seen;
  for (const Meaning& meaning : meanings()) {
    INFO(meaning.family);
    CHECK(seen.insert(meaning.family).second);
    for (const boussole::Text& text : {meaning.figure, meaning.interval}) {
      CHECK(text.fr.size() > 40);
      CHECK(text.en.size() > 40);
      CHECK(text.fr != text.en);
    }
    CHECK(meaning_of(meaning.family) == &meaning);
  }
  CHECK(seen.size() == 14);
  CHECK(meaning_of("astrology") == nullptr);
}
