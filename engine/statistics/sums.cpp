#include "engine/statistics/sums.h"

#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

namespace boussole::engine::statistics {

void CompensatedSum::add(double term) {
  const double next = sum_ + term;
  lost_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
  sum_ = next;
}

void CompensatedSum::add(const CompensatedSum& other) {
  add(other.sum_);
  lost_ += other.lost_;
}

double CompensatedSum::value() const {
  // After an overflow the part that was lost is NaN: the sum itself says it better.
  return std::isfinite(sum_) ? sum_ + lost_ : sum_;
}

double sum(std::span<const double> terms) {
  CompensatedSum total;
  for (const double term : terms) total.add(term);
  return total.value();
}

double sum_of_products(std::span<const double> a, std::span<const double> b) {
  assert(a.size() == b.size());
  CompensatedSum total;
  for (std::size_t i = 0; i < a.size(); ++i) total.add(a[i] * b[i]);
  return total.value();
}

double exact_sum(std::span<const double> terms) {
  // Partial sums that do not overlap, smallest first; together they hold the exact sum.
  std::vector<double> partials;
  for (double x : terms) {
    std::size_t kept = 0;
    for (double y : partials) {
      if (std::abs(x) < std::abs(y)) std::swap(x, y);
      const double high = x + y;
      const double low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
  }
  if (partials.empty()) return 0;
  double total = partials.back();
  std::size_t at = partials.size() - 1;
  double low = 0;
  while (at > 0 && low == 0) {
    const double x = total;
    const double y = partials[--at];
    total = x + y;
    low = y - (total - x);
  }
  // Half-way cases: the remaining partials decide which way to round.
  if (at > 0 && ((low < 0 && partials[at - 1] < 0) || (low > 0 && partials[at - 1] > 0))) {
    const double twice = low * 2;
    const double rounded = total + twice;
    if (twice == rounded - total) total = rounded;
  }
  return total;
}

double mean(std::span<const double> values) {
  assert(!values.empty());
  return sum(values) / static_cast<double>(values.size());
}

}  // namespace boussole::engine::statistics
