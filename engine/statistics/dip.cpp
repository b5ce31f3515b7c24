// Hartigan's dip: see ordinal.h. The distribution seen is squeezed between its greatest convex minorant and its least
// concave majorant on a modal interval that shrinks until it no longer tells more (Hartigan and Hartigan 1985;
// algorithm AS 217 with the corrections published since). Heights count observations: the dip is half of one over n.
#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/ordinal.h"
#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

namespace {

class Dip {
 public:
  explicit Dip(std::vector<double> sorted) : x_(std::move(sorted)), below_(x_.size()), above_(x_.size()) {
    const std::size_t n = x_.size();
    below_[0] = 0;
    for (std::size_t j = 1; j < n; ++j) {
      std::size_t i = j - 1;
      // The chord to i must not be flatter than the one before it: else i leaves the convex minorant.
      while (i != 0 && rise(below_[i], i) * run(i, j) >= rise(i, j) * run(below_[i], i)) i = below_[i];
      below_[j] = i;
    }
    above_[n - 1] = n - 1;
    for (std::size_t j = n - 1; j-- > 0;) {
      std::size_t i = j + 1;
      while (i != n - 1 && rise(i, above_[i]) * run(j, i) >= rise(j, i) * run(i, above_[i])) i = above_[i];
      above_[j] = i;
    }
  }

  /// Twice n times the dip.
  double height() {
    std::size_t low = 0, high = x_.size() - 1;
    double best = 1;
    while (true) {
      minorant_ = path(high, low, below_);
      majorant_ = path(low, high, above_);
      const double gap = widest_gap();
      if (gap < best) return best;
      best = std::max({best, below_minorant(), above_majorant()});
      if (low == minorant_[left_] && high == majorant_[right_]) return best;
      low = minorant_[left_];
      high = majorant_[right_];
    }
  }

 private:
  double rise(std::size_t a, std::size_t b) const { return static_cast<double>(b) - static_cast<double>(a); }
  double run(std::size_t a, std::size_t b) const { return x_[b] - x_[a]; }

  static std::vector<std::size_t> path(std::size_t from, std::size_t to, const std::vector<std::size_t>& next) {
    std::vector<std::size_t> result{from};
    while (result.back() != to) result.push_back(next[result.back()]);
    return result;
  }

  /// Largest vertical gap between the two curves, and where: left_ in the minorant, right_ in the majorant.
  double widest_gap() {
    std::size_t ix = minorant_.size() - 1, iv = 0;
    left_ = ix, right_ = majorant_.size() - 1;
    if (minorant_.size() == 2 && majorant_.size() == 2) return 1;
    double widest = 0;
    ix = ix >= 1 ? ix - 1 : 0;
    iv = 1;
    while (true) {
      const std::size_t g = minorant_[ix], l = majorant_[iv];
      if (g > l) {
        // A corner of the majorant against the chord of the minorant beneath it.
        const std::size_t before = minorant_[ix + 1];
        const double gap = rise(before, l) + 1 - run(before, l) * rise(before, g) / run(before, g);
        ++iv;
        if (gap >= widest) widest = gap, left_ = ix + 1, right_ = iv - 1;
      } else {
        const std::size_t before = majorant_[iv - 1];
        const double gap = run(before, g) * rise(before, l) / run(before, l) - (rise(before, g) - 1);
        if (gap >= widest) widest = gap, left_ = ix, right_ = iv;
        if (ix > 0) --ix;
      }
      iv = std::min(iv, majorant_.size() - 1);
      if (minorant_[ix] == majorant_[iv]) return widest;
    }
  }

  double below_minorant() const {
    double deepest = 0;
    for (std::size_t j = left_; j + 1 < minorant_.size(); ++j) {
      const std::size_t begin = minorant_[j + 1], end = minorant_[j];
      double here = 1;
      if (end - begin > 1 && run(begin, end) > 0)
        for (std::size_t i = begin; i <= end; ++i)
          here = std::max(here, rise(begin, i) + 1 - run(begin, i) * rise(begin, end) / run(begin, end));
      deepest = std::max(deepest, here);
    }
    return deepest;
  }

  double above_majorant() const {
    double highest = 0;
    for (std::size_t j = right_; j + 1 < majorant_.size(); ++j) {
      const std::size_t begin = majorant_[j], end = majorant_[j + 1];
      double here = 1;
      if (end - begin > 1 && run(begin, end) > 0)
        for (std::size_t i = begin; i <= end; ++i)
          here = std::max(here, run(begin, i) * rise(begin, end) / run(begin, end) - (rise(begin, i) - 1));
      highest = std::max(highest, here);
    }
    return highest;
  }

  std::vector<double> x_;
  std::vector<std::size_t> below_, above_;  ///< next corner of the minorant to the left, of the majorant to the right
  std::vector<std::size_t> minorant_, majorant_;
  std::size_t left_ = 0, right_ = 0;
};

double dip_of_sorted(std::vector<double> sorted) {
  const double n = static_cast<double>(sorted.size());
  if (sorted.size() < 2 || sorted.front() == sorted.back()) return 1 / (2 * n);
  return Dip(std::move(sorted)).height() / (2 * n);
}

}  // namespace

Result<double> dip(std::span<const double> values) {
  if (auto refused = refuse_not_finite(values, "the values")) return std::unexpected(*refused);
  if (values.empty()) return undefined("n = 0");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return finite_or_undefined(dip_of_sorted(std::move(sorted)), "the dip");
}

Result<double> dip_p_value(double observed, std::uint64_t n, std::uint64_t replicates, std::uint64_t seed) {
  if (n == 0 || replicates == 0) return undefined("n = 0, or no replicate");
  if (!std::isfinite(observed)) return undefined("the dip must be finite");
  constexpr std::uint64_t kStream = 0xd1b;
  std::uint64_t beyond = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    RandomStream random(seed, kStream, r);
    std::vector<double> sample(n);
    for (double& value : sample) value = random.uniform();
    std::ranges::sort(sample);
    if (dip_of_sorted(std::move(sample)) >= observed) ++beyond;
  }
  return (static_cast<double>(beyond) + 1) / (static_cast<double>(replicates) + 1);
}

}  // namespace boussole::engine::statistics
