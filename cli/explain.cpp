#include "reports/explain.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/stored_subjects.h"
#include "criteria/loader.h"

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
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  const auto source = AuditSource::open(arguments.db);
  if (!source) return std::unexpected(source.error());
  const auto subject = source->subject(arguments.audit, set);
  if (!subject) return std::unexpected(subject.error());
  const engine::Audit& audit = subject->audit;
  const auto found = std::find_if(audit.indicators.begin(), audit.indicators.end(),
                                  [&](const auto& r) { return r.id == arguments.indicator; });
  if (found == audit.indicators.end()) return std::unexpected(unknown_indicator(arguments, audit));
  return reports::explain(audit, *found, set, language);
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
