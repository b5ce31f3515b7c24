#include "engine/statistics/smaa_sort.h"

#include <algorithm>
#include <bit>

namespace boussole::engine::statistics {

SmaaNetwork sorting_network(std::size_t units, std::size_t stride) {
  SmaaNetwork result;
  if (units < 2) return result;
  const std::size_t top = std::bit_ceil(units) / 2;
  for (std::size_t p = top; p > 0; p /= 2) {
    std::size_t q = top, r = 0, d = p;
    while (true) {
      for (std::size_t i = 0; p < stride && i + d < units; ++i)
        if ((i & p) == r) result.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + d));
      if (q == p) break;
      d = q - p, q /= 2, r = p;
    }
  }
  return result;
}

std::size_t sorting_stride(std::size_t units) { return std::max<std::size_t>(1, std::bit_ceil(units) / 8); }

}  // namespace boussole::engine::statistics
