#include "reports/compare.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/outputs.h"
#include "cli/stored_subjects.h"
#include "cli/subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"

namespace boussole::cli {
namespace {

constexpr std::size_t kMost = 15;  ///< beyond, pairs are too many to read

Error too_many(std::size_t count) {
  Error error;
  error.kind = Error::Kind::usage;
  const std::string n = std::to_string(count), most = std::to_string(kMost);
  error.what = {n + " audits : au plus " + most + " se comparent deux à deux.",
                n + " audits: at most " + most + " can be compared in pairs."};
  error.remedy = {"Comparez par groupes de semblables.", "Compare by groups of alike."};
  return error;
}

Expected<engine::Comparison> compare_to_files(const CompareArguments& arguments, const Console& console) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  if (arguments.audits.size() > kMost) return std::unexpected(too_many(arguments.audits.size()));
  if (auto known = check_formats(arguments.formats, "comparison"); !known) return std::unexpected(known.error());
  auto subjects = read_subjects_or_stored(arguments.audits, set, arguments.db);
  if (!subjects) return std::unexpected(subjects.error());
  engine::Comparison comparison = engine::compare(*subjects, set);
  reports::CompareOptions options;
  options.report.language = console.language();
  options.report.command = command_words("compare", arguments.audits) + (arguments.ranks ? " --ranks" : "");
  if (arguments.csv_dialect == "fr-excel") options.report.csv_dialect = reports::CsvDialect::fr_excel;
  options.ranks = arguments.ranks;
  options.tool_version = kVersion;
  const reports::Document document = reports::comparison_document(comparison, set, options);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_comparison_json(comparison, options); };
  outputs["csv"] = [&] { return reports::write_comparison_csv(comparison, set, options); };
  auto written = write_outputs(arguments.output, "comparison", arguments.formats, outputs);
  if (!written) return std::unexpected(written.error());
  for (const std::string& path : *written) console.print(path + "\n");
  return comparison;
}

}  // namespace

int run(const CompareArguments& arguments, const Console& console) {
  const auto comparison = compare_to_files(arguments, console);
  if (!comparison) {
    console.fail(comparison.error());
    return exit_code(comparison.error());
  }
  const std::string tests = std::to_string(comparison->family), held = std::to_string(comparison->demonstrated);
  console.note({tests + " écart(s) éprouvé(s), " + held + " démontré(s) ; " +
                    std::to_string(comparison->left_out.size()) + " indicateur(s) laissé(s) de côté.",
                tests + " difference(s) tested, " + held + " demonstrated; " +
                    std::to_string(comparison->left_out.size()) + " indicator(s) left out."});
  for (const Message& warning : comparison->warnings) console.note(warning.text);
  return 0;
}

}  // namespace boussole::cli
