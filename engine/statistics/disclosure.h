#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/result.h"

/// What a table may show without saying something about one person.
namespace boussole::engine::statistics {

/// Which counts are too small to publish: 1 … k - 1, and 0 too unless it says nothing (nobody could have been there).
Result<std::vector<bool>> small_cells(std::span<const std::uint64_t> counts, std::uint64_t k, bool zero_is_safe);

struct Cell {
  std::size_t row = 0;
  std::size_t column = 0;

  auto operator<=>(const Cell&) const = default;
};
/// What a reader who knows the published cells and all totals can say of a suppressed one.
struct CellRange {
  Cell cell;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};
struct Suppression {
  std::vector<Cell> primary;    ///< too small themselves
  std::vector<Cell> secondary;  ///< hidden to protect them
  std::uint64_t secondary_sum = 0;
  std::vector<CellRange> ranges;  ///< of the primary cells
  bool optimal = false;           ///< fewest secondary cells, then the smallest sum; else a good choice
};
/// Suppresses cells of a table of counts whose row and column totals are published, so that each small cell may lie
/// anywhere in a range at least k - 1 wide (or reaching k, and no single number). Exact ranges by maximal flow. Tables
/// with at most 200,000 choices to look through get the optimum, others cheapest cycles through the suppressed cells
/// (finding the optimum is NP-hard, Kelly, Golden and Assad 1992). Undefined where even hiding every cell protects too
/// little, or rows have different lengths.
Result<Suppression> suppress_table(std::span<const std::vector<std::uint64_t>> table, std::uint64_t k);
/// The ranges alone, for cells suppressed in some other way.
Result<std::vector<CellRange>> feasible_ranges(std::span<const std::vector<std::uint64_t>> table,
                                               std::span<const Cell> suppressed);

/// To the nearest multiple of base, half up.
Result<std::uint64_t> round_to_base(std::uint64_t count, std::uint64_t base);
/// Up or down at random so that the mean is kept, the same way each time for the same key (a hash of the cell's name):
/// asking again tells no more.
Result<std::uint64_t> round_randomly(std::uint64_t count, std::uint64_t base, std::uint64_t seed, std::uint64_t key);
struct RoundingLaw {
  double p_up = 0;
  double mean = 0;
  double variance = 0;
};
Result<RoundingLaw> rounding_law(std::uint64_t count, std::uint64_t base);

struct Anonymity {
  std::uint64_t k = 0;  ///< people in the smallest class of equal rows (Sweeney 2002)
  std::uint64_t classes = 0;
  double share_unique = 0;  ///< share of people alone in their class
  double share_below = 0;   ///< share of people in classes smaller than the threshold
};
/// Rows of quasi-identifiers, one a person.
Result<Anonymity> k_anonymity(std::span<const std::vector<std::string>> rows, std::uint64_t threshold);

struct SensitiveRow {
  std::string group;  ///< class of equal quasi-identifiers
  std::string value;  ///< the sensitive answer
};
struct Diversity {
  std::uint64_t distinct = 0;  ///< fewest distinct answers in a class (Machanavajjhala et al. 2007)
  double closeness = 0;        ///< largest total variation between a class and all (Li, Li and Venkatasubramanian 2007)
};
Result<Diversity> l_diversity(std::span<const SensitiveRow> rows);

/// Do two publishable totals give away a small cell by their difference?
struct Differencing {
  std::uint64_t difference = 0;
  bool violates = false;  ///< 0 < difference < k
};
Differencing differencing(std::uint64_t a, std::uint64_t b, std::uint64_t k);

struct NoiseLaw {
  double scale = 0;  ///< Laplace: sensitivity / epsilon; geometric: exp(-epsilon)
  double variance = 0;
  double half_width = 0;  ///< 95 % of the noise lies within
  double p_zero = 0;      ///< chance of no noise; 0 for a continuous law
};
/// Dwork, McSherry, Nissim and Smith (2006). Sensitivity and epsilon positive.
Result<NoiseLaw> laplace_mechanism(double sensitivity, double epsilon);
/// Two-sided geometric noise on counts (Ghosh, Roughgarden and Sundararajan 2009).
Result<NoiseLaw> geometric_mechanism(double epsilon);

struct RandomisedResponse {
  double estimate = 0;
  double se = 0;
  double epsilon = 0;  ///< log ratio of the chances of a yes: what an answer gives away at most
};
/// With chance p_truth the truth, else a fair coin (Warner 1965): share of yes among n answers. The estimate may leave
/// [0, 1].
Result<RandomisedResponse> randomised_response(double p_truth, double observed_yes, double n);

}  // namespace boussole::engine::statistics
