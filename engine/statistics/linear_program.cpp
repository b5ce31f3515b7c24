#include "engine/statistics/linear_program.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace boussole::engine::statistics {
namespace {

constexpr double kTiny = 1e-9;

/// The table of the simplex method: one row a constraint, its right side in the last column, and one row of reduced
/// costs below.
class Table {
 public:
  Table(const LinearProgram& program, std::size_t variables)
      : variables_(variables), width_(variables + program.rows.size() + 1), basis_(program.rows.size()) {
    for (std::size_t i = 0; i < basis_.size(); ++i) {
      const double sign = program.right[i] < 0 ? -1 : 1;
      std::vector<double> row(width_, 0);
      for (std::size_t j = 0; j < variables; ++j) row[j] = sign * program.rows[i][j];
      row[variables + i] = 1;  // an artificial variable, which the first phase drives out
      row.back() = sign * program.right[i];
      rows_.push_back(std::move(row));
      basis_[i] = variables + i;
    }
  }

  /// Minimises the artificial variables; false where something of them must stay.
  bool first_phase() {
    costs_.assign(width_, 0);
    for (const auto& row : rows_)
      for (std::size_t j = 0; j < width_; ++j)
        if (j < variables_ || j + 1 == width_) costs_[j] -= row[j];
    if (!descend() || costs_.back() < -1e-7) return false;
    drive_out();
    return true;
  }

  /// Minimises the costs; false where they have no lower bound or it takes too long.
  bool second_phase(const std::vector<double>& cost) {
    costs_.assign(width_, 0);
    std::ranges::copy(cost, costs_.begin());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double price = basis_[i] < variables_ ? cost[basis_[i]] : 0;
      if (price != 0)
        for (std::size_t j = 0; j < width_; ++j) costs_[j] -= price * rows_[i][j];
    }
    return descend();
  }

  std::vector<double> solution() const {
    std::vector<double> x(variables_, 0);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (basis_[i] < variables_) x[basis_[i]] = std::max(0.0, rows_[i].back());
    return x;
  }
  bool unbounded() const { return unbounded_; }

 private:
  bool descend() {
    const std::size_t patience = 20 * (rows_.size() + variables_) + 100;
    for (std::size_t step = 0; step < 20 * patience; ++step) {
      const auto enter = entering(step > patience);
      if (!enter) return true;
      const auto leave = leaving(*enter);
      if (!leave) {
        unbounded_ = true;
        return false;
      }
      pivot(*leave, *enter);
    }
    return false;
  }

  /// The variable that lowers the costs fastest, or the first that lowers them.
  std::optional<std::size_t> entering(bool first) const {
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < variables_; ++j) {
      if (costs_[j] >= -kTiny || (best && costs_[j] >= costs_[*best])) continue;
      best = j;
      if (first) break;
    }
    return best;
  }

  std::optional<std::size_t> leaving(std::size_t enter) const {
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i][enter] <= kTiny) continue;
      const double ratio = rows_[i].back() / rows_[i][enter];
      if (best && (ratio > least + kTiny || (ratio > least - kTiny && basis_[i] > basis_[*best]))) continue;
      best = i;
      least = ratio;
    }
    return best;
  }

  void pivot(std::size_t leave, std::size_t enter) {
    auto& row = rows_[leave];
    const double by = row[enter];
    for (double& x : row) x /= by;
    const auto subtract = [&](std::vector<double>& other) {
      const double times = other[enter];
      if (times == 0) return;
      for (std::size_t j = 0; j < width_; ++j) other[j] -= times * row[j];
      other[enter] = 0;
    };
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (i != leave) subtract(rows_[i]);
    subtract(costs_);
    basis_[leave] = enter;
  }

  /// Artificial variables that are still there stand at 0: swapped for any other, or their row says nothing new.
  void drive_out() {
    for (std::size_t i = 0; i < rows_.size();) {
      if (basis_[i] < variables_) {
        ++i;
        continue;
      }
      const auto& row = rows_[i];
      const auto at = std::find_if(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(variables_),
                                   [](double x) { return std::abs(x) > kTiny; });
      if (at != row.begin() + static_cast<std::ptrdiff_t>(variables_)) {
        pivot(i, static_cast<std::size_t>(at - row.begin()));
        ++i;
        continue;
      }
      rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(i));
      basis_.erase(basis_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  std::size_t variables_, width_;
  std::vector<std::vector<double>> rows_;
  std::vector<double> costs_;
  std::vector<std::size_t> basis_;
  bool unbounded_ = false;
};

}  // namespace

Solved minimise(const LinearProgram& program) {
  Table table(program, program.cost.size());
  if (!table.first_phase()) return {std::nullopt, NoOptimum::infeasible};
  if (!table.second_phase(program.cost))
    return {std::nullopt, table.unbounded() ? NoOptimum::unbounded : NoOptimum::too_long};
  Optimum optimum{table.solution(), 0};
  for (std::size_t j = 0; j < optimum.x.size(); ++j) optimum.cost += program.cost[j] * optimum.x[j];
  return {std::move(optimum), NoOptimum::infeasible};
}

}  // namespace boussole::engine::statistics
