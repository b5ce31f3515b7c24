// Hill numbers at other sample sizes than the one seen: see diversity.h and richness.h.
#include <algorithm>
#include <cmath>

#include "engine/statistics/abundance.h"
#include "engine/statistics/checks.h"
#include "engine/statistics/diversity.h"
#include "engine/statistics/richness.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

double log_choose_real(double n, double k) {
  if (k <= 0 || k >= n) return 0;
  return -std::log1p(n) - log_beta(k + 1, n - k + 1);
}

namespace {

/// Sum over k >= 1 of P(k of the m drawn are of a type seen x times) * term(k), m whole: the hypergeometric law, from
/// its mode outwards until the chances vanish.
template <class Term>
double expected_term(double n, double x, double m, Term term) {
  const double least = std::max(0.0, m - (n - x)), most = std::min(x, m);
  const double mode = std::clamp(std::floor((m + 1) * (x + 1) / (n + 2)), least, most);
  const double at_mode = std::exp(log_choose_real(x, mode) + log_choose_real(n - x, m - mode) - log_choose_real(n, m));
  CompensatedSum total;
  double chance = at_mode;
  for (double k = mode; k >= std::max(1.0, least) && chance > 1e-30; --k) {
    total.add(chance * term(k));
    chance *= k * (n - x - m + k) / ((x - k + 1) * (m - k + 1));
  }
  chance = at_mode;
  for (double k = mode; k < most && chance > 1e-30;) {
    chance *= (x - k) * (m - k) / ((k + 1) * (n - x - m + k + 1));
    ++k;
    total.add(chance * term(k));
  }
  return total.value();
}

/// P(a type seen x times is missed by a draw of m).
double missed(double n, double x, double m) {
  return n - x < m ? 0 : std::exp(log_choose_real(n - x, m) - log_choose_real(n, m));
}

/// Expected Hill number of a whole m <= n drawn without replacement (Chao et al. 2014, table 1).
double rarefied(const Abundance& a, double q, double m) {
  CompensatedSum terms;
  for (const auto& [value, people] : a.bins) {
    const double x = static_cast<double>(value), types = static_cast<double>(people);
    if (q == 0)
      terms.add(types * (1 - missed(a.n, x, m)));
    else if (q == 2)
      terms.add(types * x / a.n * (1 / m + (m - 1) / m * (x - 1) / std::max(1.0, a.n - 1)));
    else if (q == 1)
      terms.add(types * expected_term(a.n, x, m, [&](double k) { return -(k / m) * std::log(k / m); }));
    else
      terms.add(types * expected_term(a.n, x, m, [&](double k) { return std::pow(k / m, q); }));
  }
  if (q == 0) return terms.value();
  if (q == 1) return std::exp(terms.value());
  return std::pow(terms.value(), 1 / (1 - q));
}

Result<double> extrapolated(const Abundance& a, double q, double m) {
  if (q == 2) {
    CompensatedSum pairs;
    for (const auto& [value, people] : a.bins) {
      const double x = static_cast<double>(value);
      pairs.add(static_cast<double>(people) * x * (x - 1));
    }
    const double meet = a.n > 1 ? pairs.value() / a.n / (a.n - 1) : 0;
    return 1 / (1 / m + (m - 1) / m * meet);
  }
  if (q != 0 && q != 1) return undefined("extrapolation is known for q = 0, 1 and 2");
  const double seen = rarefied(a, q, a.n), before = a.n > 1 ? rarefied(a, q, a.n - 1) : 0;
  const auto asymptote = q == 0 ? mapped(chao1(a.bins), [](const Richness& r) { return r.estimate; })
                                : mapped(shannon_chao(a.bins), [](double h) { return std::exp(h); });
  if (!asymptote) return asymptote;
  if (*asymptote == seen) return seen;
  // The gap to the asymptote closes at the rate of the last contribution (Chao et al. 2014, eq. 8 and 12).
  const double rate = (seen - before) / (*asymptote - before);
  return seen + (*asymptote - seen) * (1 - std::pow(1 - rate, m - a.n));
}

}  // namespace

Result<double> hill_at_size(std::span<const CountBin> abundance, double q, double m) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  if (!(q >= 0) || !std::isfinite(q)) return undefined("the order q must be finite and at least 0");
  if (!std::isfinite(m) || m < 1) return undefined("the size of the sample must be at least 1");
  if (m > a->n) {
    const auto value = extrapolated(*a, q, m);
    return value ? finite_or_undefined(*value, "the extrapolation") : value;
  }
  const double below = std::floor(m), at_below = rarefied(*a, q, below);
  if (below == m) return at_below;
  return at_below + (m - below) * (rarefied(*a, q, below + 1) - at_below);
}

Result<Rarefied> rarefy(std::span<const CountBin> abundance, std::uint64_t m) {
  const auto a = read_abundance(abundance);
  if (!a) return std::unexpected(a.error());
  const double size = static_cast<double>(m), n = a->n;
  if (m < 1 || size > n) return undefined("rarefaction goes from 1 to n contributions");
  if (m == 1) return Rarefied{1, 0};  // one contribution is of one type: nothing but rounding would be left below
  CompensatedSum seen, variance;
  const auto joint = [&](double x, double y, double miss_x, double miss_y) {
    const double both = n - x - y < size ? 0 : std::exp(log_choose_real(n - x - y, size) - log_choose_real(n, size));
    return both - miss_x * miss_y;
  };
  for (std::size_t i = 0; i < a->bins.size(); ++i) {
    const double x = static_cast<double>(a->bins[i].value), types = static_cast<double>(a->bins[i].people);
    const double miss = missed(n, x, size);
    seen.add(types * (1 - miss));
    variance.add(types * miss * (1 - miss));
    if (types > 1) variance.add(types * (types - 1) * joint(x, x, miss, miss));
    for (std::size_t j = 0; j < i; ++j) {
      const double y = static_cast<double>(a->bins[j].value), others = static_cast<double>(a->bins[j].people);
      variance.add(2 * types * others * joint(x, y, miss, missed(n, y, size)));
    }
  }
  return Rarefied{seen.value(), std::sqrt(std::max(0.0, variance.value()))};
}

}  // namespace boussole::engine::statistics
