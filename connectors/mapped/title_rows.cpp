#include "connectors/mapped/title_rows.h"

#include <algorithm>
#include <vector>

namespace boussole::connectors::mapped {

namespace {

class Shortened final : public Source {
 public:
  Shortened(std::unique_ptr<Source> source, std::uint32_t rows) : source_(std::move(source)), rows_(rows) {}

  const std::string& name() const override { return source_->name(); }
  std::uint64_t size_hint() const override { return source_->size_hint(); }
  const Origin* origin() const override { return source_->origin(); }

  Expected<void> rewind() override {
    passed_ = 0;
    dropped_ = 0;
    return source_->rewind();
  }

  Expected<std::size_t> read(std::span<char> into) override {
    for (;;) {
      const auto got = source_->read(into);
      if (!got || *got == 0 || passed_ == rows_) return got;
      const std::size_t kept = keep_line_ends({into.data(), *got});
      if (kept > 0) return kept;
    }
  }

  /// Places are those of what was read: the bytes left out stand before all of them.
  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    std::vector<Range> moved(ranges.begin(), ranges.end());
    for (Range& range : moved) range.offset += dropped_;
    return source_->read_ranges(moved, got);
  }

 private:
  /// Moves what stays to the front.
  std::size_t keep_line_ends(std::span<char> bytes) {
    std::size_t kept = 0;
    for (const char byte : bytes) {
      if (passed_ < rows_ && byte != '\n') {
        ++dropped_;
        continue;
      }
      if (passed_ < rows_) ++passed_;
      bytes[kept++] = byte;
    }
    return kept;
  }

  std::unique_ptr<Source> source_;
  std::uint32_t rows_ = 0, passed_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace

std::unique_ptr<Source> without_title_rows(std::unique_ptr<Source> source, std::uint32_t rows) {
  return std::make_unique<Shortened>(std::move(source), rows);
}

}  // namespace boussole::connectors::mapped
