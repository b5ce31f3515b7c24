#pragma once

#include <cstddef>
#include <span>

/// Sums that are printed. Their shape depends on the number of terms only, never on the processor's vector width or
/// on the number of threads.
namespace boussole::engine::statistics {

// Tallies of people times contributions outgrow 64 bits; integer sums do not depend on their order.
__extension__ using Int128 = __int128;

/// A running sum that carries what each addition lost (Neumaier 1974). Exact enough to give 2 for 1 + 1e100 + 1 -
/// 1e100.
class CompensatedSum {
 public:
  void add(double term);
  /// Adds another sum, terms after terms: merging in a fixed order gives fixed bits.
  void add(const CompensatedSum& other);
  double value() const;

 private:
  double sum_ = 0;
  double lost_ = 0;
};

/// Neumaier's compensated sum of the terms in their order. Empty: 0.
double sum(std::span<const double> terms);
/// Compensated sum of the products a[i] * b[i]; both spans have the same length.
double sum_of_products(std::span<const double> a, std::span<const double> b);
/// The correctly rounded sum of the terms, the same for any order of them (Shewchuk 1997). Slower: for terms of
/// opposite signs that nearly cancel.
double exact_sum(std::span<const double> terms);
/// Compensated mean; the span is not empty.
double mean(std::span<const double> values);

}  // namespace boussole::engine::statistics
