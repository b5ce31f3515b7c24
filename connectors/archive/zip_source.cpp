#include "connectors/archive/zip_source.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "connectors/archive/held_archive.h"
#include "connectors/archive/zip_reader.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

/// Below this, whatever it is made of does no harm.
constexpr std::uint64_t kHarmless = std::uint64_t{10} << 20;

class ZipSource final : public Source {
 public:
  ZipSource(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked)
      : place_(std::move(place)), limits_(limits), unpacked_(std::move(unpacked)) {}

  const std::string& name() const override { return place_.name; }
  std::uint64_t size_hint() const override { return place_.size; }

  Expected<void> rewind() override {
    if (reader_ && at_ == 0) return {};
    reader_.reset();
    at_ = 0;
    auto opened = ZipReader::open_at(place_.path, place_.index);
    if (!opened) return std::unexpected(std::move(opened.error()));
    reader_ = std::move(*opened);
    return {};
  }

  Expected<std::size_t> read(std::span<char> into) override {
    if (!reader_)
      if (auto done = rewind(); !done) return std::unexpected(std::move(done.error()));
    std::size_t size = 0;
    while (size < into.size()) {
      auto got = reader_->read(into.subspan(size));
      if (!got) {
        got.error().file = place_.name;
        return std::unexpected(std::move(got.error()));
      }
      if (*got == 0) break;
      size += *got;
      if (!count(*got)) return std::unexpected(too_large(place_.name));
    }
    return size;
  }

  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    if (ranges.empty()) return {};
    if (auto done = rewind(); !done) return done;
    // One pass: a window that begins at the range asked for, and always reads on.
    std::vector<char> window;
    std::uint64_t begin = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const Range& range = ranges[i];
      const std::uint64_t skipped = std::min<std::uint64_t>(range.offset - begin, window.size());
      window.erase(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(skipped));
      begin += skipped;
      while (begin < range.offset || window.size() < range.length) {
        if (auto done = extend(window, begin, range); !done) return done;
      }
      got(i, {window.data(), range.length});
    }
    return {};
  }

 private:
  static constexpr std::size_t kStep = std::size_t{256} << 10;

  /// Reads one step more, and drops what stands before `range`.
  Expected<void> extend(std::vector<char>& window, std::uint64_t& begin, const Range& range) {
    const std::size_t held = window.size();
    window.resize(held + kStep);
    const auto size = read({window.data() + held, kStep});
    if (!size) return std::unexpected(size.error());
    if (*size == 0) return std::unexpected(range_outside(place_.name));
    window.resize(held + *size);
    const std::uint64_t before = std::min<std::uint64_t>(range.offset - begin, window.size());
    window.erase(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(before));
    begin += before;
    return {};
  }

  bool count(std::size_t more) {
    at_ += more;
    if (at_ > most_) {
      unpacked_->bytes += at_ - most_;  // what is read a second time was counted the first
      most_ = at_;
    }
    return within_limits(limits_, at_, reader_->packed(), unpacked_->bytes);
  }

  ZipPlace place_;
  ArchiveLimits limits_;
  std::shared_ptr<Unpacked> unpacked_;
  std::unique_ptr<ZipReader> reader_;
  std::uint64_t at_ = 0;
  std::uint64_t most_ = 0;
};

class HeldSource final : public Source {
 public:
  HeldSource(std::shared_ptr<HeldArchive> archive, std::size_t entry) : archive_(std::move(archive)), entry_(entry) {}

  const std::string& name() const override { return archive_->place(entry_).name; }
  std::uint64_t size_hint() const override { return archive_->place(entry_).size; }
  bool reads_anywhere() const override { return true; }

  Expected<void> rewind() override {
    at_ = 0;
    return {};
  }

  Expected<std::size_t> read(std::span<char> into) override {
    std::size_t size = 0;
    while (size < into.size()) {
      const auto there = archive_->from(entry_, at_);
      if (!there) return std::unexpected(there.error());
      if (there->empty()) break;
      const std::string_view part = there->substr(0, into.size() - size);
      std::copy(part.begin(), part.end(), into.begin() + static_cast<std::ptrdiff_t>(size));
      size += part.size();
      at_ += part.size();
    }
    return size;
  }

  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    const auto bytes = archive_->whole(entry_);
    if (!bytes) return std::unexpected(bytes.error());
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const Range& range = ranges[i];
      if (range.offset > bytes->size() || range.length > bytes->size() - range.offset)
        return std::unexpected(range_outside(name()));
      got(i, bytes->substr(range.offset, range.length));
    }
    return {};
  }

 private:
  std::shared_ptr<HeldArchive> archive_;
  std::size_t entry_;
  std::uint64_t at_ = 0;
};

}  // namespace

std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked) {
  return std::make_unique<ZipSource>(std::move(place), limits, std::move(unpacked));
}

std::unique_ptr<Source> held_source(std::shared_ptr<HeldArchive> archive, std::size_t entry) {
  return std::make_unique<HeldSource>(std::move(archive), entry);
}

bool within_limits(const ArchiveLimits& limits, std::uint64_t entry, std::uint64_t packed, std::uint64_t total) {
  const auto most = limits.ratio * static_cast<double>(std::max<std::uint64_t>(packed, 1));
  const bool bomb = entry > kHarmless && static_cast<double>(entry) > most;
  return !bomb && entry <= limits.entry_bytes && total <= limits.total_bytes;
}

Error too_large(const std::string& name) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = name;
  error.what = {"l’archive se déploie en bien plus d’octets qu’un export n’en compte : c’est sans doute une « bombe »",
                "the archive unpacks to far more bytes than an export holds: it is probably a “bomb”"};
  error.remedy = {"Si elle est saine, décompressez-la vous-même et donnez le dossier.",
                  "If it is sound, unpack it yourself and give the folder."};
  return error;
}

}  // namespace boussole::connectors
