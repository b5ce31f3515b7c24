#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "connectors/csv/block.h"
#include "connectors/csv/block_parser.h"
#include "connectors/csv/feeder.h"
#include "connectors/csv/sha256.h"

namespace boussole::connectors::csv::detail {

/// Takes the blocks of one source through four steps: filled, hashed, parsed, committed. Filling, hashing and
/// committing go in file order, one block at a time each; parsing goes on all threads. Any free thread takes any step
/// that is ready. `threads` + 2 blocks are in memory at most.
///
/// Blocks are parsed in the belief that the one before ends with a record. Where a malformed or odd record proves that
/// wrong, everything after it is taken back and cut again from there.
class Pipeline {
 public:
  Pipeline(BlockFeeder& feeder, Sha256& hash, const Handler& handler, const Shape& shape, Summary& summary);

  /// Runs to the end of the source; `threads` - 1 are started.
  /// Rethrows what a handler threw, on the calling thread.
  Expected<void> run(unsigned threads);

 private:
  enum class Step { none, fill, hash, parse, commit };
  enum class Stage { empty, filled, parsed };

  void work();
  Step next_step() const;
  void take(Step step, std::unique_lock<std::mutex>& lock, BlockParser& parser);
  bool finished() const;

  void fill(std::unique_lock<std::mutex>& lock);
  void hash(std::unique_lock<std::mutex>& lock);
  void parse(std::unique_lock<std::mutex>& lock, BlockParser& parser);
  void commit(std::unique_lock<std::mutex>& lock);
  void publish(Block& block);
  void take_back(std::unique_lock<std::mutex>& lock, const Block& block);
  void fail(Error error);

  Block& slot(std::uint64_t number) { return slots_[number % slots_.size()]; }
  Stage& stage(std::uint64_t number) { return stages_[number % stages_.size()]; }
  Stage stage(std::uint64_t number) const { return stages_[number % stages_.size()]; }

  BlockFeeder& feeder_;
  Sha256& hash_;
  const Handler& handler_;
  const Shape& shape_;
  Summary& summary_;
  std::uint64_t rescanned_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Block> slots_;
  std::vector<Stage> stages_;
  // The next block of each step, numbered from 0 in file order.
  std::uint64_t to_fill_ = 0;
  std::uint64_t to_hash_ = 0;
  std::uint64_t to_parse_ = 0;
  std::uint64_t to_commit_ = 0;
  bool filling_ = false;
  bool hashing_ = false;
  bool committing_ = false;
  bool taking_back_ = false;
  unsigned parsing_ = 0;
  bool all_filled_ = false;
  bool stop_ = false;
  std::optional<Error> error_;
  std::exception_ptr thrown_;
};

}  // namespace boussole::connectors::csv::detail
