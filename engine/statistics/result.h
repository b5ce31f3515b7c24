#pragma once

#include <expected>
#include <string>

namespace boussole::engine::statistics {

/// A statistic that is not defined for these numbers, and why ("n = 0"). Never 0, never NaN.
struct Undefined {
  std::string reason;
};

template <class T>
using Result = std::expected<T, Undefined>;

inline std::unexpected<Undefined> undefined(std::string reason) { return std::unexpected(Undefined{std::move(reason)}); }

}  // namespace boussole::engine::statistics
