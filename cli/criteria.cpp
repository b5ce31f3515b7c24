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

Error no_such_format(const std::string& format) {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {"Ce rapport n'existe pas en " + format + ".", "This report does not exist as " + format + "."};
  error.remedy = {"Formats : html, json, md.", "Formats: html, json, md."};
  return error;
}

Expected<void> diff_to_files(const CriteriaDiffArguments& arguments, const Console& console) {
  for (const std::string& format : arguments.formats)
    if (format != "html" && format != "json" && format != "md") return std::unexpected(no_such_format(format));
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
  options.command = "boussole criteria diff " + short_name(arguments.before) + " " + short_name(arguments.after);
  if (!arguments.audits.empty()) options.command += command_words("", arguments.audits).replace(0, 9, " --audits") + db_words(arguments.db);
  const reports::Document document = reports::criteria_diff_document(diff, *before, *after, options, kVersion);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
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
