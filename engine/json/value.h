#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace boussole::json {

enum class Type { null, boolean, number, string, array, object };

/// A number as it was written and as it is read: the nearest double, the exact integer when it is one written without
/// point or exponent and fits in 64 bits, and the characters themselves.
struct Number {
  double value = 0;
  std::optional<std::int64_t> integer;
  std::string lexeme;
};

class Value;
struct Member;
using Array = std::vector<Value>;

/// Members in the order of the file. Keys are unique: the reader refuses a repeated one.
class Object {
 public:
  Object();
  Object(const Object&);
  Object(Object&&) noexcept;
  Object& operator=(const Object&);
  Object& operator=(Object&&) noexcept;
  ~Object();

  std::size_t size() const;
  bool empty() const;
  const Member* begin() const;
  const Member* end() const;
  /// The value of `key`, or nullptr.
  const Value* find(std::string_view key) const;
  /// Adds a member at the end. The caller sees to it that the key is new.
  void append(std::string key, Value value);

 private:
  std::vector<Member> members_;
};

/// One JSON value: null, true or false, a number, a string, an array or an object. The `as_` functions give nothing
/// where the value is of another type, so no reader can mistake one for the other.
class Value {
 public:
  Value();
  explicit Value(bool value);
  explicit Value(Number value);
  explicit Value(std::string value);
  explicit Value(Array value);
  explicit Value(Object value);
  // A pointer is not a boolean.
  template <class T>
  explicit Value(T*) = delete;

  Type type() const;
  bool is_null() const { return type() == Type::null; }
  bool is_bool() const { return type() == Type::boolean; }
  bool is_number() const { return type() == Type::number; }
  bool is_string() const { return type() == Type::string; }
  bool is_array() const { return type() == Type::array; }
  bool is_object() const { return type() == Type::object; }

  std::optional<bool> as_bool() const;
  std::optional<double> as_double() const;
  /// Only for an integer written as one ("3", not "3.0" nor "3e0") that fits in 64 bits.
  std::optional<std::int64_t> as_integer() const;
  const Number* as_number() const;
  const std::string* as_string() const;
  const Array* as_array() const;
  const Object* as_object() const;

  /// The member of an object; nullptr where it is absent or where this is not an object.
  const Value* find(std::string_view key) const;
  /// The element of an array; nullptr beyond its end or where this is not an array.
  const Value* at(std::size_t index) const;
  /// Number of elements or members; 0 for the other types.
  std::size_t size() const;

  /// Where the value begins in the text it was read from, from 1; 0 for a value that was not read from a text.
  std::uint32_t line() const { return line_; }
  std::uint32_t column() const { return column_; }
  void set_position(std::uint32_t line, std::uint32_t column) { line_ = line, column_ = column; }

 private:
  std::variant<std::monostate, bool, Number, std::string, Array, Object> held_;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;
};

struct Member {
  std::string key;
  Value value;
};

}  // namespace boussole::json
