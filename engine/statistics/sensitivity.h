#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Which assumption moves the result: variance-based sensitivity (Sobol 1993; Saltelli et al. 2010).
namespace boussole::engine::statistics {

/// Output at the rows of A, of B, and of A with column i taken from B (by_column[row][i]).
struct SobolRuns {
  std::vector<double> a, b;
  std::vector<std::vector<double>> by_column;
};

struct SobolIndices {
  double variance = 0;               ///< of a and b together, divisor 2N
  std::vector<double> first;         ///< mean(y_b (y_ab - y_a)) / V with the outputs centred (Saltelli et al. 2010)
  std::vector<double> first_raw;     ///< the same without centring, as it is often coded: noise when the mean is large
  std::vector<double> first_jansen;  ///< 1 - mean((y_b - y_ab)^2) / 2V
  std::vector<double> total;         ///< mean((y_a - y_ab)^2) / 2V (Jansen 1999)
  std::vector<double> total_homma;   ///< 1 - (mean(y_a y_ab) - mean^2) / V (Homma and Saltelli 1996)
};
/// Undefined for fewer than two runs or a constant output.
Result<SobolIndices> sobol_indices(const SobolRuns& runs);

/// Known answers, by which an implementation of the above shows itself right.
struct KnownIndices {
  double mean = 0;
  double variance = 0;
  std::vector<double> first;
  std::vector<double> total;
  double interaction_13 = 0;  ///< Ishigami's only
};
/// sin x1 + a sin^2 x2 + b x3^4 sin x1, x_i uniform on (-pi, pi) (Ishigami and Homma 1990).
Result<KnownIndices> ishigami_indices(double a, double b);
/// Product of (|4 x_i - 2| + a_i) / (1 + a_i), x_i uniform on (0, 1) (Saltelli and Sobol 1995). Each a_i >= 0.
Result<KnownIndices> g_function_indices(std::span<const double> a);

/// Mean and variance of Dirichlet weights, and their covariances.
struct DirichletMoments {
  std::vector<double> mean;
  std::vector<double> variance;
  std::vector<std::vector<double>> covariance;
};
Result<DirichletMoments> dirichlet_moments(std::span<const double> alpha);

}  // namespace boussole::engine::statistics
