#include "engine/statistics/sketches.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace boussole::engine::statistics {

Result<HyperLogLogSize> hyperloglog_size(unsigned p) {
  if (p < 4 || p > 18) return undefined("p must lie between 4 and 18");
  HyperLogLogSize size;
  size.registers = std::uint64_t{1} << p;
  const double m = static_cast<double>(size.registers);
  size.alpha = p == 4 ? 0.673 : p == 5 ? 0.697 : p == 6 ? 0.709 : 0.7213 / (1 + 1.079 / m);
  size.relative_error = 1.04 / std::sqrt(m);
  size.linear_below = 2.5 * m;
  return size;
}

Result<double> linear_count(std::uint64_t registers, double empty) {
  const double m = static_cast<double>(registers);
  if (!(empty > 0 && empty <= m)) return undefined("linear counting needs an empty register");
  return m * std::log(m / empty);
}

Result<CountMinSize> count_min_size(double eps, double delta) {
  if (!(eps > 0 && eps < 1) || !(delta > 0 && delta < 1)) return undefined("eps and delta must lie between 0 and 1");
  return CountMinSize{static_cast<std::uint64_t>(std::ceil(std::numbers::e / eps)),
                      static_cast<std::uint64_t>(std::ceil(std::log(1 / delta)))};
}

SpaceSaving::SpaceSaving(std::size_t k) : k_(std::max<std::size_t>(k, 1)) {}

void SpaceSaving::add(std::string_view key) {
  ++total_;
  for (Item& item : items_)
    if (item.key == key) {
      ++item.count;
      return;
    }
  if (items_.size() < k_) {
    items_.push_back({std::string(key), 1, 0});
    return;
  }
  // The newcomer takes the place, and the count, of the least frequent.
  Item& least = *std::ranges::min_element(items_, {}, [](const Item& item) { return std::tie(item.count, item.key); });
  least = {std::string(key), least.count + 1, least.count};
}

std::vector<SpaceSaving::Item> SpaceSaving::items() const {
  std::vector<Item> sorted = items_;
  std::ranges::sort(
      sorted, [](const Item& a, const Item& b) { return a.count != b.count ? a.count > b.count : a.key < b.key; });
  return sorted;
}

}  // namespace boussole::engine::statistics
