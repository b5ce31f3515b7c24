#include "engine/json/writer.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace boussole::json {

std::string shortest(double number) {
  assert(std::isfinite(number));
  if (number == 0) return "0";
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  assert(error == std::errc());
  return {buffer.data(), end};
}

Writer& Writer::begin_object() { return open('{'); }
Writer& Writer::end_object() { return close('}'); }
Writer& Writer::begin_array() { return open('['); }
Writer& Writer::end_array() { return close(']'); }

Writer& Writer::key(std::string_view key) {
  assert(!levels_.empty() && levels_.back().object && !after_key_);
  if (!levels_.back().empty) out_ += ',';
  levels_.back().empty = false;
  new_line();
  quote(key);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

Writer& Writer::null() {
  before_value();
  out_ += "null";
  return *this;
}

Writer& Writer::value(std::string_view text) {
  before_value();
  quote(text);
  return *this;
}

Writer& Writer::value(double number) {
  before_value();
  out_ += shortest(number);
  return *this;
}

Writer& Writer::boolean(bool truth) {
  before_value();
  out_ += truth ? "true" : "false";
  return *this;
}

Writer& Writer::integer(std::int64_t number) {
  before_value();
  out_ += std::to_string(number);
  return *this;
}

Writer& Writer::natural(std::uint64_t number) {
  before_value();
  out_ += std::to_string(number);
  return *this;
}

Writer& Writer::value(const Value& value) {
  switch (value.type()) {
    case Type::null:
      return null();
    case Type::boolean:
      return boolean(*value.as_bool());
    case Type::number:
      before_value();
      out_ += value.as_number()->lexeme.empty() ? shortest(value.as_number()->value) : value.as_number()->lexeme;
      return *this;
    case Type::string:
      return this->value(std::string_view(*value.as_string()));
    case Type::array:
      begin_array();
      for (const Value& element : *value.as_array()) this->value(element);
      return end_array();
    case Type::object:
      begin_object();
      for (const Member& member : *value.as_object()) key(member.key).value(member.value);
      return end_object();
  }
  return *this;
}

std::string Writer::take() {
  assert(levels_.empty() && !after_key_ && !out_.empty());
  out_ += '\n';
  return std::move(out_);
}

Writer& Writer::open(char bracket) {
  before_value();
  out_ += bracket;
  levels_.push_back({bracket == '{', true});
  return *this;
}

Writer& Writer::close(char bracket) {
  assert(!levels_.empty() && levels_.back().object == (bracket == '}') && !after_key_);
  const bool empty = levels_.back().empty;
  levels_.pop_back();
  if (!empty) new_line();
  out_ += bracket;
  return *this;
}

void Writer::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  assert(levels_.empty() ? out_.empty() : !levels_.back().object);
  if (levels_.empty()) return;
  if (!levels_.back().empty) out_ += ',';
  levels_.back().empty = false;
  new_line();
}

void Writer::new_line() {
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

void Writer::quote(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else if (c == '\r') {
      out_ += "\\r";
    } else if (byte < 0x20) {
      out_ += "\\u00";
      out_ += kHex[byte >> 4];
      out_ += kHex[byte & 15];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

}  // namespace boussole::json
