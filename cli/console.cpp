#include "cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace boussole::cli {
namespace {

void write_error(const std::string& line) { std::fwrite(line.data(), 1, line.size(), stderr); }

}  // namespace

Console::Console(Language language, bool quiet, bool verbose)
    : language_(language),
      quiet_(quiet),
      verbose_(verbose),
      live_(!quiet && isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {}

void Console::print(std::string_view result) const { std::fwrite(result.data(), 1, result.size(), stdout); }

void Console::note(const Text& message) const {
  if (!quiet_) write_error(message.in(language_) + "\n");
}

void Console::detail(const Text& message) const {
  if (verbose_) write_error(message.in(language_) + "\n");
}

void Console::fail(const Error& error) const { write_error("boussole: " + error.in(language_) + "\n"); }

void Console::progress(const Text& what, double share) const {
  if (!live_) return;
  constexpr int kWidth = 30;
  const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kWidth));
  std::string bar(static_cast<std::size_t>(filled), '#');
  bar.resize(kWidth, '.');
  write_error("\r\033[K[" + bar + "] " + what.in(language_));
}

void Console::end_progress() const {
  if (live_) write_error("\r\033[K");
}

int exit_code(const Error& error) {
  switch (error.kind) {
    case Error::Kind::usage: return 2;
    case Error::Kind::invalid_input: return 3;
    case Error::Kind::io: return 5;
    case Error::Kind::internal: return 70;
  }
  return 70;
}

}  // namespace boussole::cli
