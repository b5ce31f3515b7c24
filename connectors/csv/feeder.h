#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connectors/csv/block.h"
#include "connectors/csv/kernels.h"
#include "connectors/source.h"

namespace boussole::connectors::csv::detail {

/// A place where a record begins, or inside a line to be skipped.
struct Place {
  std::uint64_t offset = 0;
  std::int64_t line = 1;
  bool skip_line = false;
};

/// Cuts a source into blocks. The block at a place depends on the bytes from there on and on nothing else: not on how
/// far reading had gone, so not on the number of threads.
class BlockFeeder {
 public:
  BlockFeeder(Source& source, const Limits& limits, const Kernels& kernels)
      : source_(source), limits_(limits), kernels_(kernels) {}

  /// Begins again at `place`; `bytes` are those from there on that were read already.
  void restart(const Place& place, std::vector<char> bytes);

  /// At least `bytes` in the next block, and the record they end in is not left out: for a record that did not fit.
  void want(std::size_t bytes) { wanted_ = bytes; }

  /// Fills the next block. After the one marked `last` there is none.
  Expected<void> fill(Block& block);

 private:
  /// Enough for the grammar to see that a record is too long.
  std::size_t most_bytes() const { return limits_.record_bytes + limits_.block_bytes; }
  Expected<void> top_up(Block& block, std::size_t target);
  Expected<void> find_cut(Block& block);
  void move_on(const Block& block, std::uint64_t newlines);

  Source& source_;
  Limits limits_;
  const Kernels& kernels_;
  Place place_;
  std::vector<char> tail_;      ///< what the last block left over
  std::vector<char> returned_;  ///< after it, what was read before a restart
  std::size_t returned_at_ = 0;
  std::size_t wanted_ = 0;
};

}  // namespace boussole::connectors::csv::detail
