#include <algorithm>
#include <cmath>
#include <limits>

#include "connectors/csv/values.h"
#include "connectors/mapped/row.h"
#include "connectors/mapped/values.h"
#include "connectors/quick.h"

namespace boussole::connectors::mapped {

namespace {

constexpr std::size_t kMostWords = 50, kMostLookedUp = 4096;

}  // namespace

const std::string* Row::looked_up(Field field, std::string_view cell) const {
  const Column& column = *plan_[field];
  if (column.values.empty()) return nullptr;
  auto& known = misread(field).looked_up;
  if (const auto at = known.find(cell); at != known.end()) return at->second;
  const auto at = column.values.find(folded(cell));
  const std::string* found = at == column.values.end() ? nullptr : &at->second;
  if (known.size() < kMostLookedUp) known.emplace(cell, found);
  return found;
}

void Row::missed(Field field) const {
  Misread& of = misread(field);
  if (of.cells++ == 0) of.line = record_.line();
}

OptionalTime moment_of(const Column& column, std::string_view cell, std::int64_t line, Misread& misread) {
  if (cell.empty()) return std::nullopt;
  const OptionalTime time = column.moments ? column.moments->read(cell) : csv::parse_time(cell);
  if (time) {
    ++misread.read;
  } else if (misread.cells++ == 0) {
    misread.line = line;
  }
  return time;
}

OptionalTime Row::moment(Field field) const {
  const std::string_view text = cell(field);
  return text.empty() ? OptionalTime{} : moment_of(*plan_[field], text, record_.line(), misread(field));
}

OptionalCount Row::count(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  const auto whole = whole_of(text);
  if (whole && *whole >= 0 && *whole <= std::numeric_limits<std::int32_t>::max())
    return static_cast<std::int32_t>(*whole);
  missed(field);
  return std::nullopt;
}

std::optional<double> Row::amount(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  const auto amount = amount_of(text);
  if (!amount) missed(field);
  return amount;
}

std::optional<bool> Row::truth(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  const std::string* word = looked_up(field, text);
  const auto truth = truth_of(word != nullptr ? std::string_view(*word) : text);
  if (!truth) missed(field);
  return truth;
}

std::string Row::word(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return {};
  const std::string* word = looked_up(field, text);
  const std::string meant = word != nullptr ? *word : std::string(text);
  const auto known = words_of(field);
  if (std::find(known.begin(), known.end(), meant) != known.end()) return meant;
  missed(field);
  auto& words = misread(field).words;
  if (words.size() < kMostWords || words.contains(meant)) ++words[meant];
  return {};
}

std::optional<std::int64_t> Row::number(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  const std::string* word = looked_up(field, text);
  const auto number = whole_of(word != nullptr ? std::string_view(*word) : text);
  if (!number) missed(field);
  return number;
}

std::vector<std::string_view> Row::list(Field field) const {
  return plan_[field] ? parts_of(cell(field), plan_[field]->separator) : std::vector<std::string_view>{};
}

std::string Row::mapped(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return {};
  const std::string* word = looked_up(field, text);
  return word != nullptr ? *word : std::string(text);
}

}  // namespace boussole::connectors::mapped
