#include "cli/commands.h"
#include "criteria/validate.h"

namespace boussole::cli {

int run(const ValidateArguments& arguments, const Console& console) {
  int code = 0;
  for (const std::string& path : arguments.paths) {
    const std::vector<Error> problems = criteria::validate_path(path);
    for (const Error& problem : problems) console.fail(problem);
    if (problems.empty()) {
      console.print(path + (console.language() == Language::fr ? " : valide\n" : ": valid\n"));
    } else {
      code = exit_code(problems.front());
    }
  }
  return code;
}

}  // namespace boussole::cli
