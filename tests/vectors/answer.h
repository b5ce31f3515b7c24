#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/json/value.h"
#include "engine/statistics/result.h"

/// What the engine answers, in the form the cases use: "NaN" where it says not defined, "Inf" where unbounded, null
/// where missing. A double that is itself NaN or infinite has crossed the room's edge: a text no case expects.
namespace boussole::vectors {

json::Value to_value(double number);
inline json::Value to_value(const std::string& text) { return json::Value(text); }
inline json::Value to_value(const char* text) { return json::Value(std::string(text)); }
inline json::Value to_value(json::Value value) { return value; }
inline json::Value to_value(const engine::statistics::Undefined& why) {
  return json::Value(std::string(why.unbounded ? "Inf" : "NaN"));
}
json::Value to_value(const engine::statistics::Range& range);

template <std::same_as<bool> T>
json::Value to_value(T truth) {
  return json::Value(truth);
}
template <std::integral T>
requires(!std::same_as<T, bool>) json::Value to_value(T number) { return to_value(static_cast<double>(number)); }

template <class T>
json::Value to_value(const std::optional<T>& maybe);
template <class T>
json::Value to_value(const engine::statistics::Result<T>& result);
template <class T>
json::Value to_value(const std::vector<T>& values);

template <class T>
json::Value to_value(const std::optional<T>& maybe) {
  return maybe ? to_value(*maybe) : json::Value();
}
template <class T>
json::Value to_value(const engine::statistics::Result<T>& result) {
  return result ? to_value(*result) : to_value(result.error());
}
template <class T>
json::Value to_value(const std::vector<T>& values) {
  json::Array array;
  for (std::size_t i = 0; i < values.size(); ++i) array.push_back(to_value(static_cast<T>(values[i])));
  return json::Value(std::move(array));
}

/// Collects named answers.
class Answer {
 public:
  template <class T>
  Answer& set(std::string key, const T& value) {
    object_.append(std::move(key), to_value(value));
    return *this;
  }
  /// A member of a struct that may be undefined as a whole.
  template <class S, class M>
  Answer& set(std::string key, const engine::statistics::Result<S>& result, M S::*member) {
    object_.append(std::move(key), result ? to_value((*result).*member) : to_value(result.error()));
    return *this;
  }
  operator json::Value() const { return json::Value(object_); }  // NOLINT: meant to convert

 private:
  json::Object object_;
};

/// Compares as the rule says: |got - expected| <= abs + rel |expected| for each number, and nothing ignored. Where they
/// differ, says where and how.
struct Tolerance {
  double rel = 0;
  double abs = 0;
};
std::optional<std::string> difference(const json::Value& got, const json::Value& expected, Tolerance tolerance,
                                      const std::string& place = "");

}  // namespace boussole::vectors
