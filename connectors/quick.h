#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "connectors/assembly.h"
#include "connectors/csv/values.h"
#include "connectors/hash.h"

/// What every cell of every row passes through, in a header: here a call costs as much as the work.
namespace boussole::connectors {

/// The cell without the guard of spreadsheets and without the spaces around it.
inline std::string_view plain(std::string_view cell) {
  if (cell.empty()) return cell;
  const auto first = static_cast<unsigned char>(cell.front()), last = static_cast<unsigned char>(cell.back());
  if (first > ' ' && first != '\'' && last > ' ') return cell;
  return csv::trimmed(csv::undo_formula_guard(cell));
}

/// The number that eight digits write, each byte the value of its own, the first one lowest.
inline std::uint64_t eight_digits(std::uint64_t word) {
  word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ffULL;
  word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffffULL;
  return (word * 10'000 + (word >> 32)) & 0xffffffffULL;
}

/// As csv::parse_integer, of a cell after whose first byte seven more may be read, as those of every csv::Record: its
/// block and its arena are longer than what they hold. Numbers of up to sixteen digits are read without a branch for
/// each digit, since their lengths change from row to row.
/// @return whether the cell is a whole number; `value` is set where it is
inline bool read_whole(std::string_view cell, std::int64_t& value) {
  const auto digits = [](std::string_view part, std::uint64_t& number) {
    std::uint64_t word = load_little_endian(part.data(), 8) ^ 0x3030303030303030ULL;
    word <<= 8 * (8 - part.size());  // what stands behind the cell falls off; zeros come before it
    number = eight_digits(word);
    return ((word | (word + 0x7676767676767676ULL)) & 0x8080808080808080ULL) == 0;
  };
  std::uint64_t high = 0, low = 0;
  const std::size_t first = cell.size() > 8 ? cell.size() - 8 : 0;
  if (cell.empty() || cell.size() > 16 || (first > 0 && !digits(cell.substr(0, first), high)) ||
      !digits(cell.substr(first), low)) {
    const auto number = csv::parse_integer(cell);
    value = number.value_or(0);
    return number.has_value();
  }
  value = static_cast<std::int64_t>(high * 100'000'000 + low);
  return true;
}

/// The same as an optional.
inline std::optional<std::int64_t> whole_of_record(std::string_view cell) {
  std::int64_t value = 0;
  if (!read_whole(cell, value)) return std::nullopt;
  return value;
}

/// As count_of.
inline OptionalCount quick_count(std::string_view cell) {
  std::int64_t number = 0;
  if (!read_whole(cell, number) || number < 0 || number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(number);
}

/// As csv::parse_time. "2018-01-09" and "09/01/2018", alone or with "16:20" or "16:20:06", are read here, but for the
/// last days of a month.
inline OptionalTime quick_time(std::string_view cell) {
  if (cell.size() != 10 && cell.size() != 16 && cell.size() != 19) return csv::parse_time(cell);
  const bool day_first = cell[2] == '/' && cell[5] == '/';
  if (!day_first && (cell[4] != '-' || cell[7] != '-')) return csv::parse_time(cell);
  unsigned worst = 0;
  const auto two = [&](std::size_t at) {
    const unsigned tens = static_cast<unsigned char>(cell[at]) - unsigned{'0'},
                   ones = static_cast<unsigned char>(cell[at + 1]) - unsigned{'0'};
    worst |= (tens > 9 ? 1U : 0U) | (ones > 9 ? 1U : 0U);
    return std::int64_t{tens * 10 + ones};
  };
  const std::int64_t year = day_first ? two(6) * 100 + two(8) : two(0) * 100 + two(2);
  const std::int64_t month = day_first ? two(3) : two(5), day = day_first ? two(0) : two(8);
  std::int64_t clock = 0;
  if (cell.size() > 10) {
    const std::int64_t hours = two(11), minutes = two(14);
    worst |= cell[10] != ' ' || cell[13] != ':' || hours > 23 || minutes > 59;
    clock = hours * 3600 + minutes * 60;
  }
  if (cell.size() == 19) {
    const std::int64_t seconds = two(17);
    worst |= cell[16] != ':' || seconds > 59;
    clock += seconds;
  }
  if (worst != 0 || year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 28)
    return csv::parse_time(cell);
  // Years from March on, as in csv::parse_time: the day that is sometimes missing comes last.
  const std::int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
  const std::int64_t days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719'468;
  return days * 86'400 + clock;
}

/// A column that is looked up once for a table.
class Place {
 public:
  Place() = default;
  Place(const Columns& columns, std::string_view name) : at_(columns.find(name)) {}
  explicit operator bool() const { return at_.has_value(); }
  std::size_t column() const { return *at_; }
  /// The cell as `plain` gives it; empty where there is no such column.
  std::string_view operator()(const csv::Record& record) const {
    return at_ ? plain(record[*at_]) : std::string_view{};
  }

 private:
  std::optional<std::size_t> at_;
};

}  // namespace boussole::connectors
