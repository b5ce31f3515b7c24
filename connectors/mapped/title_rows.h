#pragma once

#include <cstdint>
#include <memory>

#include "connectors/source.h"

namespace boussole::connectors::mapped {

/// The same table with its first `rows` lines empty: a title above the header is no header. Lines keep their numbers.
std::unique_ptr<Source> without_title_rows(std::unique_ptr<Source> source, std::uint32_t rows);

}  // namespace boussole::connectors::mapped
