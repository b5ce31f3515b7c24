#pragma once

#include <optional>
#include <span>
#include <vector>

/// Small linear programs, for what a reader can work out of published sums. Not for use outside the room.
namespace boussole::engine::statistics {

/// Minimise cost' x with rows x = right and x >= 0.
struct LinearProgram {
  std::vector<double> cost;
  std::vector<std::vector<double>> rows;
  std::vector<double> right;
};
struct Optimum {
  std::vector<double> x;
  double cost = 0;
};
enum class NoOptimum { infeasible, unbounded, too_long };
struct Solved {
  std::optional<Optimum> optimum;
  NoOptimum why = NoOptimum::infeasible;  ///< where there is none
};
/// By the simplex method in two phases on a dense table (Dantzig 1951), with Bland's rule (1977) once it dawdles, so
/// that it never goes round in a circle. Meant for whole numbers up to some thousands of cells: tolerance 1e-9.
Solved minimise(const LinearProgram& program);

}  // namespace boussole::engine::statistics
