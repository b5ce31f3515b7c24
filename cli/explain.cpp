#include "reports/explain.h"

#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "criteria/loader.h"
#include "reports/json.h"

namespace boussole::cli {
namespace {

Error unknown_indicator(const ExplainArguments& arguments, const engine::Audit& audit) {
  Error error;
  error.kind = Error::Kind::usage;
  error.file = arguments.audit;
  error.what = {"Aucun indicateur « " + arguments.indicator + " » dans cet audit.",
                "No indicator “" + arguments.indicator + "” in this audit."};
  std::string known;
  for (const auto& r : audit.indicators) known += (known.empty() ? "" : ", ") + r.id;
  error.remedy = {"Ceux qui y sont : " + known + ".", "Those it holds: " + known + "."};
  return error;
}

Expected<std::string> explained(const ExplainArguments& arguments, Language language) {
  auto text = read_whole(arguments.audit);
  if (!text) return std::unexpected(text.error());
  auto audit = reports::read_audit(*text, std::filesystem::path(arguments.audit).filename().string());
  if (!audit) return std::unexpected(audit.error());
  const auto found = std::find_if(audit->indicators.begin(), audit->indicators.end(),
                                  [&](const auto& r) { return r.id == arguments.indicator; });
  if (found == audit->indicators.end()) return std::unexpected(unknown_indicator(arguments, *audit));
  return reports::explain(*audit, *found, criteria::built_in("boussole"), language);
}

}  // namespace

int run(const ExplainArguments& arguments, const Console& console) {
  const auto text = explained(arguments, console.language());
  if (!text) {
    console.fail(text.error());
    return exit_code(text.error());
  }
  console.print(*text);
  return 0;
}

}  // namespace boussole::cli
