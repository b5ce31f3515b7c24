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
  ZipSource(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked)
      : place_(std::move(place)), limits_(limits), unpacked_(std::move(unpacked)) {
    if (unpacked_->held.fetch_add(place_.size) + place_.size <= limits_.held_bytes) {
      holding_ = true;
    } else {
      unpacked_->held -= place_.size;
    }
  }

  const std::string& name() const override { return place_.name; }
  std::uint64_t size_hint() const override { return place_.size; }

  Expected<void> rewind() override {
    if (whole_) {
      at_ = 0;
      return {};
    }
    held_.clear();
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
    if (whole_) return read_held(into);
    if (!reader_)
      if (auto done = rewind(); !done) return std::unexpected(std::move(done.error()));
    std::size_t size = 0;
    while (size < into.size()) {
      auto got = reader_->read(into.subspan(size));
      if (!got) {
        got.error().file = place_.name;
        return std::unexpected(std::move(got.error()));
      }
      if (*got == 0) {
        whole_ = holding_;
        break;
      }
      size += *got;
      if (!within_limits(*got)) return std::unexpected(too_large(place_.name));
    }
    if (holding_) hold(into.first(size));
    return size;
  }

  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    if (ranges.empty()) return {};
    if (auto done = rewind(); !done) return done;
    if (whole_) return ranges_held(ranges, got);
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

  /// Keeps what was unpacked; an entry larger than it says is not kept.
  void hold(std::span<const char> bytes) {
    if (held_.size() + bytes.size() > place_.size) {
      holding_ = whole_ = false;
      std::vector<char>().swap(held_);
      return;
    }
    held_.reserve(place_.size);
    held_.insert(held_.end(), bytes.begin(), bytes.end());
    if (whole_) reader_.reset();
  }

  std::size_t read_held(std::span<char> into) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), held_.size() - at_));
    std::copy_n(held_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
    at_ += size;
    return size;
  }

  Expected<void> ranges_held(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) const {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const Range& range = ranges[i];
      if (range.offset > held_.size() || range.length > held_.size() - range.offset)
        return std::unexpected(range_outside(place_.name));
      got(i, {held_.data() + range.offset, range.length});
    }
    return {};
  }

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
      unpacked_->bytes += at_ - most_;  // what is read a second time was counted the first
      most_ = at_;
    }
    const double packed = static_cast<double>(std::max<std::uint64_t>(reader_->packed(), 1));
    const bool bomb = at_ > kHarmless && static_cast<double>(at_) > limits_.ratio * packed;
    return !bomb && at_ <= limits_.entry_bytes && unpacked_->bytes <= limits_.total_bytes;
  }

  ZipPlace place_;
  ArchiveLimits limits_;
  std::shared_ptr<Unpacked> unpacked_;
  bool holding_ = false;  ///< what is unpacked is kept
  bool whole_ = false;    ///< all of it was kept
  std::vector<char> held_;
  std::unique_ptr<ZipReader> reader_;
  std::uint64_t at_ = 0;
  std::uint64_t most_ = 0;
};

}  // namespace

std::unique_ptr<Source> zip_source(ZipPlace place, const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked) {
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
