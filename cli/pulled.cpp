#include "cli/pulled.h"

#include <filesystem>
#include <functional>

#include "connectors/pull/manifest.h"

namespace boussole::cli {
namespace {

using connectors::pull::Manifest;
using connectors::pull::Verdict;

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// Is this table that file, or in that archive?
bool comes_from(const std::string& table, const std::string& file) {
  return table == file || table.starts_with(file + "!");
}

void add_note(engine::Dataset& data, const Message& note, const std::function<bool(const std::string&)>& concerns) {
  for (auto& source : data.sources)
    if (concerns(source.file)) source.notes.push_back(note);
}

Text provenance(const Verdict& verdict) {
  const Manifest& manifest = verdict.manifest;
  const std::string answers = std::to_string(manifest.answers), altered = std::to_string(verdict.altered.size());
  Text out{"Dossier tiré de " + manifest.beginning.address + ", commencé le " + manifest.beginning.started_at + " : " +
               answers + " réponses",
           "Folder pulled from " + manifest.beginning.address + ", begun " + manifest.beginning.started_at + ": " +
               answers + " answers"};
  if (verdict.altered.empty()) {
    out.fr += ", manifeste vérifié.";
    out.en += ", manifest verified.";
  } else {
    out.fr += ", manifeste NON vérifié : " + altered + " fichiers ne sont plus ce qui a été reçu.";
    out.en += ", manifest NOT verified: " + altered + " files are no longer what was received.";
  }
  return out;
}

/// What a reader of the report must know; nothing for a complete pull that went well.
std::vector<Message> doubts(const Manifest& manifest) {
  std::vector<Message> out;
  if (!manifest.ending) {
    out.push_back({"pull_unfinished",
                   {"La collecte de ce fichier n'a pas été menée à son terme : il peut manquer des données.",
                    "The pull of this file was not carried to its end: data may be missing."}});
    return out;
  }
  for (const connectors::CountCheck& check : manifest.ending->findings.counts) {
    if (!check.announced || *check.announced == check.received + check.hidden) continue;
    const std::string announced = std::to_string(*check.announced), received = std::to_string(check.received);
    out.push_back(
        {"pull_count_differs",
         {"La plateforme annonçait " + announced + " éléments (" + check.what + ") ; " + received + " sont venus.",
          "The platform announced " + announced + " objects (" + check.what + "); " + received + " came."}});
  }
  for (const Message& change : manifest.ending->findings.changes) out.push_back(change);
  return out;
}

void account_for(const Verdict& verdict, engine::Dataset& data, const Console& console) {
  console.note(provenance(verdict));
  for (const std::string& file : verdict.altered)
    add_note(data,
             {"pull_file_altered",
              {"Ce fichier n'est plus ce que la plateforme a envoyé : son empreinte n'est pas celle du manifeste.",
               "This file is no longer what the platform sent: its digest is not that of the manifest."}},
             [name = base_name(file)](const std::string& table) { return comes_from(table, name); });
  const auto pulled = [&](const std::string& table) {
    for (const std::string& file : verdict.data)
      if (comes_from(table, base_name(file))) return true;
    return false;
  };
  for (const Message& doubt : doubts(verdict.manifest)) {
    console.note(doubt.text);
    // Once is enough for a reader: on the first table of the pull.
    bool said = false;
    add_note(data, doubt, [&](const std::string& table) { return !said && (said = pulled(table)); });
  }
}

}  // namespace

Expected<void> account_for_pulled(const std::vector<std::string>& sources, engine::Dataset& data,
                                  const Console& console) {
  for (const std::string& source : sources) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(source, ignored)) continue;
    const auto verdict = connectors::pull::verify_folder(source);
    if (!verdict) return std::unexpected(verdict.error());
    if (*verdict) account_for(**verdict, data, console);
  }
  return {};
}

}  // namespace boussole::cli
