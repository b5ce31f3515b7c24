#pragma once

#include <string>

#include "cli/arguments.h"

namespace boussole::cli {

/// The command that gives the same bytes again: base names of the sources, and only the options that matter.
std::string redo_command(const AuditArguments& arguments, Language language);

}  // namespace boussole::cli
