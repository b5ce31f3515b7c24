#include "engine/text/pair_checker.h"

#include <algorithm>

namespace boussole::engine::text {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 18;
constexpr std::size_t kKeptTexts = 16;                // as many as are worth searching one by one
constexpr std::size_t kGiant = std::size_t{1} << 20;  // bytes above which texts are compared part by part

template <class Key>
std::optional<bool> compare(ShingleComparer<Key>& comparer, std::string_view a, std::string_view b, double threshold) {
  const std::size_t bytes = std::max(a.size(), b.size());
  if (bytes <= kGiant) return comparer.alike(a, b, threshold);
  Overlap sum;
  for (Part part{0, static_cast<std::uint32_t>(bytes / kGiant) + 1}; part.index < part.count; ++part.index) {
    const auto overlap = comparer.overlap(a, b, part);
    if (!overlap) return std::nullopt;
    sum += *overlap;
  }
  return sum.reaches(threshold);
}

}  // namespace

void PairChecker::begin(const TextBatch& batch) {
  batch_ = &batch;
  texts_.clear();
  kept_.clear();
  scratch_.trim();
}

/// The normal form of a text, made if it is not kept.
PairChecker::Kept PairChecker::find(std::uint32_t rank) {
  const auto kept = std::find_if(kept_.rbegin(), kept_.rend(), [rank](const Kept& one) { return one.rank == rank; });
  if (kept != kept_.rend()) return *kept;
  const Normal normal = normal_form(batch_->raw(rank), batch_->html(rank), scratch_);
  kept_.push_back({rank, texts_.size(), normal.size});
  const char* bytes = reinterpret_cast<const char*>(scratch_.data());
  texts_.insert(texts_.end(), bytes, bytes + normal.size);
  return kept_.back();
}

bool PairChecker::alike(std::uint32_t a, std::uint32_t b, double threshold) {
  if (texts_.size() > kKeptBytes || kept_.size() + 2 > kKeptTexts) {
    texts_.clear();
    kept_.clear();
  }
  const Kept first = find(a), second = find(b);
  if (const auto narrow = compare(narrow_, text(first), text(second), threshold)) return *narrow;
  return compare(wide_, text(first), text(second), threshold).value();
}

}  // namespace boussole::engine::text
