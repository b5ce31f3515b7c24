#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>

namespace boussole {

/// An optional that costs no more than its value: tables hold millions of them. `kEmpty` is never a value of the
/// domain and never leaves this class, so nothing outside can mistake "unknown" for a number.
template <class T, T kEmpty>
class OptionalValue {
 public:
  constexpr OptionalValue() = default;
  constexpr OptionalValue(T value) : raw_(value) { assert(value != kEmpty); }  // NOLINT: meant to convert
  constexpr OptionalValue(std::nullopt_t) {}                                   // NOLINT: meant to convert

  constexpr bool has_value() const { return raw_ != kEmpty; }
  constexpr explicit operator bool() const { return has_value(); }
  constexpr T operator*() const {
    assert(has_value());
    return raw_;
  }
  constexpr T value_or(T other) const { return has_value() ? raw_ : other; }
  constexpr bool operator==(const OptionalValue&) const = default;
  /// Orders the empty one before or after all values; only for canonical sorting.
  constexpr auto operator<=>(const OptionalValue&) const = default;

 private:
  T raw_ = kEmpty;
};

using OptionalIndex = OptionalValue<std::uint32_t, std::numeric_limits<std::uint32_t>::max()>;
using OptionalCount = OptionalValue<std::int32_t, std::numeric_limits<std::int32_t>::min()>;
using OptionalAmount = OptionalValue<std::int64_t, std::numeric_limits<std::int64_t>::min()>;

/// Seconds since 1970-01-01 00:00:00 UTC.
using Seconds = std::int64_t;
using OptionalTime = OptionalValue<Seconds, std::numeric_limits<Seconds>::min()>;

}  // namespace boussole
