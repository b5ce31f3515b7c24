#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/chunked.h"
#include "engine/base/optional_value.h"

/// What is known of people beside what they wrote, kept apart from them: where a source says nothing there is no row.
/// Individual rows stay in memory; only counts of enough people are ever published.
namespace boussole::engine {

/// Who says so.
enum class AttributeOrigin : std::uint8_t { unknown, self, verified, platform };

struct AttributeVariable {
  std::string name;  ///< "sex", "birth_year", "age", "area", "education" …; else the source's own word
  AttributeOrigin origin = AttributeOrigin::unknown;
  std::string source;  ///< base name of the file that it comes from
};

/// One thing that is known of one person. A person who left the question unanswered has none.
struct PersonAttribute {
  std::uint32_t participant = 0;  ///< row of Dataset::participants
  std::uint32_t variable = 0;     ///< row of `variables`
  std::uint32_t value = 0;        ///< row of `values`
};

/// How many of a class did something: a count without persons.
struct DemographicTotal {
  std::uint32_t variable = 0;  ///< row of `variables`
  OptionalIndex value;         ///< row of `values`; empty: those who did not say
  std::uint32_t measure = 0;   ///< row of `measures`
  OptionalIndex space;
  std::int64_t count = 0;
};

struct Demographics {
  std::vector<AttributeVariable> variables;
  /// Canonical where they can be: "female", "male", "other"; a year of birth "1978"; an age "34" or a band "25-34",
  /// "85+"; otherwise as the source has them.
  std::vector<std::string> values;
  std::vector<std::string> measures;  ///< "participants", "comments", "proposals", "votes", "follows", "interactions" …
  Chunked<PersonAttribute> people;
  Chunked<DemographicTotal> totals;
  std::int64_t smallest_total = 0;  ///< cells below this are left out by the source itself; 0 where it says nothing
};

}  // namespace boussole::engine
