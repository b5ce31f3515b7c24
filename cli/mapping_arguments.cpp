#include "cli/mapping_arguments.h"

#include <CLI/CLI.hpp>

namespace boussole::cli {

CLI::App* add_mapping(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common,
                      MappingNewArguments& into) {
  const auto say = [language](const char* fr, const char* en) {
    return std::string(language == Language::fr ? fr : en);
  };
  CLI::App* mapping =
      app.add_subcommand("mapping", say("Fichiers de correspondance : ce que disent les colonnes d'un tableau",
                                        "Mapping files: what the columns of a table mean"));
  mapping->set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
  mapping->require_subcommand(1);
  CLI::App* fresh = mapping->add_subcommand(
      "new", say("En propose un, d'après l'en-tête et les valeurs", "Propose one, from the header and the values"));
  common(fresh);
  fresh->add_option("FILE", into.sources, say("Tableaux CSV ou classeurs .xlsx", "CSV tables or .xlsx workbooks"))
      ->required();
  fresh->add_option(
      "-o,--output", into.output,
      say("Fichier où écrire (défaut : la sortie standard)", "File to write to (default: standard output)"));
  fresh->footer(
      say("Exemple :\n  boussole mapping new idees.csv -o correspondance.json\n"
          "Relisez ce qui n'est pas sûr, puis :\n  boussole audit idees.csv --mapping correspondance.json",
          "Example:\n  boussole mapping new ideas.csv -o mapping.json\n"
          "Check what is not sure, then:\n  boussole audit ideas.csv --mapping mapping.json"));
  return fresh;
}

}  // namespace boussole::cli
