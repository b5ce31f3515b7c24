#pragma once

#include <functional>
#include <string>

#include "engine/base/text.h"

namespace CLI {
class App;
}

namespace boussole::cli {

/// The population that participants are compared with.
struct ReferenceArguments {
  std::string file;       ///< empty: none
  std::string territory;  ///< code or name, or "all"
  int from_age = 0;       ///< people younger are left out; 0: nobody is
};

/// `boussole reference import FILE -o FILE`.
struct ReferenceImportArguments {
  ReferenceArguments from;
  std::string output;  ///< empty: standard output
};

/// Adds --reference and what goes with it to `audit`.
void add_reference(CLI::App* audit, Language language, ReferenceArguments& into);

/// Adds the command to the parser, and gives back `import`; `common` adds what all commands have.
CLI::App* add_reference_command(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common,
                                ReferenceImportArguments& into);

}  // namespace boussole::cli
