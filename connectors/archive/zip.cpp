#include "connectors/archive/zip.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "connectors/archive/held_archive.h"
#include "connectors/archive/zip_reader.h"
#include "connectors/archive/zip_source.h"
#include "connectors/entry_kind.h"
#include "connectors/sheets/sheet_source.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

constexpr std::size_t kPeek = std::size_t{64} << 10;
constexpr std::uint64_t kMostWorkbook = std::uint64_t{256} << 20;

Error refused(const std::string& file, Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

/// Nothing is ever written to disk from an archive, but a name that points outside it shows that it was made to harm.
bool leaves_archive(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.front() == '\\') return true;
  if (path.size() >= 2 && path[1] == ':') return true;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
    if (path.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

Error bad_name(const std::string& file, const std::string& entry) {
  return refused(file, {"le nom « " + entry + " » sort de l’archive", "the name “" + entry + "” leaves the archive"},
                 {"N’utilisez pas cette archive : elle a été fabriquée pour nuire, ou par un outil défectueux.",
                  "Do not use this archive: it was made to harm, or by a faulty tool."});
}

Error too_many_entries(const std::string& file, std::size_t limit) {
  const std::string number = std::to_string(limit);
  return refused(file,
                 {"l’archive a plus de " + number + " entrées", "the archive has more than " + number + " entries"},
                 {"Donnez seulement les fichiers CSV à lire.", "Give only the CSV files to read."});
}

Error password(const std::string& file) {
  return refused(file, {"l’archive est protégée par un mot de passe", "the archive is protected by a password"},
                 {"Décompressez-la et donnez le dossier.", "Unpack it and give the folder."});
}

/// One pass over the directory.
class Listing {
 public:
  Listing(const std::string& path, const ArchiveLimits& limits, SourceList& list)
      : path_(path), name_(base_name(path)), limits_(limits), list_(list) {}

  Expected<void> run() {
    auto opened = ZipReader::open(path_);
    if (!opened) return std::unexpected(std::move(opened.error()));
    reader_ = std::move(*opened);
    for (std::size_t index = 0;; ++index) {
      auto entry = reader_->next();
      if (!entry) return std::unexpected(std::move(entry.error()));
      if (!*entry) break;
      if (index == limits_.entries) return std::unexpected(too_many_entries(name_, limits_.entries));
      if (auto done = look_at(**entry, index); !done) return done;
    }
    give_sources();
    std::sort(others_.begin(), others_.end());
    list_.others.insert(list_.others.end(), others_.begin(), others_.end());
    return {};
  }

 private:
  /// The first few megabytes of an archive are held, so that a small one is unpacked at once and only once.
  void give_sources() {
    const auto unpacked = std::make_shared<Unpacked>();
    const auto held = std::make_shared<HeldArchive>(limits_, unpacked);
    std::uint64_t left = limits_.held_bytes;
    const auto give = [&](std::vector<ZipPlace>& places, std::vector<std::unique_ptr<Source>>& to) {
      std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
      for (ZipPlace& place : places) {
        if (place.size > left) {
          to.push_back(zip_source(std::move(place), limits_, unpacked));
          continue;
        }
        left -= place.size;
        to.push_back(held_source(held, held->add(std::move(place))));
      }
    };
    give(documents_, list_.documents);
    give(found_, list_.tables);
    held->start();
  }

  Expected<void> look_at(const ZipEntry& entry, std::size_t index) {
    if (leaves_archive(entry.path)) return std::unexpected(bad_name(name_, entry.path));
    if (!entry.regular) return {};
    declared_ += std::min(entry.size, limits_.total_bytes + 1);
    if (entry.size > limits_.entry_bytes || declared_ > limits_.total_bytes)
      return std::unexpected(too_large(name_ + "!" + base_name(entry.path)));
    const std::string name = base_name(entry.path);
    const EntryKind kind = entry.path.starts_with("__MACOSX/") ? EntryKind::other : entry_kind(name);
    if (kind == EntryKind::other) return others_.push_back(name_ + "!" + name), Expected<void>();
    if (kind == EntryKind::document) return look_at_document(entry, name, index);
    if (entry.encrypted) return std::unexpected(password(name_));
    if (kind == EntryKind::workbook) return look_at_workbook(entry, name);
    bool table = kind == EntryKind::table;
    if (!table) {
      const auto beginning = peek();
      if (!beginning) return std::unexpected(beginning.error());
      table = kind == EntryKind::maybe_text && begins_like_table(*beginning);
      if (kind == EntryKind::licence && names_open_licence(*beginning)) list_.open_licence = true;
    }
    if (table) {
      found_.push_back({path_, name_ + "!" + name, index, entry.size});
    } else {
      others_.push_back(name_ + "!" + name);
    }
    return {};
  }

  Expected<void> look_at_document(const ZipEntry& entry, const std::string& name, std::size_t index) {
    others_.push_back(name_ + "!" + name);
    if (entry.encrypted) return {};  // the tables may be readable all the same
    const auto beginning = peek();
    if (!beginning) return std::unexpected(beginning.error());
    if (beginning->empty() || begins_like_document(*beginning))
      documents_.push_back({path_, name_ + "!" + name, index, entry.size});
    return {};
  }

  /// A workbook in an archive is unpacked to memory: it must be read from several places.
  Expected<void> look_at_workbook(const ZipEntry& entry, const std::string& name) {
    if (entry.size > kMostWorkbook) return std::unexpected(too_large(name_ + "!" + name));
    auto bytes = std::make_shared<std::string>(entry.size, '\0');
    std::size_t size = 0;
    while (size < bytes->size()) {
      const auto got = reader_->read({bytes->data() + size, bytes->size() - size});
      if (!got) return std::unexpected(got.error());
      if (*got == 0) break;
      size += *got;
    }
    bytes->resize(size);
    return sheets::open_sheets({name_ + "!" + name, "", std::move(bytes)}, limits_, list_);
  }

  Expected<std::string> peek() {
    std::string bytes(kPeek, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
      const auto got = reader_->read({bytes.data() + size, bytes.size() - size});
      if (!got) return std::unexpected(got.error());
      if (*got == 0) break;
      size += *got;
    }
    bytes.resize(size);
    return bytes;
  }

  std::string path_;
  std::string name_;
  const ArchiveLimits& limits_;
  SourceList& list_;
  std::unique_ptr<ZipReader> reader_;
  std::vector<ZipPlace> found_, documents_;
  std::vector<std::string> others_;
  std::uint64_t declared_ = 0;
};

}  // namespace

bool is_zip(std::string_view beginning) {
  return beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06");
}

Expected<void> open_zip(const std::string& path, const ArchiveLimits& limits, SourceList& list) {
  return Listing(path, limits, list).run();
}

}  // namespace boussole::connectors
