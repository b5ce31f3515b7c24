#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/json/value.h"

/// The files of a criteria set, from a folder or from the program itself.
namespace boussole::criteria {

struct SetFiles {
  std::string place;                         ///< what errors put before a file's name: the folder, or "built-in …"
  std::map<std::string, std::string> bytes;  ///< "set.json", "indicators/acces.json" → bytes, in the order of names

  /// The name that errors carry for one of the files.
  std::string label(const std::string& name) const;
  /// SHA-256 of the bytes of all files, one after the other in the order of their names.
  std::string sha256() const;
};

/// Reads set.json, axes.json, criteria.json, indicators/*.json and, where they exist, evidence.json and scenarios.json.
Expected<SetFiles> files_of(const std::filesystem::path& folder);

/// The set that the program carries under this name; no file at all where it carries none.
SetFiles built_in_files(std::string_view id);

/// A schema that the program carries: "audit-1", "set-1", …
const json::Value& schema(std::string_view name);

}  // namespace boussole::criteria
