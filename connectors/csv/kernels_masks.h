#pragma once

#include <cstdint>

namespace boussole::connectors::csv::detail {

/// 64 bytes as bits, the first byte lowest.
struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t separators = 0;
  std::uint64_t newlines = 0;
};

}  // namespace boussole::connectors::csv::detail
