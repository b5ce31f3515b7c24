#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "connectors/http/gzip.h"
#include "connectors/http/url.h"
#include "connectors/pull/clock.h"
#include "connectors/pull/manifest.h"
#include "connectors/pull/open_data.h"
#include "connectors/pull/partial.h"
#include "connectors/pull/robots.h"
#include "engine/json/reader.h"
#include "engine/json/writer.h"

// The parsers of what strangers send, one after the other: the first byte says which.

namespace {

using namespace boussole;
using namespace boussole::connectors;

void must(bool truth) {
  if (!truth) std::abort();
}

/// What was understood once is understood again, and stays one line.
void address(std::string_view text) {
  const auto base = http::parse_url("https://base.example/p/q");
  if (const auto found = http::resolve(*base, text)) {
    must(http::parse_url(found->text()).has_value());
    must(found->text().find_first_of("\r\n ") == std::string::npos);
    http::redacted(*found);
  }
  http::parse_url(text);
  http::printable(text);
}

/// What was read and written is read again as the same.
void document(std::string_view text) {
  const auto value = json::parse(text, "x");
  if (!value) return;
  json::Writer once;
  once.value(*value);
  const std::string written = once.take();
  const auto again = json::parse(written, "x");
  must(again.has_value());
  json::Writer twice;
  twice.value(*again);
  must(twice.take() == written);
}

void packed(std::string_view text) {
  http::Gunzip whole(1 << 20, 200), pieces(1 << 20, 200);
  std::string one, other;
  const auto into = [](std::string& out) {
    return [&out](std::string_view piece) {
      out += piece;
      return true;
    };
  };
  whole.feed(text, into(one));
  for (const char c : text)
    if (pieces.feed({&c, 1}, into(other)) != http::Gunzip::State::more) break;
  must(one.size() <= (1 << 20) + 65536);
  if (whole.whole()) must(one == other);
}

void part(std::string_view text) {
  const std::string copy(text);
  if (const auto partial = pull::parse_partial(copy)) {
    const auto again = pull::parse_partial(pull::text_of(*partial));
    must(again && again->validator == partial->validator && again->headers == partial->headers);
  }
  http::Head head;
  head.status = 206;
  head.headers = {{"content-range", copy}, {"etag", copy}, {"last-modified", copy}, {"date", copy}};
  if (const auto validator = pull::validator_of(head)) pull::continues(head, {"k", *validator, {}}, 5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 8) {
    case 0:
      address(text);
      break;
    case 1:
      document(text);
      break;
    case 2:
      packed(text);
      break;
    case 3: {
      const pull::Robots robots(text, "boussole");
      robots.allows("/a/b?c=d");
      robots.allows(text.substr(text.size() / 2));
      break;
    }
    case 4:
      pull::http_date(std::string(text));
      break;
    case 5:
      if (const auto kept = pull::parse_kept(text)) must(pull::parse_kept(pull::line_of(*kept)).has_value());
      break;
    case 6:
      part(text);
      break;
    default:
      must(pull::resources_of_page(text).size() <= 200);
  }
  return 0;
}
