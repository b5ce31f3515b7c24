#pragma once

#include <span>
#include <string_view>

namespace boussole::criteria {

/// A file of criteria/ as it was when the program was built.
struct EmbeddedFile {
  std::string_view path;  ///< "boussole/set.json", "schema/audit-1.json"
  std::string_view bytes;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace boussole::criteria
