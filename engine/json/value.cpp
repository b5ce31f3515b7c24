#include "engine/json/value.h"

namespace boussole::json {

Object::Object() = default;
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

std::size_t Object::size() const { return members_.size(); }
bool Object::empty() const { return members_.empty(); }
const Member* Object::begin() const { return members_.data(); }
const Member* Object::end() const { return members_.data() + members_.size(); }

const Value* Object::find(std::string_view key) const {
  for (const Member& member : members_)
    if (member.key == key) return &member.value;
  return nullptr;
}

void Object::append(std::string key, Value value) { members_.push_back({std::move(key), std::move(value)}); }

Value::Value() = default;
Value::Value(bool value) : held_(value) {}
Value::Value(Number value) : held_(std::move(value)) {}
Value::Value(std::string value) : held_(std::move(value)) {}
Value::Value(Array value) : held_(std::move(value)) {}
Value::Value(Object value) : held_(std::move(value)) {}

Type Value::type() const { return static_cast<Type>(held_.index()); }

std::optional<bool> Value::as_bool() const {
  const bool* held = std::get_if<bool>(&held_);
  return held ? std::optional(*held) : std::nullopt;
}

std::optional<double> Value::as_double() const {
  const Number* number = as_number();
  return number ? std::optional(number->value) : std::nullopt;
}

std::optional<std::int64_t> Value::as_integer() const {
  const Number* number = as_number();
  return number ? number->integer : std::nullopt;
}

const Number* Value::as_number() const { return std::get_if<Number>(&held_); }
const std::string* Value::as_string() const { return std::get_if<std::string>(&held_); }
const Array* Value::as_array() const { return std::get_if<Array>(&held_); }
const Object* Value::as_object() const { return std::get_if<Object>(&held_); }

const Value* Value::find(std::string_view key) const {
  const Object* object = as_object();
  return object ? object->find(key) : nullptr;
}

const Value* Value::at(std::size_t index) const {
  const Array* array = as_array();
  return array && index < array->size() ? &(*array)[index] : nullptr;
}

std::size_t Value::size() const {
  if (const Array* array = as_array()) return array->size();
  if (const Object* object = as_object()) return object->size();
  return 0;
}

}  // namespace boussole::json
