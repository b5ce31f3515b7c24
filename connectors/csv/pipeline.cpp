#include "connectors/csv/pipeline.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace boussole::connectors::csv::detail {

Pipeline::Pipeline(BlockFeeder& feeder, Sha256& hash, const Handler& handler, const Shape& shape, Summary& summary)
    : feeder_(feeder), hash_(hash), handler_(handler), shape_(shape), summary_(summary) {}

Expected<void> Pipeline::run(unsigned threads) {
  slots_.resize(threads + 2);
  stages_.assign(threads + 2, Stage::empty);
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([this] { work(); });
    work();
  }
  if (thrown_) std::rethrow_exception(thrown_);
  if (error_) return std::unexpected(std::move(*error_));
  return {};
}

bool Pipeline::finished() const {
  return stop_ || (all_filled_ && to_hash_ == to_fill_ && to_commit_ == to_fill_ && !committing_ && !hashing_);
}

/// Committing first: it frees a block. Then hashing: it cannot be shared out, so it must never lag. Filling before
/// parsing, so that the other threads find work.
Pipeline::Step Pipeline::next_step() const {
  if (taking_back_) return Step::none;
  const std::uint64_t oldest = std::min(to_commit_, to_hash_);
  if (!committing_ && to_commit_ < to_fill_ && stage(to_commit_) == Stage::parsed) return Step::commit;
  if (!hashing_ && to_hash_ < to_fill_) return Step::hash;
  if (!filling_ && !all_filled_ && to_fill_ - oldest < slots_.size()) return Step::fill;
  if (to_parse_ < to_fill_) return Step::parse;
  return Step::none;
}

void Pipeline::work() {
  BlockParser parser(shape_, kernels());
  std::unique_lock lock(mutex_);
  while (!finished()) {
    const Step step = next_step();
    if (step == Step::none) {
      changed_.wait(lock);
      continue;
    }
    try {
      take(step, lock, parser);
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      if (!thrown_) thrown_ = std::current_exception();
      stop_ = true;
    }
    changed_.notify_all();
  }
}

void Pipeline::take(Step step, std::unique_lock<std::mutex>& lock, BlockParser& parser) {
  switch (step) {
    case Step::fill:
      return fill(lock);
    case Step::hash:
      return hash(lock);
    case Step::parse:
      return parse(lock, parser);
    case Step::commit:
      return commit(lock);
    case Step::none:
      return;
  }
}

void Pipeline::fill(std::unique_lock<std::mutex>& lock) {
  filling_ = true;
  Block& block = slot(to_fill_);
  lock.unlock();
  auto done = feeder_.fill(block);
  lock.lock();
  filling_ = false;
  if (!done) return fail(std::move(done.error()));
  all_filled_ = block.last;
  if (block.size == 0) return;
  stage(to_fill_) = Stage::filled;
  ++to_fill_;
}

void Pipeline::hash(std::unique_lock<std::mutex>& lock) {
  hashing_ = true;
  const Block& block = slot(to_hash_);
  lock.unlock();
  hash_.add(block.text().substr(block.fresh));
  lock.lock();
  hashing_ = false;
  summary_.bytes += block.size - block.fresh;
  ++to_hash_;
}

void Pipeline::parse(std::unique_lock<std::mutex>& lock, BlockParser& parser) {
  const std::uint64_t number = to_parse_++;
  ++parsing_;
  Block& block = slot(number);
  lock.unlock();
  block.sink = handler_.make_sink();
  parser.parse(block);
  lock.lock();
  --parsing_;
  stage(number) = Stage::parsed;
}

void Pipeline::commit(std::unique_lock<std::mutex>& lock) {
  committing_ = true;
  Block& block = slot(to_commit_);
  lock.unlock();
  const bool advanced = block.parsed > 0 || block.last;
  if (advanced) publish(block);
  block.sink.reset();
  const bool too_damaged = rescanned_ > rescan_budget(shape_.limits);
  lock.lock();
  if (too_damaged) {
    Error error;
    error.line = block.parsed_line;
    error.what = {"les guillemets s’ouvrent et se ferment à contretemps d’un bout à l’autre du fichier",
                  "quotes open and close out of step all through the file"};
    error.remedy = {"Réexportez le fichier : les guillemets d’un texte doivent être doublés.",
                    "Export the file again: quotes inside a text must be doubled."};
    fail(std::move(error));
  } else if (block.parsed < block.cut || block.line_goes_on) {
    take_back(lock, block);
  }
  if (advanced) {
    stage(to_commit_) = Stage::empty;
    ++to_commit_;
  }
  if (!advanced || to_parse_ < to_commit_) to_parse_ = to_commit_;
  committing_ = false;
}

void Pipeline::publish(Block& block) {
  for (const Rejected& rejected : block.rejected) handler_.reject(rejected);
  handler_.commit(std::move(block.sink));
  summary_.records += block.records;
  summary_.rejected += static_cast<std::int64_t>(block.rejected.size());
  rescanned_ += block.rescanned;
  if (block.invalid_utf8_line && !summary_.invalid_utf8) {
    summary_.invalid_utf8 = true;
    summary_.invalid_utf8_line = *block.invalid_utf8_line;
  }
}

void Pipeline::take_back(std::unique_lock<std::mutex>& lock, const Block& block) {
  taking_back_ = true;
  changed_.wait(lock, [&] { return stop_ || (!filling_ && !hashing_ && parsing_ == 0); });
  if (stop_) return;
  for (; to_hash_ < to_fill_; ++to_hash_) {
    const Block& late = slot(to_hash_);
    hash_.add(late.text().substr(late.fresh));
    summary_.bytes += late.size - late.fresh;
  }
  const std::uint64_t last = to_fill_ - 1;
  std::vector<char> bytes;
  for (std::uint64_t number = to_commit_; number <= last; ++number) {
    Block& from = slot(number);
    from.sink.reset();
    const std::size_t begin = number == to_commit_ ? block.parsed : 0;
    const std::size_t end = number == last ? from.size : from.cut;
    bytes.insert(bytes.end(), from.bytes.get() + begin, from.bytes.get() + end);
  }
  feeder_.restart({block.offset + block.parsed, block.parsed_line, block.line_goes_on}, std::move(bytes));
  if (block.parsed == 0) feeder_.want(2 * block.size);
  all_filled_ = false;
  to_fill_ = to_hash_ = to_commit_ + (block.parsed > 0 ? 1 : 0);
  to_parse_ = to_fill_;
  taking_back_ = false;
}

void Pipeline::fail(Error error) {
  if (!error_) error_ = std::move(error);
  stop_ = true;
}

}  // namespace boussole::connectors::csv::detail
