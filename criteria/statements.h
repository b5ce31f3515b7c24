#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/problems.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// Private to criteria/: what the files that people write by hand (evidence, replies) have in common.
namespace boussole::criteria {

/// "boussole/evidence/1" wanted: an error that tells an older, newer or other file from a damaged one.
std::vector<Error> check_schema_name(const json::Value& root, const std::string& file, std::string_view kind);

/// Checks of one member, which may be absent or empty: each adds what is wrong.
void check_date(const json::Value& owner, const char* key, const std::string& place, Problems& problems);
void check_web_address(const json::Value& owner, const char* key, const std::string& place, Problems& problems);
void check_sha256(const json::Value& owner, const char* key, const std::string& place, Problems& problems);
/// A file's own name, without a folder.
void check_file_name(const json::Value& owner, const char* key, const std::string& place, Problems& problems);
/// A role, never a person: an e-mail address is refused.
void check_role(const json::Value& owner, const char* key, const std::string& place, Problems& problems);

/// The text of a member, or nothing where it is absent.
std::string text_or_nothing(const json::Value& object, std::string_view key);

/// Whether a text holds something else than spaces.
bool says_something(std::string_view text);

}  // namespace boussole::criteria
