#pragma once

#include <cstdint>
#include <span>

#include "engine/statistics/result.h"

/// Estimators of Shannon's entropy in nats from counts, types with 0 included where the estimator knows of them
/// (Hausser and Strimmer 2009). Undefined for n = 0. Publish the plug-in and Chao-Wang-Jost (richness.h); the others
/// show how much the choice matters.
namespace boussole::engine::statistics {

/// Maximum likelihood, the plug-in. Biased low by about (S - 1) / 2n.
Result<double> entropy_plug_in(std::span<const std::uint64_t> counts);
/// Plug-in + (types seen - 1) / 2n (Miller 1955).
Result<double> entropy_miller_madow(std::span<const std::uint64_t> counts);
/// Coverage-adjusted Horvitz-Thompson (Chao and Shen 2003).
Result<double> entropy_chao_shen(std::span<const std::uint64_t> counts);
/// Plug-in of the counts with a pseudo-count added to every type, those with 0 included: 1/2 is Jeffreys, 1 Laplace,
/// 1/types Schürmann and Grassberger, sqrt(n)/types minimax (Trybula).
Result<double> entropy_dirichlet(std::span<const std::uint64_t> counts, double pseudo_count);
Result<double> entropy_jeffreys(std::span<const std::uint64_t> counts);
Result<double> entropy_laplace(std::span<const std::uint64_t> counts);
Result<double> entropy_schurmann_grassberger(std::span<const std::uint64_t> counts);
Result<double> entropy_minimax(std::span<const std::uint64_t> counts);
/// James-Stein shrinkage of the shares towards equal ones, the intensity estimated from the data (Hausser and Strimmer
/// 2009, eq. 5 and 6).
Result<double> entropy_shrink(std::span<const std::uint64_t> counts);

}  // namespace boussole::engine::statistics
