#include "connectors/csv/feeder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace boussole::connectors::csv::detail {
namespace {

struct Cut {
  std::size_t at = 0;  ///< after a line end outside quotes; 0 where there is none
  std::uint64_t newlines_after = 0;
};

/// The last line end outside quotes, going back from the end of `text` where quotes are open or not. Usually one
/// record away, so nothing cleverer than bytes.
Cut last_record_end(std::string_view text, bool open) {
  std::uint64_t newlines = 0;
  for (std::size_t end = text.size(); end > 0; --end) {
    const char byte = text[end - 1];
    if (byte == '"') open = !open;
    if (byte != '\n') continue;
    if (!open) return {end, newlines};
    ++newlines;
  }
  return {0, newlines};
}

}  // namespace

void BlockFeeder::restart(const Place& place, std::vector<char> bytes) {
  place_ = place;
  tail_.clear();
  // What was returned before and not taken yet comes after what is returned now.
  bytes.insert(bytes.end(), returned_.begin() + static_cast<std::ptrdiff_t>(returned_at_), returned_.end());
  returned_ = std::move(bytes);
  returned_at_ = 0;
  wanted_ = 0;
}

Expected<void> BlockFeeder::fill(Block& block) {
  block.size = 0;
  if (block.capacity > 4 * limits_.block_bytes) block.release();  // an oversized record is rare: its room goes back
  block.last = false;
  block.offset = place_.offset;
  block.line = place_.line;
  block.skip_line = place_.skip_line;
  block.reserve(std::max(limits_.block_bytes, tail_.size()));
  std::copy(tail_.begin(), tail_.end(), block.bytes.get());
  block.size = tail_.size();
  block.fresh = block.size;
  tail_.clear();
  if (auto done = top_up(block, std::max(limits_.block_bytes, std::min(wanted_, most_bytes()))); !done) return done;
  const bool uncut = wanted_ != 0 || block.skip_line;
  wanted_ = 0;
  place_.skip_line = false;
  block.cut = block.size;
  if (block.last) return {};
  if (!uncut) return find_cut(block);
  move_on(block, kernels_.count(block.bytes.get(), block.size).newlines);
  return {};
}

Expected<void> BlockFeeder::top_up(Block& block, std::size_t target) {
  block.reserve(target);
  const std::size_t again = std::min(returned_.size() - returned_at_, target - std::min(target, block.size));
  if (again > 0) {
    std::memcpy(block.bytes.get() + block.size, returned_.data() + returned_at_, again);
    block.size += again;
    block.fresh = block.size;
    returned_at_ += again;
    if (returned_at_ == returned_.size()) std::exchange(returned_, {}), returned_at_ = 0;
  }
  while (block.size < target) {
    const auto got = source_.read({block.bytes.get() + block.size, target - block.size});
    if (!got) return std::unexpected(got.error());
    if (*got == 0) {
      block.last = true;
      return {};
    }
    block.size += *got;
  }
  return {};
}

Expected<void> BlockFeeder::find_cut(Block& block) {
  Tally tally;
  for (std::size_t counted = 0;;) {
    const Tally more = kernels_.count(block.bytes.get() + counted, block.size - counted);
    tally.quotes += more.quotes;
    tally.newlines += more.newlines;
    counted = block.size;
    const Cut cut = last_record_end(block.text(), (tally.quotes & 1) != 0);
    // A record that fits no longer: the parser will tell what is wrong with it.
    const bool give_up = block.size >= most_bytes();
    block.cut = cut.at > 0 ? cut.at : block.size;
    if (cut.at > 0 || block.last || give_up) {
      tally.newlines -= cut.at > 0 ? cut.newlines_after : 0;
      break;
    }
    if (auto done = top_up(block, std::min(block.size * 2, most_bytes())); !done) return done;
  }
  if (block.last) {
    block.cut = block.size;
    return {};
  }
  move_on(block, tally.newlines);
  return {};
}

void BlockFeeder::move_on(const Block& block, std::uint64_t newlines) {
  tail_.assign(block.bytes.get() + block.cut, block.bytes.get() + block.size);
  place_.offset = block.offset + block.cut;
  place_.line = block.line + static_cast<std::int64_t>(newlines);
}

}  // namespace boussole::connectors::csv::detail
