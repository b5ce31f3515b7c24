#include "connectors/decidim/cells.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "connectors/csv/values.h"

namespace boussole::connectors::decidim {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::uint64_t parse_id(std::string_view text) {
  std::uint64_t id = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), id);
  return failure == std::errc{} && end == text.data() + text.size() ? id : 0;
}

Cells::Cell Cells::cell(Field field) const {
  for (const Pick& pick : layout_->of(field)) {
    std::string_view text = (*record_)[pick.column];
    if (text.empty()) continue;
    // Nearly all cells begin and end with a letter or a digit: nothing to undo.
    const auto first = static_cast<unsigned char>(text.front()), last = static_cast<unsigned char>(text.back());
    if (first <= '\'' || last <= ' ') {
      text = trimmed(csv::undo_formula_guard(text));
      if (text.empty()) continue;
    }
    return {text, &pick};
  }
  return {};
}

std::expected<std::uint64_t, Refusal> Cells::id(Field field) const {
  if (const std::uint64_t id = parse_id(text(field))) return id;
  const auto picks = layout_->of(field);
  return std::unexpected(Refusal{Reason::bad_id, picks.empty() ? std::uint16_t{0} : picks.front().column});
}

std::uint64_t Cells::number(Field field) const {
  const std::string_view value = text(field);
  if (value.empty()) return 0;
  const std::uint64_t number = parse_id(value);
  if (number == 0 && value != "0") note(field);
  return number;
}

std::optional<double> Cells::decimal(Field field) const {
  const std::string_view value = text(field);
  if (value.empty()) return std::nullopt;
  const std::optional<double> number = csv::parse_decimal(value);
  if (!number) note(field);
  return number;
}

OptionalCount Cells::count(Field field) const {
  const std::string_view value = text(field);
  if (value.empty()) return std::nullopt;
  std::int32_t number = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failure == std::errc{} && end == value.data() + value.size() && number >= 0) return number;
  // A spreadsheet may have made "12" into "12.0".
  const std::optional<double> wide = csv::parse_decimal(value);
  if (wide && *wide >= 0 && *wide <= std::numeric_limits<std::int32_t>::max() && *wide == std::floor(*wide))
    return static_cast<std::int32_t>(*wide);
  note(field);
  return std::nullopt;
}

OptionalAmount Cells::amount(Field field) const {
  const std::optional<double> value = decimal(field);
  if (!value) return std::nullopt;
  if (*value < 0 || *value > 9e15) {
    note(field);
    return std::nullopt;
  }
  return static_cast<std::int64_t>(std::llround(*value));
}

std::optional<bool> Cells::flag(Field field) const {
  const std::string_view value = text(field);
  if (value.empty()) return std::nullopt;
  const std::optional<bool> truth = csv::parse_bool(value);
  if (!truth) note(field);
  return truth;
}

OptionalTime Cells::time(Field field) const {
  const std::string_view value = text(field);
  if (value.empty()) return std::nullopt;
  const csv::TimeReading read = csv::read_time(value);
  if (read.reading != csv::Reading::ok) note(field);
  return read.time;
}

std::expected<OptionalTime, Refusal> Cells::sure_time(Field field) const {
  const Cell found = cell(field);
  if (!found) return OptionalTime{};
  const csv::TimeReading read = csv::read_time(found.text);
  if (read.reading == csv::Reading::ok) return read.time;
  const bool implausible = read.reading == csv::Reading::implausible;
  return std::unexpected(Refusal{implausible ? Reason::implausible_time : Reason::unreadable_time, found.pick->column});
}

}  // namespace boussole::connectors::decidim
