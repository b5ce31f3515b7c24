#include "connectors/pull/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "connectors/http/failure.h"

namespace boussole::connectors::pull {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockName = ".lock";
constexpr const char* kDraftName = ".draft";
constexpr const char* kPartName = ".part";
constexpr std::uint64_t kWorthKeeping = 64 << 10;  // bytes; what is smaller is asked for again as a whole

/// What stands beside the bytes of a part and says of what.
std::string note_beside(const std::string& path) { return path + "-of"; }

Error disk_error(const std::string& path) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = path;
  const std::string cause = std::strerror(errno);
  error.what = {"écriture impossible (" + cause + ").", "cannot write (" + cause + ")."};
  error.remedy = {"Vérifiez le dossier, les droits et la place sur le disque ; la même commande reprend ensuite.",
                  "Check the folder, the permissions and the space on the disk; the same command then goes on."};
  return error;
}

Error folder_error(const std::string& folder, Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::usage;
  error.file = folder;
  error.what = http::sentence(std::move(what));
  error.remedy = std::move(remedy);
  return error;
}

const Text kNewFolder{"Donnez un autre dossier à -o.", "Give -o another folder."};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// A new name is only sure once its folder is on the disk.
bool settle_folder(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = ::fsync(file) == 0;
  ::close(file);
  return done;
}

bool holds_something(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name == kAnswersFolder && fs::is_empty(entry.path(), ignored)) continue;
    if (name != kLockName && name != kDraftName && name != kManifestName) return true;
  }
  return false;
}

std::string six_digits(std::int64_t number) {
  const std::string text = std::to_string(number);
  return text.size() < 6 ? std::string(6 - text.size(), '0') + text : text;
}

std::string safe_label(std::string_view label) {
  std::string out;
  for (char c : label.substr(0, 60)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ? c : '-';
  }
  return out.empty() ? "answer" : out;
}

}  // namespace

Draft::Draft(std::string path, int file)
    : path_(std::move(path)), file_(file), digest_(std::make_unique<csv::Sha256>()) {}

Draft::Draft(Draft&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      bytes_(other.bytes_),
      digest_(std::move(other.digest_)),
      partial_(std::move(other.partial_)) {}

Draft::~Draft() {
  if (file_ < 0) return;
  ::close(file_);
  if (partial_ && bytes_ >= kWorthKeeping) return;
  forget();
  ::unlink(path_.c_str());
}

void Draft::forget() {
  if (partial_) ::unlink(note_beside(path_).c_str());
  partial_.reset();
}

Expected<void> Draft::write(std::string_view bytes) {
  if (!write_all(file_, bytes)) return std::unexpected(disk_error(path_));
  digest_->add(bytes);
  bytes_ += bytes.size();
  return {};
}

Expected<void> Draft::restart() {
  forget();
  if (::ftruncate(file_, 0) != 0 || ::lseek(file_, 0, SEEK_SET) != 0) return std::unexpected(disk_error(path_));
  digest_ = std::make_unique<csv::Sha256>();
  bytes_ = 0;
  return {};
}

Expected<void> Draft::note(Partial partial) {
  // The emptied file first: a note never stands beside bytes of something else.
  const std::string path = note_beside(path_);
  const int file = ::fsync(file_) == 0 ? ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  const bool written = file >= 0 && write_all(file, text_of(partial)) && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!written) return std::unexpected(disk_error(path));
  partial_ = std::move(partial);
  return {};
}

Expected<std::string> Draft::settle() {
  if (::fsync(file_) != 0) return std::unexpected(disk_error(path_));
  return digest_->hexadecimal();
}

Store::~Store() {
  if (manifest_ >= 0) ::close(manifest_);
  if (lock_ >= 0) ::close(lock_);
}

Expected<std::unique_ptr<Store>> Store::open(const std::string& folder, const Beginning& wanted) {
  std::unique_ptr<Store> store(new Store(folder));
  std::error_code problem;
  const bool there = fs::is_directory(folder, problem);
  fs::create_directories(folder, problem);
  if (!there) ::chmod(folder.c_str(), 0700);
  if (problem) {
    errno = problem.value();
    return std::unexpected(disk_error(folder));
  }
  if (auto locked = store->lock(); !locked) return std::unexpected(std::move(locked.error()));
  const std::string manifest = folder + "/" + std::string(kManifestName);
  if (!fs::exists(manifest, problem) && holds_something(folder))
    return std::unexpected(
        folder_error(folder, {"ce dossier contient autre chose", "this folder holds something else"}, kNewFolder));
  fs::create_directories(folder + "/" + std::string(kAnswersFolder), problem);
  store->manifest_ = ::open(manifest.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (problem || store->manifest_ < 0) return std::unexpected(disk_error(manifest));
  const bool empty = fs::file_size(manifest, problem) == 0;
  auto done = empty ? store->start(wanted) : store->resume(wanted);
  if (!done) return std::unexpected(std::move(done.error()));
  return store;
}

Expected<void> Store::lock() {
  const std::string path = folder_ + "/" + kLockName;
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) return std::unexpected(disk_error(path));
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return {};
  return std::unexpected(folder_error(
      folder_, {"un autre boussole pull y travaille déjà", "another boussole pull is at work in it"},
      {"Attendez qu'il finisse, ou donnez un autre dossier.", "Wait until it ends, or give another folder."}));
}

Expected<void> Store::start(const Beginning& wanted) {
  beginning_ = wanted;
  return append(line_of(beginning_));
}

Expected<void> Store::resume(const Beginning& wanted) {
  const std::string path = folder_ + "/" + std::string(kManifestName);
  std::string altered;
  auto verdict = verify_folder(folder_);
  auto read = read_manifest(path, [&](Kept&& kept, LinePlace place) -> Expected<void> {
    places_.emplace(kept.key, place);
    return {};
  });
  if (!read) return std::unexpected(std::move(read.error()));
  // Killed while the very first line was written: nothing was asked yet.
  if (read->whole == 0) {
    if (::ftruncate(manifest_, 0) != 0) return std::unexpected(disk_error(path));
    return start(wanted);
  }
  if (read->beginning.address != wanted.address || read->beginning.what != wanted.what)
    return std::unexpected(folder_error(
        folder_,
        {"ce dossier est celui d'une autre collecte : " + read->beginning.address + " (" + read->beginning.what + ")",
         "this folder is that of another pull: " + read->beginning.address + " (" + read->beginning.what + ")"},
        kNewFolder));
  if (!verdict || !*verdict || !(*verdict)->altered.empty()) {
    const std::string file = verdict && *verdict ? (*verdict)->altered.front() : std::string(kManifestName);
    return std::unexpected(
        folder_error(folder_ + "/" + file,
                     {"ce fichier n'est plus ce qui a été reçu", "this file is not what was received"}, kNewFolder));
  }
  if (read->cut_short && ::ftruncate(manifest_, static_cast<off_t>(read->whole)) != 0)
    return std::unexpected(disk_error(path));
  beginning_ = std::move(read->beginning);
  ending_ = std::move(read->ending);
  chain_ = std::move(read->chain);
  end_ = read->whole;
  answers_ = found_ = read->answers;
  bytes_ = read->bytes;
  return remove_strays();
}

Expected<void> Store::remove_strays() const {
  // Renamed into place, but killed before its line was written: it is asked for again.
  std::unordered_set<std::string> known;
  for (const auto& [key, place] : places_) {
    const auto kept = find(key);
    if (!kept) return std::unexpected(kept.error());
    known.insert((*kept)->file);
  }
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder_ + "/" + std::string(kAnswersFolder), problem)) {
    const std::string file = std::string(kAnswersFolder) + "/" + entry.path().filename().string();
    std::error_code failed;
    if (!known.contains(file)) fs::remove(entry.path(), failed);
    if (failed) {
      errno = failed.value();
      return std::unexpected(disk_error(entry.path().string()));
    }
  }
  return {};
}

Expected<void> Store::append(const std::string& line) {
  std::string chain = chain_;
  const std::string text = chained(line, chain);
  if (::lseek(manifest_, static_cast<off_t>(end_), SEEK_SET) < 0 || !write_all(manifest_, text) ||
      ::fsync(manifest_) != 0) {
    const Error error = disk_error(folder_ + "/" + std::string(kManifestName));
    if (::ftruncate(manifest_, static_cast<off_t>(end_)) != 0) return std::unexpected(error);  // the next run cuts it
    return std::unexpected(error);
  }
  chain_ = std::move(chain);
  end_ += text.size();
  return {};
}

Expected<std::optional<Kept>> Store::find(const std::string& key) const {
  const auto at = places_.find(key);
  if (at == places_.end()) return std::optional<Kept>();
  std::string line(at->second.size, '\0');
  const ssize_t n = ::pread(manifest_, line.data(), line.size(), static_cast<off_t>(at->second.offset));
  if (n != static_cast<ssize_t>(line.size())) return std::unexpected(disk_error(std::string(kManifestName)));
  auto kept = parse_kept(line);
  if (!kept) return std::unexpected(std::move(kept.error()));
  return std::optional<Kept>(std::move(*kept));
}

std::string Store::path_of(const Kept& kept) const { return folder_ + "/" + kept.file; }

Expected<std::string> Store::read(const Kept& kept) const {
  std::ifstream file(path_of(kept), std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (bytes.size() != kept.bytes) return std::unexpected(disk_error(path_of(kept)));
  return bytes;
}

Expected<Draft> Store::draft() const {
  const std::string path = folder_ + "/" + kDraftName;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return std::unexpected(disk_error(path));
  return Draft(path, file);
}

Expected<Draft> Store::draft_of(const std::string& key) const {
  const std::string path = folder_ + "/" + kPartName;
  std::ifstream note(note_beside(path), std::ios::binary);
  auto partial = parse_partial(std::string(std::istreambuf_iterator<char>(note), {}));
  const bool go_on = partial && partial->key == key;
  if (!go_on) ::unlink(note_beside(path).c_str());
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | (go_on ? 0 : O_TRUNC), 0600);
  if (file < 0) return std::unexpected(disk_error(path));
  Draft out(path, file);
  if (!go_on) return out;
  std::string piece(std::size_t{1} << 18, '\0');
  for (;;) {
    const ssize_t n = ::read(file, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::unexpected(disk_error(path));
    if (n == 0) break;
    out.digest_->add({piece.data(), static_cast<std::size_t>(n)});
    out.bytes_ += static_cast<std::uint64_t>(n);
  }
  out.partial_ = std::move(partial);
  return out;
}

Expected<Kept> Store::keep(Draft draft, Kept kept, const std::string& extension) {
  draft.forget();
  auto digest = draft.settle();
  if (!digest) return std::unexpected(std::move(digest.error()));
  kept.number = answers_ + 1;
  kept.sha256 = std::move(*digest);
  kept.bytes = draft.bytes();
  kept.file =
      std::string(kAnswersFolder) + "/" + six_digits(kept.number) + "-" + safe_label(kept.label) + "." + extension;
  const std::string place = path_of(kept);
  if (::rename(draft.path().c_str(), place.c_str()) != 0 || !settle_folder(folder_ + "/" + std::string(kAnswersFolder)))
    return std::unexpected(disk_error(place));
  const std::uint64_t offset = end_;
  if (auto written = append(line_of(kept)); !written) return std::unexpected(std::move(written.error()));
  places_.emplace(kept.key, LinePlace{offset, end_ - offset - 1});
  ++answers_;
  bytes_ += kept.bytes;
  return kept;
}

Expected<void> Store::finish(Ending ending) {
  ending.answers = answers_;
  ending.bytes = bytes_;
  if (auto written = append(line_of(ending)); !written) return written;
  const std::string part = folder_ + "/" + kPartName;
  ::unlink(note_beside(part).c_str());
  ::unlink(part.c_str());
  ending_ = std::move(ending);
  return {};
}

}  // namespace boussole::connectors::pull
