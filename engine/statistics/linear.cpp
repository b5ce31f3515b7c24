#include "engine/statistics/linear.h"

#include <cmath>
#include <Eigen/Dense>

namespace boussole::engine::statistics {

namespace {

using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const Dense> view(const SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  return {matrix.cells().data(), n, n};
}

/// Cholesky's factors with pivots, or nothing where a pivot vanishes beside the largest.
std::optional<Eigen::LDLT<Dense>> factor(const SquareMatrix& matrix) {
  if (matrix.size() == 0) return std::nullopt;
  Eigen::LDLT<Dense> factors(view(matrix));
  const auto pivots = factors.vectorD();
  const double largest = pivots.cwiseAbs().maxCoeff();
  if (factors.info() != Eigen::Success || !(pivots.minCoeff() > 1e-12 * largest)) return std::nullopt;
  return factors;
}

}  // namespace

std::optional<std::vector<double>> solve(const SquareMatrix& matrix, std::span<const double> vector) {
  const auto factors = factor(matrix);
  if (!factors) return std::nullopt;
  const Eigen::VectorXd x =
      factors->solve(Eigen::Map<const Eigen::VectorXd>(vector.data(), static_cast<Eigen::Index>(vector.size())));
  return std::vector<double>(x.begin(), x.end());
}

std::optional<double> inverse_form(const SquareMatrix& matrix, std::span<const double> vector) {
  const auto x = solve(matrix, vector);
  if (!x) return std::nullopt;
  double total = 0;
  for (std::size_t i = 0; i < vector.size(); ++i) total += vector[i] * (*x)[i];
  return total;
}

std::optional<SquareMatrix> inverse(const SquareMatrix& matrix) {
  const auto factors = factor(matrix);
  if (!factors) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(matrix.size());
  const Dense inverted = factors->solve(Dense::Identity(n, n));
  SquareMatrix result(matrix.size());
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j)
      result(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) = inverted(i, j);
  return result;
}

Eigenpairs eigenpairs(const SquareMatrix& symmetric) {
  Eigenpairs result;
  if (symmetric.size() == 0) return result;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(view(symmetric));
  for (Eigen::Index k = solver.eigenvalues().size(); k-- > 0;) {
    const Eigen::VectorXd column = solver.eigenvectors().col(k);
    Eigen::Index largest = 0;
    column.cwiseAbs().maxCoeff(&largest);
    const double sign = column[largest] < 0 ? -1 : 1;
    std::vector<double> vector;
    for (const double entry : column) vector.push_back(sign * entry);
    result.values.push_back(solver.eigenvalues()[k]);
    result.vectors.push_back(std::move(vector));
  }
  return result;
}

}  // namespace boussole::engine::statistics
