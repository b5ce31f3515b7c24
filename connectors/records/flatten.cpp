#include "connectors/records/flatten.h"

namespace boussole::connectors::records {

namespace {

std::string guarded(const std::string& text) {
  const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
  return formula ? "'" + text : text;
}

std::string scalar(const json::Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  if (const json::Number* number = value.as_number()) return number->lexeme;
  if (const auto truth = value.as_bool()) return *truth ? "true" : "false";
  return {};
}

std::string ruby_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '#') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string inspected(const json::Value& value) {
  if (value.is_object()) {
    std::string out = "{";
    for (const json::Member& member : *value.as_object())
      out += (out.size() > 1 ? ", " : "") + ruby_quoted(member.key) + "=>" + inspected(member.value);
    return out + "}";
  }
  if (value.as_string() != nullptr) return ruby_quoted(*value.as_string());
  return value.is_null() ? "nil" : scalar(value);
}

std::string joined(const json::Array& array) {
  std::string out;
  bool first = true;
  for (const json::Value& each : array) {
    if (each.is_null()) continue;
    if (!first) out += ", ";
    first = false;
    out += each.is_object() || each.is_array() ? inspected(each) : scalar(each);
  }
  return out;
}

void flatten(const json::Value& value, const std::string& key, Cells& into) {
  if (const json::Object* object = value.as_object()) {
    for (const json::Member& member : *object)
      flatten(member.value, key.empty() ? member.key : key + "/" + member.key, into);
  } else if (const json::Array* array = value.as_array()) {
    into.emplace_back(key, guarded(joined(*array)));
  } else {
    into.emplace_back(key, value.as_string() != nullptr ? guarded(*value.as_string()) : scalar(value));
  }
}

}  // namespace

Cells flattened(const json::Value& object) {
  Cells out;
  flatten(object, "", out);
  return out;
}

void append_csv_cell(std::string& out, std::string_view text) {
  const bool plain =
      text.find_first_of(",;\t\"\r\n") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') out += '"';
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') {
      out += "\xE2\x80\xA8";
    } else {
      out += text[i];
    }
  }
  out += '"';
}

}  // namespace boussole::connectors::records
