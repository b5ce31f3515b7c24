#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// How different several spaces (processes, districts) are in what people talk about: rows are spaces, columns types.
/// Counts are refused when negative, NaN or infinite; rows must have the same length. A space without any contribution
/// has no dissimilarity: leave it out and say how many were.
namespace boussole::engine::statistics {

enum class Dissimilarity {
  bray,              ///< sum |a - b| / sum (a + b) (Bray and Curtis 1957)
  jaccard,           ///< 2B / (1 + B), B the former (Ruzicka)
  kulczynski,        ///< 1 - (sum min / sum a + sum min / sum b) / 2
  horn,              ///< Morisita-Horn: 1 - 2 sum p q / (sum p^2 + sum q^2)
  morisita,          ///< the same with unbiased sums x (x - 1) / n (n - 1); counts only; cut at 0
  chao,              ///< Chao-Jaccard with the shared types that were not seen (Chao et al. 2005); counts only
  manhattan,         ///< sum |a - b|
  euclidean,         ///< sqrt(sum (a - b)^2)
  canberra,          ///< mean of |a - b| / (a + b) over the types that one of them has (Lance and Williams 1967)
  alternative_gower  ///< mean of |a - b| over the types that one of them has (Anderson, Ellingsen and McArdle 2006)
};
/// In [0, 1] (but for manhattan, euclidean and alternative_gower): 0 for equal rows. Undefined where a row is empty.
Result<double> dissimilarity(std::span<const double> a, std::span<const double> b, Dissimilarity kind);
/// The same on presence (1) and absence (0): bray becomes Sorensen.
Result<double> dissimilarity_binary(std::span<const double> a, std::span<const double> b, Dissimilarity kind);

/// All pairs of rows at once, each type on the scale of its own range: mean of |a - b| / (largest - smallest) over all
/// types (Gower 1971), 0 for a type that all have alike. Values may be negative; rows may be empty.
Result<std::vector<std::vector<double>>> gower(std::span<const std::vector<double>> rows);

/// Overall dissimilarity of N spaces and its two sources: types replaced by others, and types lost (Baselga 2010 for
/// Sorensen, 2012 for Jaccard). total = turnover + nestedness. At least two spaces, each with a type.
struct Baselga {
  double turnover = 0;
  double nestedness = 0;
  double total = 0;
};
Result<Baselga> baselga_sorensen(std::span<const std::vector<double>> rows);
Result<Baselga> baselga_jaccard(std::span<const std::vector<double>> rows);

/// Hill numbers within (alpha), between (beta, 1 to N effective spaces) and over all (gamma = alpha beta) with equal
/// weights of the spaces (Jost 2007, eq. 17). Any order q >= 0.
struct Partition {
  double alpha = 0;
  double beta = 0;
  double gamma = 0;
  double turnover = 0;  ///< 1 - (1/beta - 1/N) / (1 - 1/N), in [0, 1]; 0 for one space
};
Result<Partition> hill_partition(std::span<const std::vector<double>> rows, double q);

/// Rao's quadratic entropy: the mean distance of two contributions drawn with replacement, sum d_ij p_i p_j over
/// ordered pairs (Rao 1982). p need not sum to 1; d is square, symmetric in spirit, not negative.
Result<double> rao_entropy(std::span<const double> p, std::span<const std::vector<double>> d);
/// The same for two contributions drawn without replacement from n: times n / (n - 1).
Result<double> rao_entropy_unbiased(std::span<const double> counts, std::span<const std::vector<double>> d);
/// Its effective number of types, 1 / (1 - Q / max d) (Ricotta and Szeidl 2009).
Result<double> rao_equivalent(std::span<const double> p, std::span<const std::vector<double>> d);
/// The convention of ade4's divc: distances enter as d^2 / 2.
Result<double> rao_entropy_squared(std::span<const double> p, std::span<const std::vector<double>> d);

}  // namespace boussole::engine::statistics
