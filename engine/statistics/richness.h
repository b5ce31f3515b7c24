#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/result.h"

/// How many types there are when some were not seen. Lower bounds and asymptotes, undefined for n = 0; they may exceed
/// what a reader expects (also the number of types seen, without any singleton): show them beside the observed figure.
namespace boussole::engine::statistics {

struct Richness {
  double observed = 0;
  double estimate = 0;
  double se = 0;
};
/// Chao1 with the factor (n-1)/n (Chao 1984, 1987): S + (n-1)/n f1^2/(2 f2), or f1 (f1 - 1)/2 for f2 = 0. A lower
/// bound.
Result<Richness> chao1(std::span<const CountBin> abundance);
/// Its interval on the log scale of what is missing, which never falls below the types seen (Chao 1987). A point when
/// nothing is missing.
Result<Range> chao1_interval(std::span<const CountBin> abundance, double level);
/// Bias-corrected Chao1, S + f1 (f1 - 1) / (2 (f2 + 1)), with the standard error that the delta method gives to this
/// very form when the f_k are multinomial of size the estimate (vegan's choice).
Result<Richness> chao1_bias_corrected(std::span<const CountBin> abundance);
/// Abundance-based coverage estimator, types seen at most 10 times being rare (Chao and Lee 1992; O'Hara's form).
/// Undefined when every rare contribution is a singleton: nothing of their coverage is known.
Result<double> ace(std::span<const CountBin> abundance);

/// Shannon's entropy in nats, nearly unbiased (Chao, Wang and Jost 2013, eq. 7).
Result<double> shannon_chao(std::span<const CountBin> abundance);
/// Unbiased inverse Simpson: n (n - 1) / sum x (x - 1) (Good 1953). Undefined when all are singletons.
Result<double> simpson_unbiased(std::span<const CountBin> abundance);

/// Hill number of any order q >= 0 of all types, also those not seen (Chao and Jost 2015): Chao1 at q = 0, exp
/// of shannon_chao at 1, simpson_unbiased at 2. A lower bound for q < 1, nearly unbiased from 1 on. Its finite sum over
/// k is summed in closed form (Vandermonde), its difference of large terms as the tail it stands for. Undefined for q
/// >= n, and where the estimate of sum p^q is not positive (all singletons, q >= 2).
Result<double> hill_asymptotic(std::span<const CountBin> abundance, double q);

struct Rarefied {
  double types = 0;
  double se = 0;
};
/// Expected number of types among m of the n contributions (Hurlbert 1971) with the conditional standard error of Heck,
/// van Belle and Simberloff (1975). 1 <= m <= n.
Result<Rarefied> rarefy(std::span<const CountBin> abundance, std::uint64_t m);

}  // namespace boussole::engine::statistics
