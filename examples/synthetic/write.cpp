#include <archive.h>
#include <archive_entry.h>

#include <fstream>
#include <memory>

#include "examples/synthetic/export.h"

namespace boussole::synthetic {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const fs::path& path, const std::string& why) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = path.filename().string();
  error.what = {"impossible d'écrire ce fichier : " + why, "cannot write this file: " + why};
  error.remedy = {"Vérifiez le chemin et les droits d'écriture.", "Check the path and your right to write there."};
  return error;
}

struct FreeArchive {
  void operator()(archive* handle) const { archive_write_free(handle); }
};
struct FreeEntry {
  void operator()(archive_entry* handle) const { archive_entry_free(handle); }
};

bool add_entry(archive* zip, const ExportFile& file, Time stamp) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), file.name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), stamp, 0);
  if (archive_write_header(zip, entry.get()) != ARCHIVE_OK) return false;
  return archive_write_data(zip, file.content.data(), file.content.size()) ==
         static_cast<la_ssize_t>(file.content.size());
}

}  // namespace

Expected<void> write_folder(const std::vector<ExportFile>& files, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return std::unexpected(cannot_write(folder, failed.message()));
  for (const ExportFile& file : files) {
    std::ofstream out(folder / file.name, std::ios::binary | std::ios::trunc);
    out << file.content;
    out.close();
    if (!out) return std::unexpected(cannot_write(folder / file.name, "écriture interrompue / write failed"));
  }
  return {};
}

Expected<void> write_zip(const std::vector<ExportFile>& files, Time stamp, const fs::path& path) {
  std::error_code failed;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), failed);
  if (failed) return std::unexpected(cannot_write(path, failed.message()));
  const std::unique_ptr<archive, FreeArchive> zip(archive_write_new());
  // Without the extra time fields, which hold the machine's own times, the bytes depend on the files alone.
  bool good = archive_write_set_format_zip(zip.get()) == ARCHIVE_OK &&
              archive_write_set_options(zip.get(), "zip:compression=deflate,zip:compression-level=9") == ARCHIVE_OK &&
              archive_write_open_filename(zip.get(), path.c_str()) == ARCHIVE_OK;
  for (const ExportFile& file : files) good = good && add_entry(zip.get(), file, stamp);
  good = good && archive_write_close(zip.get()) == ARCHIVE_OK;
  if (!good) {
    const char* why = archive_error_string(zip.get());
    return std::unexpected(cannot_write(path, why == nullptr ? "libarchive" : why));
  }
  return {};
}

}  // namespace boussole::synthetic
