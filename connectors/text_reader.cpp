#include "connectors/text_reader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "connectors/csv/values.h"
#include "connectors/text_cells.h"
#include "engine/base/parallel.h"

namespace boussole::connectors {

namespace {

using engine::TextSignature;
using Got = std::function<void(std::size_t, std::string_view)>;

/// One asked text and where it stands.
struct Asked {
  std::uint32_t source = 0;
  std::uint32_t length = 0;
  std::uint64_t offset = 0;
  std::size_t index = 0;
};

/// Undoes what the file does to a text. `bytes` begins one byte before the cell: a quote there means that quotes inside
/// are doubled.
std::string_view plain(std::string_view bytes, std::string& unquoted, std::string& scratch) {
  const bool quoted = !bytes.empty() && bytes.front() == '"';
  std::string_view text = bytes.substr(std::min<std::size_t>(1, bytes.size()));
  if (quoted && text.find("\"\"") != std::string_view::npos) {
    unquoted.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
      unquoted += text[i];
      if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    }
    text = unquoted;
  }
  return without_mentions(csv::undo_formula_guard(text), scratch);
}

Expected<void> read_source(Source& source, std::span<const Asked> asked, const Got& got) {
  std::vector<Source::Range> ranges;
  ranges.reserve(asked.size());
  // The header comes first, so there is a byte before every cell.
  for (const Asked& a : asked) ranges.push_back({a.offset - 1, a.length + 1});
  std::string unquoted, scratch;
  return source.read_ranges(ranges, [&](std::size_t index, std::string_view bytes) {
    got(asked[index].index, plain(bytes, unquoted, scratch));
  });
}

/// The texts of one source: by all threads where it can be read anywhere, each a run of them.
Expected<void> read_parts(Source& source, std::span<const Asked> asked, const Got& got, unsigned threads) {
  constexpr std::size_t kWorthIt = 256;  // texts
  if (!source.reads_anywhere() || threads < 2 || asked.size() < kWorthIt) return read_source(source, asked, got);
  std::vector<Expected<void>> done(threads);
  parallel_for(threads, threads, [&](std::size_t part) {
    const std::size_t begin = asked.size() * part / threads, end = asked.size() * (part + 1) / threads;
    done[part] = read_source(source, asked.subspan(begin, end - begin), got);
  });
  for (Expected<void>& part : done)
    if (!part) return std::move(part);
  return {};
}

}  // namespace

engine::text::TextReader make_text_reader(std::shared_ptr<SourceList> sources,
                                          std::shared_ptr<const engine::Dataset> data, unsigned threads) {
  return [sources, data, threads](std::span<const std::uint32_t> signatures, const Got& got) -> Expected<void> {
    std::vector<Asked> asked;
    asked.reserve(signatures.size());
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      const TextSignature& s = data->signatures[signatures[i]];
      asked.push_back({s.source, s.length, s.offset, i});
    }
    std::sort(asked.begin(), asked.end(), [](const Asked& a, const Asked& b) {
      return std::tie(a.source, a.offset, a.index) < std::tie(b.source, b.offset, b.index);
    });
    for (auto from = asked.begin(); from != asked.end();) {
      const auto to = std::find_if(from, asked.end(), [&](const Asked& a) { return a.source != from->source; });
      if (auto read = read_parts(*sources->tables[from->source], {from, to}, got, threads); !read) return read;
      from = to;
    }
    return {};
  };
}

}  // namespace boussole::connectors
