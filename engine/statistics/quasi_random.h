#pragma once

#include <cstdint>
#include <vector>

#include "engine/statistics/result.h"

/// Points that fill a cube more evenly than random ones: the mean of a smooth function over n of them is off by about
/// 1/n, not 1/sqrt(n). For the runs of a sensitivity analysis (Saltelli et al. 2010, section 3).
namespace boussole::engine::statistics {

/// Dimensions that the direction numbers below reach.
inline constexpr std::size_t kMostSobolDimensions = 64;

/// Sobol's sequence (1967) in Gray-code order (Antonov and Saleev 1979), direction numbers of Joe and Kuo (2008,
/// new-joe-kuo-6): the points of SciPy's Sobol, 32 bits each.
class SobolSequence {
 public:
  /// 1 … kMostSobolDimensions. Unscrambled: the first point is the origin.
  static Result<SobolSequence> plain(std::size_t dimensions);
  /// The same, scrambled: each binary digit is flipped at random, one flip for each value of the digits before it (Owen
  /// 1995), keyed by the seed. Any n = 2^m points keep their evenness, and each alone is uniform, so that means are
  /// unbiased and several seeds tell the error.
  static Result<SobolSequence> scrambled(std::size_t dimensions, std::uint64_t seed);

  /// The next point, each coordinate in [0, 1). At most 2^32 points.
  std::vector<double> next();
  std::size_t dimensions() const { return state_.size(); }

 private:
  SobolSequence(std::size_t dimensions, bool scrambled, std::uint64_t seed);

  std::vector<std::vector<std::uint32_t>> direction_;
  std::vector<std::uint32_t> state_;
  std::uint64_t at_ = 0;
  bool scrambled_ = false;
  std::uint64_t seed_ = 0;
};

/// The rows of a variance-based sensitivity analysis of d inputs, uniform on [0, 1): A and B from one scrambled
/// sequence of 2d dimensions, so that they are even together (Saltelli et al. 2010); n a power of two.
struct SobolDesign {
  std::vector<std::vector<double>> a, b;
  /// Row `row` of A with column `column` taken from B.
  std::vector<double> crossed(std::size_t row, std::size_t column) const;
};
/// Undefined where n is no power of two (the evenness holds for those only), or 2d exceeds kMostSobolDimensions.
Result<SobolDesign> sobol_design(std::size_t inputs, std::uint64_t n, std::uint64_t seed);

}  // namespace boussole::engine::statistics
