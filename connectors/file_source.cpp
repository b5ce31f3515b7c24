#include "connectors/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

class FileSource final : public Source {
 public:
  FileSource(std::string name, std::string path, const struct stat& about)
      : name_(std::move(name)),
        path_(std::move(path)),
        size_(static_cast<std::uint64_t>(about.st_size)),
        device_(about.st_dev),
        number_(about.st_ino) {}
  ~FileSource() override { close(); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return size_; }
  Expected<void> rewind() override {
    at_ = 0;
    close();
    return {};
  }

  Expected<std::size_t> read(std::span<char> into) override {
    const auto got = read_at(at_, into);
    if (got) at_ += *got;
    if (got && *got == 0) close();
    return got;
  }

  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    std::vector<char> bytes;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      bytes.resize(ranges[i].length);
      const auto size = read_at(ranges[i].offset, bytes);
      if (!size) return std::unexpected(size.error());
      if (*size != bytes.size()) return std::unexpected(range_outside(name_));
      got(i, {bytes.data(), bytes.size()});
    }
    close();
    return {};
  }

 private:
  /// A pull may be of thousands of files: each is open only while it is read. What was opened first must still be
  /// there.
  Expected<void> open() {
    if (descriptor_ >= 0) return {};
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) return std::unexpected(system_error(name_, errno));
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0 || about.st_dev != device_ || about.st_ino != number_)
      return std::unexpected(range_outside(name_));
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    return {};
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  Expected<std::size_t> read_at(std::uint64_t offset, std::span<char> into) {
    if (auto opened = open(); !opened) return std::unexpected(opened.error());
    std::size_t size = 0;
    while (size < into.size()) {
      const ssize_t got =
          ::pread(descriptor_, into.data() + size, into.size() - size, static_cast<off_t>(offset + size));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return std::unexpected(system_error(name_, errno));
      if (got == 0) break;
      size += static_cast<std::size_t>(got);
    }
    return size;
  }

  std::string name_, path_;
  int descriptor_ = -1;
  std::uint64_t size_;
  dev_t device_;
  ino_t number_;
  std::uint64_t at_ = 0;
};

Error not_regular(const std::string& name) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = name;
  error.what = {"ce n’est pas un fichier ordinaire", "this is not a regular file"};
  error.remedy = {"Enregistrez d’abord les données dans un fichier.", "Save the data to a file first."};
  return error;
}

}  // namespace

Expected<std::unique_ptr<Source>> file_source(const std::string& path) {
  std::string name = base_name(path);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return std::unexpected(system_error(name, errno));
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0;
  if (!known || !S_ISREG(about.st_mode)) {
    const int code = errno;
    ::close(descriptor);
    return std::unexpected(known ? not_regular(name) : system_error(name, code));
  }
  ::close(descriptor);
  return std::make_unique<FileSource>(std::move(name), path, about);
}

}  // namespace boussole::connectors
