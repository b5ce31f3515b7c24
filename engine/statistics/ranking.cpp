#include "engine/statistics/ranking.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/adjust.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"

namespace boussole::engine::statistics {

namespace {

using Column = std::vector<bool>;  ///< which units carry a letter

bool within(const Column& inner, const Column& outer) {
  for (std::size_t i = 0; i < inner.size(); ++i)
    if (inner[i] && !outer[i]) return false;
  return true;
}

/// Takes away the columns that lie within another; of equal ones the first stays.
void absorb(std::vector<Column>& columns) {
  for (std::size_t i = 0; i < columns.size();) {
    bool redundant = false;
    for (std::size_t j = 0; j < columns.size() && !redundant; ++j)
      redundant = j != i && within(columns[i], columns[j]) && (columns[i] != columns[j] || j < i);
    if (redundant)
      columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

std::string letter(std::size_t number) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return std::string(number / kLetters.size(), '.') + kLetters[number % kLetters.size()];
}

}  // namespace

Result<std::vector<std::string>> letter_display(std::size_t units, std::span<const DifferentPair> different) {
  if (units == 0) return undefined("n = 0: no unit");
  std::vector<Column> columns{Column(units, true)};
  for (const auto& [a, b] : different) {
    if (a >= units || b >= units || a == b) return undefined("a pair needs two different units");
    const std::size_t known = columns.size();
    for (std::size_t i = 0; i < known; ++i) {
      if (!columns[i][a] || !columns[i][b]) continue;
      Column without_a = columns[i];
      without_a[a] = false;
      columns[i][b] = false;
      columns.push_back(std::move(without_a));
    }
    absorb(columns);
  }
  // Letters follow the units: by the first unit of each column, then the second, and so on.
  std::ranges::sort(columns, std::ranges::greater{});
  std::vector<std::string> result(units);
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t i = 0; i < units; ++i)
      if (columns[c][i]) result[i] += letter(c);
  return result;
}

Result<std::vector<RankInterval>> rank_intervals(std::span<const double> estimate, std::span<const double> se,
                                                 double alpha) {
  if (estimate.empty()) return undefined("n = 0: no unit");
  if (estimate.size() != se.size()) return undefined("each estimate needs a standard error");
  if (auto refused = refuse_not_finite(estimate, "the estimates")) return std::unexpected(*refused);
  if (auto refused = refuse_negative(se, "the standard errors")) return std::unexpected(*refused);
  if (auto refused = refuse_level(alpha)) return std::unexpected(*refused);
  std::vector<double> p;
  for (std::size_t i = 0; i < estimate.size(); ++i) {
    if (!(se[i] > 0)) return undefined("the standard errors must be positive");
    for (std::size_t j = 0; j < i; ++j)
      p.push_back(2 * normal_sf(std::abs(estimate[i] - estimate[j]) / std::hypot(se[i], se[j])));
  }
  const auto larger = adjusted(std::span<const double>(p), Adjustment::holm);
  if (!larger) return std::unexpected(larger.error());
  std::vector<RankInterval> result(estimate.size(), {1, estimate.size()});
  std::size_t pair = 0;
  for (std::size_t i = 0; i < estimate.size(); ++i)
    for (std::size_t j = 0; j < i; ++j, ++pair) {
      if ((*larger)[pair] > alpha) continue;
      const auto [better, worse] = estimate[i] > estimate[j] ? std::pair(i, j) : std::pair(j, i);
      ++result[worse].best;
      --result[better].worst;
    }
  return result;
}

}  // namespace boussole::engine::statistics
