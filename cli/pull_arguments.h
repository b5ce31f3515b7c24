#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace CLI {
class App;
}

namespace boussole::cli {

/// `boussole pull URL -o DIR`. A token is never among them: it comes from a file or the environment.
struct PullArguments {
  std::string address;
  std::string output;
  std::string platform;
  std::vector<std::string> parts{"open-data", "api"};
  std::vector<std::string> locales, resources;
  std::string contact;
  std::string token_file, ca_file;
  double per_minute = 30;
  std::uint64_t most_bytes = std::uint64_t{8} << 30;
  std::int64_t most_requests = 100'000;
  std::int64_t most_minutes = 24 * 60;
  std::int64_t patience = 15;  ///< minutes
  std::int64_t timeout = 60;   ///< seconds
  int retries = 4;
  bool allow_private = false, allow_http = false, json_progress = false;
};

/// Adds the command to the parser; `common` adds what all commands have.
CLI::App* add_pull(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common, PullArguments& into);

}  // namespace boussole::cli
