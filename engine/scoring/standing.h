#pragma once

#include "engine/audit.h"

namespace boussole::engine {

/// Whether a figure is in force: it is ok, or it was until somebody contested it. An open contest sets another value
/// beside the audit's and never takes the audit's away, so that nobody removes a figure by contesting it.
inline bool stands(const IndicatorResult& result) {
  return result.status == Status::ok || (result.status == Status::contested && result.value.has_value());
}

}  // namespace boussole::engine
