#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"

/// The population that participants are compared with. Never guessed: given by the person who audits, with its source.
namespace boussole::engine {

struct ReferenceTerritory {
  std::string code, name;  ///< "31555", "Toulouse"; the name may be empty
};

/// How many people of a territory are in one class of one variable.
struct ReferenceCell {
  std::uint32_t territory = 0;  ///< row of `territories`
  std::string variable;         ///< "sex", "age", "sex+age", "total", or a word of the table's own
  std::string label;            ///< "female"; "25-29", "95+"; "female|25-29"; the table's own word
  std::int64_t count = 0;
};

struct ReferencePopulation {
  std::string file, sha256;     ///< base name
  std::string source, year;     ///< "INSEE, estimations de population", "2023"
  std::optional<int> from_age;  ///< people younger than this are left out, where the caller said so
  std::vector<ReferenceTerritory> territories;
  std::vector<ReferenceCell> cells;  ///< by territory, variable and label, each once
  std::vector<Message> notes;        ///< what was aggregated, left out or not checked
};

}  // namespace boussole::engine
