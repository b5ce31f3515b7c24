#include "connectors/pull/robots.h"

#include <algorithm>
#include <charconv>

namespace boussole::connectors::pull {
namespace {

constexpr std::size_t kMostRead = 500 << 10;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Letters that need no percent-encoding are compared as they are: "%7e" and "~" are one (RFC 9309, 2.2.2).
std::string normal(std::string_view path) {
  const auto hex = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (byte >= 0x80) {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
      continue;
    }
    if (path[i] == '%' && i + 2 < path.size()) {
      const std::string pair = lower(path.substr(i + 1, 2));
      const int high = hex(pair[0]), low = hex(pair[1]);
      if (high >= 0 && low >= 0) {
        const int code = high * 16 + low;
        const auto c = static_cast<char>(code);
        const bool plain = code < 0x80 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                           c == '-' || c == '.' || c == '_' || c == '~');
        if (plain) {
          out += c;
        } else {
          out += '%';
          out += kDigits[static_cast<std::size_t>(high)];
          out += kDigits[static_cast<std::size_t>(low)];
        }
        i += 2;
        continue;
      }
    }
    out += path[i];
  }
  return out;
}

/// Does `pattern` ('*' for any run, '$' at its end for the end) match the beginning of `target`? Linear in both, as the
/// last star alone needs to be tried again.
bool matches(std::string_view pattern, std::string_view target) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0, t = 0, star = std::string_view::npos, from = 0;
  for (;;) {
    if (p == pattern.size() && (!anchored || t == target.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && t < target.size() && pattern[p] == target[t]) {
      ++p, ++t;
    } else if (star != std::string_view::npos && from < target.size()) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
}

struct Line {
  std::string field;
  std::string_view value;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  text = text.substr(0, kMostRead);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    out.push_back({lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1))});
  }
  return out;
}

/// The product token at the start of a user-agent line.
std::string token_of(std::string_view value) {
  std::size_t size = 0;
  const auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '*';
  };
  while (size < value.size() && part(value[size])) ++size;
  return lower(value.substr(0, size));
}

}  // namespace

Robots::Robots(std::string_view text, std::string_view agent) {
  const std::vector<Line> lines = lines_of(text);
  const std::string own = lower(agent);
  const bool named = std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
    return line.field == "user-agent" && token_of(line.value) == own;
  });
  const std::string wanted = named ? own : "*";
  bool ours = false, naming = false;
  for (const Line& line : lines) {
    if (line.field == "user-agent") {
      ours = (naming && ours) || token_of(line.value) == wanted;
      naming = true;
      continue;
    }
    if (line.field != "allow" && line.field != "disallow" && line.field != "crawl-delay") continue;
    naming = false;
    if (!ours) continue;
    if (line.field == "crawl-delay") {
      double seconds = 0;
      const auto [end, failed] = std::from_chars(line.value.data(), line.value.data() + line.value.size(), seconds);
      if (failed == std::errc() && seconds >= 0) delay_ = std::min(seconds, 300.0);
    } else if (!line.value.empty()) {
      rules_.push_back({normal(line.value), line.field == "allow"});
    }
  }
}

bool Robots::allows(std::string_view target) const {
  const std::string path = normal(target);
  bool allowed = true;
  std::size_t longest = 0;
  for (const Rule& rule : rules_) {
    if (rule.pattern.size() < longest || !matches(rule.pattern, path)) continue;
    allowed = rule.allow || (rule.pattern.size() == longest && allowed && longest > 0);
    longest = rule.pattern.size();
  }
  return allowed;
}

}  // namespace boussole::connectors::pull
