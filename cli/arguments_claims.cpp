#include "cli/arguments_claims.h"

namespace boussole::cli {

ClaimsCommands::ClaimsCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common)
    : language_(language) {
  build_evidence(app, common);
}

void ClaimsCommands::add_to_audit(CLI::App* audit, ClaimsArguments& arguments) const {
  audit->add_option("--evidence", arguments.evidence,
                    say("Pièces des indicateurs déclarés (voir evidence new)",
                        "Evidence for the declared indicators (see evidence new)"));
  audit->add_option("--replies", arguments.replies,
                    say("Droit de réponse : remarques et contestations", "Right of reply: remarks and contests"));
  audit->add_option("--today", arguments.today,
                    say("Jour où juger l'âge des pièces (défaut : la plus récente des dates lues)",
                        "Day to judge the age of evidence by (default: the newest date read)"));
}

void ClaimsCommands::build_evidence(CLI::App& app, const std::function<void(CLI::App*)>& common) {
  CLI::App* evidence = app.add_subcommand("evidence", say("Questionnaire des indicateurs déclarés : écrire, vérifier",
                                                          "Questionnaire of the declared indicators: write, check"));
  evidence->set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
  evidence->require_subcommand(1);
  new_app_ = evidence->add_subcommand("new", say("Écrit un questionnaire à remplir, et son formulaire",
                                                 "Write a questionnaire to fill in, and its form"));
  common(new_app_);
  new_app_->add_option("-o,--output", fresh_.output, say("Dossier où écrire", "Folder to write to"));
  new_app_->add_option("--criteria", fresh_.criteria,
                       say("Dossier d'un autre jeu de critères", "Folder of another criteria set"));
  new_app_->add_flag("--force", fresh_.force,
                     say("Remplace un questionnaire qui est déjà là", "Replace a questionnaire that is already there"));
  new_app_->footer(
      say("Exemple :\n  boussole evidence new -o pieces\n"
          "Ouvrez pieces/evidence.html, remplissez, enregistrez : rien n'est envoyé.",
          "Example:\n  boussole evidence new -o evidence --lang en\n"
          "Open evidence/evidence.html, fill in, save: nothing is sent."));
  check_app_ = evidence->add_subcommand("check", say("Dit ce qui manque, est périmé ou n'est pas prouvé",
                                                     "Say what is missing, out of date or not proven"));
  common(check_app_);
  check_app_->add_option("FILE", check_.file, say("Questionnaire rempli", "Filled-in questionnaire"))->required();
  check_app_->add_option("-o,--output", check_.output,
                         say("Dossier où écrire le rapport (défaut : la sortie standard)",
                             "Folder to write the report to (default: standard output)"));
  check_app_
      ->add_option(
          "-f,--format", check_.formats,
          say("html, json, csv, md, xlsx, séparés par des virgules", "html, json, csv, md, xlsx, separated by commas"))
      ->delimiter(',');
  check_app_
      ->add_option("--csv-dialect,--dialect", check_.csv_dialect,
                   say("rfc4180, ou fr-excel (point-virgule, virgule décimale)",
                       "rfc4180, or fr-excel (semicolon, decimal comma)"))
      ->check(CLI::IsMember({"rfc4180", "fr-excel"}));
  check_app_->add_option("--criteria", check_.criteria,
                         say("Dossier d'un autre jeu de critères", "Folder of another criteria set"));
  check_app_->add_option("--today", check_.today,
                         say("Jour où juger l'âge des pièces (défaut : celui de la déclaration)",
                             "Day to judge the age by (default: that of the declaration)"));
  check_app_->footer(say("Codes de sortie : 0 rien à corriger ; 1 à compléter ; 3 fichier illisible ou faux.",
                         "Exit codes: 0 nothing to fix; 1 to be completed; 3 file unreadable or wrong."));
}

std::optional<Command> ClaimsCommands::parsed() const {
  if (new_app_->parsed()) return fresh_;
  if (check_app_->parsed()) return check_;
  return std::nullopt;
}

}  // namespace boussole::cli
