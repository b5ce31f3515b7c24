#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "connectors/archive/zip.h"
#include "connectors/entry_kind.h"
#include "connectors/file_source.h"
#include "connectors/pull/manifest.h"
#include "connectors/sheets/sheet_source.h"
#include "connectors/source.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPeek = std::size_t{64} << 10;

Expected<std::string> peek(Source& source) {
  std::string bytes(kPeek, '\0');
  const auto size = source.read(bytes);
  if (!size) return std::unexpected(size.error());
  bytes.resize(*size);
  if (auto done = source.rewind(); !done) return std::unexpected(std::move(done.error()));
  return bytes;
}

bool is_named_zip(std::string_view name) {
  return name.size() > 4 && name[name.size() - 4] == '.' &&
         std::equal(name.end() - 3, name.end(), "zip", [](char c, char z) { return (c | 0x20) == z; });
}

/// A file that was found in a folder, or named: there its content decides, not its extension.
Expected<void> open_file(const std::string& path, bool named, const ArchiveLimits& limits, SourceList& list) {
  auto source = file_source(path);
  if (!source) return std::unexpected(std::move(source.error()));
  const std::string name = (*source)->name();
  const auto beginning = peek(**source);
  if (!beginning) return std::unexpected(beginning.error());
  const EntryKind kind = entry_kind(name);
  if ((named || kind == EntryKind::workbook) && sheets::is_compound_file(*beginning))
    return std::unexpected(sheets::compound_file(name));
  if (is_zip(*beginning) && (named || kind == EntryKind::workbook) &&
      (kind == EntryKind::workbook || sheets::is_workbook(path)))
    return sheets::open_sheets({name, path, nullptr}, limits, list);
  if (named && is_zip(*beginning)) return open_zip(path, limits, list);
  if (kind == EntryKind::licence && names_open_licence(*beginning)) list.open_licence = true;
  // An empty document is one all the same: it is read, and said to be empty.
  const bool document = (kind == EntryKind::document && (beginning->empty() || begins_like_document(*beginning))) ||
                        (named && kind == EntryKind::other && begins_like_document(*beginning));
  if (document) {
    list.documents.push_back(std::move(*source));
    list.others.push_back(name);
    return {};
  }
  const bool table = kind == EntryKind::table || (kind == EntryKind::maybe_text && begins_like_table(*beginning)) ||
                     (named && kind != EntryKind::licence && !name.ends_with(".md"));
  if (table) {
    list.tables.push_back(std::move(*source));
  } else {
    list.others.push_back(name);
  }
  return {};
}

/// Files of a folder and of the folders in it, not deeper. Hidden ones are left out.
Expected<std::vector<std::string>> files_of(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code failed;
  const auto list = [&](const fs::path& in, auto&& on_folder) {
    for (fs::directory_iterator at(in, failed), end; !failed && at != end; at.increment(failed)) {
      std::error_code unknown;
      if (at->path().filename().string().starts_with('.')) continue;
      if (at->is_directory(unknown)) {
        on_folder(at->path());
      } else if (at->is_regular_file(unknown)) {
        files.push_back(at->path().string());
      }
    }
  };
  std::vector<fs::path> inner;
  list(folder, [&](const fs::path& path) { inner.push_back(path); });
  for (const fs::path& path : inner) list(path, [](const fs::path&) {});
  if (failed) return std::unexpected(system_error(base_name(folder), failed.value()));
  std::sort(files.begin(), files.end(), [](const std::string& a, const std::string& b) {
    return std::pair(base_name(a), a) < std::pair(base_name(b), b);
  });
  return files;
}

/// A folder that was pulled: the answers its manifest names as data, as if each was named by hand.
Expected<void> open_pulled(const std::string& folder, const std::vector<std::string>& files,
                           const ArchiveLimits& limits, SourceList& list) {
  for (const std::string& file : files)
    if (auto done = open_file((fs::path(folder) / file).string(), true, limits, list); !done) return done;
  return {};
}

Expected<void> open_folder(const std::string& folder, const ArchiveLimits& limits, SourceList& list) {
  const auto pulled = pull::verify_folder(folder, false);
  if (!pulled) return std::unexpected(pulled.error());
  if (*pulled) list.address = (*pulled)->manifest.beginning.address;
  if (*pulled) return open_pulled(folder, (*pulled)->data, limits, list);
  const auto files = files_of(folder);
  if (!files) return std::unexpected(files.error());
  for (const std::string& path : *files) {
    const EntryKind kind = entry_kind(base_name(path));
    if (is_named_zip(path)) {
      // An export that was not unpacked: left out, it would be missed without a word.
      if (auto done = open_file(path, true, limits, list); !done) return done;
    } else if (kind == EntryKind::other) {
      list.others.push_back(base_name(path));
    } else if (auto done = open_file(path, false, limits, list); !done) {
      return done;
    }
  }
  return {};
}

Error no_table(const std::string& name) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = name;
  error.what = {"aucun tableau CSV ne s’y trouve", "there is no CSV table in it"};
  error.remedy = {"Donnez l’archive zip de l’export, son dossier, ou ses fichiers CSV.",
                  "Give the zip archive of the export, its folder, or its CSV files."};
  return error;
}

}  // namespace

Expected<SourceList> open_sources(std::span<const std::string> paths, const ArchiveLimits& limits) {
  SourceList list;
  for (const std::string& path : paths) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return std::unexpected(system_error(base_name(path), errno));
    auto done = S_ISDIR(about.st_mode) ? open_folder(path, limits, list) : open_file(path, true, limits, list);
    if (!done) return std::unexpected(std::move(done.error()));
  }
  if (list.tables.empty() && list.documents.empty() && !paths.empty())
    return std::unexpected(no_table(base_name(paths.front())));
  return list;
}

}  // namespace boussole::connectors
