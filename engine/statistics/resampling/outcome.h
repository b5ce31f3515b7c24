#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/text.h"

/// What is asked of an interval and what comes back: the vocabulary of the interval policy.
namespace boussole::engine::statistics {

/// What an interval is asked with. The result is a function of these and of the histogram, never of `threads`.
struct IntervalRequest {
  double level = 0.95;
  std::uint64_t seed = 0;
  std::uint64_t stream = 0;  ///< one per figure: stream_of("div-gini-contributions/platform")
  std::int64_t replicates = 2000;
  unsigned threads = 1;
};

/// A number that names a stream of random numbers: FNV-1a of the figure's name. Stable across machines.
constexpr std::uint64_t stream_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

struct PrintedInterval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;  ///< "participants redrawn with a fitted tail, B=2000"
};

/// An interval, or the reason why there is none: exactly one of the two is present.
struct IntervalOutcome {
  std::optional<PrintedInterval> interval;
  std::optional<Message> reason;
};

}  // namespace boussole::engine::statistics
