#pragma once

#include <expected>
#include <string>
#include <type_traits>
#include <utility>

namespace boussole::engine::statistics {

/// A statistic that is not defined for these numbers, and why ("n = 0"). Never 0, never NaN.
struct Undefined {
  std::string reason;
  bool unbounded = false;  ///< the formula grows without limit ("Inf"), which is still no number to publish
};

template <class T>
using Result = std::expected<T, Undefined>;

inline std::unexpected<Undefined> undefined(std::string reason) {
  return std::unexpected(Undefined{std::move(reason)});
}

inline std::unexpected<Undefined> unbounded(std::string reason) {
  return std::unexpected(Undefined{std::move(reason), true});
}

/// f of the value, or the reason why there is none (std::expected::transform, which g++ 12 lacks).
template <class T, class F>
auto mapped(const Result<T>& result, F f) -> Result<std::invoke_result_t<F, const T&>> {
  if (!result) return std::unexpected(result.error());
  return f(*result);
}

/// The two ends of an interval, low <= high.
struct Range {
  double low = 0;
  double high = 0;

  bool operator==(const Range&) const = default;
};

}  // namespace boussole::engine::statistics
