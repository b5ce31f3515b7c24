#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/connector.h"
#include "connectors/mapped/plan.h"
#include "engine/base/error.h"

/// The mapping file: what the tables of a platform mean, written by a person.
namespace boussole::connectors::mapped {

/// A column as the file names it, and where it names it.
struct MappedColumn {
  std::vector<std::string> columns;
  std::map<std::string, std::string> values;  ///< folded
  std::string format, zone, locale, separator;
  std::uint32_t line = 0, column = 0;  ///< in the mapping file
  std::string place;                   ///< "tables[0].columns.created_at"
};

struct MappedAttribute {
  std::string variable;
  engine::AttributeOrigin origin = engine::AttributeOrigin::self;
  MappedColumn column;
};

struct MappedTable {
  Entity entity = Entity::proposals;
  std::string file, sheet;       ///< patterns with * ; empty: any
  std::uint32_t header_row = 0;  ///< 0: the first row that is not empty
  std::vector<std::pair<Field, MappedColumn>> columns;
  std::vector<MappedAttribute> attributes;
  std::vector<std::string> personal;
  engine::VoteScale scale = engine::VoteScale::support;
  Entity of = Entity::proposals;
  engine::ContributionKind kind = engine::ContributionKind::proposal;
  std::optional<SpacePlan> space;
  bool log = false;
  std::uint32_t line = 0, column = 0;
  std::string place;  ///< "tables[0]"
};

struct Mapping {
  std::string file;  ///< name of the mapping file, for messages
  std::string platform_name, platform_url;
  std::string zone = "UTC", locale = "en";
  std::vector<MappedTable> tables;
};

/// The JSON Schema of mapping files.
std::string_view mapping_schema();

/// Reads a mapping file, checked against its schema and then for its meaning.
/// @return the first error, with file, line, place and what to do
Expected<Mapping> parse_mapping(std::string_view text, const std::string& file);

/// Whether a name fits a pattern; * stands for any number of characters.
bool fits(std::string_view pattern, std::string_view name);

/// Which table of the mapping a file is, by its name and sheet, else by having all the columns; null where none fits.
/// @param name  "export.xlsx!Ideas", or "ideas.csv"
const MappedTable* table_for(const Mapping& mapping, std::string_view name, std::span<const std::string> columns);

/// The plan for a table with this header.
/// @return Error with the line of the mapping file where a column that it names is not there
Expected<TablePlan> plan_of(const Mapping& mapping, const MappedTable& table, const std::string& name,
                            std::span<const std::string> columns);

}  // namespace boussole::connectors::mapped
