#include <csignal>
#include <cstdlib>
#include <exception>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"

namespace boussole::cli {

int run(const PrintArguments& arguments, const Console& console) {
  console.print(arguments.text);
  return 0;
}

namespace {

/// How the process treats the system, before anything else runs.
void settle() {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on files is an error of writing like another, and what was begun is removed
  // No output has a local time. Without a zone, reading an archive asks the disk for it at each entry.
  ::setenv("TZ", "UTC0", 0);
}

}  // namespace

}  // namespace boussole::cli

int main(int argc, char** argv) {
  using namespace boussole;
  cli::settle();
  const auto arguments = cli::parse_arguments(argc, argv);
  if (!arguments) {
    // Where no language was named, both are said.
    const auto named = cli::language_named(argc, argv);
    for (const Language language : {Language::fr, Language::en})
      if (named.value_or(language) == language) cli::Console(language, false, false).fail(arguments.error());
    return cli::exit_code(arguments.error());
  }
  const cli::Console console(arguments->language, arguments->quiet, arguments->verbose);
  try {
    return std::visit([&](const auto& command) { return cli::run(command, console); }, arguments->command);
  } catch (const std::exception& problem) {
    Error error;
    error.kind = Error::Kind::internal;
    error.what = {std::string("Erreur interne : ") + problem.what(), std::string("Internal error: ") + problem.what()};
    error.remedy = {"Signalez-la avec la commande et la version.",
                    "Please report it with the command and the version."};
    console.end_progress();
    console.fail(error);
    return cli::exit_code(error);
  }
}
