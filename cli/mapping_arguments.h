#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace CLI {
class App;
}

namespace boussole::cli {

/// `boussole mapping new FILE… -o FILE`.
struct MappingNewArguments {
  std::vector<std::string> sources;
  std::string output;  ///< empty: standard output
};

/// Adds the command to the parser, and gives back `new`; `common` adds what all commands have.
CLI::App* add_mapping(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common,
                      MappingNewArguments& into);

}  // namespace boussole::cli
