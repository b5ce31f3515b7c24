#include <algorithm>

#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/stored_subjects.h"
#include "cli/subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "reports/criteria_diff.h"

namespace boussole::cli {
namespace {

/// A set the program carries, by name, or a folder.
Expected<criteria::CriteriaSet> set_named(const std::string& name) {
  const auto known = criteria::built_in_ids();
  if (std::find(known.begin(), known.end(), name) != known.end()) return criteria::built_in(name);
  return criteria::load(name);
}

Expected<void> diff_to_files(const CriteriaDiffArguments& arguments, const Console& console) {
  if (auto known = check_formats(arguments.formats, "criteria diff"); !known) return known;
  const auto before = set_named(arguments.before), after = set_named(arguments.after);
  if (!before) return std::unexpected(before.error());
  if (!after) return std::unexpected(after.error());
  const auto source = AuditSource::open(arguments.db);
  if (!source) return std::unexpected(source.error());
  const auto audits = source->subjects(arguments.audits, *before);
  if (!audits) return std::unexpected(audits.error());
  const engine::CriteriaDiff diff = engine::diff(*before, *after, *audits);
  reports::Options options;
  options.language = console.language();
  if (arguments.csv_dialect == "fr-excel") options.csv_dialect = reports::CsvDialect::fr_excel;
  options.command = "boussole criteria diff " + short_name(arguments.before) + " " + short_name(arguments.after);
  if (!arguments.audits.empty())
    options.command += command_words("", arguments.audits).replace(0, 9, " --audits") + db_words(arguments.db);
  const reports::Document document = reports::criteria_diff_document(diff, *before, *after, options, kVersion);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["csv"] = [&] { return reports::write_criteria_diff_csv(diff, *before, *after, options); };
  outputs["xlsx"] = [&] {
    return reports::write_xlsx(reports::criteria_diff_sheets(diff, *before, *after, options), document.title);
  };
  outputs["json"] = [&] { return reports::write_criteria_diff_json(diff, kVersion); };
  auto written = write_outputs(arguments.output, "criteria-diff", arguments.formats, outputs);
  if (!written) return std::unexpected(written.error());
  for (const std::string& path : *written) console.print(path + "\n");
  const std::string changed = std::to_string(diff.indicators.size()), moved = std::to_string(diff.scores.size());
  console.note({changed + " indicateur(s) changé(s), " + moved + " score(s) qui bougent.",
                changed + " indicator(s) changed, " + moved + " score(s) that move."});
  return {};
}

}  // namespace

int run(const CriteriaDiffArguments& arguments, const Console& console) {
  const auto done = diff_to_files(arguments, console);
  if (done) return 0;
  console.fail(done.error());
  return exit_code(done.error());
}

}  // namespace boussole::cli
