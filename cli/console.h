#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace boussole::cli {

/// Where results and messages go: results on standard output, the rest on standard error.
class Console {
 public:
  Console(Language language, bool quiet, bool verbose);

  Language language() const { return language_; }
  bool quiet() const { return quiet_; }
  void print(std::string_view result) const;     ///< standard output, as is
  void note(const Text& message) const;          ///< standard error, unless quiet
  void detail(const Text& message) const;        ///< standard error, only if verbose
  void fail(const Error& error) const;           ///< standard error, always
  /// A line redrawn in place; only on a terminal that wants colours, and never when quiet.
  void progress(const Text& what, double share) const;
  void end_progress() const;

 private:
  Language language_;
  bool quiet_, verbose_, live_;
};

/// The exit code that stands for this error.
int exit_code(const Error& error);

}  // namespace boussole::cli
