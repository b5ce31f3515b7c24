#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Agreement and polarisation of answers on an ordered scale: freq[i] people chose category i of k. All are undefined
/// for nobody and for fewer than two categories (three for van der Eijk); negative, NaN and infinite numbers are
/// refused.
namespace boussole::engine::statistics {

/// Agreement A, -1 (two camps at the ends) to 1 (one category), 0 for an even spread (van der Eijk 2001).
Result<double> agreement(std::span<const double> freq);
/// (1 - A) / 2.
Result<double> polarisation(std::span<const double> freq);
/// Consensus, 1 + sum p log2(1 - |x - mean| / (k - 1)) (Tastle and Wierman 2007).
Result<double> consensus_tastle(std::span<const double> freq);
/// Ordinal dispersion, 2 sum min(F, 1 - F) / (k - 1) (Leik 1966): 0 for one category, 1 for two camps at the ends.
Result<double> leik(std::span<const double> freq);
/// Concentration l^2, sum (F - 1/2)^2 over its largest value (k - 1) / 4 (Blair and Lacy 2000).
Result<double> blair_lacy(std::span<const double> freq);
/// Ordinal variation, 4 sum F (1 - F) / (k - 1) = 1 - l^2 (Berry and Mielke 1992).
Result<double> berry_mielke(std::span<const double> freq);
/// Polarisation sum p_i^(1+a) p_j |i - j| with categories 1 … k (Esteban and Ray 1994), a in (0, 1.6].
Result<double> esteban_ray(std::span<const double> freq, double alpha);
/// For a = 1, times 4 / (k - 1): 1 when halves stand at the ends.
Result<double> esteban_ray_normalised(std::span<const double> freq);

struct Bimodality {
  double sample = 0;  ///< Sarle's coefficient with sample-adjusted skewness and kurtosis; above 5/9 suggests two modes
  double population = 0;  ///< (skewness^2 + 1) / kurtosis
};
/// Never alone: two ADJACENT categories read 0.95. Undefined below four people or when all chose the same.
Result<Bimodality> bimodality(std::span<const double> freq);

/// Dip statistic: the largest distance between the distribution seen and the nearest one with a single mode (Hartigan
/// and Hartigan 1985), at least 1 / 2n.
Result<double> dip(std::span<const double> values);
/// P(dip of n uniform values >= dip), from `replicates` simulated samples: the least favourable single mode.
Result<double> dip_p_value(double dip, std::uint64_t n, std::uint64_t replicates, std::uint64_t seed);

/// Agreement of two raters beyond chance on a square table of counts (Cohen 1960), with the large-sample variance of
/// Fleiss, Cohen and Everitt (1969).
struct Kappa {
  double kappa = 0;
  double variance = 0;
};
Result<Kappa> cohen_kappa(std::span<const std::vector<double>> table);

}  // namespace boussole::engine::statistics
