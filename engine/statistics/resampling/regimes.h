#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Where an interval is printed: what the coverage table supports (tests/coverage/table.json). A test compares the two.
namespace boussole::engine::statistics {

struct Regime {
  std::string_view family;  ///< as in the table
  std::int64_t fewest;      ///< units (participants, conversations, cases) below which nothing is printed
  std::string_view method;  ///< as in the table
};

inline constexpr Regime kCountRegime{"count", 20, "another public, fitted tail"};
inline constexpr Regime kRatioRegime{"ratio", 10, "Wilson by participant"};
inline constexpr Regime kMeanRegime{"mean", 30, "studentised bootstrap"};
inline constexpr Regime kProportionRegime{"proportion", 10, "Wilson"};
inline constexpr Regime kMinRatioRegime{"min_ratio", 2, "lowest group, inverted test"};
inline constexpr Regime kDistanceRegime{"distance", 30, "inverted test"};
inline constexpr Regime kAreasRegime{"areas", 20, "exact tests, areas in doubt"};

inline constexpr std::array kRegimes{kCountRegime,    kRatioRegime,    kMeanRegime, kProportionRegime,
                                     kMinRatioRegime, kDistanceRegime, kAreasRegime};

}  // namespace boussole::engine::statistics
