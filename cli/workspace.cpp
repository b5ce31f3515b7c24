#include "engine/workspace/workspace.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/outputs.h"
#include "cli/stored_subjects.h"
#include "cli/version.h"
#include "criteria/loader.h"
#include "reports/history.h"

namespace boussole::cli {
namespace {

namespace fs = std::filesystem;
using engine::Workspace;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 2, width), ' ');
  return text;
}

std::string line_of(const engine::StoredAudit& a) {
  return padded(std::to_string(a.id), 7) + padded(a.as_of, 12) + padded(a.platform, 32) + padded(a.generation, 18) +
         padded(a.criteria_id + " " + a.criteria_version, 16) + a.sha256.substr(0, 12) + "\n";
}

Expected<int> list(const Workspace& workspace, const Console& console) {
  auto audits = workspace.audits();
  if (!audits) return std::unexpected(audits.error());
  auto imports = workspace.imports();
  if (!imports) return std::unexpected(imports.error());
  for (const engine::StoredAudit& audit : *audits) console.print(line_of(audit));
  for (const engine::StoredImport& i : *imports)
    console.print(padded("import " + std::to_string(i.id), 19) + padded(i.platform, 32) + padded(i.generation, 18) +
                  std::to_string(i.participants) + " / " + std::to_string(i.contributions) + " / " +
                  std::to_string(i.comments) + " / " + std::to_string(i.votes) + "\n");
  const std::string a = std::to_string(audits->size()), i = std::to_string(imports->size());
  console.note({a + " audit(s) ; " + i + " import(s) : participants / contributions / commentaires / votes.",
                a + " audit(s); " + i + " import(s): participants / contributions / comments / votes."});
  return 0;
}

Expected<int> show(const Workspace& workspace, const std::string& reference, const Console& console) {
  auto stored = workspace.find(reference);
  if (!stored) return std::unexpected(stored.error());
  auto audit = stored_audit(workspace, *stored);
  if (!audit) return std::unexpected(audit.error());
  auto statements = workspace.statements(stored->id);
  if (!statements) return std::unexpected(statements.error());
  const auto say = [&](const char* fr, const char* en) { return Text{fr, en}.in(console.language()); };
  std::string out = line_of(*stored) + "sha256  " + stored->sha256 + "\n" + stored->platform_name + "  " +
                    stored->platform_url + "\n";
  for (const engine::StoredStatement& s : *statements) out += padded(s.kind, 10) + s.file + "  " + s.sha256 + "\n";
  std::size_t ok = 0, contested = 0;
  for (const engine::IndicatorResult& r : audit->indicators) {
    ok += r.status == engine::Status::ok;
    contested += r.status == engine::Status::contested;
  }
  out += std::to_string(audit->indicators.size()) + say(" indicateurs, ", " indicators, ") + std::to_string(ok) +
         say(" avec un chiffre, ", " with a figure, ") + std::to_string(contested) +
         say(" contestés\n", " contested\n");
  for (const engine::SpaceResult& space : audit->spaces) out += "  #" + space.id + "\n";
  console.print(out);
  return 0;
}

/// The bytes as they were stored: what is written again has the hash it had.
Expected<int> export_audit(const Workspace& workspace, const WorkspaceArguments& arguments, const Console& console) {
  auto stored = workspace.find(arguments.subject);
  if (!stored) return std::unexpected(stored.error());
  auto document = workspace.document(stored->id);
  if (!document) return std::unexpected(document.error());
  auto statements = workspace.statements(stored->id);
  if (!statements) return std::unexpected(statements.error());
  const fs::path folder = arguments.output.empty() ? "boussole-export" : arguments.output;
  if (auto made = make_folder(folder); !made) return std::unexpected(made.error());
  std::vector<std::pair<std::string, const std::string*>> files{{"audit.json", &*document}};
  for (const engine::StoredStatement& s : *statements) files.emplace_back(s.kind + ".json", &s.document);
  for (const auto& [name, bytes] : files) {
    if (auto done = write_whole(folder / name, *bytes); !done) return std::unexpected(done.error());
    console.print((folder / name).string() + "\n");
  }
  return 0;
}

Expected<int> check(const Workspace& workspace, const std::string& path, const Console& console) {
  auto problems = workspace.check();
  if (!problems) return std::unexpected(problems.error());
  for (const Text& problem : *problems) console.print(problem.in(console.language()) + "\n");
  if (problems->empty()) {
    console.print(path + (console.language() == Language::fr ? " : intact\n" : ": intact\n"));
    return 0;
  }
  return 3;
}

Expected<int> history(const Workspace& workspace, const WorkspaceArguments& arguments, const Console& console) {
  if (auto known = check_formats(arguments.formats, "history", arguments.output); !known)
    return std::unexpected(known.error());
  auto stored = workspace.history(arguments.subject);
  if (!stored) return std::unexpected(stored.error());
  std::vector<reports::HistoryEntry> entries;
  for (const engine::StoredAudit& one : *stored) {
    auto audit = stored_audit(workspace, one);
    if (!audit) return std::unexpected(audit.error());
    entries.push_back({"audit " + std::to_string(one.id), std::move(*audit)});
  }
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  reports::HistoryOptions options;
  options.report.language = console.language();
  if (arguments.csv_dialect == "fr-excel") options.report.csv_dialect = reports::CsvDialect::fr_excel;
  options.tool_version = kVersion;
  const reports::Document document = reports::history_document(entries, set, options);
  Outputs outputs;
  outputs["html"] = [&] { return reports::write_html(document); };
  outputs["md"] = [&] { return reports::write_markdown(document); };
  outputs["json"] = [&] { return reports::write_history_json(entries, options); };
  outputs["csv"] = [&] { return reports::write_history_csv(entries, set, options); };
  outputs["xlsx"] = [&] { return reports::write_xlsx(reports::history_sheets(entries, set, options), document.title); };
  if (auto done = write_or_print(arguments.output, "history", arguments.formats, outputs, console); !done)
    return std::unexpected(done.error());
  return 0;
}

Expected<int> act(const WorkspaceArguments& arguments, const Console& console) {
  auto workspace = Workspace::open(arguments.db, Workspace::Mode::existing);
  if (!workspace) return std::unexpected(workspace.error());
  if (arguments.action == "list") return list(*workspace, console);
  if (arguments.action == "show") return show(*workspace, arguments.subject, console);
  if (arguments.action == "export") return export_audit(*workspace, arguments, console);
  if (arguments.action == "check") return check(*workspace, arguments.db, console);
  return history(*workspace, arguments, console);
}

}  // namespace

int run(const WorkspaceArguments& arguments, const Console& console) {
  const auto code = act(arguments, console);
  if (code) return *code;
  console.fail(code.error());
  return exit_code(code.error());
}

}  // namespace boussole::cli
