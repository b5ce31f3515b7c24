#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/reader.h"
#include "engine/base/optional_value.h"

namespace boussole::connectors {

/// Where named columns stand. A name that is not there has no place: nothing is found by position.
class Columns {
 public:
  explicit Columns(std::vector<std::string> names);
  std::optional<std::size_t> find(std::string_view name) const;
  /// All of these names are there.
  bool has_all(std::span<const std::string_view> names) const;
  /// The cell, or an empty text where the column is not there.
  std::string_view cell(const csv::Record& record, std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }
  /// Those that are not among `used`, in order; columns without a name are left out.
  std::vector<std::string> except(std::initializer_list<std::string_view> used) const;

 private:
  std::size_t slot_of(std::string_view name) const;

  std::vector<std::string> names_;
  std::vector<std::uint16_t> slots_;  ///< places of the names plus one, by a hash of them; 0: nothing
};

/// A count that is not negative; empty where blank or unreadable.
OptionalCount count_of(std::string_view cell);

/// "Municipal PB, Kraków 2018" → "municipal-pb-krakw-2018": letters and digits of ASCII, other letters left out.
std::string slug_of(std::string_view text);

}  // namespace boussole::connectors
