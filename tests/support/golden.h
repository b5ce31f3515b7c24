#pragma once

#include <string>
#include <string_view>

namespace boussole::testing {

/// Compares bytes with tests/baselines/<name>. With BOUSSOLE_UPDATE_BASELINES=1 in the environment the baseline is
/// written instead: read the diff before it is committed.
/// @return empty when equal; otherwise where they first differ, both lines, and how to update
std::string differs_from_baseline(const std::string& name, std::string_view actual);

}  // namespace boussole::testing
