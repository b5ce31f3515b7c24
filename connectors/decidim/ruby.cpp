#include "connectors/decidim/ruby.h"

#include <charconv>
#include <optional>
#include <string>

namespace boussole::connectors::decidim {

namespace {

/// Reads along the cell; every step says whether what it wanted was there.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool take(std::string_view token) {
    skip_space();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  bool done() {
    skip_space();
    return at_ >= text_.size();
  }
  /// A Ruby string in double quotes, its escapes undone.
  std::optional<std::string> quoted() {
    if (!take("\"")) return std::nullopt;
    std::string out;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        escape(out);
      } else {
        out += text_[at_++];
      }
    }
    if (!take("\"")) return std::nullopt;
    return out;
  }

 private:
  void escape(std::string& out) {
    const char c = text_[at_++];
    if (c == 'u') return code_point(out);
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
  }
  /// "\u00e9" or "\u{1F600}".
  void code_point(std::string& out) {
    const bool braced = at_ < text_.size() && text_[at_] == '{';
    const std::size_t from = at_ + (braced ? 1 : 0);
    const std::string_view digits = text_.substr(from, braced ? text_.find('}', from) - from : 4);
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    at_ = std::min(text_.size(), from + digits.size() + (braced ? 1 : 0));
    if (value < 0x80) {
      out += static_cast<char>(value);
    } else if (value < 0x800) {
      out += {static_cast<char>(0xc0 | (value >> 6)), static_cast<char>(0x80 | (value & 0x3f))};
    } else if (value >= 0xd800 && value < 0xe000) {
      return;  // half a surrogate pair: no character
    } else if (value < 0x10000) {
      out += {static_cast<char>(0xe0 | (value >> 12)), static_cast<char>(0x80 | ((value >> 6) & 0x3f)),
              static_cast<char>(0x80 | (value & 0x3f))};
    } else if (value < 0x110000) {
      out += {static_cast<char>(0xf0 | (value >> 18)), static_cast<char>(0x80 | ((value >> 12) & 0x3f)),
              static_cast<char>(0x80 | ((value >> 6) & 0x3f)), static_cast<char>(0x80 | (value & 0x3f))};
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

void put(Text& names, std::string& any, const std::string& locale, const std::string& name) {
  if (any.empty()) any = name;
  if (locale == "fr" && names.fr.empty()) names.fr = name;
  if (locale == "en" && names.en.empty()) names.en = name;
}

/// One hash; nothing where the text is of another form. A hash inside a hash is read over, one level deep.
std::optional<Text> one_hash(Reader& reader, bool inner = false) {
  if (!reader.take("{")) return std::nullopt;
  Text names;
  std::string any;
  while (!reader.take("}")) {
    const auto key = reader.quoted();
    if (!key || !reader.take("=>")) return std::nullopt;
    if (reader.take("nil")) {
      reader.take(",");
      continue;
    }
    if (*key == "machine_translations") {
      if (inner || !one_hash(reader, true)) return std::nullopt;
    } else {
      const auto name = reader.quoted();
      if (!name) return std::nullopt;
      put(names, any, *key, *name);
    }
    reader.take(",");
  }
  if (names.fr.empty()) names.fr = any;
  if (names.en.empty()) names.en = any;
  return names;
}

}  // namespace

std::vector<Text> ruby_names(std::string_view cell) {
  if (cell.empty()) return {};
  std::vector<Text> all;
  Reader reader(cell);
  while (!reader.done()) {
    auto names = one_hash(reader);
    if (!names) return {Text{std::string(cell), std::string(cell)}};
    all.push_back(std::move(*names));
    reader.take(",");
  }
  return all;
}

}  // namespace boussole::connectors::decidim
