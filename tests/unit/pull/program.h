#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace boussole::test {

struct Ran {
  int code = -1;  ///< exit code; 128 + signal where a signal ended it
  std::string out, err;
  double seconds = 0;
  long peak_kb = 0;  ///< resident memory at its peak
};

/// Runs the real program, `boussole ARGUMENTS…`, and may kill it (SIGKILL) after a time. The environment is empty but
/// for what is given.
Ran run_program(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment = {},
                std::optional<std::chrono::microseconds> kill_after = std::nullopt);

/// The same, killed as soon as this is so (asked every few milliseconds); never killed where it ends before.
Ran run_until(const std::vector<std::string>& arguments, const std::function<bool()>& kill_when);

}  // namespace boussole::test
