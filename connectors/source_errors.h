#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"

/// The errors that several kinds of source share. Names are base names.
namespace boussole::connectors {

/// The system's message for `code` (an errno), with what could not be done.
Error system_error(const std::string& name, int code);

/// A place asked for lies outside the source: it has changed since it was read.
Error range_outside(const std::string& name);

/// The part of `path` after the last slash.
std::string base_name(std::string_view path);

}  // namespace boussole::connectors
