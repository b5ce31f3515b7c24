#include "engine/text/pair_checker.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace boussole::engine::text {
namespace {

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

bool PairChecker::alike(const TextBatch& batch, std::uint32_t a, std::uint32_t b, double threshold) {
  if (!may_reach(batch.map(a), batch.map(b), threshold)) return false;
  const std::string_view first = batch.text(a), second = batch.text(b);
  if (const auto narrow = compare(narrow_, first, second, threshold)) return *narrow;
  return compare(wide_, first, second, threshold).value();
}

}  // namespace boussole::engine::text
