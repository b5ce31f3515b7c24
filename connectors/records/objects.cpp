#include "connectors/records/objects.h"

#include <algorithm>
#include <array>

namespace boussole::connectors::records {

namespace {

constexpr std::size_t kStep = std::size_t{64} << 10;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

/// Walks JSON text by its strings and brackets; what is between them is checked when the object is parsed.
struct Walker {
  int depth = 0;
  bool quoted = false, escaped = false;
  /// The depth after this byte.
  void take(char c) {
    if (escaped) {
      escaped = false;
    } else if (quoted) {
      escaped = c == '\\';
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
};

std::size_t after_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

/// The member names at depth `wanted`, with the character that follows the colon.
std::vector<std::pair<std::string, char>> members_at(std::string_view text, int wanted, char stop) {
  std::vector<std::pair<std::string, char>> out;
  Walker walker;
  std::size_t string_begin = 0;
  std::string last;
  for (std::size_t i = after_mark(text); i < text.size(); ++i) {
    const bool was_quoted = walker.quoted;
    const int before = walker.depth;
    walker.take(text[i]);
    if (!was_quoted && walker.quoted) string_begin = i + 1;
    if (was_quoted && !walker.quoted) last = std::string(text.substr(string_begin, i - string_begin));
    if (!walker.quoted && !was_quoted && text[i] == ':' && walker.depth == wanted) {
      const std::size_t value = text.find_first_not_of(" \t\r\n", i + 1);
      if (value != std::string_view::npos) out.emplace_back(last, text[value]);
    }
    if (before == wanted && walker.depth < wanted && text[i] == stop) break;
  }
  return out;
}

}  // namespace

std::string list_of(std::string_view beginning) {
  const std::size_t first = beginning.find_first_not_of(" \t\r\n", after_mark(beginning));
  if (first == std::string_view::npos || beginning[first] != '{') return {};
  for (const auto& [name, follows] : members_at(beginning, 1, '}'))
    if (follows == '[') return name;
  return {};
}

std::vector<std::string> first_members(std::string_view beginning) {
  std::vector<std::string> out;
  const std::size_t first = beginning.find_first_not_of(" \t\r\n", after_mark(beginning));
  if (first == std::string_view::npos || beginning[first] != '[') return out;
  for (const auto& [name, follows] : members_at(beginning, 2, '}')) out.push_back(name);
  return out;
}

Error Objects::cut_short() const {
  Error error;
  error.file = source_.name();
  error.line = line_;
  error.what = {"le document JSON s’arrête au milieu, ou un de ses objets dépasse 64 Mo",
                "the JSON document ends in the middle, or one of its objects is larger than 64 MB"};
  error.remedy = {"Téléchargez-le de nouveau.", "Download it again."};
  return error;
}

Expected<void> Objects::restart() {
  buffer_.clear();
  at_ = 0;
  line_ = newlines_ = 1;
  inside_ = ended_ = false;
  return source_.rewind();
}

/// Reads more behind what is not used yet.
Expected<bool> Objects::fill() {
  newlines_ += std::count(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
  buffer_.erase(0, at_);
  at_ = 0;
  if (buffer_.size() > kMostBytes) return std::unexpected(cut_short());
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kStep);
  const auto got = source_.read({buffer_.data() + held, kStep});
  if (!got) return std::unexpected(got.error());
  buffer_.resize(held + *got);
  return *got > 0;
}

/// Moves to the first byte inside the list.
Expected<bool> Objects::find_list() {
  for (;;) {
    const auto goes_on = fill();
    if (!goes_on) return std::unexpected(goes_on.error());
    Walker walker;
    std::size_t string_begin = 0;
    std::string last;
    for (std::size_t i = after_mark(buffer_); i < buffer_.size(); ++i) {
      const bool was_quoted = walker.quoted;
      walker.take(buffer_[i]);
      if (!was_quoted && walker.quoted) string_begin = i + 1;
      if (was_quoted && !walker.quoted && walker.depth == 1) last = buffer_.substr(string_begin, i - string_begin);
      const bool opens = !walker.quoted && !was_quoted && buffer_[i] == '[';
      if (opens && ((list_.empty() && walker.depth == 1) || (!list_.empty() && walker.depth == 2 && last == list_))) {
        at_ = i + 1;
        return true;
      }
    }
    if (!*goes_on) return false;
  }
}

Expected<std::string> Objects::next() {
  if (ended_) return std::string();
  if (!inside_) {
    const auto found = find_list();
    if (!found) return std::unexpected(found.error());
    inside_ = *found;
    ended_ = !*found;
    if (ended_) return std::string();
  }
  Walker walker;
  std::optional<std::size_t> begin;
  for (std::size_t i = at_;; ++i) {
    if (i == buffer_.size()) {
      const std::size_t used = at_;
      if (!begin) at_ = i;
      const std::size_t dropped = begin ? used : i;
      const auto goes_on = fill();
      if (!goes_on) return std::unexpected(goes_on.error());
      i -= dropped;
      if (begin) *begin -= dropped;
      if (!*goes_on) return std::unexpected(cut_short());
    }
    const char c = buffer_[i];
    if (!begin && c == ']') {
      ended_ = true;
      return std::string();
    }
    if (!begin && c == '{') {
      begin = i;
      line_ = newlines_ + std::count(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(i), '\n');
    }
    if (!begin) continue;
    walker.take(c);
    if (walker.depth > 0 || walker.quoted) continue;
    at_ = i + 1;
    return buffer_.substr(*begin, i + 1 - *begin);
  }
}

}  // namespace boussole::connectors::records
