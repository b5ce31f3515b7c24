#include "cli/commands.h"
#include "cli/files.h"
#include "cli/stored_subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "criteria/policy.h"
#include "engine/scoring/gate.h"
#include "reports/gate.h"

namespace boussole::cli {
namespace {

constexpr int kNotMet = 1, kInconclusive = 4;

Error usage(Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

Expected<engine::Gate> checked(const CheckArguments& arguments, const criteria::CriteriaSet& set) {
  if (!arguments.today.empty() && !criteria::is_date(arguments.today))
    return std::unexpected(usage(
        {"--today « " + arguments.today + " » n'est pas une date.", "--today “" + arguments.today + "” is not a date."},
        {"Écrivez AAAA-MM-JJ.", "Write YYYY-MM-DD."}));
  auto text = read_whole(arguments.policy);
  if (!text) return std::unexpected(text.error());
  auto policy = criteria::read_policy(*text, arguments.policy, set);
  if (!policy) return std::unexpected(policy.error());
  if (engine::needs_baseline(*policy) && arguments.baseline.empty())
    return std::unexpected(usage({"Cette politique a des règles sur un écart : il faut un audit de référence.",
                                  "This policy has rules on a change: a baseline audit is needed."},
                                 {"Ajoutez --baseline AUDIT.json.", "Add --baseline AUDIT.json."}));
  const auto source = AuditSource::open(arguments.db);
  if (!source) return std::unexpected(source.error());
  const auto audit = source->subject(arguments.audit, set);
  if (!audit) return std::unexpected(audit.error());
  if (arguments.baseline.empty()) return engine::check_gate(*policy, audit->audit, nullptr, arguments.today, set);
  const auto baseline = source->subject(arguments.baseline, set);
  if (!baseline) return std::unexpected(baseline.error());
  return engine::check_gate(*policy, audit->audit, &baseline->audit, arguments.today, set);
}

Expected<engine::Outcome> check_to_files(const CheckArguments& arguments, const Console& console) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  auto gate = checked(arguments, set);
  if (!gate) return std::unexpected(gate.error());
  const reports::GateOptions options{console.language(), kVersion, arguments.audit, arguments.policy};
  const std::string junit = reports::write_gate_junit(*gate, set, options);
  const std::string sarif = reports::write_gate_sarif(*gate, set, options);
  for (const auto& [path, bytes] : {std::pair(arguments.junit, junit), std::pair(arguments.sarif, sarif)})
    if (!path.empty())
      if (auto done = write_whole(path, bytes); !done) return std::unexpected(done.error());
  console.print(reports::write_markdown(reports::gate_document(*gate, set, options)));
  return gate->overall();
}

}  // namespace

int run(const CheckArguments& arguments, const Console& console) {
  const auto outcome = check_to_files(arguments, console);
  if (!outcome) {
    console.fail(outcome.error());
    return exit_code(outcome.error());
  }
  if (*outcome == engine::Outcome::met) return 0;
  return *outcome == engine::Outcome::not_met ? kNotMet : kInconclusive;
}

}  // namespace boussole::cli
