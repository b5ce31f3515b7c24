#include "connectors/csv/careful.h"

#include <algorithm>
#include <cstring>

namespace boussole::connectors::csv::detail {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// How one field ended.
enum class Stop { field, record, more, unclosed, text_after };

/// One pass over one record.
class Scan {
 public:
  Scan(std::string_view text, std::uint64_t offset, bool last, char separator, Arena& arena)
      : text_(text), offset_(offset), last_(last), separator_(separator), arena_(arena) {}

  /// Reads the field at `at`, moves `at` after its separator or line end.
  Stop field(std::size_t& at, Record::Field& field) const {
    return at < text_.size() && text_[at] == '"' ? quoted(at, field) : plain(at, field);
  }

 private:
  Stop plain(std::size_t& at, Record::Field& field) const {
    const std::size_t end = end_of_plain(at);
    if (end == kNone && !last_) return more(at);
    const std::size_t stop = end == kNone ? text_.size() : end;
    const bool ends_record = end == kNone || text_[end] == '\n';
    const std::size_t text_end = ends_record && stop > at && text_[stop - 1] == '\r' ? stop - 1 : stop;
    set(field, at, text_end, false, false);
    at = end == kNone ? stop : stop + 1;
    return ends_record ? Stop::record : Stop::field;
  }

  std::size_t end_of_plain(std::size_t at) const {
    for (; at < text_.size(); ++at)
      if (text_[at] == separator_ || text_[at] == '\n') return at;
    return kNone;
  }

  Stop quoted(std::size_t& at, Record::Field& field) const {
    const std::size_t begin = at + 1;
    bool doubled = false;
    for (std::size_t from = begin;;) {
      const std::size_t quote = text_.find('"', from);
      if (quote == kNone) return last_ ? Stop::unclosed : more(at);
      if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
        doubled = true;
        from = quote + 2;
        continue;
      }
      if (quote + 1 == text_.size() && !last_) return more(at);
      set(field, begin, quote, true, doubled);
      return after_quote(at, quote + 1);
    }
  }

  Stop after_quote(std::size_t& at, std::size_t after) const {
    at = after;
    if (after == text_.size()) return Stop::record;
    if (text_[after] == separator_) return at = after + 1, Stop::field;
    if (text_[after] == '\n') return at = after + 1, Stop::record;
    if (text_[after] != '\r') return Stop::text_after;
    if (after + 1 == text_.size()) return last_ ? (at = after + 1, Stop::record) : more(at);
    if (text_[after + 1] == '\n') return at = after + 2, Stop::record;
    return Stop::text_after;
  }

  Stop more(std::size_t& at) const {
    at = text_.size();
    return Stop::more;
  }

  void set(Record::Field& field, std::size_t begin, std::size_t end, bool quoted, bool doubled) const {
    const std::string_view raw = text_.substr(begin, end - begin);
    field.text = doubled ? undo_doubled_quotes(raw, arena_) : raw;
    field.offset = offset_ + begin;
    field.raw_length = static_cast<std::uint32_t>(raw.size());
    field.quoted = quoted;
  }

  std::string_view text_;
  std::uint64_t offset_;
  bool last_;
  char separator_;
  Arena& arena_;
};

/// @param last  nothing follows `whole`: its first line ends with it at the latest
Outcome malformed(std::string_view whole, bool last, Fault fault, std::size_t field, std::size_t scanned) {
  const std::size_t newline = whole.find('\n');
  Outcome outcome{Outcome::Kind::malformed, newline + 1, fault, field, scanned, false};
  if (newline == kNone) {
    outcome.next = last ? whole.size() : whole_characters(whole);
    outcome.line_goes_on = !last;
  }
  return outcome;
}

}  // namespace

std::size_t whole_characters(std::string_view text) {
  std::size_t end = text.size();
  for (int back = 0; back < 3 && end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xc0) == 0x80; ++back) --end;
  return end > 0 && static_cast<unsigned char>(text[end - 1]) >= 0xc0 ? end - 1 : text.size();
}

std::string_view undo_doubled_quotes(std::string_view raw, Arena& arena) {
  char* const begin = arena.allocate(raw.size());
  char* to = begin;
  while (!raw.empty()) {
    const std::size_t quote = raw.find('"');
    const std::size_t take = quote == kNone ? raw.size() : quote + 1;
    std::memcpy(to, raw.data(), take);
    to += take;
    raw.remove_prefix(std::min(raw.size(), quote == kNone ? take : take + 1));
  }
  return {begin, static_cast<std::size_t>(to - begin)};
}

Outcome careful_record(std::string_view whole, std::uint64_t offset, bool last, char separator, const Limits& limits,
                       Arena& arena, Record& record) {
  record.fields_.clear();
  if (whole.starts_with('\n')) return {Outcome::Kind::blank, 1, Fault::none, 0, 1, false};
  if (whole.starts_with("\r\n")) return {Outcome::Kind::blank, 2, Fault::none, 0, 2, false};
  if (last && whole == "\r") return {Outcome::Kind::blank, 1, Fault::none, 0, 1, false};
  // A record of exactly the limit is legal, and its line end may take two bytes more.
  const std::size_t most = limits.record_bytes + 2;
  const bool capped = whole.size() > most;
  const Scan scan(whole.substr(0, most), offset, last && !capped, separator, arena);
  for (std::size_t at = 0;;) {
    const std::size_t number = record.fields_.size() + 1;
    if (number > limits.columns) return malformed(whole, last, Fault::too_many_fields, number, at);
    const std::size_t begin = at;
    const Stop stop = scan.field(at, record.fields_.emplace_back());
    if (stop == Stop::text_after) return malformed(whole, last, Fault::text_after_quote, number, at);
    if (stop == Stop::unclosed) return malformed(whole, last, Fault::unclosed_quote, number, whole.size());
    if (stop == Stop::more) {
      if (capped) return malformed(whole, last, Fault::record_too_long, 0, most);
      return {Outcome::Kind::needs_more, 0, Fault::none, 0, whole.size(), false};
    }
    if (stop == Stop::record) {
      const Record::Field& field = record.fields_.back();
      const std::size_t end = begin + field.raw_length + (field.quoted ? 2 : 0);
      if (end > limits.record_bytes) return malformed(whole, last, Fault::record_too_long, 0, end);
      return {Outcome::Kind::complete, at, Fault::none, 0, at, false};
    }
  }
}

}  // namespace boussole::connectors::csv::detail
