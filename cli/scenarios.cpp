#include "reports/scenarios.h"

#include <algorithm>
#include <thread>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/outputs.h"
#include "cli/stored_subjects.h"
#include "cli/subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "criteria/weights.h"
#include "engine/json/writer.h"

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

/// A set and the scenarios that go with it.
struct Frame {
  criteria::CriteriaSet set;
  criteria::ScenarioSet scenarios;
};

Expected<Frame> frame_of(const std::string& folder) {
  if (folder.empty()) return Frame{criteria::built_in("boussole"), criteria::built_in_scenarios()};
  auto set = criteria::load(folder);
  if (!set) return std::unexpected(set.error());
  auto scenarios = criteria::load_scenarios(folder, *set);
  if (!scenarios) return std::unexpected(scenarios.error());
  return Frame{std::move(*set), std::move(*scenarios)};
}

Error same_id(const std::string& file, const std::string& id) {
  Error error;
  error.file = file;
  error.what = {"Le jeu de poids « " + id + " » est déjà dans un autre fichier.",
                "The set of weights \"" + id + "\" is already in another file."};
  error.remedy = {"Donner à chacun un identifiant différent.", "Give each a different id."};
  return error;
}

Expected<std::vector<engine::PanelMember>> panel_from(const std::vector<std::string>& files,
                                                      const criteria::CriteriaSet& set) {
  std::vector<engine::PanelMember> out;
  std::vector<std::string> axes;
  for (const criteria::Axis& axis : set.axes) axes.push_back(axis.id);
  for (const std::string& path : files) {
    const auto text = read_whole(path);
    if (!text) return std::unexpected(text.error());
    const auto file = criteria::read_weights(*text, path, set);
    if (!file) return std::unexpected(file.error());
    for (const criteria::WeightSet& weights : file->sets) {
      engine::PanelMember member{weights.id, weights.name, weights.by, {}};
      member.compared = engine::compared_weights(weights, axes);
      if (weights.weights.empty() && member.compared)
        member.weights = member.compared->weights;
      else
        for (const std::string& axis : axes) member.weights.push_back(weights.weights.at(axis));
      for (const engine::PanelMember& other : out)
        if (other.id == member.id) return std::unexpected(same_id(path, member.id));
      out.push_back(std::move(member));
    }
  }
  return out;
}

Expected<void> scenarios_to_files(const ScenariosArguments& arguments, const Console& console) {
  const auto frame = frame_of(arguments.criteria);
  if (!frame) return std::unexpected(frame.error());
  const criteria::CriteriaSet& set = frame->set;
  const criteria::ScenarioSet& scenario_set = frame->scenarios;
  if (arguments.audits.size() > kMost) return std::unexpected(too_many(arguments.audits.size()));
  if (auto known = check_formats(arguments.formats, "scenarios"); !known) return known;
  const auto source = AuditSource::open(arguments.db);
  if (!source) return std::unexpected(source.error());
  auto subjects = source->subjects(arguments.audits, set);
  if (!subjects) return std::unexpected(subjects.error());
  auto own = panel_from(arguments.weights, set);
  if (!own) return std::unexpected(own.error());
  engine::ScenarioOptions options;
  options.own = std::move(*own);
  options.composite = arguments.composite;
  options.lever_target = arguments.target;
  options.draws = arguments.draws;
  options.seed = arguments.seed;
  options.threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  const engine::ScenarioReport result = engine::scenarios(*subjects, set, scenario_set, options);
  reports::ScenarioReportOptions report;
  report.report.language = console.language();
  report.report.command = command_words("scenarios", arguments.audits) + db_words(arguments.db) + " --draws " +
                          std::to_string(result.draws) + " --seed " + std::to_string(result.seed) + " --target " +
                          json::shortest(result.lever_target) + (arguments.composite ? " --composite" : "");
  if (!arguments.criteria.empty()) report.report.command += " --criteria " + short_name(arguments.criteria);
  for (const std::string& file : arguments.weights) report.report.command += " --weights " + short_name(file);
  if (arguments.csv_dialect == "fr-excel") report.report.csv_dialect = reports::CsvDialect::fr_excel;
  report.tool_version = kVersion;
  const reports::Document document = reports::scenarios_document(result, set, scenario_set, report);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_scenarios_json(result, report); };
  outputs["csv"] = [&] { return reports::write_scenarios_csv(result, report); };
  outputs["xlsx"] = [&] {
    return reports::write_xlsx(reports::scenarios_sheets(result, set, scenario_set, report), document.title);
  };
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
