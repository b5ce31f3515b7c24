#include <filesystem>

#include "cli/claims.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/outputs.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "engine/scoring/evidence_check.h"
#include "reports/evidence_check.h"
#include "reports/evidence_form.h"

namespace boussole::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kToComplete = 1;

Expected<criteria::CriteriaSet> criteria_set(const std::string& folder) {
  if (folder.empty()) return criteria::built_in("boussole");
  return criteria::load(folder);
}

/// What somebody filled in is worth more than what we write.
Expected<void> not_there(const fs::path& path, bool force) {
  std::error_code failed;
  if (force || !fs::exists(path, failed)) return {};
  Error error;
  error.kind = Error::Kind::usage;
  error.file = path.string();
  error.what = {"Un questionnaire est déjà là, peut-être rempli.",
                "A questionnaire is already there, perhaps filled in."};
  error.remedy = {"Choisir un autre dossier, ou ajouter --force.", "Choose another folder, or add --force."};
  return std::unexpected(error);
}

Expected<void> new_questionnaire(const EvidenceNewArguments& arguments, const Console& console) {
  auto set = criteria_set(arguments.criteria);
  if (!set) return std::unexpected(set.error());
  auto guide = evidence_guide(arguments.criteria, *set);
  if (!guide) return std::unexpected(guide.error());
  const fs::path folder = arguments.output, json = folder / "evidence.json", html = folder / "evidence.html";
  for (const fs::path& path : {json, html})
    if (auto free = not_there(path, arguments.force); !free) return free;
  const std::string questionnaire = reports::write_questionnaire(*set, *guide, console.language());
  const std::string form = reports::write_evidence_form(*set, *guide, console.language());
  if (auto made = make_folder(folder); !made) return made;
  if (auto done = write_whole(json, questionnaire); !done) return done;
  if (auto done = write_whole(html, form); !done) return done;
  for (const fs::path& path : {json, html}) console.print(path.string() + "\n");
  return {};
}

Expected<bool> check_questionnaire(const EvidenceCheckArguments& arguments, const Console& console) {
  if (auto known = check_formats(arguments.formats, "evidence check", arguments.output); !known)
    return std::unexpected(known.error());
  if (auto day = check_day("--today", arguments.today); !day) return std::unexpected(day.error());
  auto set = criteria_set(arguments.criteria);
  if (!set) return std::unexpected(set.error());
  auto guide = evidence_guide(arguments.criteria, *set);
  if (!guide) return std::unexpected(guide.error());
  auto file = load_evidence(arguments.file, *set, *guide);
  if (!file) return std::unexpected(file.error());
  const std::string today = arguments.today.empty() ? file->on : arguments.today;
  const auto check = engine::check_evidence_file(*set, *guide, *file, {today, file->by, 0.95});

  reports::EvidenceCheckOptions options;
  options.report.language = console.language();
  if (arguments.csv_dialect == "fr-excel") options.report.csv_dialect = reports::CsvDialect::fr_excel;
  options.tool_version = kVersion;
  options.file = fs::path(arguments.file).filename().string();
  const reports::Document document = reports::evidence_check_document(check, *set, options);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_evidence_check_json(check, options); };
  outputs["csv"] = [&] { return reports::write_evidence_check_csv(check, *set, options); };
  outputs["xlsx"] = [&] {
    return reports::write_xlsx(reports::evidence_check_sheets(check, *set, options), document.title);
  };
  if (auto done = write_or_print(arguments.output, "evidence-check", arguments.formats, outputs, console); !done)
    return std::unexpected(done.error());
  return check.to_fix == 0;
}

}  // namespace

int run(const EvidenceNewArguments& arguments, const Console& console) {
  const auto done = new_questionnaire(arguments, console);
  if (done) return 0;
  console.fail(done.error());
  return exit_code(done.error());
}

int run(const EvidenceCheckArguments& arguments, const Console& console) {
  const auto complete = check_questionnaire(arguments, console);
  if (complete) return *complete ? 0 : kToComplete;
  console.fail(complete.error());
  return exit_code(complete.error());
}

}  // namespace boussole::cli
