#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/csv/reader.h"
#include "connectors/hash.h"
#include "connectors/mapped/plan.h"
#include "connectors/quick.h"

namespace boussole::connectors::mapped {

/// Cells of one field that could not be understood: the row stays, the field is left empty, and it is said.
struct Misread {
  std::int64_t cells = 0, read = 0;
  std::int64_t line = 0;                      ///< of the first
  std::map<std::string, std::int64_t> words;  ///< of fields that take certain words only
  /// Cells that were looked up in the map of values, and what was found: a column has few words, and many rows.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return static_cast<std::size_t>(hash_bytes(text)); }
  };
  std::unordered_map<std::string, const std::string*, Hash, std::equal_to<>> looked_up;
};

/// The moment that a cell says, counted as read or as missed.
OptionalTime moment_of(const Column& column, std::string_view cell, std::int64_t line, Misread& misread);

/// One row seen through its plan.
class Row {
 public:
  Row(const csv::Record& record, const TablePlan& plan, std::array<Misread, kFields>& misread)
      : record_(record), plan_(plan), misread_(misread) {}

  const csv::Record& record() const { return record_; }
  const TablePlan& plan() const { return plan_; }
  bool has(Field field) const { return plan_[field].has_value(); }
  /// The cell of the first column of a field, guard and spaces dropped; empty where there is no such column.
  std::string_view cell(Field field) const {
    const auto& column = plan_[field];
    return column ? plain(record_[column->at.front()]) : std::string_view{};
  }
  OptionalTime moment(Field field) const;
  OptionalCount count(Field field) const;
  std::optional<double> amount(Field field) const;
  std::optional<bool> truth(Field field) const;
  /// One of `words_of(field)`, through the map of values; empty where blank or not understood.
  std::string word(Field field) const;
  /// A number given as such, or as the word that the map of values has for it.
  std::optional<std::int64_t> number(Field field) const;
  std::vector<std::string_view> list(Field field) const;
  /// What the map of values makes of the cell, or the cell itself.
  std::string mapped(Field field) const;

 private:
  Misread& misread(Field field) const { return misread_[static_cast<std::size_t>(field)]; }
  void missed(Field field) const;
  /// What the map of values has for a cell; null where it has nothing.
  const std::string* looked_up(Field field, std::string_view cell) const;

  const csv::Record& record_;
  const TablePlan& plan_;
  std::array<Misread, kFields>& misread_;
};

}  // namespace boussole::connectors::mapped
