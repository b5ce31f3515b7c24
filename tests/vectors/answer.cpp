#include "tests/vectors/answer.h"

#include <cmath>

#include "engine/json/writer.h"

namespace boussole::vectors {

json::Value to_value(double number) {
  if (std::isnan(number)) return json::Value(std::string("a NaN left the room"));
  if (std::isinf(number)) return json::Value(std::string("an infinity left the room"));
  return json::Value(json::Number{.value = number, .integer = std::nullopt, .lexeme = json::shortest(number)});
}

json::Value to_value(const engine::statistics::Range& range) {
  return to_value(std::vector<double>{range.low, range.high});
}

namespace {

std::string shown(const json::Value& value) {
  switch (value.type()) {
    case json::Type::null:
      return "null";
    case json::Type::boolean:
      return *value.as_bool() ? "true" : "false";
    case json::Type::number:
      return json::shortest(*value.as_double());
    case json::Type::string:
      return '"' + *value.as_string() + '"';
    case json::Type::array:
      return "a list of " + std::to_string(value.size());
    case json::Type::object:
      return "an object of " + std::to_string(value.size());
  }
  return "?";
}

std::optional<std::string> lists_differ(const json::Value& got, const json::Value& expected, Tolerance tolerance,
                                        const std::string& place) {
  if (got.size() != expected.size()) return place + ": got " + shown(got) + ", expected " + shown(expected);
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (auto found = difference(*got.at(i), *expected.at(i), tolerance, place + "[" + std::to_string(i) + "]"))
      return found;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> difference(const json::Value& got, const json::Value& expected, Tolerance tolerance,
                                      const std::string& place) {
  // A list of one stands for its element, on either side.
  if (got.is_array() && got.size() == 1 && !expected.is_array())
    return difference(*got.at(0), expected, tolerance, place);
  if (expected.is_array() && expected.size() == 1 && !got.is_array())
    return difference(got, *expected.at(0), tolerance, place);
  // Not defined as a whole is the same as not defined in every part.
  if (got.as_string() && *got.as_string() == "NaN" && expected.size() > 1 &&
      (expected.is_array() || expected.is_object())) {
    const auto part = [&](const json::Value& one) { return difference(got, one, tolerance, place); };
    if (const json::Array* elements = expected.as_array())
      for (const json::Value& element : *elements)
        if (auto found = part(element)) return found;
    if (const json::Object* members = expected.as_object())
      for (const json::Member& member : *members)
        if (auto found = part(member.value)) return found;
    return std::nullopt;
  }
  const auto differs = [&] { return place + ": got " + shown(got) + ", expected " + shown(expected); };
  if (got.type() != expected.type()) return differs();
  if (expected.is_array()) return lists_differ(got, expected, tolerance, place);
  if (const json::Object* members = expected.as_object()) {
    for (const json::Member& member : *members) {
      const json::Value* mine = got.find(member.key);
      if (!mine) return place + "." + member.key + ": no answer";
      if (auto found = difference(*mine, member.value, tolerance, place + "." + member.key)) return found;
    }
    return std::nullopt;
  }
  if (expected.is_number()) {
    const double a = *got.as_double(), b = *expected.as_double();
    if (std::abs(a - b) <= tolerance.abs + tolerance.rel * std::abs(b)) return std::nullopt;
    return differs();
  }
  if (expected.is_string()) return *got.as_string() == *expected.as_string() ? std::nullopt : std::optional(differs());
  if (expected.is_bool()) return *got.as_bool() == *expected.as_bool() ? std::nullopt : std::optional(differs());
  return std::nullopt;
}

}  // namespace boussole::vectors
