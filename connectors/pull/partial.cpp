#include "connectors/pull/partial.h"

#include <charconv>

#include "connectors/pull/clock.h"

namespace boussole::connectors::pull {

namespace {

constexpr std::string_view kFirstLine = "boussole-part 1";
constexpr std::int64_t kSureAfter = 60;  // seconds

bool packed(const http::Head& head) {
  const std::string_view coding = head.header("content-encoding");
  return !coding.empty() && coding != "identity";
}

bool strong(std::string_view tag) { return tag.size() > 2 && tag.front() == '"' && tag.back() == '"'; }

/// Takes a number from the beginning of `text`.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::optional<std::string> validator_of(const http::Head& head) {
  if (packed(head) || head.header("accept-ranges") == "none") return std::nullopt;
  const std::string_view tag = head.header("etag");
  if (!tag.empty()) return strong(tag) ? std::optional(std::string(tag)) : std::nullopt;
  const std::string changed(head.header("last-modified")), made(head.header("date"));
  const std::int64_t then = http_date(changed), now = http_date(made);
  if (then < 0 || now < 0 || now - then < kSureAfter) return std::nullopt;
  return changed;
}

bool continues(const http::Head& head, const Partial& partial, std::uint64_t from) {
  if (head.status != 206 || packed(head)) return false;
  const std::string_view tag = head.header("etag");
  if (!tag.empty() && strong(partial.validator) && tag != partial.validator) return false;
  // "bytes 1000-4999/5000": from where ours ends to the end, nothing less.
  std::string_view range = head.header("content-range");
  if (!take(range, "bytes ")) return false;
  const auto first = take_number(range);
  if (!first || *first != from || !take(range, "-")) return false;
  const auto last = take_number(range);
  if (!last || *last < from || !take(range, "/")) return false;
  const auto whole = take_number(range);
  return whole && range.empty() && *last + 1 == *whole;
}

std::string text_of(const Partial& partial) {
  std::string out(kFirstLine);
  out += "\n" + partial.key + "\n" + partial.validator + "\n";
  for (const auto& [name, value] : partial.headers) out += name + ": " + value + "\n";
  return out;
}

std::optional<Partial> parse_partial(std::string_view text) {
  if (!text.ends_with('\n') || take_line(text) != kFirstLine) return std::nullopt;
  Partial out;
  out.key = take_line(text);
  out.validator = take_line(text);
  if (out.key.empty() || out.validator.empty()) return std::nullopt;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return std::nullopt;
    out.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return out;
}

}  // namespace boussole::connectors::pull
