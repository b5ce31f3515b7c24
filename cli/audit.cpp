#include <algorithm>
#include <filesystem>
#include <thread>

#include "cli/claims.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/pulled.h"
#include "cli/redo.h"
#include "cli/reference.h"
#include "cli/stored_subjects.h"
#include "cli/version.h"
#include "connectors/catalog.h"
#include "connectors/csv/values.h"
#include "criteria/loader.h"
#include "engine/base/parallel.h"
#include "engine/run/run_audit.h"
#include "engine/scoring/differencing.h"
#include "engine/workspace/workspace.h"
#include "reports/catalog.h"
#include "reports/json.h"

namespace boussole::cli {
namespace {

namespace fs = std::filesystem;

std::string trimmed(std::string line) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!line.empty() && blank(line.back())) line.pop_back();
  line.erase(line.begin(), std::find_if_not(line.begin(), line.end(), blank));
  return line;
}

/// An id as it is, or the lines of a file of ids (blank lines and those that begin with # are passed over).
Expected<std::vector<std::string>> organiser_ids(const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const std::string& entry : given) {
    if (!fs::is_regular_file(entry)) {
      out.push_back(entry);
      continue;
    }
    auto text = read_whole(entry);
    if (!text) return std::unexpected(text.error());
    std::size_t at = 0;
    while (at < text->size()) {
      std::size_t end = text->find('\n', at);
      if (end == std::string::npos) end = text->size();
      std::string line = trimmed(text->substr(at, end - at));
      if (!line.empty() && line[0] != '#') out.push_back(std::move(line));
      at = end + 1;
    }
  }
  return out;
}

Expected<OptionalTime> as_of_date(const std::string& text) {
  if (text.empty()) return OptionalTime{};
  const auto day = connectors::csv::parse_time(text);
  if (day) return OptionalTime(*day);
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {"--as-of « " + text + " » n'est pas une date.", "--as-of “" + text + "” is not a date."};
  error.remedy = {"Écrivez AAAA-MM-JJ, par exemple 2026-06-30.", "Write YYYY-MM-DD, for example 2026-06-30."};
  return std::unexpected(error);
}

Expected<std::vector<const reports::Format*>> chosen_formats(const std::vector<std::string>& ids) {
  std::vector<const reports::Format*> out;
  for (const std::string& id : ids) {
    const reports::Format* format = reports::find_format(id);
    if (format == nullptr) {
      Error error;
      error.kind = Error::Kind::usage;
      error.what = {"Format inconnu : " + id + ".", "Unknown format: " + id + "."};
      error.remedy = {"Voyez « boussole list formats ».", "See “boussole list formats”."};
      return std::unexpected(error);
    }
    const auto add = [&](const reports::Format& f) {
      if (std::find(out.begin(), out.end(), &f) == out.end()) out.push_back(&f);
    };
    add(*format);
    for (const reports::Format& other : reports::formats())
      if (other.beside == format->id) add(other);
  }
  return out;
}

const Text& stage_name(std::string_view stage) {
  static const Text kTexts{"comparaison des textes proches", "comparing similar texts"};
  static const Text kTallies{"comptage", "counting"};
  static const Text kIndicators{"indicateurs et intervalles", "indicators and intervals"};
  static const Text kSpaces{"espaces de participation", "participatory spaces"};
  if (stage == "near_duplicates") return kTexts;
  if (stage == "tallies") return kTallies;
  if (stage == "indicators") return kIndicators;
  return kSpaces;
}

connectors::ReadOptions read_options(const AuditArguments& arguments, unsigned threads, const Console& console) {
  connectors::ReadOptions out;
  out.threads = threads;
  out.seed = arguments.seed;
  out.locales = arguments.locales;
  out.progress = [&console](const connectors::Progress& p) {
    const double share = p.bytes_total == 0 ? 0 : double(p.bytes_done) / double(p.bytes_total);
    const std::string file(p.file);
    console.progress({"lecture de " + file, "reading " + file}, share);
  };
  return out;
}

engine::AuditOptions audit_options(const AuditArguments& arguments, unsigned threads, const Console& console) {
  engine::AuditOptions out;
  out.sampling = {arguments.level, arguments.seed, arguments.replicates, arguments.min_cell, threads};
  out.spaces = arguments.spaces;
  out.locales = arguments.locales;
  out.language = console.language() == Language::fr ? "fr" : "en";
  out.tool_version = kVersion;
  out.progress = [&console](std::string_view stage) { console.progress(stage_name(stage), 1); };
  return out;
}

/// What a person reads on the terminal: one sentence and where the files are.
void conclude(const engine::Audit& audit, const fs::path& folder, const std::vector<const reports::Format*>& formats,
              const Console& console) {
  std::size_t ok = 0, declared = 0;
  for (const auto& r : audit.indicators) (r.kind == "declared" ? declared : ok) += r.status == engine::Status::ok;
  std::int64_t rows = 0, rejected = 0;
  for (const auto& s : audit.sources) {
    rows += s.rows_read;
    rejected += s.rows_rejected;
  }
  const std::string all = std::to_string(audit.indicators.size()), measured = std::to_string(ok);
  const std::string read = std::to_string(rows), bad = std::to_string(rejected);
  const std::string claimed = std::to_string(declared);
  console.note({audit.platform_name + " (" + audit.generation + ") : " + read + " lignes lues, " + bad + " rejetées ; " +
                    measured + " indicateurs mesurés" + (declared == 0 ? "" : " et " + claimed + " déclarés") +
                    " sur " + all + ".",
                audit.platform_name + " (" + audit.generation + "): " + read + " rows read, " + bad + " rejected; " +
                    measured + " indicators measured" + (declared == 0 ? "" : " and " + claimed + " declared") +
                    " out of " + all + "."});
  for (const reports::Format* format : formats) console.print((folder / format->file_name).string() + "\n");
}

Expected<criteria::CriteriaSet> criteria_set(const std::string& folder) {
  if (folder.empty()) return criteria::built_in("boussole");
  return criteria::load(folder);
}

/// Whether this audit and those of the platform that the workspace holds may be published side by side. An audit that
/// can no longer be read is no reason to stop: `db check` names it.
void warn_of_differencing(const engine::Workspace& workspace, const engine::Audit& audit, std::int64_t id,
                          const Console& console) {
  const auto history = workspace.history(engine::platform_key(audit.platform_url, audit.platform_name));
  if (!history) return;
  for (const engine::StoredAudit& stored : *history) {
    if (stored.id == id) continue;
    const auto earlier = stored_audit(workspace, stored);
    if (!earlier) continue;
    const auto classes = engine::differencing(*earlier, audit);
    const std::int64_t smallest = std::max(earlier->parameters.min_cell, audit.parameters.min_cell);
    if (!classes.empty())
      console.note(engine::differencing_warning(classes, std::to_string(stored.id), smallest).text);
  }
}

/// The audit, its evidence and its replies into the workspace, in one transaction.
Expected<void> keep_audit(const AuditArguments& arguments, const engine::Audit& audit, const ClaimsInput& claims,
                          const Console& console) {
  auto workspace = engine::Workspace::open(arguments.db, engine::Workspace::Mode::create);
  if (!workspace) return std::unexpected(workspace.error());
  std::vector<engine::StoredStatement> statements;
  const auto add = [&](const char* kind, const std::string& path, const std::string& bytes) {
    if (!bytes.empty()) statements.push_back({kind, fs::path(path).filename().string(), "", bytes});
  };
  add("evidence", arguments.claims.evidence, claims.evidence_bytes);
  add("replies", arguments.claims.replies, claims.replies_bytes);
  auto id = workspace->store(audit, reports::write_json(audit), statements);
  if (!id) return std::unexpected(id.error());
  const std::string number = std::to_string(*id);
  console.note({"Gardé dans l'espace de travail : audit " + number + ".", "Kept in the workspace: audit " + number + "."});
  warn_of_differencing(*workspace, audit, *id, console);
  return {};
}

Expected<void> audit_to_files(const AuditArguments& arguments, const Console& console) {
  const unsigned threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  auto formats = chosen_formats(arguments.formats);
  if (!formats) return std::unexpected(formats.error());
  auto as_of = as_of_date(arguments.as_of);
  if (!as_of) return std::unexpected(as_of.error());
  auto organisers = organiser_ids(arguments.organisers);
  if (!organisers) return std::unexpected(organisers.error());
  auto set = criteria_set(arguments.criteria);
  if (!set) return std::unexpected(set.error());
  auto claims = read_claims(arguments.claims, arguments.criteria, *set);
  if (!claims) return std::unexpected(claims.error());

  connectors::ReadOptions reading = read_options(arguments, threads, console);
  reading.organisers = *organisers;
  reading.mapping = arguments.mapping;
  auto reference = reference_of(arguments.reference);
  if (!reference) return std::unexpected(reference.error());
  auto source = connectors::read_dataset(arguments.sources, reading);
  if (!source) return std::unexpected(source.error());
  if (auto said = account_for_pulled(arguments.sources, source->data, console); !said) return said;
  source->data.reference = *reference;
  engine::AuditOptions options = audit_options(arguments, threads, console);
  options.as_of = *as_of;
  options.decidim_quality = &criteria::built_in("decidim_quality");
  auto audit = engine::run_audit(source->data, source->text_reader, *set, options);
  if (!audit) return std::unexpected(audit.error());

  if (auto applied = apply_claims(*claims, *set, *audit); !applied) return applied;

  reports::Options report;
  report.language = console.language();
  report.command = redo_command(arguments, console.language());
  report.other_sets = {criteria::built_in("decidim_quality")};
  if (arguments.csv_dialect == "fr-excel") report.csv_dialect = reports::CsvDialect::fr_excel;
  const fs::path folder = arguments.output;
  if (auto made = make_folder(folder); !made) return made;
  std::vector<std::string> pages(formats->size());
  parallel_for(pages.size(), threads, [&](std::size_t i) { pages[i] = (*formats)[i]->write(*audit, *set, report); });
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (auto done = write_whole(folder / (*formats)[i]->file_name, pages[i]); !done) return done;
  if (!arguments.db.empty())
    if (auto kept = keep_audit(arguments, *audit, *claims, console); !kept) return kept;
  console.end_progress();
  conclude(*audit, folder, *formats, console);
  return {};
}

}  // namespace

int run(const AuditArguments& arguments, const Console& console) {
  const auto done = audit_to_files(arguments, console);
  if (done) return 0;
  console.end_progress();
  console.fail(done.error());
  return exit_code(done.error());
}

}  // namespace boussole::cli
