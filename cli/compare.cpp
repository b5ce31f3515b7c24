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

Error too_many_against(std::size_t count) {
  Error error;
  error.kind = Error::Kind::usage;
  const std::string n = std::to_string(count), most = std::to_string(kMostPairs);
  error.what = {n + " audits : --against en compare au plus " + most + ".",
                n + " audits: --against compares at most " + most + "."};
  error.remedy = {"En donner moins, ou retirer --against : un entonnoir par indicateur.",
                  "Give fewer, or leave --against out: a funnel an indicator."};
  return error;
}

Error no_such_audit(const std::string& name, const std::vector<std::string>& labels) {
  Error error;
  error.kind = Error::Kind::usage;
  std::string known;
  for (const std::string& label : labels) known += (known.empty() ? "" : ", ") + label;
  error.what = {"--against : aucun audit ne s'appelle « " + name + " », ou plusieurs.",
                "--against: no audit is called “" + name + "”, or several are."};
  error.remedy = {"Écrire le fichier comme dans la commande, ou un de ces noms : " + known + ".",
                  "Write the file as in the command, or one of these names: " + known + "."};
  return error;
}

/// The one audit given under this argument, called so, or whose name or file holds it.
Expected<std::size_t> place_of(const std::string& name, const std::vector<std::string>& arguments,
                               const std::vector<engine::Subject>& subjects) {
  const std::vector<std::string> labels = engine::labels_of(subjects);
  const auto only = [&](auto&& is) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (is(i)) found.push_back(i);
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
  };
  if (const auto given = only([&](std::size_t i) { return arguments[i] == name; })) return *given;
  if (const auto called = only([&](std::size_t i) { return labels[i] == name; })) return *called;
  if (const auto part = only([&](std::size_t i) { return labels[i].find(name) != std::string::npos; })) return *part;
  if (const auto part = only([&](std::size_t i) { return arguments[i].find(name) != std::string::npos; })) return *part;
  return std::unexpected(no_such_audit(name, labels));
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
  if (!arguments.against.empty()) out.report.command += " --against " + short_name(arguments.against);
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
  std::optional<std::size_t> against;
  if (!arguments.against.empty()) {
    const auto place = place_of(arguments.against, arguments.audits, subjects);
    if (!place) return std::unexpected(place.error());
    against = *place;
  }
  engine::Comparison comparison = engine::compare(subjects, set, against);
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
  if (subjects->size() > kMostPairs && !arguments.against.empty())
    return std::unexpected(too_many_against(subjects->size()));
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
