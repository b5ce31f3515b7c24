#include <array>
#include <filesystem>
#include <fstream>

#include "connectors/csv/sha256.h"
#include "connectors/pull/manifest.h"

namespace boussole::connectors::pull {
namespace {

namespace fs = std::filesystem;

bool begins_like_manifest(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 32> head{};
  file.read(head.data(), head.size());
  return is_manifest({head.data(), static_cast<std::size_t>(file.gcount())});
}

/// Is the file there, with the size and the digest that were received?
bool untouched(const fs::path& path, const Kept& kept) {
  std::error_code gone;
  if (fs::file_size(path, gone) != kept.bytes || gone) return false;
  std::ifstream file(path, std::ios::binary);
  csv::Sha256 digest;
  std::vector<char> buffer(std::size_t{1} << 18);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    digest.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
  }
  return digest.hexadecimal() == kept.sha256;
}

}  // namespace

Expected<std::optional<Verdict>> verify_folder(const std::string& folder, bool files_too) {
  const fs::path manifest = fs::path(folder) / kManifestName;
  std::error_code ignored;
  if (!fs::is_regular_file(manifest, ignored) || !begins_like_manifest(manifest)) return std::optional<Verdict>();
  Verdict out;
  auto read = read_manifest(manifest.string(), [&](Kept&& kept, LinePlace) -> Expected<void> {
    if (files_too && !untouched(fs::path(folder) / kept.file, kept)) out.altered.push_back(kept.file);
    if (kept.data) out.data.push_back(std::move(kept.file));
    return {};
  });
  if (!read) return std::unexpected(std::move(read.error()));
  out.manifest = std::move(*read);
  return std::optional<Verdict>(std::move(out));
}

}  // namespace boussole::connectors::pull
