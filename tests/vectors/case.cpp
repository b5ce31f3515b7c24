#include "tests/vectors/case.h"

#include <cmath>
#include <limits>

namespace boussole::vectors {

namespace {

[[noreturn]] void bad(std::string_view key, std::string_view what) {
  throw BadCase(std::string(key) + ": " + std::string(what));
}

}  // namespace

double number_of(const json::Value& value) {
  if (const auto number = value.as_double()) return *number;
  if (const auto flag = value.as_bool()) return *flag ? 1 : 0;
  if (const std::string* text = value.as_string()) {
    if (*text == "Inf") return std::numeric_limits<double>::infinity();
    if (*text == "-Inf") return -std::numeric_limits<double>::infinity();
    if (*text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    std::size_t used = 0;
    const double number = std::stod(*text, &used);
    if (used == text->size()) return number;
  }
  if (value.is_array() && value.size() == 1) return number_of(*value.at(0));
  throw BadCase("a number was expected");
}

std::string label_of(const json::Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  if (const json::Number* number = value.as_number()) return number->lexeme;
  if (const auto flag = value.as_bool()) return *flag ? "true" : "false";
  throw BadCase("a label was expected");
}

std::vector<double> numbers_of(const json::Value& value) {
  const json::Array* array = value.as_array();
  if (!array) return {number_of(value)};
  std::vector<double> result;
  for (const json::Value& element : *array) result.push_back(number_of(element));
  return result;
}

const json::Value& Fields::get(std::string_view key) const {
  if (const json::Value* value = find(key)) return *value;
  bad(key, "missing");
}

std::vector<std::string> Fields::names() const {
  std::vector<std::string> result;
  const json::Object* members = object_ ? object_->as_object() : nullptr;
  if (members)
    for (const json::Member& member : *members) result.push_back(member.key);
  return result;
}

double Fields::number(std::string_view key) const { return number_of(get(key)); }

double Fields::number_or(std::string_view key, double otherwise) const {
  const json::Value* value = find(key);
  return value && !value->is_null() ? number_of(*value) : otherwise;
}

std::uint64_t Fields::count(std::string_view key) const {
  const double value = number(key);
  if (!(value >= 0) || value != std::floor(value)) bad(key, "a count was expected");
  return static_cast<std::uint64_t>(value);
}

bool Fields::flag_or(std::string_view key, bool otherwise) const {
  const json::Value* value = find(key);
  if (!value) return otherwise;
  if (const auto flag = value->as_bool()) return *flag;
  bad(key, "true or false was expected");
}

std::string Fields::text(std::string_view key) const { return label_of(get(key)); }

std::string Fields::text_or(std::string_view key, std::string otherwise) const {
  return has(key) ? text(key) : otherwise;
}

std::vector<double> Fields::numbers(std::string_view key) const { return numbers_of(get(key)); }

std::vector<std::optional<double>> Fields::numbers_or_null(std::string_view key) const {
  const json::Value& value = get(key);
  const json::Array* array = value.as_array();
  if (!array) return {value.is_null() ? std::nullopt : std::optional(number_of(value))};
  std::vector<std::optional<double>> result;
  for (const json::Value& element : *array)
    result.push_back(element.is_null() ? std::nullopt : std::optional(number_of(element)));
  return result;
}

std::vector<std::uint64_t> Fields::counts(std::string_view key) const {
  std::vector<std::uint64_t> result;
  for (const double value : numbers(key)) {
    if (!(value >= 0) || value != std::floor(value)) bad(key, "counts were expected");
    result.push_back(static_cast<std::uint64_t>(value));
  }
  return result;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const json::Value& value = get(key);
  const json::Array* array = value.as_array();
  if (!array) return {label_of(value)};
  std::vector<std::string> result;
  for (const json::Value& element : *array) result.push_back(label_of(element));
  return result;
}

Matrix Fields::matrix(std::string_view key) const {
  const json::Array* rows = get(key).as_array();
  if (!rows) bad(key, "a matrix was expected");
  if (!rows->empty() && !rows->front().is_array()) return {numbers_of(get(key))};
  Matrix result;
  for (const json::Value& row : *rows) result.push_back(numbers_of(row));
  return result;
}

}  // namespace boussole::vectors
