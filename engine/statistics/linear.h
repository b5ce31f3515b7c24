#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// The little linear algebra that several families share; Eigen does the work, in linear.cpp. Not for use outside the
/// room.
namespace boussole::engine::statistics {

/// A small square matrix, zero at first.
class SquareMatrix {
 public:
  explicit SquareMatrix(std::size_t size) : size_(size), cells_(size * size, 0.0) {}

  std::size_t size() const { return size_; }
  double& operator()(std::size_t row, std::size_t column) { return cells_[row * size_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return cells_[row * size_ + column]; }
  std::span<const double> cells() const { return cells_; }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

/// v' M^-1 v of a symmetric positive definite matrix; nothing where it is singular or indefinite to rounding.
std::optional<double> inverse_form(const SquareMatrix& matrix, std::span<const double> vector);
/// M^-1 v, under the same conditions.
std::optional<std::vector<double>> solve(const SquareMatrix& matrix, std::span<const double> vector);
/// M^-1, under the same conditions.
std::optional<SquareMatrix> inverse(const SquareMatrix& matrix);

struct Eigenpairs {
  std::vector<double> values;                ///< descending
  std::vector<std::vector<double>> vectors;  ///< vectors[k] belongs to values[k]; length 1, largest entry positive
};
/// All eigenpairs of a symmetric matrix.
Eigenpairs eigenpairs(const SquareMatrix& symmetric);

}  // namespace boussole::engine::statistics
