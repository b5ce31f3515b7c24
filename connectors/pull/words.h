#pragma once

#include <cstdint>
#include <string>

#include "engine/base/error.h"

/// What a pull says when it cannot go on.
namespace boussole::connectors::pull::words {

Error stopped();
Error bad_address(const std::string& shown);
Error robots_forbid(const std::string& host, const std::string& path);
Error robots_unreachable(const std::string& host, const std::string& why);
Error come_back(const std::string& host, std::int64_t seconds);
Error limit_reached(const Text& what, const std::string& option);
Error token_over_http();
Error status(const std::string& host, int status);
Error sign_in(const std::string& host);
Error not_ready(const std::string& host);
Error not_a_zip(const std::string& host);
Error damaged_zip(const std::string& host, const Error& why);
Error no_open_data(const std::string& host);
Error unknown_platform(const std::string& host);
Error token_needed(const std::string& host);
Error not_json(const std::string& host);

}  // namespace boussole::connectors::pull::words
