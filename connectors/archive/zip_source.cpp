#include "connectors/archive/zip_source.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "connectors/archive/zip_reader.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

/// Below this, whatever it is made of does no harm.
constexpr std::uint64_t kHarmless = std::uint64_t{10} << 20;

class ZipSource final : public Source {
 public:
  ZipSource(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<std::atomic<std::uint64_t>> unpacked)
      : place_(std::move(place)), limits_(limits), unpacked_(std::move(unpacked)) {}

  const std::string& name() const override { return place_.name; }
  std::uint64_t size_hint() const override { return place_.size; }

  Expected<void> rewind() override {
    if (reader_ && at_ == 0) return {};
    reader_.reset();
    at_ = 0;
    auto opened = ZipReader::open(place_.path);
    if (!opened) return std::unexpected(std::move(opened.error()));
    for (std::size_t i = 0; i <= place_.index; ++i) {
      const auto entry = (*opened)->next();
      if (!entry) return std::unexpected(entry.error());
      if (!*entry) return std::unexpected(range_outside(place_.name));
    }
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
      if (!within_limits(*got)) return std::unexpected(too_large(place_.name));
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

  bool within_limits(std::size_t more) {
    at_ += more;
    if (at_ > most_) {
      *unpacked_ += at_ - most_;  // what is read a second time was counted the first
      most_ = at_;
    }
    const double packed = static_cast<double>(std::max<std::uint64_t>(reader_->packed(), 1));
    const bool bomb = at_ > kHarmless && static_cast<double>(at_) > limits_.ratio * packed;
    return !bomb && at_ <= limits_.entry_bytes && *unpacked_ <= limits_.total_bytes;
  }

  ZipPlace place_;
  ArchiveLimits limits_;
  std::shared_ptr<std::atomic<std::uint64_t>> unpacked_;
  std::unique_ptr<ZipReader> reader_;
  std::uint64_t at_ = 0;
  std::uint64_t most_ = 0;
};

}  // namespace

std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits,
                                   std::shared_ptr<std::atomic<std::uint64_t>> unpacked) {
  return std::make_unique<ZipSource>(std::move(place), limits, std::move(unpacked));
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
