#include "examples/synthetic/value.h"

#include <array>
#include <cstdlib>

namespace boussole::synthetic {
namespace {

std::string inspect_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\033':
        out += "\\e";
        break;
      case '#':
        // Ruby escapes a # only where it would interpolate.
        if (i + 1 < text.size() && (text[i + 1] == '{' || text[i + 1] == '$' || text[i + 1] == '@')) out += '\\';
        out += '#';
        break;
      default:
        out += c;
    }
  }
  out += '"';
  return out;
}

std::string joined(const Array& items, RubyArrow arrow) {
  std::string out;
  bool first = true;
  for (const Value& item : items) {
    if (item.is_nil()) continue;
    if (!first) out += ", ";
    first = false;
    if (const auto* text = item.as_string())
      out += *text;
    else
      out += inspect(item, arrow);
  }
  return out;
}

void flatten_into(const Value& value, const std::string& key, RubyArrow arrow, std::vector<Cell>& out) {
  if (const auto* members = value.as_hash()) {
    for (const Member& member : *members) {
      std::string deeper = key;
      deeper += '/';
      deeper += member.key;
      flatten_into(member.value, deeper, arrow, out);
    }
  } else if (const auto* items = value.as_array()) {
    out.push_back({key, guarded(joined(*items, arrow))});
  } else if (const auto* text = value.as_string()) {
    out.push_back({key, guarded(*text)});
  } else if (const auto* bare = value.as_bare()) {
    out.push_back({key, bare->text});
  } else {
    out.push_back({key, std::nullopt});
  }
}

}  // namespace

Value Value::micro(std::int64_t millionths) {
  const std::int64_t whole = std::abs(millionths) / 1'000'000;
  std::int64_t rest = std::abs(millionths) % 1'000'000;
  std::string digits(6, '0');
  for (std::size_t i = 6; i-- > 0; rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return bare((millionths < 0 ? "-" : "") + std::to_string(whole) + "." + digits);
}

std::vector<Cell> flatten(const Hash& resource, RubyArrow arrow) {
  std::vector<Cell> out;
  out.reserve(resource.size() + 16);
  for (const Member& member : resource) flatten_into(member.value, member.key, arrow, out);
  return out;
}

std::string guarded(std::string text) {
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) text.insert(0, 1, '\'');
  return text;
}

std::string inspect(const Value& value, RubyArrow arrow) {
  if (const auto* bare = value.as_bare()) return bare->text;
  if (const auto* text = value.as_string()) return inspect_string(*text);
  std::string out;
  if (const auto* items = value.as_array()) {
    for (const Value& item : *items) out += (out.empty() ? "" : ", ") + inspect(item, arrow);
    return "[" + out + "]";
  }
  if (const auto* members = value.as_hash()) {
    const char* points = arrow == RubyArrow::tight ? "=>" : " => ";
    for (const Member& member : *members)
      out += (out.empty() ? "" : ", ") + inspect_string(member.key) + points + inspect(member.value, arrow);
    return "{" + out + "}";
  }
  return "nil";
}

}  // namespace boussole::synthetic
