#include "cli/reference_arguments.h"

#include <CLI/CLI.hpp>

namespace boussole::cli {

namespace {

constexpr int kOldestFloor = 100;

std::string in(Language language, const char* fr, const char* en) { return language == Language::fr ? fr : en; }

}  // namespace

void add_reference(CLI::App* audit, Language language, ReferenceArguments& into) {
  audit->add_option("--reference", into.file,
                    in(language, "Population de référence : table tidy, ou table INSEE (département, commune)",
                       "Reference population: a tidy table, or a census table of INSEE (department, commune)"));
  audit->add_option("--reference-territory", into.territory,
                    in(language, "Territoire de la table : code ou nom, ou « all » pour tous",
                       "Territory of the table: code or name, or “all”"));
  audit
      ->add_option("--reference-from-age", into.from_age,
                   in(language, "Âge plancher de la population (celui du vote)",
                      "Youngest age of the population (that of the vote)"))
      ->check(CLI::Range(0, kOldestFloor));
}

CLI::App* add_reference_command(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common,
                                ReferenceImportArguments& into) {
  CLI::App* reference =
      app.add_subcommand("reference", in(language, "Populations de référence : avec qui comparer les participants",
                                         "Reference populations: whom to compare participants with"));
  reference->set_help_flag("-h,--help", in(language, "Affiche cette aide", "Show this help"));
  reference->require_subcommand(1);
  CLI::App* import = reference->add_subcommand(
      "import", in(language, "Lit une table de recensement, vérifie ses totaux et l'écrit en table tidy",
                   "Read a census table, check its totals and write it as a tidy table"));
  common(import);
  import->add_option("FILE", into.from.file, in(language, "Table CSV", "CSV table"))->required();
  import->add_option("--territory", into.from.territory,
                     in(language, "Territoire à garder : code ou nom (défaut : tous)",
                        "Territory to keep: code or name (default: all)"));
  import->add_option("--from-age", into.from.from_age, in(language, "Âge plancher", "Youngest age"))
      ->check(CLI::Range(0, kOldestFloor));
  import->add_option(
      "-o,--output", into.output,
      in(language, "Fichier où écrire (défaut : la sortie standard)", "File to write to (default: standard output)"));
  import->footer(in(
      language, "Exemple :\n  boussole reference import pyramide.csv --territory 31555 --from-age 16 -o toulouse.csv",
      "Example:\n  boussole reference import pyramid.csv --territory 31555 --from-age 16 -o toulouse.csv"));
  return import;
}

}  // namespace boussole::cli
