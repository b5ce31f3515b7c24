#include "connectors/generated_source.h"

#include <algorithm>

#include "connectors/source_errors.h"

namespace boussole::connectors {

namespace {

constexpr std::size_t kStep = std::size_t{64} << 10;

}  // namespace

Expected<void> GeneratedSource::rewind() {
  out_.clear();
  given_ = 0;
  ended_ = false;
  started_ = true;
  return restart();
}

Expected<std::size_t> GeneratedSource::read(std::span<char> into) {
  if (!started_)
    if (auto done = rewind(); !done) return std::unexpected(done.error());
  std::size_t size = 0;
  while (size < into.size()) {
    if (given_ == out_.size()) {
      if (ended_) break;
      out_.clear();
      given_ = 0;
      const auto goes_on = more(out_);
      if (!goes_on) return std::unexpected(goes_on.error());
      ended_ = !*goes_on;
      continue;
    }
    const std::size_t part = std::min(into.size() - size, out_.size() - given_);
    std::copy_n(out_.data() + given_, part, into.data() + size);
    size += part;
    given_ += part;
  }
  return size;
}

Expected<void> GeneratedSource::read_ranges(std::span<const Range> ranges,
                                            const std::function<void(std::size_t, std::string_view)>& got) {
  if (ranges.empty()) return {};
  if (auto done = rewind(); !done) return done;
  std::string window;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const Range& range = ranges[i];
    while (begin + window.size() < range.offset + range.length) {
      // What stands before the range is not needed again: ranges come in order.
      const std::uint64_t before = std::min<std::uint64_t>(range.offset - std::min(range.offset, begin), window.size());
      window.erase(0, before);
      begin += before;
      const std::size_t held = window.size();
      window.resize(held + kStep);
      const auto size = read({window.data() + held, kStep});
      if (!size) return std::unexpected(size.error());
      if (*size == 0) return std::unexpected(range_outside(name()));
      window.resize(held + *size);
    }
    got(i, std::string_view(window).substr(range.offset - begin, range.length));
  }
  return {};
}

}  // namespace boussole::connectors
