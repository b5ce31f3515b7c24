#include "engine/statistics/ordinal.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

Result<std::vector<double>> shares_of(std::span<const double> freq, std::size_t least_categories) {
  if (auto refused = refuse_negative(freq, "the counts")) return std::unexpected(*refused);
  if (freq.size() < least_categories) return undefined("too few categories");
  const double n = sum(freq);
  if (!(n > 0) || !std::isfinite(n)) return undefined("n = 0: nobody answered");
  std::vector<double> shares;
  for (const double f : freq) shares.push_back(f / n);
  return shares;
}

/// Cumulated shares of all categories but the last.
std::vector<double> cumulated(std::span<const double> shares) {
  std::vector<double> result;
  CompensatedSum total;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    total.add(shares[i]);
    result.push_back(std::clamp(total.value(), 0.0, 1.0));
  }
  return result;
}

/// Agreement of a layer where each category is either in or out: unimodality times concentration. Triples of
/// categories in, in, out (or out, in, in) speak for one mode, in, out, in against it.
double layer_agreement(const std::vector<bool>& in) {
  const double k = static_cast<double>(in.size());
  const double filled = static_cast<double>(std::ranges::count(in, true));
  if (filled == 1) return 1;
  if (filled == k) return 0;
  // Pairs of filled categories, with the empty ones outside and inside each pair.
  double one_mode = 0, two_modes = 0;
  for (std::size_t a = 0; a < in.size(); ++a)
    for (std::size_t b = a + 1; b < in.size(); ++b)
      for (std::size_t c = b + 1; c < in.size(); ++c) {
        if (in[a] && !in[b] && in[c]) ++two_modes;
        if (in[b] && in[a] != in[c]) ++one_mode;
      }
  const double unimodality = ((k - 2) * one_mode - (k - 1) * two_modes) / ((k - 2) * (one_mode + two_modes));
  return unimodality * (1 - (filled - 1) / (k - 1));
}

}  // namespace

Result<double> agreement(std::span<const double> freq) {
  auto left = shares_of(freq, 3);
  if (!left) return std::unexpected(left.error());
  CompensatedSum total;
  // Peel off layers of equal height until nothing is left.
  std::vector<bool> in(left->size());
  while (true) {
    double height = 0, filled = 0;
    for (std::size_t i = 0; i < left->size(); ++i) {
      in[i] = (*left)[i] > 0;
      if (!in[i]) continue;
      height = filled == 0 ? (*left)[i] : std::min(height, (*left)[i]);
      ++filled;
    }
    if (filled == 0) break;
    total.add(height * filled * layer_agreement(in));
    for (double& share : *left)
      if (share > 0) share = share == height ? 0 : share - height;
  }
  return std::clamp(total.value(), -1.0, 1.0);
}

Result<double> polarisation(std::span<const double> freq) {
  return mapped(agreement(freq), [](double a) { return (1 - a) / 2; });
}

Result<double> consensus_tastle(std::span<const double> freq) {
  return mapped(shares_of(freq, 2), [](const std::vector<double>& p) {
    CompensatedSum centre, total;
    for (std::size_t i = 0; i < p.size(); ++i) centre.add(p[i] * static_cast<double>(i));
    const double range = static_cast<double>(p.size() - 1);
    for (std::size_t i = 0; i < p.size(); ++i)
      if (p[i] > 0) total.add(p[i] * std::log2(1 - std::abs(static_cast<double>(i) - centre.value()) / range));
    return std::clamp(1 + total.value(), 0.0, 1.0);
  });
}

Result<double> leik(std::span<const double> freq) {
  return mapped(shares_of(freq, 2), [](const std::vector<double>& p) {
    CompensatedSum total;
    for (const double f : cumulated(p)) total.add(2 * std::min(f, 1 - f));
    return total.value() / static_cast<double>(p.size() - 1);
  });
}

Result<double> blair_lacy(std::span<const double> freq) {
  return mapped(shares_of(freq, 2), [](const std::vector<double>& p) {
    CompensatedSum total;
    for (const double f : cumulated(p)) total.add((f - 0.5) * (f - 0.5));
    return 4 * total.value() / static_cast<double>(p.size() - 1);
  });
}

Result<double> berry_mielke(std::span<const double> freq) {
  return mapped(shares_of(freq, 2), [](const std::vector<double>& p) {
    CompensatedSum total;
    for (const double f : cumulated(p)) total.add(4 * f * (1 - f));
    return total.value() / static_cast<double>(p.size() - 1);
  });
}

Result<double> esteban_ray(std::span<const double> freq, double alpha) {
  if (!(alpha > 0 && alpha <= 1.6)) return undefined("alpha must lie in (0, 1.6]");
  return mapped(shares_of(freq, 2), [&](const std::vector<double>& p) {
    CompensatedSum total;
    for (std::size_t i = 0; i < p.size(); ++i)
      for (std::size_t j = 0; j < p.size(); ++j) {
        const double distance = static_cast<double>(i > j ? i - j : j - i);
        if (p[i] > 0) total.add(std::pow(p[i], 1 + alpha) * p[j] * distance);
      }
    return total.value();
  });
}

Result<double> esteban_ray_normalised(std::span<const double> freq) {
  return mapped(esteban_ray(freq, 1), [&](double er) { return 4 * er / static_cast<double>(freq.size() - 1); });
}

Result<Bimodality> bimodality(std::span<const double> freq) {
  if (const auto shares = shares_of(freq, 2); !shares) return std::unexpected(shares.error());
  Moments moments;
  for (std::size_t i = 0; i < freq.size(); ++i) moments.merge(Moments::repeated(static_cast<double>(i + 1), freq[i]));
  const double n = moments.n;
  if (n <= 3) return undefined("n < 4: no kurtosis");
  if (!(moments.m2 > 0)) return undefined("all chose the same category");
  const double skewness = std::sqrt(n) * moments.m3 / std::pow(moments.m2, 1.5);
  const double kurtosis = n * moments.m4 / (moments.m2 * moments.m2);
  const double adjusted_skewness = skewness * std::sqrt(n * (n - 1)) / (n - 2);
  const double excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (kurtosis - 3) + 6);
  Bimodality result;
  result.population = (skewness * skewness + 1) / kurtosis;
  result.sample = (adjusted_skewness * adjusted_skewness + 1) / (excess + 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
  if (!std::isfinite(result.sample) || !std::isfinite(result.population))
    return undefined("the counts are too far apart");
  return result;
}

Result<Kappa> cohen_kappa(std::span<const std::vector<double>> table) {
  const std::size_t k = table.size();
  if (k < 2) return undefined("fewer than two categories");
  CompensatedSum all;
  for (const auto& row : table) {
    if (row.size() != k) return undefined("the table must be square");
    if (auto refused = refuse_negative(row, "the counts")) return std::unexpected(*refused);
    for (const double cell : row) all.add(cell);
  }
  const double n = all.value();
  if (!(n > 0)) return undefined("n = 0: nothing was rated");
  std::vector<double> row(k, 0), column(k, 0);
  double observed = 0, chance = 0;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j) row[i] += table[i][j] / n, column[j] += table[i][j] / n;
  for (std::size_t i = 0; i < k; ++i) observed += table[i][i] / n, chance += row[i] * column[i];
  if (chance >= 1) return undefined("both raters always give the same category: chance explains all");
  Kappa result{(observed - chance) / (1 - chance), 0};
  CompensatedSum spread;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j) {
      const double weight = (i == j ? 1 - chance : 0) - (column[i] + row[j]) * (1 - observed);
      spread.add(table[i][j] / n * weight * weight);
    }
  const double centre = observed * chance - 2 * chance + observed;
  result.variance = (spread.value() - centre * centre) / (n * std::pow(1 - chance, 4));
  return result;
}

}  // namespace boussole::engine::statistics
