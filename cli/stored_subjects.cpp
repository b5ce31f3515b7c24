#include "cli/stored_subjects.h"

#include <filesystem>

#include "cli/subjects.h"
#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "reports/json.h"

namespace boussole::cli {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string label(const engine::StoredAudit& stored) { return "audit " + std::to_string(stored.id); }

Error no_such_space(const std::string& file, const std::string& space) {
  Error error;
  error.kind = Error::Kind::usage;
  error.file = file;
  error.what = {"Aucun espace « " + space + " » dans cet audit.", "No space “" + space + "” in this audit."};
  error.remedy = {"boussole db show donne ses espaces.", "boussole db show gives its spaces."};
  return error;
}

Expected<engine::Subject> stored_subject(const engine::Workspace& workspace, const std::string& argument,
                                         const criteria::CriteriaSet& set) {
  const std::size_t hash = argument.find('#');
  const auto stored = workspace.find(argument.substr(0, hash));
  if (!stored) return std::unexpected(stored.error());
  auto audit = stored_audit(workspace, *stored);
  if (!audit) return std::unexpected(audit.error());
  if (hash == std::string::npos) return engine::Subject{std::move(*audit), label(*stored), {}};
  const std::string space = argument.substr(hash + 1);
  auto subject = engine::subject_of_space(*audit, space, set);
  if (!subject) return std::unexpected(no_such_space(label(*stored), space));
  subject->file = label(*stored) + "#" + space;
  return *subject;
}

}  // namespace

Expected<engine::Audit> stored_audit(const engine::Workspace& workspace, const engine::StoredAudit& stored) {
  auto document = workspace.document(stored.id);
  if (!document) return std::unexpected(document.error());
  auto audit = reports::read_audit(*document, label(stored));
  if (!audit) return audit;
  const auto root = json::parse(*document, label(stored));
  if (!root) return std::unexpected(root.error());
  if (const auto problems = criteria::validate_audit(*root, label(stored)); !problems.empty())
    return std::unexpected(problems.front());
  return audit;
}

Expected<AuditSource> AuditSource::open(const std::string& db) {
  AuditSource out;
  if (db.empty()) return out;
  auto workspace = engine::Workspace::open(db, engine::Workspace::Mode::existing);
  if (!workspace) return std::unexpected(workspace.error());
  out.workspace_ = std::move(*workspace);
  return out;
}

Expected<engine::Subject> AuditSource::subject(const std::string& argument, const criteria::CriteriaSet& set) const {
  std::error_code failed;
  const std::string name = argument.substr(0, argument.find('#'));
  const bool file = std::filesystem::exists(argument, failed) || std::filesystem::exists(name, failed);
  if (workspace_ && !file) return stored_subject(*workspace_, argument, set);
  auto subject = read_subject(argument, set);
  if (!subject && !file && is_number(name)) {
    Error error = subject.error();
    error.remedy = {"Pour l'audit " + name + " d'un espace de travail, ajouter --db FICHIER.",
                    "For audit " + name + " of a workspace, add --db FILE."};
    return std::unexpected(error);
  }
  return subject;
}

Expected<std::vector<engine::Subject>> AuditSource::subjects(const std::vector<std::string>& arguments,
                                                             const criteria::CriteriaSet& set) const {
  std::vector<engine::Subject> out;
  for (const std::string& argument : arguments) {
    auto one = subject(argument, set);
    if (!one) return std::unexpected(one.error());
    out.push_back(std::move(*one));
  }
  return out;
}

std::string db_words(const std::string& db) { return db.empty() ? "" : " --db " + short_name(db); }

}  // namespace boussole::cli
