#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"

/// Private to cli/: the options of the command criteria.
namespace boussole::cli {

class CriteriaCommands {
 public:
  /// @param common  adds the options that every command has
  CriteriaCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common);

  /// The command that was typed, where it is one of these.
  std::optional<CriteriaDiffArguments> parsed() const;

 private:
  std::string say(const char* fr, const char* en) const { return language_ == Language::fr ? fr : en; }

  Language language_;
  CriteriaDiffArguments diff_;
  CLI::App* diff_app_ = nullptr;
};

}  // namespace boussole::cli
