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

/// An open file, closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_ = -1;
};

class FileSource final : public Source {
 public:
  FileSource(std::string name, std::string path, const struct stat& about)
      : name_(std::move(name)),
        path_(std::move(path)),
        size_(static_cast<std::uint64_t>(about.st_size)),
        device_(about.st_dev),
        number_(about.st_ino) {}

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return size_; }
  Expected<void> rewind() override {
    at_ = 0;
    close();
    return {};
  }

  Expected<std::size_t> read(std::span<char> into) override {
    if (reading_.number() < 0) {
      auto opened = open();
      if (!opened) return std::unexpected(opened.error());
      reading_ = std::move(*opened);
      ::posix_fadvise(reading_.number(), 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    const auto got = read_at(reading_, at_, into);
    if (got) at_ += *got;
    if (got && *got == 0) close();
    return got;
  }

  /// With a descriptor of its own, so that threads may call it at once.
  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    const auto descriptor = open();
    if (!descriptor) return std::unexpected(descriptor.error());
    std::vector<char> bytes;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      bytes.resize(ranges[i].length);
      const auto size = read_at(*descriptor, ranges[i].offset, bytes);
      if (!size) return std::unexpected(size.error());
      if (*size != bytes.size()) return std::unexpected(range_outside(name_));
      got(i, {bytes.data(), bytes.size()});
    }
    return {};
  }
  bool reads_anywhere() const override { return true; }

 private:
  /// A pull may be of thousands of files: each is open only while it is read. What was opened first must still be
  /// there.
  Expected<Descriptor> open() const {
    Descriptor descriptor(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0) return std::unexpected(system_error(name_, errno));
    struct stat about {};
    if (::fstat(descriptor.number(), &about) != 0 || about.st_dev != device_ || about.st_ino != number_)
      return std::unexpected(range_outside(name_));
    return descriptor;
  }
  void close() { reading_ = Descriptor(); }

  Expected<std::size_t> read_at(const Descriptor& descriptor, std::uint64_t offset, std::span<char> into) const {
    std::size_t size = 0;
    while (size < into.size()) {
      const ssize_t got =
          ::pread(descriptor.number(), into.data() + size, into.size() - size, static_cast<off_t>(offset + size));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return std::unexpected(system_error(name_, errno));
      if (got == 0) break;
      size += static_cast<std::size_t>(got);
    }
    return size;
  }

  std::string name_, path_;
  Descriptor reading_;
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
