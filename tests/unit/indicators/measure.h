#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "engine/indicators/indicator.h"
#include "tests/support/platform.h"

/// Measures one indicator of a world on the whole platform, with the default thresholds.
namespace boussole::test {

inline engine::Measurement measure(const World& world, const std::string& id, int as_of_day) {
  const auto tallies = tallies_of(world.data, as_of_day);
  criteria::Indicator definition;
  definition.id = id;
  engine::Sampling sampling;
  sampling.replicates = 200;
  for (const auto& def : engine::indicator_table())
    if (def.id == id)
      return engine::measure(def, {world.data, tallies.platform, definition, sampling, "platform",
                                   OptionalTime(kDay0 + Seconds{as_of_day} * engine::kDay)});
  FAIL("no indicator " << id);
  return engine::Unavailable{};
}

inline engine::Estimate estimate(const engine::Measurement& m) {
  if (const auto* u = std::get_if<engine::Unavailable>(&m)) FAIL(u->reason.code << ": " << u->reason.text.en);
  const auto& e = std::get<engine::Estimate>(m);
  // Every figure has its interval or says why it has none, never both.
  REQUIRE(e.interval.has_value() != e.interval_reason.has_value());
  return e;
}

inline engine::Unavailable unavailable(const engine::Measurement& m) {
  REQUIRE(std::holds_alternative<engine::Unavailable>(m));
  const auto& u = std::get<engine::Unavailable>(m);
  REQUIRE_FALSE(u.reason.text.fr.empty());
  REQUIRE_FALSE(u.reason.text.en.empty());
  return u;
}

inline double part(const std::vector<engine::Part>& parts, const std::string& id) {
  for (const auto& p : parts)
    if (p.id == id) {
      REQUIRE(p.value.has_value());
      return *p.value;
    }
  FAIL("no part " << id);
  return 0;
}

}  // namespace boussole::test
