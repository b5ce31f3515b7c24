#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <vector>

#include "cli/arguments.h"

/// Private to cli/: the commands of the workspace.
namespace boussole::cli {

class WorkspaceCommands {
 public:
  /// @param common  adds the options that every command has
  WorkspaceCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common);

  /// --db of another command.
  void add_db(CLI::App* sub, std::string& db, const Text& what) const;

  /// The command that was typed, where it is one of these.
  std::optional<Command> parsed() const;

 private:
  std::string say(const char* fr, const char* en) const { return language_ == Language::fr ? fr : en; }
  void build_workspace(CLI::App& app, const std::function<void(CLI::App*)>& common);
  void build_import(CLI::App& app, const std::function<void(CLI::App*)>& common);

  Language language_;
  WorkspaceArguments workspace_;
  ImportArguments import_;
  CLI::App* import_app_ = nullptr;
  std::vector<CLI::App*> workspace_apps_;
};

}  // namespace boussole::cli
