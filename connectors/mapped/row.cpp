#include <algorithm>
#include <cmath>
#include <limits>

#include "connectors/csv/values.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

constexpr std::size_t kMostWords = 50;

std::optional<std::string> looked_up(const Column& column, std::string_view cell) {
  const auto at = column.values.find(folded(cell));
  if (at == column.values.end()) return std::nullopt;
  return at->second;
}

}  // namespace

std::string_view Row::cell(Field field) const {
  const auto& column = plan_[field];
  return column ? csv::trimmed(csv::undo_formula_guard(record_[column->at.front()])) : std::string_view{};
}

void Row::missed(Field field) const {
  Misread& of = misread(field);
  if (of.cells++ == 0) of.line = record_.line();
}

OptionalTime Row::moment(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  const auto& column = *plan_[field];
  const OptionalTime time = column.moments ? column.moments->read(text) : csv::parse_time(text);
  if (time) {
    ++misread(field).read;
  } else {
    missed(field);
  }
  return time;
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
  const auto word = looked_up(*plan_[field], text);
  const auto truth = truth_of(word ? std::string_view(*word) : text);
  if (!truth) missed(field);
  return truth;
}

std::string Row::word(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return {};
  const auto word = looked_up(*plan_[field], text);
  const std::string meant = word ? *word : std::string(text);
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
  const auto word = looked_up(*plan_[field], text);
  const auto number = whole_of(word ? std::string_view(*word) : text);
  if (!number) missed(field);
  return number;
}

std::vector<std::string_view> Row::list(Field field) const {
  return plan_[field] ? parts_of(cell(field), plan_[field]->separator) : std::vector<std::string_view>{};
}

std::string Row::mapped(Field field) const {
  const std::string_view text = cell(field);
  if (text.empty()) return {};
  const auto word = looked_up(*plan_[field], text);
  return word ? *word : std::string(text);
}

}  // namespace boussole::connectors::mapped
