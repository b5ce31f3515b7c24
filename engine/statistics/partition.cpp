#include "engine/statistics/partition.h"

#include <map>
#include <utility>

namespace boussole::engine::statistics {

namespace {

double pairs(std::uint64_t n) { return static_cast<double>(n) * (static_cast<double>(n) - 1) / 2; }

}  // namespace

Result<double> adjusted_rand_index(std::span<const std::size_t> first, std::span<const std::size_t> second) {
  if (first.size() != second.size()) return undefined("the two have different lengths");
  if (first.size() < 2) return undefined("fewer than two people");
  std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> both;
  std::map<std::size_t, std::uint64_t> one, other;
  for (std::size_t i = 0; i < first.size(); ++i) {
    ++both[{first[i], second[i]}];
    ++one[first[i]];
    ++other[second[i]];
  }
  double together = 0, in_first = 0, in_second = 0;
  for (const auto& [cell, n] : both) together += pairs(n);
  for (const auto& [group, n] : one) in_first += pairs(n);
  for (const auto& [group, n] : other) in_second += pairs(n);
  const double expected = in_first * in_second / pairs(first.size());
  const double most = (in_first + in_second) / 2;
  if (most == expected) return undefined("both put everybody together, or everybody alone");
  return (together - expected) / (most - expected);
}

}  // namespace boussole::engine::statistics
