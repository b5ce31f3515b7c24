#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/mapped/plan.h"
#include "connectors/mapped/profile.h"

/// Proposes what the columns of a table mean, from the words of its header (French and English) and from its cells.
namespace boussole::connectors::mapped {

enum class Certainty : std::uint8_t {
  sure,    ///< the header's words say it and the cells fit
  likely,  ///< one of both
  unsure,  ///< to be checked
};

struct GuessedColumn {
  std::string name;
  std::optional<Field> field;
  std::string attribute;  ///< "sex", "birth_year" …
  bool personal = false;
  Certainty certainty = Certainty::unsure;
  Text why;
  std::vector<std::pair<std::string, std::string>> values;  ///< cell → word of the field
  std::string format, locale;
};

struct GuessedTable {
  std::string name;
  Entity entity = Entity::proposals;
  Certainty certainty = Certainty::unsure;
  Text why;
  bool french = false;  ///< most known words of its header are French
  std::vector<GuessedColumn> columns;
};

/// @param profiles  one a column
GuessedTable guess(const std::string& name, std::span<const std::string> columns, std::span<const Profile> profiles);

/// How well a header's words name a field: 1 exactly, 0.5 among other words, 0 not at all.
double names(Field field, std::string_view header, bool* french = nullptr);

/// The word of a field that a cell means ("Non retenue" → rejected); empty where it is not known.
std::string meaning_of(Field field, std::string_view cell);

/// A mapping file that says what was guessed.
std::string proposal_of(std::span<const GuessedTable> tables, const std::string& platform);

}  // namespace boussole::connectors::mapped
