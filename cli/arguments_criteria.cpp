#include "cli/arguments_criteria.h"

namespace boussole::cli {

CriteriaCommands::CriteriaCommands(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common)
    : language_(language) {
  CLI::App* criteria =
      app.add_subcommand("criteria", say("Outils pour les jeux de critères", "Tools for criteria sets"));
  criteria->set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
  criteria->require_subcommand(1);
  diff_app_ =
      criteria->add_subcommand("diff", say("Ce que change un jeu de critères à un autre, sur les mêmes audits",
                                           "What changes from one criteria set to another, on the same audits"));
  common(diff_app_);
  diff_app_
      ->add_option("BEFORE", diff_.before,
                   say("Dossier d'un jeu, ou le nom d'un jeu du programme",
                       "Folder of a set, or the name of one the program carries"))
      ->required();
  diff_app_->add_option("AFTER", diff_.after, say("Idem", "The same"))->required();
  diff_app_->add_option("--audits", diff_.audits,
                        say("audit.json, leurs dossiers, ou leurs numéros avec --db",
                            "audit.json files, their folders, or their numbers with --db"));
  diff_app_->add_option("--db", diff_.db,
                        say("Espace de travail où prendre les audits donnés par leur numéro",
                            "Workspace to take the audits given by number from"));
  diff_app_->add_option("-o,--output", diff_.output, say("Dossier où écrire", "Folder to write to"));
  diff_app_
      ->add_option(
          "-f,--format", diff_.formats,
          say("html, json, csv, md, xlsx, séparés par des virgules", "html, json, csv, md, xlsx, separated by commas"))
      ->delimiter(',');
  diff_app_
      ->add_option("--csv-dialect,--dialect", diff_.csv_dialect,
                   say("rfc4180, ou fr-excel (point-virgule, virgule décimale)",
                       "rfc4180, or fr-excel (semicolon, decimal comma)"))
      ->check(CLI::IsMember({"rfc4180", "fr-excel"}));
  diff_app_->footer(say("Exemple :\n  boussole criteria diff boussole mes-criteres --audits a/audit.json b/audit.json",
                        "Example:\n  boussole criteria diff boussole my-criteria --audits a/audit.json b/audit.json"));
}

std::optional<CriteriaDiffArguments> CriteriaCommands::parsed() const {
  if (diff_app_->parsed()) return diff_;
  return std::nullopt;
}

}  // namespace boussole::cli
