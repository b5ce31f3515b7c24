#include "connectors/sheets/merges.h"

#include <algorithm>

namespace boussole::connectors::sheets {

namespace {

constexpr std::size_t kMost = 200'000;
constexpr std::string_view kName = "mergeCell ";

/// Whether the name at `at` opens an element, bare or with a prefix.
bool opens(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ':') {
    --at;
    while (at > 0 && text[at - 1] != '<' && text[at - 1] != ' ' && text[at - 1] != '>') --at;
  }
  return at > 0 && text[at - 1] == '<';
}

void take(std::string_view element, std::vector<Merged>& into) {
  const auto at = element.find("ref=");
  if (at == std::string_view::npos || at + 5 >= element.size()) return;
  const std::string_view rest = element.substr(at + 5);
  const std::string_view range = rest.substr(0, rest.find(element[at + 4]));
  const auto colon = range.find(':');
  if (colon == std::string_view::npos) return;
  const auto first = place_of(range.substr(0, colon)), last = place_of(range.substr(colon + 1));
  if (first && last && last->row > first->row && into.size() < kMost)
    into.push_back({first->column, first->row, last->row});
}

}  // namespace

Expected<std::vector<Merged>> merged_cells(const Workbook& workbook, std::size_t entry) {
  std::vector<Merged> found;
  std::string window;
  auto done = read_entry(workbook, entry, [&](std::string_view piece) -> Expected<void> {
    window += piece;
    std::size_t from = 0;
    for (;;) {
      const std::size_t at = window.find(kName, from);
      if (at == std::string::npos) break;
      const std::size_t end = window.find('>', at);
      if (end == std::string::npos) break;
      if (opens(window, at)) take(std::string_view(window).substr(at, end - at), found);
      from = end;
    }
    // The last bytes may be half of an element.
    const std::size_t keep = std::min<std::size_t>(window.size() - from, 256);
    window.erase(0, window.size() - keep);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return found;
}

}  // namespace boussole::connectors::sheets
