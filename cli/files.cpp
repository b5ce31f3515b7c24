#include "cli/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace boussole::cli {
namespace {

Error io_error(const std::filesystem::path& path, const char* fr, const char* en) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = path.string();
  const std::string cause = std::strerror(errno);
  error.what = {std::string(fr) + " (" + cause + ").", std::string(en) + " (" + cause + ")."};
  error.remedy = {"Vérifiez le chemin, les droits et la place sur le disque.",
                  "Check the path, the permissions and the space on the disk."};
  return error;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// A terminal, a pipe or a device is written to, never replaced by a file of its name.
Expected<void> write_through(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return std::unexpected(io_error(path, "Impossible d'écrire ici", "Cannot write here"));
  const bool written = write_all(file, bytes);
  Error error = io_error(path, "Écriture interrompue", "Writing failed");
  if (::close(file) == 0 && written) return {};
  return std::unexpected(error);
}

}  // namespace

Expected<void> write_whole(const std::filesystem::path& asked, std::string_view bytes) {
  std::error_code failed;
  const auto kind = std::filesystem::status(asked, failed).type();
  const bool there = kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::none;
  if (there && kind != std::filesystem::file_type::regular && kind != std::filesystem::file_type::directory)
    return write_through(asked, bytes);
  // What a link leads to is replaced, not the link.
  const std::filesystem::path path =
      there && std::filesystem::is_symlink(asked, failed) ? std::filesystem::canonical(asked, failed) : asked;
  const std::filesystem::path part = path.string() + "." + std::to_string(::getpid()) + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return std::unexpected(io_error(path, "Impossible d'écrire ici", "Cannot write here"));
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  const bool closed = ::close(file) == 0;
  if (!written || !closed || ::rename(part.c_str(), path.c_str()) != 0) {
    Error error = io_error(path, "Écriture interrompue, rien n'a été remplacé", "Writing failed, nothing was replaced");
    ::unlink(part.c_str());
    return std::unexpected(error);
  }
  return {};
}

Expected<std::string> read_whole(const std::filesystem::path& path) {
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) {
    errno = EISDIR;
    Error error = io_error(path, "Fichier illisible", "Cannot read this file");
    error.kind = Error::Kind::invalid_input;
    error.remedy = {"Donnez un fichier, pas un dossier.", "Give a file, not a folder."};
    return std::unexpected(error);
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    Error error = io_error(path, "Fichier illisible", "Cannot read this file");
    error.kind = Error::Kind::invalid_input;
    return std::unexpected(error);
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Expected<void> make_folder(const std::filesystem::path& path) {
  std::error_code problem;
  std::filesystem::create_directories(path, problem);
  if (problem) {
    errno = problem.value();
    return std::unexpected(io_error(path, "Impossible de créer ce dossier", "Cannot create this folder"));
  }
  return {};
}

}  // namespace boussole::cli
