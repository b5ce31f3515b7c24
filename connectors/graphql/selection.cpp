#include "connectors/graphql/selection.h"

#include <algorithm>
#include <cassert>
#include <cctype>

namespace boussole::connectors::graphql {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<Selection> fields() {
    std::vector<Selection> out;
    for (blanks(); !text_.empty() && text_.front() != '}'; blanks()) out.push_back(field());
    return out;
  }
  bool done() const { return text_.empty(); }

 private:
  void blanks() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\n')) text_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    if (!text_.starts_with(token)) return false;
    text_.remove_prefix(token.size());
    return true;
  }
  std::string word() {
    std::size_t size = 0;
    while (size < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[size])) != 0 || text_[size] == '_'))
      ++size;
    assert(size > 0);
    std::string out(text_.substr(0, size));
    text_.remove_prefix(size);
    return out;
  }

  Selection field() {
    Selection out;
    if (take("...")) {
      out.fragment = true;
      out.type = word();
    } else {
      out.name = word();
      if (take("=")) {
        out.alias = out.name;
        out.name = word();
      }
      if (take("(")) {
        const auto end = text_.find(')');
        assert(end != std::string_view::npos);
        out.arguments = std::string(text_.substr(0, end));
        text_.remove_prefix(end + 1);
      }
      if (take("@")) {
        out.type = "TranslatedField";
        out.fields = parse_selection("translations:LocalizedString{locale text machineTranslated}");
        return out;
      }
      if (take(":")) out.type = word();
    }
    if (take("{")) {
      out.fields = fields();
      [[maybe_unused]] const bool closed = take("}");
      assert(closed);
    }
    return out;
  }

  std::string_view text_;
};

bool is_connection(const Selection& field) { return !field.fragment && field.type.ends_with("Connection"); }

std::string in_snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital) out += '_';
    out += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

int connection_cost(const Selection& field, int page) {
  int inside = complexity(field.fields, page), once = 0;
  for (const Selection& part : field.fields) {
    if (part.name == "pageInfo") once += 1 + static_cast<int>(part.fields.size());
    if (part.name == "edges" || part.name == "nodes") once += 1;
  }
  return 1 + once + page * std::max(0, inside - once);
}

}  // namespace

std::vector<Selection> parse_selection(std::string_view text) {
  Parser parser(text);
  auto fields = parser.fields();
  assert(parser.done());
  return fields;
}

std::vector<Selection> fit(const std::vector<Selection>& wanted, const std::string& type, const Schema& schema) {
  std::vector<Selection> out;
  for (const Selection& field : wanted) {
    Selection fitted = field;
    if (field.fragment) {
      if (!schema.has_type(field.type)) continue;
      fitted.fields = fit(field.fields, field.type, schema);
      if (!fitted.fields.empty()) out.push_back(std::move(fitted));
      continue;
    }
    if (!schema.has(type, field.name)) continue;
    if (!field.fields.empty()) {
      if (schema.is_scalar(type, field.name)) {
        fitted.fields.clear();
        fitted.type.clear();
      } else {
        if (const std::string told = schema.type_of(type, field.name); !told.empty()) fitted.type = told;
        fitted.fields = fit(field.fields, fitted.type, schema);
        if (fitted.fields.empty()) continue;
      }
    }
    out.push_back(std::move(fitted));
  }
  return out;
}

std::vector<Selection> in_names_of(std::vector<Selection> wanted, const std::string& type, const Schema& schema) {
  for (Selection& field : wanted) {
    std::string inside = field.type;
    if (!field.fragment) {
      std::string older = in_snake_case(field.name);
      if (!schema.has(type, field.name) && schema.has(type, older)) {
        if (field.alias.empty()) field.alias = field.name;
        field.name = std::move(older);
      }
      if (std::string told = schema.type_of(type, field.name); !told.empty()) inside = std::move(told);
    }
    field.fields = in_names_of(std::move(field.fields), inside, schema);
  }
  return wanted;
}

std::string print(const std::vector<Selection>& fields) {
  std::string out = "{";
  for (const Selection& field : fields) {
    if (out.size() > 1) out += ' ';
    if (field.fragment) {
      out += "... on " + field.type;
    } else {
      if (!field.alias.empty()) out += field.alias + ":";
      out += field.name;
      if (!field.arguments.empty()) out += "(" + field.arguments + ")";
    }
    if (!field.fields.empty()) out += print(field.fields);
  }
  return out + "}";
}

int complexity(const std::vector<Selection>& fields, int page) {
  int sum = 0;
  for (const Selection& field : fields) {
    if (field.fragment) {
      sum += complexity(field.fields, page);
    } else {
      sum += is_connection(field) ? connection_cost(field, page) : 1 + complexity(field.fields, page);
    }
  }
  return sum;
}

int depth(const std::vector<Selection>& fields) {
  int deepest = 0;
  for (const Selection& field : fields) deepest = std::max(deepest, depth(field.fields) + (field.fragment ? 0 : 1));
  return deepest;
}

std::string as_literal(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace boussole::connectors::graphql
