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
  FileSource(std::string name, int descriptor, std::uint64_t size)
      : name_(std::move(name)), descriptor_(descriptor), size_(size) {}
  ~FileSource() override { ::close(descriptor_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return size_; }
  Expected<void> rewind() override {
    at_ = 0;
    return {};
  }

  Expected<std::size_t> read(std::span<char> into) override {
    const auto got = read_at(at_, into);
    if (got) at_ += *got;
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
    return {};
  }

 private:
  Expected<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const {
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

  std::string name_;
  int descriptor_;
  std::uint64_t size_;
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
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::make_unique<FileSource>(std::move(name), descriptor, static_cast<std::uint64_t>(about.st_size));
}

}  // namespace boussole::connectors
