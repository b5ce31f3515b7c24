#include "connectors/sheets/workbook.h"

#include <fstream>
#include <functional>
#include <map>
#include <utility>

#include "connectors/archive/zip_source.h"
#include "connectors/csv/sha256.h"
#include "connectors/sheets/parts.h"
#include "connectors/sheets/xml.h"
#include "connectors/source_errors.h"
#include "engine/base/sha256.h"

namespace boussole::connectors::sheets {

namespace {

constexpr std::size_t kStep = std::size_t{16} << 10;
constexpr std::uint64_t kHarmless = std::uint64_t{10} << 20;
constexpr std::uint64_t kMostTexts = std::uint64_t{512} << 20;
constexpr std::uint64_t kMostPart = std::uint64_t{64} << 20;

using Piece = std::function<Expected<void>(std::string_view)>;

/// Reads the current entry to its end, within the limits.
Expected<void> pour(ZipReader& zip, const std::string& name, const ArchiveLimits& limits, const Piece& piece) {
  std::string buffer(kStep, '\0');
  std::uint64_t size = 0;
  for (;;) {
    const auto got = zip.read({buffer.data(), buffer.size()});
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return {};
    size += *got;
    const auto packed = static_cast<double>(std::max<std::uint64_t>(zip.packed(), 1));
    if (size > limits.entry_bytes || (size > kHarmless && static_cast<double>(size) > limits.ratio * packed))
      return std::unexpected(too_large(name));
    if (auto done = piece({buffer.data(), *got}); !done) return done;
  }
}

/// Where each part stands in the archive.
struct Directory {
  std::map<std::string, std::pair<std::size_t, std::uint64_t>> entries;
};

Expected<Directory> directory_of(const WorkbookBytes& bytes, const ArchiveLimits& limits) {
  auto zip = bytes.open();
  if (!zip) return std::unexpected(zip.error());
  Directory out;
  for (std::size_t i = 0;; ++i) {
    const auto entry = (*zip)->next();
    if (!entry) return std::unexpected(entry.error());
    if (!*entry) return out;
    if (i == limits.entries || (*entry)->size > limits.entry_bytes) return std::unexpected(too_large(bytes.name));
    if ((*entry)->encrypted)
      return std::unexpected(
          bad_workbook(bytes.name, {"il est protégé par un mot de passe", "it is protected by a password"}));
    out.entries.emplace((*entry)->path, std::pair(i, (*entry)->size));
  }
}

Expected<void> read_part(const Workbook& workbook, const Directory& directory, const std::string& path,
                         XmlHandler& handler, std::uint64_t most) {
  const auto at = directory.entries.find(path);
  if (at == directory.entries.end()) return {};
  if (at->second.second > most) return std::unexpected(too_large(workbook.bytes.name));
  XmlFeed feed(workbook.bytes.name, handler);
  auto done = read_entry(workbook, at->second.first, [&](std::string_view piece) { return feed.feed(piece); });
  return done ? feed.finish() : done;
}

Expected<void> hash(Workbook& workbook) {
  if (workbook.bytes.held) {
    workbook.sha256 = sha256(*workbook.bytes.held);
    workbook.size = workbook.bytes.held->size();
    return {};
  }
  std::ifstream file(workbook.bytes.path, std::ios::binary);
  std::string buffer(std::size_t{1} << 20, '\0');
  csv::Sha256 digest;
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
    digest.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
    workbook.size += static_cast<std::uint64_t>(file.gcount());
  }
  if (file.bad()) return std::unexpected(system_error(workbook.bytes.name, errno));
  workbook.sha256 = digest.hexadecimal();
  return {};
}

Expected<void> find_sheets(Workbook& workbook, const Directory& directory) {
  WorkbookPart book;
  if (auto done = read_part(workbook, directory, "xl/workbook.xml", book, kMostPart); !done) return done;
  RelationsPart relations;
  if (auto done = read_part(workbook, directory, "xl/_rels/workbook.xml.rels", relations, kMostPart); !done)
    return done;
  workbook.from_1904 = book.from_1904;
  for (const auto& named : book.sheets) {
    const auto target = relations.targets.find(named.relation);
    if (target == relations.targets.end()) continue;
    const auto entry = directory.entries.find(target->second);
    if (entry == directory.entries.end() || !target->second.starts_with("xl/worksheets/")) continue;  // a chart
    workbook.sheets.push_back({named.name, named.hidden, entry->second.first, entry->second.second});
  }
  if (workbook.sheets.empty())
    return std::unexpected(bad_workbook(
        workbook.bytes.name, {"ce classeur n’a aucune feuille de cellules", "this workbook has no sheet of cells"}));
  return {};
}

}  // namespace

Expected<std::unique_ptr<ZipReader>> WorkbookBytes::open() const {
  return held ? ZipReader::open_bytes(name, *held) : ZipReader::open(path);
}

Expected<void> read_entry(const Workbook& workbook, std::size_t entry, const Piece& piece) {
  auto zip = workbook.bytes.open();
  if (!zip) return std::unexpected(zip.error());
  for (std::size_t i = 0; i <= entry; ++i) {
    const auto next = (*zip)->next();
    if (!next) return std::unexpected(next.error());
    if (!*next) return std::unexpected(range_outside(workbook.bytes.name));
  }
  return pour(**zip, workbook.bytes.name, workbook.limits, piece);
}

Expected<std::shared_ptr<const Workbook>> open_workbook(WorkbookBytes bytes, const ArchiveLimits& limits) {
  auto workbook = std::make_shared<Workbook>();
  workbook->bytes = std::move(bytes);
  workbook->limits = limits;
  const std::string& name = workbook->bytes.name;
  auto directory = directory_of(workbook->bytes, limits);
  if (!directory) return std::unexpected(directory.error());
  if (!directory->entries.contains("xl/workbook.xml"))
    return std::unexpected(bad_workbook(name, {"ce n’est pas un classeur .xlsx", "this is no .xlsx workbook"}));
  if (auto done = find_sheets(*workbook, *directory); !done) return std::unexpected(done.error());
  StylesPart styles;
  if (auto done = read_part(*workbook, *directory, "xl/styles.xml", styles, kMostPart); !done)
    return std::unexpected(done.error());
  workbook->styles = std::move(styles.styles);
  TextsPart texts(name, workbook->texts, kMostTexts);
  if (auto done = read_part(*workbook, *directory, "xl/sharedStrings.xml", texts, limits.entry_bytes); !done)
    return std::unexpected(done.error());
  if (auto done = hash(*workbook); !done) return std::unexpected(done.error());
  return std::shared_ptr<const Workbook>(std::move(workbook));
}

}  // namespace boussole::connectors::sheets
