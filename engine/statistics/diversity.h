#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/result.h"

/// How varied a set of contributions is: x_i contributions of type (theme, district, person) i, n = sum x_i. Types with
/// 0 contributions count as not seen. Everything is undefined for n = 0.
namespace boussole::engine::statistics {

/// Counts as a histogram: how many types were seen x times. Zeros dropped, ascending.
std::vector<CountBin> abundance_of(std::span<const std::uint64_t> counts);

/// Hill number of order q >= 0 of the observed shares, the effective number of types (Hill 1973):
/// (sum p^q)^(1/(1-q)); q = 1: exp of Shannon's entropy; q = infinity: 1 / max p. Biased low for small q.
Result<double> hill(std::span<const CountBin> abundance, double q);
Result<double> hill(std::span<const std::uint64_t> counts, double q);
/// The same from shares (or any non-negative weights), which need not sum to 1.
Result<double> hill_of_shares(std::span<const double> weights, double q);
/// Shannon's entropy in nats, plug-in.
Result<double> shannon(std::span<const CountBin> abundance);
/// 1 - sum p^2.
Result<double> gini_simpson(std::span<const CountBin> abundance);
/// Pielou's evenness H / ln S: printed beside others only, it depends on S. Undefined for one type.
Result<double> pielou(std::span<const CountBin> abundance);
/// (D_q - 1) / (S - 1) (Heip 1974 for q = 1; Chao and Ricotta 2019). Undefined for one type.
Result<double> hill_evenness(std::span<const CountBin> abundance, double q);

/// How complete the sample is: the share of the public's contributions that belong to types already seen.
struct Coverage {
  std::uint64_t n = 0;
  std::uint64_t singletons = 0;  ///< f1
  std::uint64_t doubletons = 0;  ///< f2
  double good_turing = 0;        ///< 1 - f1/n (Good 1953)
  double chao_jost = 0;          ///< Chao and Jost 2012, eq. 4a
};
Result<Coverage> sample_coverage(std::span<const CountBin> abundance);
/// Expected coverage of a sample of m contributions: rarefied below n (Chao and Jost 2012, eq. 6b), extrapolated above
/// (eq. 12). m may be fractional.
Result<double> coverage_at_size(std::span<const CountBin> abundance, double m);

/// Expected Hill number in a sample of m contributions: interpolated for m <= n, extrapolated above for q = 0, 1, 2
/// (Chao et al. 2014, tables 1 and 2), one doubling of n being the sensible limit for q = 0. For m < n any q >= 0.
Result<double> hill_at_size(std::span<const CountBin> abundance, double q, double m);
/// The sample size whose expected coverage is `coverage`, in (0, 1). Undefined above what extrapolation can reach.
Result<double> size_for_coverage(std::span<const CountBin> abundance, double coverage);
/// Hill number at equal coverage, the only fair comparison between platforms (Chao and Jost 2012).
struct HillAtCoverage {
  double value = 0;
  double size = 0;             ///< the m it stands for, fractional
  bool beyond_double = false;  ///< m > 2n: unreliable for q = 0
};
Result<HillAtCoverage> hill_at_coverage(std::span<const CountBin> abundance, double q, double coverage);

}  // namespace boussole::engine::statistics
