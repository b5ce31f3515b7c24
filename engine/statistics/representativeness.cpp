#include "engine/statistics/representativeness.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

Result<std::vector<double>> shares_of(std::span<const double> sizes, std::string_view what) {
  if (auto refused = refuse_negative(sizes, what)) return std::unexpected(*refused);
  const double total = sum(sizes);
  if (!(total > 0) || !std::isfinite(total)) return undefined(std::string(what) + " sum to 0");
  std::vector<double> shares;
  for (const double size : sizes) shares.push_back(size / total);
  return shares;
}

struct Both {
  double n = 0;
  std::vector<double> p, q;
};

Result<Both> read(std::span<const double> observed, std::span<const double> reference) {
  if (observed.size() != reference.size()) return undefined("each group needs a count and a reference");
  const auto p = shares_of(observed, "the participants"), q = shares_of(reference, "the reference");
  if (!p) return std::unexpected(p.error());
  if (!q) return std::unexpected(q.error());
  return Both{sum(observed), *p, *q};
}

double variation(std::span<const double> p, std::span<const double> q) {
  CompensatedSum total;
  for (std::size_t i = 0; i < p.size(); ++i) total.add(std::abs(p[i] - q[i]) / 2);
  return std::min(1.0, total.value());
}

double expected(std::span<const double> q, std::uint64_t n) {
  CompensatedSum total;
  const double size = static_cast<double>(n);
  for (const double share : q) {
    if (share <= 0 || share >= 1) continue;
    // E|K - nq| = 2 m (1 - q) P(K = m), m the first whole number above nq.
    const double m = std::min(size, std::floor(size * share) + 1);
    total.add(m * (1 - share) * binomial_pmf(static_cast<std::uint64_t>(m), n, share) / size);
  }
  return total.value();
}

}  // namespace

Result<double> total_variation(std::span<const double> observed, std::span<const double> reference) {
  return mapped(read(observed, reference), [](const Both& both) { return variation(both.p, both.q); });
}

Result<double> expected_variation(std::span<const double> reference, std::uint64_t n) {
  if (n == 0) return undefined("n = 0: no participant");
  return mapped(shares_of(reference, "the reference"), [&](const auto& q) { return expected(q, n); });
}

Result<double> excess_variation(std::span<const double> observed, std::span<const double> reference) {
  const auto both = read(observed, reference);
  if (!both) return std::unexpected(both.error());
  if (both->n != std::floor(both->n)) return undefined("participants must be whole people");
  const double by_chance = expected(both->q, static_cast<std::uint64_t>(both->n));
  if (by_chance >= 1) return undefined("chance alone explains any distance");
  return std::max(0.0, (variation(both->p, both->q) - by_chance) / (1 - by_chance));
}

Result<double> jensen_shannon(std::span<const double> observed, std::span<const double> reference) {
  return mapped(read(observed, reference), [](const Both& both) {
    CompensatedSum bits;
    for (std::size_t i = 0; i < both.p.size(); ++i) {
      const double p = both.p[i], q = both.q[i], middle = (p + q) / 2;
      if (p > 0) bits.add(p * std::log2(p / middle) / 2);
      if (q > 0) bits.add(q * std::log2(q / middle) / 2);
    }
    return std::clamp(bits.value(), 0.0, 1.0);
  });
}

Result<double> hellinger(std::span<const double> observed, std::span<const double> reference) {
  return mapped(read(observed, reference), [](const Both& both) {
    // Half the sum of squared differences of roots: no cancellation when the two are close.
    CompensatedSum total;
    for (std::size_t i = 0; i < both.p.size(); ++i) {
      const double gap = std::sqrt(both.p[i]) - std::sqrt(both.q[i]);
      total.add(gap * gap / 2);
    }
    return std::min(1.0, std::sqrt(total.value()));
  });
}

Result<GoodnessOfFit> goodness_of_fit(std::span<const double> observed, std::span<const double> reference) {
  const auto both = read(observed, reference);
  if (!both) return std::unexpected(both.error());
  GoodnessOfFit fit;
  fit.min_expected = std::numeric_limits<double>::infinity();
  CompensatedSum chi_squared, g_squared;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double q = both->q[i], e = both->n * q, gap = observed[i] - e;
    if (q <= 0 && observed[i] > 0) return unbounded("someone belongs to a group that the reference does not have");
    fit.pearson_residual.push_back(q > 0 ? gap / std::sqrt(e) : 0);
    fit.standard_residual.push_back(q > 0 && q < 1 ? gap / std::sqrt(e * (1 - q)) : 0);
    if (q <= 0) continue;
    ++fit.df;
    fit.min_expected = std::min(fit.min_expected, e);
    chi_squared.add(gap * gap / e);
    if (observed[i] > 0) g_squared.add(2 * observed[i] * std::log(observed[i] / e));
  }
  if (!std::isfinite(chi_squared.value()) || !std::isfinite(g_squared.value()))
    return undefined("the counts are too far from the reference");
  --fit.df;
  fit.chi_squared = chi_squared.value();
  fit.g_squared = std::max(0.0, g_squared.value());
  fit.p = fit.df > 0 ? chi_squared_sf(fit.chi_squared, fit.df) : 1;
  fit.cohen_w = std::sqrt(fit.chi_squared / both->n);
  if (fit.df > 0) fit.cramers_v = fit.cohen_w / std::sqrt(fit.df);
  return fit;
}

Result<std::vector<std::optional<double>>> representation_ratios(std::span<const double> observed,
                                                                 std::span<const double> reference) {
  return mapped(read(observed, reference), [](const Both& both) {
    std::vector<std::optional<double>> ratios;
    for (std::size_t i = 0; i < both.p.size(); ++i)
      ratios.push_back(both.q[i] > 0 ? std::optional(both.p[i] / both.q[i]) : std::nullopt);
    return ratios;
  });
}

namespace {

Result<std::vector<double>> known_ratios(std::span<const double> observed, std::span<const double> reference) {
  const auto ratios = representation_ratios(observed, reference);
  if (!ratios) return std::unexpected(ratios.error());
  std::vector<double> known;
  for (const auto& ratio : *ratios)
    if (ratio) known.push_back(*ratio);
  if (*std::ranges::max_element(known) <= 0) return undefined("no participant belongs to a group of the reference");
  return known;
}

}  // namespace

Result<double> score_min_max(std::span<const double> observed, std::span<const double> reference) {
  return mapped(known_ratios(observed, reference), [](const std::vector<double>& ratios) {
    const auto [least, most] = std::ranges::minmax(ratios);
    return least / most;
  });
}

Result<double> score_min_mean(std::span<const double> observed, std::span<const double> reference) {
  return mapped(known_ratios(observed, reference),
                [](const std::vector<double>& ratios) { return std::ranges::min(ratios) / mean(ratios); });
}

Result<BestAllocation> best_allocation(std::span<const double> reference, std::uint64_t n) {
  if (n == 0) return undefined("n = 0: nobody to allocate");
  const auto q = shares_of(reference, "the reference");
  if (!q) return std::unexpected(q.error());
  const double size = static_cast<double>(n);
  BestAllocation result;
  std::vector<double> remainder;
  std::uint64_t given = 0;
  for (const double share : *q) {
    // A share such as 0.3 of 10 people is 3, not a little less.
    const double whole = std::floor(size * share + 1e-9);
    result.people.push_back(static_cast<std::uint64_t>(whole));
    given += result.people.back();
    remainder.push_back(size * share - whole);
  }
  std::vector<std::size_t> order(q->size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b] + 1e-9; });
  for (std::size_t i = 0; given < n; i = (i + 1) % order.size(), ++given) ++result.people[order[i]];
  CompensatedSum gap;
  for (std::size_t i = 0; i < q->size(); ++i)
    gap.add(std::abs(static_cast<double>(result.people[i]) / size - (*q)[i]) / 2);
  result.similarity = 1 - gap.value();
  return result;
}

Result<Independence> chi_squared_independence(std::span<const std::vector<double>> table) {
  if (table.size() < 2 || table.front().size() < 2) return undefined("two rows and two columns at least");
  const std::size_t columns = table.front().size();
  std::vector<double> row(table.size()), column(columns, 0);
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].size() != columns) return undefined("all rows need the same columns");
    if (auto refused = refuse_negative(table[i], "the counts")) return std::unexpected(*refused);
    row[i] = sum(table[i]);
    for (std::size_t j = 0; j < columns; ++j) column[j] += table[i][j];
  }
  const double n = sum(row);
  if (!(std::ranges::min(row) > 0) || !(std::ranges::min(column) > 0)) return undefined("an empty row or column");
  Independence result;
  result.standard_residual.assign(table.size(), std::vector<double>(columns));
  CompensatedSum chi_squared;
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      const double e = row[i] * column[j] / n, gap = table[i][j] - e;
      chi_squared.add(gap * gap / e);
      result.standard_residual[i][j] = gap / std::sqrt(e * (1 - row[i] / n) * (1 - column[j] / n));
    }
  const double r = static_cast<double>(table.size()), c = static_cast<double>(columns);
  if (!std::isfinite(chi_squared.value())) return undefined("the counts are too far apart");
  result.chi_squared = chi_squared.value();
  result.df = (r - 1) * (c - 1);
  result.p = chi_squared_sf(result.chi_squared, result.df);
  const double phi = result.chi_squared / n;
  result.cramers_v = std::min(1.0, std::sqrt(phi / (std::min(r, c) - 1)));
  if (n > 1) {
    const double corrected_phi = std::max(0.0, phi - result.df / (n - 1));
    const double fewer = std::min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1));
    result.cramers_v_corrected = fewer > 1 ? std::min(1.0, std::sqrt(corrected_phi / (fewer - 1))) : 0;
  }
  return result;
}

}  // namespace boussole::engine::statistics
