#include "reports/scenarios.h"

#include <algorithm>
#include <thread>

#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"

namespace boussole::cli {
namespace {

constexpr std::size_t kMost = 50;  ///< beyond, the page cannot be read

Error too_many(std::size_t count) {
  Error error;
  error.kind = Error::Kind::usage;
  const std::string n = std::to_string(count), most = std::to_string(kMost);
  error.what = {n + " audits : au plus " + most + ".", n + " audits: at most " + most + "."};
  error.remedy = {"Procédez par groupes de semblables.", "Proceed by groups of alike."};
  return error;
}

Expected<void> scenarios_to_files(const ScenariosArguments& arguments, const Console& console) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  const criteria::ScenarioSet& scenario_set = criteria::built_in_scenarios();
  if (arguments.audits.size() > kMost) return std::unexpected(too_many(arguments.audits.size()));
  if (auto known = check_formats(arguments.formats, "scenarios"); !known) return known;
  auto subjects = read_subjects(arguments.audits, set);
  if (!subjects) return std::unexpected(subjects.error());
  engine::ScenarioOptions options;
  options.draws = arguments.draws;
  options.seed = arguments.seed;
  options.threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  const engine::ScenarioReport result = engine::scenarios(*subjects, set, scenario_set, options);
  reports::ScenarioReportOptions report;
  report.report.language = console.language();
  report.report.command = command_words("scenarios", arguments.audits) + " --draws " + std::to_string(result.draws) +
                          " --seed " + std::to_string(result.seed);
  if (arguments.csv_dialect == "fr-excel") report.report.csv_dialect = reports::CsvDialect::fr_excel;
  report.tool_version = kVersion;
  const reports::Document document = reports::scenarios_document(result, set, scenario_set, report);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_scenarios_json(result, report); };
  outputs["csv"] = [&] { return reports::write_scenarios_csv(result, report); };
  auto written = write_outputs(arguments.output, "scenarios", arguments.formats, outputs);
  if (!written) return std::unexpected(written.error());
  for (const std::string& path : *written) console.print(path + "\n");
  for (const Message& warning : result.warnings) console.note(warning.text);
  return {};
}

}  // namespace

int run(const ScenariosArguments& arguments, const Console& console) {
  const auto done = scenarios_to_files(arguments, console);
  if (done) return 0;
  console.fail(done.error());
  return exit_code(done.error());
}

}  // namespace boussole::cli
