#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/json/value.h"

namespace boussole::criteria {

/// Checks a file or a folder and gives everything that is wrong; an empty list means valid. Known: the folder of a
/// criteria set, any of its files (set.json brings in the whole folder), scenarios.json, audit.json, a policy.
std::vector<Error> validate_path(const std::filesystem::path& path);

/// Checks an audit.json, version 1: its schema, then that a missing figure has a reason, that a figure without interval
/// says why, that intervals are in order and that no identifier comes twice.
std::vector<Error> validate_audit(const json::Value& root, const std::string& file);

}  // namespace boussole::criteria
