#include "cli/arguments_workspace.h"

namespace boussole::cli {

WorkspaceCommands::WorkspaceCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common)
    : language_(language) {
  build_workspace(app, common);
  build_import(app, common);
}

void WorkspaceCommands::add_db(CLI::App* sub, std::string& db, const Text& what) const {
  sub->add_option("--db", db, what.in(language_));
}

void WorkspaceCommands::build_workspace(CLI::App& app, const std::function<void(CLI::App*)>& common) {
  CLI::App* db = app.add_subcommand("db", say("Espace de travail : lister, montrer, exporter, vérifier, suivre",
                                              "Workspace: list, show, export, check, follow"));
  db->set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
  db->require_subcommand(1);
  const auto add = [&](const char* name, const std::string& what) {
    CLI::App* sub = db->add_subcommand(name, what);
    common(sub);
    sub->add_option("--db", workspace_.db, say("Fichier de l'espace de travail", "File of the workspace"));
    workspace_apps_.push_back(sub);
    return sub;
  };
  add("list", say("Ce que l'espace contient", "What the workspace holds"));
  add("show", say("Un audit, en quelques lignes", "One audit, in a few lines"))
      ->add_option("AUDIT", workspace_.subject, say("Numéro, ou début de l'empreinte", "Number, or start of the hash"))
      ->required();
  CLI::App* out = add("export", say("Écrit un audit et ce qui y est joint", "Write an audit and what goes with it"));
  out->add_option("AUDIT", workspace_.subject, say("Numéro, ou début de l'empreinte", "Number, or start of the hash"))
      ->required();
  out->add_option("-o,--output", workspace_.output, say("Dossier où écrire", "Folder to write to"));
  add("check", say("Vérifie l'intégrité du fichier et de chaque document", "Check the file and every document"));
  CLI::App* history = add("history", say("Une plateforme au fil du temps", "One platform over time"));
  history->add_option("PLATFORM", workspace_.subject, say("Nom ou adresse", "Name or address"))->required();
  history->add_option(
      "-o,--output", workspace_.output,
      say("Dossier où écrire (défaut : la sortie standard)", "Folder to write to (default: standard output)"));
  history
      ->add_option(
          "-f,--format", workspace_.formats,
          say("html, json, csv, md, xlsx, séparés par des virgules", "html, json, csv, md, xlsx, separated by commas"))
      ->delimiter(',');
  history
      ->add_option("--csv-dialect,--dialect", workspace_.csv_dialect,
                   say("rfc4180, ou fr-excel (point-virgule, virgule décimale)",
                       "rfc4180, or fr-excel (semicolon, decimal comma)"))
      ->check(CLI::IsMember({"rfc4180", "fr-excel"}));
}

void WorkspaceCommands::build_import(CLI::App& app, const std::function<void(CLI::App*)>& common) {
  import_app_ = app.add_subcommand("import", say("Met les données normalisées et sans noms dans un espace de travail",
                                                 "Put the normalised data, without names, into a workspace"));
  common(import_app_);
  import_app_
      ->add_option("SOURCE", import_.sources, say("Zip d'export, dossier, ou fichiers", "Export zip, folder, or files"))
      ->required();
  import_app_->add_option("--db", import_.db, say("Fichier de l'espace de travail", "File of the workspace"));
  import_app_->add_option("--seed", import_.seed, say("Graine des pseudonymes", "Seed of the pseudonyms"));
  import_app_->add_option("--threads", import_.threads, say("Fils d'exécution (0 : tous)", "Threads (0: all)"))
      ->check(CLI::Range(0, 256));
}

std::optional<Command> WorkspaceCommands::parsed() const {
  if (import_app_->parsed()) return import_;
  for (const CLI::App* sub : workspace_apps_)
    if (sub->parsed()) {
      WorkspaceArguments out = workspace_;
      out.action = sub->get_name();
      return out;
    }
  return std::nullopt;
}

}  // namespace boussole::cli
