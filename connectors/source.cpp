#include "connectors/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

class MemorySource final : public Source {
 public:
  MemorySource(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return bytes_.size(); }
  Expected<void> rewind() override {
    at_ = 0;
    return {};
  }
  Expected<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - at_);
    if (size > 0) std::memcpy(into.data(), bytes_.data() + at_, size);
    at_ += size;
    return size;
  }
  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) override {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const Range& range = ranges[i];
      if (range.offset > bytes_.size() || range.length > bytes_.size() - range.offset)
        return std::unexpected(range_outside(name_));
      got(i, std::string_view(bytes_).substr(range.offset, range.length));
    }
    return {};
  }
  bool reads_anywhere() const override { return true; }

 private:
  std::string name_;
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Source> memory_source(std::string name, std::string bytes) {
  return std::make_unique<MemorySource>(std::move(name), std::move(bytes));
}

}  // namespace boussole::connectors
