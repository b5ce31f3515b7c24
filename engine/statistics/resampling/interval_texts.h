#pragma once

#include <cstdint>

#include "engine/base/text.h"

/// Why there is no interval, in words that a person reads.
namespace boussole::engine::statistics {

/// The unit that a reason counts.
enum class IntervalUnit { participant, conversation, answer, group };

Message too_few_for_interval(IntervalUnit unit, std::int64_t n, std::int64_t needed);
Message all_equal_no_interval(IntervalUnit unit);
Message bad_input_for_interval();

}  // namespace boussole::engine::statistics
