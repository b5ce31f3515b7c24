#include "engine/text/pair_checker.h"

#include <algorithm>

namespace boussole::engine::text {
namespace {

constexpr std::size_t kKeptKeys = std::size_t{1} << 18;  // 2 MB of narrow keys
constexpr std::size_t kKeptTexts = 16;                   // as many as are worth searching one by one
constexpr std::size_t kGiant = std::size_t{1} << 20;     // bytes above which a text is compared part by part

}  // namespace

void PairChecker::begin(const TextBatch& batch) {
  batch_ = &batch;
  narrow_.clear();
  wide_.clear();
  scratch_.trim();
}

/// The shingles of a text, made if they are not kept; null where they do not fit this kind of key.
template <class Key>
auto PairChecker::find(Memory<Key>& memory, std::uint32_t rank, Part part) -> const typename Memory<Key>::Kept* {
  const auto kept =
      std::find_if(memory.kept.rbegin(), memory.kept.rend(), [rank](const auto& one) { return one.rank == rank; });
  if (kept != memory.kept.rend()) return &*kept;
  const Normal normal = normal_form(batch_->raw(rank), batch_->html(rank), scratch_);
  const std::size_t begin = memory.keys.size();
  if (!append_shingles(scratch_.data(), normal.size, part, memory.keys)) return nullptr;
  memory.kept.push_back({rank, begin, memory.keys.size()});
  return &memory.kept.back();
}

template <class Key>
std::optional<bool> PairChecker::alike_in_parts(Memory<Key>& memory, std::uint32_t a, std::uint32_t b,
                                                std::size_t bytes, double threshold) {
  Overlap sum;
  Part part{0, static_cast<std::uint32_t>(bytes / kGiant) + 1};
  for (; part.index < part.count; ++part.index) {
    memory.clear();
    const auto* first = find(memory, a, part);
    if (first == nullptr) return std::nullopt;
    const std::size_t end_of_a = first->end;
    if (find(memory, b, part) == nullptr) return std::nullopt;
    const std::span<const Key> keys(memory.keys);
    sum += memory.comparer.overlap(keys.first(end_of_a), keys.subspan(end_of_a));
  }
  memory.clear();
  return sum.reaches(threshold);
}

template <class Key>
std::optional<bool> PairChecker::alike_in(Memory<Key>& memory, std::uint32_t a, std::uint32_t b, double threshold) {
  const std::size_t bytes = std::max(batch_->raw(a).size(), batch_->raw(b).size());
  if (bytes > kGiant) return alike_in_parts(memory, a, b, bytes, threshold);
  if (memory.keys.size() > kKeptKeys || memory.kept.size() + 2 > kKeptTexts) memory.clear();
  const auto* first = find(memory, a, Part{});
  if (first == nullptr) return std::nullopt;
  const auto of_a = *first;  // the next search may move it
  const auto* second = find(memory, b, Part{});
  if (second == nullptr) return std::nullopt;
  const std::span<const Key> keys(memory.keys);
  return memory.comparer.alike(keys.subspan(of_a.begin, of_a.end - of_a.begin),
                               keys.subspan(second->begin, second->end - second->begin), threshold);
}

bool PairChecker::alike(std::uint32_t a, std::uint32_t b, double threshold) {
  if (const auto narrow = alike_in(narrow_, a, b, threshold)) return *narrow;
  return alike_in(wide_, a, b, threshold).value();
}

}  // namespace boussole::engine::text
