#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace boussole::cli {

/// Writes the file whole or not at all: a temporary file beside it, fsync, rename.
Expected<void> write_whole(const std::filesystem::path& path, std::string_view bytes);

Expected<std::string> read_whole(const std::filesystem::path& path);

/// Creates the folder and its parents where they do not exist.
Expected<void> make_folder(const std::filesystem::path& path);

}  // namespace boussole::cli
