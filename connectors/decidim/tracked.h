#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "connectors/decidim/cells.h"
#include "connectors/decidim/fields.h"

/// The canonical fields whose presence is told ("proposals.votes": full, partial, hidden, absent) and, for those of the
/// list of completeness, how many rows have a value.
namespace boussole::connectors::decidim {

/// What a blank means.
enum class Blank : std::uint8_t {
  unusual,  ///< every row should have a value: some blanks make it partial, nothing but blanks hidden
  normal,   ///< most rows may well have none: the column alone makes it full
};

/// Of which rows a value is expected: the denominator of the completeness of the field.
enum class Due : std::uint8_t {
  always,
  answered,   ///< contributions whose state says that they were looked at
  withdrawn,  ///< contributions that were withdrawn
  amendment,  ///< contributions that amend another
  never       ///< not in the list of completeness
};

struct Tracked {
  Entity entity;
  std::string_view name;        ///< after the name of the data set and a point
  std::array<Field, 3> fields;  ///< any of them; `known` fills up
  Blank blank = Blank::unusual;
  Due due = Due::always;
};

/// All of them; those of one data set stand together, at most 32.
std::span<const Tracked> tracked_fields();
std::span<const Tracked> tracked_fields(Entity entity);

/// A column that makes the bit of a tracked field true when it is not blank. The bits count the tracked fields of the
/// data set in order.
struct FilledCheck {
  std::uint32_t bit = 0;
  std::uint16_t column = 0;
};
std::vector<FilledCheck> filled_checks(const Layout& layout);

/// One bit for each tracked field of the row's data set: whether it has a value.
std::uint32_t filled_mask(const csv::Record& record, std::span<const FilledCheck> checks);

/// One bit for each tracked field of the data set: whether the table has a column for it.
std::uint32_t column_mask(const Layout& layout);

}  // namespace boussole::connectors::decidim
