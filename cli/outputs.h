#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/console.h"
#include "engine/base/error.h"

/// A report in several formats, for the commands that write one: html, md, json, csv, xlsx.
namespace boussole::cli {

using Outputs = std::map<std::string, std::function<Expected<std::string>()>>;

/// Before any work: an unknown format is a usage error.
Expected<void> check_formats(const std::vector<std::string>& formats, const std::string& what);

/// The same where the report may also go to standard output: a workbook needs a folder.
Expected<void> check_formats(const std::vector<std::string>& formats, const std::string& what,
                             const std::string& folder);

/// Makes every format first, then writes "<name>.<format>" each whole into the folder: a format that cannot be made
/// leaves nothing behind.
/// @return the paths, in the order of `formats`
Expected<std::vector<std::string>> write_outputs(const std::string& folder, const std::string& name,
                                                 const std::vector<std::string>& formats, const Outputs& outputs);

/// Into the folder, and its paths on standard output; or the report itself there where the folder is empty.
Expected<void> write_or_print(const std::string& folder, const std::string& name,
                              const std::vector<std::string>& formats, const Outputs& outputs, const Console& console);

}  // namespace boussole::cli
