#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/value.h"

namespace boussole::json {

/// Writes a JSON document piece by piece, in the order of the calls, indented by two spaces. The same calls give the
/// same bytes everywhere: a double takes the fewest digits that read back as the same double, minus zero is written 0.
/// NaN and infinity are programmer errors (assert), as is a call out of place.
class Writer {
 public:
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view key);

  Writer& null();
  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(double number);
  /// A value that was read, written again; its numbers keep the characters they had.
  Writer& value(const Value& value);
  template <std::same_as<bool> T>
  Writer& value(T truth) {
    return boolean(truth);
  }
  template <std::integral T>
  requires(!std::same_as<T, bool>) Writer& value(T number) {
    if constexpr (std::signed_integral<T>)
      return integer(static_cast<std::int64_t>(number));
    else
      return natural(static_cast<std::uint64_t>(number));
  }
  /// Absent is null.
  template <class T>
  Writer& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  /// key and value in one call.
  template <class T>
  Writer& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }

  /// The document, with a line end, once every object and array is closed.
  std::string take();

 private:
  Writer& boolean(bool truth);
  Writer& integer(std::int64_t number);
  Writer& natural(std::uint64_t number);
  Writer& open(char bracket);
  Writer& close(char bracket);
  void before_value();
  void new_line();
  void quote(std::string_view text);

  struct Level {
    bool object = false;
    bool empty = true;
  };
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// The shortest decimal that reads back as the same double; minus zero gives "0". The number must be finite.
std::string shortest(double number);

}  // namespace boussole::json
