#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

#include "cli/arguments.h"

/// Private to cli/: the options and commands of evidence and replies.
namespace boussole::cli {

class ClaimsCommands {
 public:
  /// @param common  adds the options that every command has
  ClaimsCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common);

  /// --evidence, --replies and --today of the command audit.
  void add_to_audit(CLI::App* audit, ClaimsArguments& arguments) const;

  /// The command that was typed, where it is one of these.
  std::optional<Command> parsed() const;

 private:
  std::string say(const char* fr, const char* en) const { return language_ == Language::fr ? fr : en; }
  void build_evidence(CLI::App& app, const std::function<void(CLI::App*)>& common);

  Language language_;
  EvidenceNewArguments fresh_;
  EvidenceCheckArguments check_;
  CLI::App *new_app_ = nullptr, *check_app_ = nullptr;
};

}  // namespace boussole::cli
