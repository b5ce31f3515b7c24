#include "connectors/csv/head.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "connectors/csv/careful.h"
#include "connectors/csv/kernels.h"
#include "connectors/csv/not_csv.h"

namespace boussole::connectors::csv::detail {
namespace {

constexpr std::size_t kFirstRead = std::size_t{64} << 10;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::array<char, 3> kSeparators = {';', ',', '\t'};

/// Reads until `bytes` has `wanted` or the source ends (true).
Expected<bool> read_up_to(Source& source, std::vector<char>& bytes, std::size_t wanted) {
  std::size_t size = bytes.size();
  bytes.resize(std::max(wanted, size));
  while (size < bytes.size()) {
    const auto got = source.read({bytes.data() + size, bytes.size() - size});
    if (!got) return std::unexpected(got.error());
    if (*got == 0) {
      bytes.resize(size);
      return true;
    }
    size += *got;
  }
  return false;
}

/// The known separator seen most often outside quotes in `line`; the first of equals. A tab where there is none: a
/// single column of text may well hold commas and semicolons.
char most_frequent_separator(std::string_view line) {
  std::array<std::size_t, 3> seen{};
  bool quoted = false;
  for (const char byte : line) {
    if (byte == '"') quoted = !quoted;
    for (std::size_t i = 0; i < seen.size(); ++i) seen[i] += !quoted && byte == kSeparators[i] ? 1 : 0;
  }
  const auto most = std::max_element(seen.begin(), seen.end());
  return *most == 0 ? '\t' : kSeparators[static_cast<std::size_t>(most - seen.begin())];
}

/// The first line, with the line ends that stand inside its quotes. The first physical line where a quote stays open.
std::string_view first_line(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\n' && !quoted) return text.substr(0, i);
  }
  return quoted ? text.substr(0, text.find('\n')) : text;
}

std::size_t blank_lines(std::string_view text, bool last) {
  std::size_t at = 0;
  for (;;) {
    if (text.substr(at).starts_with('\n')) {
      at += 1;
    } else if (text.substr(at).starts_with("\r\n")) {
      at += 2;
    } else {
      return last && text.substr(at) == "\r" ? text.size() : at;
    }
  }
}

std::int64_t lines_in(std::string_view text) { return std::count(text.begin(), text.end(), '\n'); }

/// Where the header stands in what was read so far, and how it reads.
struct Attempt {
  std::size_t begin = 0;
  char separator = ';';
  Outcome outcome;
  Record record;
};

void attempt(std::string_view text, std::size_t begin, bool last, const Limits& limits, Arena& arena, Attempt& out) {
  out.begin = begin + blank_lines(text.substr(begin), last);
  const std::string_view rest = text.substr(out.begin);
  if (rest.empty()) return;
  out.separator = most_frequent_separator(first_line(rest));
  out.outcome = careful_record(rest, out.begin, last, out.separator, limits, arena, out.record);
}

}  // namespace

Expected<Head> read_head(Source& source, const Limits& limits) {
  Head head;
  Arena arena;
  Attempt tried;
  std::string_view text;
  bool last = false;
  for (std::size_t wanted = kFirstRead;; wanted *= 2) {
    const auto ended = read_up_to(source, head.bytes, wanted);
    if (!ended) return std::unexpected(ended.error());
    last = *ended;
    text = {head.bytes.data(), head.bytes.size()};
    if (auto error = not_text(text.substr(0, kFirstRead))) return std::unexpected(std::move(*error));
    head.header.byte_order_mark = text.starts_with(kByteOrderMark);
    tried.outcome = {};
    attempt(text, head.header.byte_order_mark ? kByteOrderMark.size() : 0, last, limits, arena, tried);
    if (last || tried.outcome.kind != Outcome::Kind::needs_more) break;
  }
  head.end = tried.begin;
  head.line = head.header_line = 1 + lines_in(text.substr(0, tried.begin));
  head.empty = tried.begin == text.size();
  if (head.empty) return head;
  if (tried.outcome.kind == Outcome::Kind::malformed)
    return std::unexpected(unreadable_header(
        rejection(tried.outcome.fault, head.line, tried.outcome.field,
                  tried.outcome.fault == Fault::too_many_fields ? limits.columns : limits.record_bytes)));
  const std::string_view raw = text.substr(tried.begin, tried.outcome.next);
  if (auto error = not_a_header(raw, tried.record.size() == 1)) return std::unexpected(std::move(*error));
  head.header.separator = tried.separator;
  for (std::size_t i = 0; i < tried.record.size(); ++i) head.header.columns.emplace_back(tried.record[i]);
  head.end = tried.begin + tried.outcome.next;
  head.line += lines_in(raw);
  return head;
}

}  // namespace boussole::connectors::csv::detail
