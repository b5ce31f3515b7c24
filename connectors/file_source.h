#pragma once

#include <memory>
#include <string>

#include "connectors/source.h"

namespace boussole::connectors {

/// A regular file, opened at once. Pipes and devices are refused: a source is read more than once.
Expected<std::unique_ptr<Source>> file_source(const std::string& path);

}  // namespace boussole::connectors
