#include "reports/compare.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/outputs.h"
#include "cli/stored_subjects.h"
#include "cli/subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "engine/scoring/compare_ranks.h"

namespace boussole::cli {
namespace {

constexpr std::size_t kMost = 500;      ///< beyond, the page cannot be read
constexpr std::size_t kMostPairs = 15;  ///< beyond, funnels instead of pairs
constexpr std::uint64_t kPlaceDraws = 10000;

Error too_many(std::size_t count) {
  Error error;
  error.kind = Error::Kind::usage;
  const std::string n = std::to_string(count), most = std::to_string(kMost);
  error.what = {n + " audits : au plus " + most + ".", n + " audits: at most " + most + "."};
  error.remedy = {"Comparez par groupes de semblables.", "Compare by groups of alike."};
  return error;
}

Expected<criteria::CriteriaSet> set_of(const std::string& folder) {
  if (folder.empty()) return criteria::built_in("boussole");
  return criteria::load(folder);
}

/// What is said on the terminal once the files are there.
struct Said {
  Text conclusion;
  std::vector<Message> warnings;
};

reports::CompareOptions options_of(const CompareArguments& arguments, const Console& console) {
  reports::CompareOptions out;
  out.report.language = console.language();
  out.report.command = command_words("compare", arguments.audits) + db_words(arguments.db);
  if (!arguments.criteria.empty()) out.report.command += " --criteria " + short_name(arguments.criteria);
  if (arguments.ranks) out.report.command += " --ranks --seed " + std::to_string(arguments.seed);
  if (arguments.csv_dialect == "fr-excel") out.report.csv_dialect = reports::CsvDialect::fr_excel;
  out.ranks = arguments.ranks;
  out.seed = arguments.seed;
  out.tool_version = kVersion;
  return out;
}

Expected<void> write(const CompareArguments& arguments, const Outputs& outputs, const Console& console) {
  auto written = write_outputs(arguments.output, "comparison", arguments.formats, outputs);
  if (!written) return std::unexpected(written.error());
  for (const std::string& path : *written) console.print(path + "\n");
  return {};
}

Expected<Said> pairs_to_files(const CompareArguments& arguments, const std::vector<engine::Subject>& subjects,
                              const criteria::CriteriaSet& set, const Console& console) {
  engine::Comparison comparison = engine::compare(subjects, set);
  if (arguments.ranks) engine::add_acceptabilities(comparison, set, kPlaceDraws, arguments.seed);
  const reports::CompareOptions options = options_of(arguments, console);
  const reports::Document document = reports::comparison_document(comparison, set, options);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_comparison_json(comparison, options); };
  outputs["csv"] = [&] { return reports::write_comparison_csv(comparison, set, options); };
  outputs["xlsx"] = [&] {
    return reports::write_xlsx(reports::comparison_sheets(comparison, set, options), document.title);
  };
  if (auto done = write(arguments, outputs, console); !done) return std::unexpected(done.error());
  const std::string tests = std::to_string(comparison.family), held = std::to_string(comparison.demonstrated),
                    left = std::to_string(comparison.left_out.size());
  return Said{{tests + " écart(s) éprouvé(s), " + held + " démontré(s) ; " + left + " indicateur(s) laissé(s) de côté.",
               tests + " difference(s) tested, " + held + " demonstrated; " + left + " indicator(s) left out."},
              comparison.warnings};
}

Expected<Said> funnels_to_files(const CompareArguments& arguments, const std::vector<engine::Subject>& subjects,
                                const criteria::CriteriaSet& set, const Console& console) {
  const engine::FunnelReport report = engine::funnels(subjects, set);
  const reports::CompareOptions options = options_of(arguments, console);
  const reports::Document document = reports::funnel_document(report, set, options);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_funnels_json(report, options); };
  outputs["csv"] = [&] {
    return reports::write_sheet_csv(reports::funnel_sheets(report, set, options).front(), options.report.csv_dialect);
  };
  outputs["xlsx"] = [&] { return reports::write_xlsx(reports::funnel_sheets(report, set, options), document.title); };
  if (auto done = write(arguments, outputs, console); !done) return std::unexpected(done.error());
  const std::string n = std::to_string(subjects.size()), funnels = std::to_string(report.funnels.size());
  return Said{{n + " audits : " + funnels + " entonnoir(s), sans paires ni places.",
               n + " audits: " + funnels + " funnel(s), no pairs and no places."},
              report.warnings};
}

Expected<Said> compare_to_files(const CompareArguments& arguments, const Console& console) {
  if (arguments.audits.size() > kMost) return std::unexpected(too_many(arguments.audits.size()));
  if (auto known = check_formats(arguments.formats, "comparison"); !known) return std::unexpected(known.error());
  const auto set = set_of(arguments.criteria);
  if (!set) return std::unexpected(set.error());
  const auto source = AuditSource::open(arguments.db);
  if (!source) return std::unexpected(source.error());
  const auto subjects = source->subjects(arguments.audits, *set);
  if (!subjects) return std::unexpected(subjects.error());
  return subjects->size() > kMostPairs ? funnels_to_files(arguments, *subjects, *set, console)
                                       : pairs_to_files(arguments, *subjects, *set, console);
}

}  // namespace

int run(const CompareArguments& arguments, const Console& console) {
  const auto said = compare_to_files(arguments, console);
  if (!said) {
    console.fail(said.error());
    return exit_code(said.error());
  }
  console.note(said->conclusion);
  for (const Message& warning : said->warnings) console.note(warning.text);
  return 0;
}

}  // namespace boussole::cli
