#include "engine/text/shingle_set.h"

#include <algorithm>
#include <utility>

namespace boussole::engine::text {
namespace {

/// As few keys as are worth sorting.
constexpr std::size_t kFew = 8;

template <class Key>
std::size_t distinct_by_sorting(std::vector<Key> keys) {
  std::sort(keys.begin(), keys.end());
  return static_cast<std::size_t>(std::unique(keys.begin(), keys.end()) - keys.begin());
}

const Byte* bytes(std::string_view text) { return reinterpret_cast<const Byte*>(text.data()); }

bool continues(char byte) { return (static_cast<Byte>(byte) & 0xC0) == 0x80; }

/// The piece from `begin` to `end` with four more code points on either side: all shingles that reach into it.
std::string_view with_neighbours(std::string_view text, std::size_t begin, std::size_t end) {
  for (int i = 0; i < 4 && begin > 0; ++i) do
      --begin;
    while (begin > 0 && continues(text[begin]));
  for (int i = 0; i < 4 && end < text.size(); ++i) do
      ++end;
    while (end < text.size() && continues(text[end]));
  return text.substr(begin, end - begin);
}

/// Appends the shingles of a text that do not lie inside one of its runs. `begin` names the runs' places in this text.
template <class Key>
bool append_rest(std::string_view text, std::span<const SharedRun> runs, std::size_t SharedRun::*begin, Part part,
                 std::vector<Key>& keys) {
  std::size_t at = 0;
  for (std::size_t i = 0; i <= runs.size(); ++i) {
    const std::size_t until = i < runs.size() ? runs[i].*begin : text.size();
    // Between two runs, even where nothing stands between them here; not before the first byte or after the last.
    if (until > at || (i > 0 && i < runs.size())) {
      const std::string_view piece = with_neighbours(text, at, until);
      if (!append_shingles(bytes(piece), piece.size(), part, keys)) return false;
    }
    if (i < runs.size()) at = until + runs[i].size;
  }
  return true;
}

}  // namespace

/// Makes the lists of keys. `false` where a code point does not fit.
template <class Key>
bool ShingleComparer<Key>::collect(std::string_view a, std::string_view b, Part part) {
  shared_.clear();
  rest_a_.clear();
  rest_b_.clear();
  align(a, b, runs_);
  for (const SharedRun& run : runs_)
    if (!append_shingles(bytes(a) + run.begin_a, run.size, part, shared_)) return false;
  if (!append_rest(a, runs_, &SharedRun::begin_a, part, rest_a_)) return false;
  if (!append_rest(b, runs_, &SharedRun::begin_b, part, rest_b_)) return false;
  // A short text is one shingle, and belongs to the first part.
  if (part.index > 0) return true;
  return append_short(bytes(a), a.size(), rest_a_) && append_short(bytes(b), b.size(), rest_b_);
}

template <class Key>
std::size_t ShingleComparer<Key>::distinct(std::span<const Key> keys) {
  std::size_t sum = 0;
  std::vector<Key> left(keys.begin(), keys.end());
  for (std::size_t number = 0; number < kLevels && left.size() > kFew; ++number) {
    Level<Key> level(table_, left.size(), number);
    level.put(left, 0);
    sum += level.occupied();
    level.lost(left, lost_);
    left.swap(lost_);
  }
  return sum + distinct_by_sorting(std::move(left));
}

template <class Key>
Level<Key> ShingleComparer<Key>::first_level() {
  Level<Key> level(table_, shared_.size() + rest_a_.size(), 0);
  level.put(rest_a_, 0);
  level.put(shared_, 1);
  return level;
}

/// Goes on from the first level, which has all keys of A, until every key of A has a slot of its own.
template <class Key>
Overlap ShingleComparer<Key>::exact(Level<Key> level) {
  Overlap overlap;
  for (std::size_t number = 1;; ++number) {
    level.lost(rest_a_, lost_);
    rest_a_.swap(lost_);
    level.lost(shared_, lost_);
    shared_.swap(lost_);
    level.look_up(rest_b_);
    overlap += {level.marked(), level.occupied()};
    if (number == kLevels || shared_.size() + rest_a_.size() == 0) break;
    level = Level<Key>(table_, shared_.size() + rest_a_.size(), number);
    level.put(rest_a_, 0);
    level.put(shared_, 1);
  }
  if (shared_.size() + rest_a_.size() == 0) return overlap += {0, distinct(rest_b_)};
  // Only keys made to collide come so far: counted by sorting, |A and B| = |A| + |B| - |A or B|.
  std::vector<Key> of_a(shared_), of_b(shared_);
  of_a.insert(of_a.end(), rest_a_.begin(), rest_a_.end());
  of_b.insert(of_b.end(), rest_b_.begin(), rest_b_.end());
  std::vector<Key> all(of_a);
  all.insert(all.end(), of_b.begin(), of_b.end());
  const std::size_t either = distinct_by_sorting(std::move(all));
  return overlap += {distinct_by_sorting(std::move(of_a)) + distinct_by_sorting(std::move(of_b)) - either, either};
}

template <class Key>
std::optional<Overlap> ShingleComparer<Key>::overlap(std::string_view a, std::string_view b, Part part) {
  if (!collect(a, b, part)) return std::nullopt;
  return exact(first_level());
}

template <class Key>
std::optional<bool> ShingleComparer<Key>::alike(std::string_view a, std::string_view b, double threshold) {
  if (!collect(a, b, Part{})) return std::nullopt;
  const Level<Key> level = first_level();
  // A has at least as many shingles as slots are taken, and the two sets differ by the rests at most.
  const std::size_t least = level.occupied();
  if (least > rest_a_.size() && Overlap{least - rest_a_.size(), least + rest_b_.size()}.reaches(threshold)) return true;
  return exact(level).reaches(threshold);
}

template class ShingleComparer<NarrowKey>;
template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
