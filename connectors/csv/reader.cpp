#include "connectors/csv/reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "connectors/csv/head.h"
#include "connectors/csv/pipeline.h"

namespace boussole::connectors::csv {
namespace {

using detail::Head;

/// Smaller blocks would only test the patience of the machine.
constexpr std::size_t kLeastBlock = 64;

void note_invalid_utf8(const Head& head, Summary& summary) {
  const std::size_t bad = detail::first_invalid_utf8(head.bytes.data(), head.end);
  if (bad == head.end) return;
  summary.invalid_utf8 = true;
  summary.invalid_utf8_line =
      1 + std::count(head.bytes.begin(), head.bytes.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
}

Expected<void> read_records(Source& source, Head head, Sha256& hash, const Handler& handler, unsigned threads,
                            const Limits& limits, Summary& summary) {
  const detail::Shape shape{head.header.separator, head.header.columns.size(), limits};
  detail::BlockFeeder feeder(source, limits, detail::kernels());
  head.bytes.erase(head.bytes.begin(), head.bytes.begin() + static_cast<std::ptrdiff_t>(head.end));
  feeder.restart({head.end, head.line, false}, std::move(head.bytes));
  detail::Pipeline pipeline(feeder, hash, handler, shape, summary);
  return pipeline.run(source.size_hint() <= limits.block_bytes ? 1 : std::max(threads, 1U));
}

Error named(Error error, const Source& source) {
  if (error.file.empty()) error.file = source.name();
  return error;
}

}  // namespace

Expected<Summary> read(Source& source, const Handler& handler, unsigned threads, const Limits& limits) {
  if (auto done = source.rewind(); !done) return std::unexpected(named(std::move(done.error()), source));
  Limits used = limits;
  used.block_bytes = std::max(limits.block_bytes, kLeastBlock);
  used.record_bytes = std::min(limits.record_bytes, std::size_t{1} << 30);  // positions in a block have 32 bits
  auto head = detail::read_head(source, used);
  if (!head) return std::unexpected(named(std::move(head.error()), source));
  Summary summary;
  Sha256 hash;
  hash.add({head->bytes.data(), head->bytes.size()});
  summary.bytes = head->bytes.size();
  summary.empty = head->empty;
  if (!head->empty) {
    note_invalid_utf8(*head, summary);
    if (auto done = handler.header(head->header); !done) return std::unexpected(named(std::move(done.error()), source));
    auto done = read_records(source, std::move(*head), hash, handler, threads, used, summary);
    if (!done) return std::unexpected(named(std::move(done.error()), source));
  }
  summary.sha256 = hash.hexadecimal();
  return summary;
}

}  // namespace boussole::connectors::csv
