#include <catch2/catch.hpp>

#include "engine/dataset/age_band.h"

using boussole::engine::age_band_of;
using boussole::engine::AgeBand;

TEST_CASE("ages are read as surveys and censuses write them") {
  const int end = AgeBand::kNoEnd;
  const std::pair<const char*, AgeBand> known[] = {
      {"34", {34, 34}},          {"25-34", {25, 34}},          {"25–34", {25, 34}},   {"25 à 34 ans", {25, 34}},
      {"25 to 34", {25, 34}},    {"25_34", {25, 34}},          {"85+", {85, end}},    {"95 ans et plus", {95, end}},
      {"75 ou plus", {75, end}}, {"85 and over", {85, end}},   {">=85", {85, end}},   {">84", {85, end}},
      {"<18", {0, 17}},          {"moins de 18 ans", {0, 17}}, {"Under 18", {0, 17}}, {"0-4", {0, 4}},
      {"≥ 65", {65, end}},       {"plus de 64 ans", {65, end}}};
  for (const auto& [text, band] : known) {
    INFO(text);
    const auto read = age_band_of(text);
    REQUIRE(read);
    CHECK(*read == band);
    CHECK(age_band_of(id_of(*read)) == band);
  }
}

TEST_CASE("what is no age is not guessed") {
  for (const char* text :
       {"", "-", "jeune", "34-25", "1978", "200", "25-", "-25", "2 5 x", "999999999999", "25-34-40", "<0"}) {
    INFO(text);
    CHECK_FALSE(age_band_of(text));
  }
}
