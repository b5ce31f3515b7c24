#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "connectors/source.h"

namespace boussole::connectors {

/// A folder of its own, gone with the test.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "boussole-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path(name);
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path path_;
};

using ZipContent = std::vector<std::pair<std::string, std::string>>;

/// Writes a zip; `options` as libarchive takes them ("zip:compression=store").
inline void write_zip(const std::string& path, const ZipContent& content, const char* options = "") {
  ::archive* archive = ::archive_write_new();
  ::archive_write_set_format_zip(archive);
  if (*options != '\0' && ::archive_write_set_options(archive, options) != ARCHIVE_OK)
    throw std::runtime_error(::archive_error_string(archive));
  ::archive_write_set_passphrase(archive, "secret");
  if (::archive_write_open_filename(archive, path.c_str()) != ARCHIVE_OK) throw std::runtime_error("cannot write zip");
  for (const auto& [name, bytes] : content) {
    ::archive_entry* entry = ::archive_entry_new();
    ::archive_entry_set_pathname_utf8(entry, name.c_str());
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    ::archive_entry_set_filetype(entry, AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    if (::archive_write_header(archive, entry) < ARCHIVE_WARN)
      throw std::runtime_error(::archive_error_string(archive));
    ::archive_write_data(archive, bytes.data(), bytes.size());
    ::archive_entry_free(entry);
  }
  ::archive_write_close(archive);
  ::archive_write_free(archive);
}

inline Expected<SourceList> open_one(const std::string& path, const ArchiveLimits& limits = {}) {
  return open_sources(std::vector<std::string>{path}, limits);
}

inline Expected<std::string> read_all(Source& source, std::size_t step = 70'000) {
  std::string all;
  std::string part(step, '\0');
  for (;;) {
    const auto got = source.read(part);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return all;
    all.append(part, 0, *got);
  }
}

inline std::vector<std::string> names_of(const SourceList& list) {
  std::vector<std::string> names;
  for (const auto& source : list.tables) names.push_back(source->name());
  return names;
}

}  // namespace boussole::connectors
