#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "examples/synthetic/calendar.h"

/// The nested value that a Decidim serializer gives for one resource, and its flattening into the cells of a row.
namespace boussole::synthetic {

struct Member;
class Value;
using Array = std::vector<Value>;
using Hash = std::vector<Member>;

/// nil, a bare scalar (number, boolean, time: never guarded), a string, an array or a hash that keeps its order.
class Value {
 public:
  struct Nil {};
  struct Bare {
    std::string text;
  };

  Value() = default;
  Value(std::string text) : data_(std::move(text)) {}           // NOLINT: meant to convert
  Value(std::string_view text) : data_(std::string(text)) {}    // NOLINT: meant to convert
  Value(const char* text) : data_(std::string(text)) {}         // NOLINT: meant to convert
  Value(bool value) : data_(Bare{value ? "true" : "false"}) {}  // NOLINT: meant to convert
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T value)
      : data_(Bare{std::to_string(value)}) {}      // NOLINT: meant to convert
  Value(Array items) : data_(std::move(items)) {}  // NOLINT: meant to convert
  Value(Hash members);                             // NOLINT: meant to convert
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value()) {}  // NOLINT: meant to convert

  /// A scalar printed as it stands, whatever it begins with.
  static Value bare(std::string text) {
    Value value;
    value.data_ = Bare{std::move(text)};
    return value;
  }
  /// Millionths of a degree, or any number with six decimals, as Ruby prints a Float (no trailing zero).
  static Value micro(std::int64_t millionths);
  /// A whole amount as ActiveSupport prints a BigDecimal: "10000.0".
  static Value decimal(std::int64_t amount) { return bare(std::to_string(amount) + ".0"); }

  bool is_nil() const { return std::holds_alternative<Nil>(data_); }
  const Bare* as_bare() const { return std::get_if<Bare>(&data_); }
  const std::string* as_string() const { return std::get_if<std::string>(&data_); }
  const Array* as_array() const { return std::get_if<Array>(&data_); }
  const Hash* as_hash() const { return std::get_if<Hash>(&data_); }

 private:
  std::variant<Nil, Bare, std::string, Array, Hash> data_;
};

struct Member {
  std::string key;
  Value value;
};

inline Value::Value(Hash members) : data_(std::move(members)) {}

/// One cell of a row: no text is nil, an empty text is a string of no character (the two are written differently).
struct Cell {
  std::string key;
  std::optional<std::string> text;
};

/// How Ruby inspects a hash inside an array: `{"en"=>"x"}` up to 3.3, `{"en" => "x"}` from 3.4.
enum class RubyArrow { tight, spaced };

/// Flattens one resource. A hash gives "key/subkey" cells (none where it is empty); an array gives one cell of its
/// items that are not nil, joined by ", "; anything else one cell. Strings get the formula guard.
std::vector<Cell> flatten(const Hash& resource, RubyArrow arrow);

/// `'` before a text that begins with one of = + - @, as Decidim does against formulas in spreadsheets.
std::string guarded(std::string text);

/// Ruby's `inspect` of a value.
std::string inspect(const Value& value, RubyArrow arrow);

}  // namespace boussole::synthetic
