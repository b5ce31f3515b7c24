#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string_view>

#include "cli/arguments_claims.h"
#include "cli/arguments_criteria.h"
#include "cli/arguments_workspace.h"
#include "cli/version.h"

namespace boussole::cli {
namespace {

struct Builder {
  CLI::App app;
  Language language;
  std::string lang = "fr";
  bool quiet = false, verbose = false;
  AuditArguments audit;
  ExplainArguments explain;
  ListArguments list;
  ValidateArguments validate;
  CompareArguments compare;
  CheckArguments check;
  std::optional<CriteriaCommands> criteria_tools;
  ScenariosArguments scenarios;
  PullArguments pull;
  std::optional<ClaimsCommands> claims;
  std::optional<WorkspaceCommands> workspace;
  CLI::App *audit_app = nullptr, *explain_app = nullptr, *list_app = nullptr, *validate_app = nullptr;
  CLI::App *compare_app = nullptr, *check_app = nullptr, *scenarios_app = nullptr;
  CLI::App* pull_app = nullptr;
  MappingNewArguments mapping;
  CLI::App* mapping_app = nullptr;
  ReferenceImportArguments reference;
  CLI::App* reference_app = nullptr;

  std::string say(const char* fr, const char* en) const { return language == Language::fr ? fr : en; }

  explicit Builder(Language asked) : app("", "boussole"), language(asked) {
    app.description(say("boussole mesure la qualité démocratique d'une plateforme de participation à partir de son export, "
                        "et dit à quel point chaque chiffre est sûr.",
                        "boussole measures the democratic quality of a participation platform from its export, and says "
                        "how sure each figure is."));
    app.require_subcommand(1);
    app.set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
    app.set_version_flag("--version", std::string("boussole ") + kVersion);
    app.footer(say("Exemples :\n  boussole audit export.zip\n  boussole audit export.zip -o resultat --lang en\n"
                   "  boussole explain resultat/audit.json div-gini-contributions\n"
                   "Codes de sortie : 0 fait ; 1 non rempli (check) ; 2 usage ; 3 entrée illisible ;\n4 indécis (check) ; 5 disque ; 70 erreur interne.",
                   "Examples:\n  boussole audit export.zip\n  boussole audit export.zip -o result --lang en\n"
                   "  boussole explain result/audit.json div-gini-contributions\n"
                   "Exit codes: 0 done; 1 not met (check); 2 usage; 3 input unreadable; 4 inconclusive (check);\n5 disk; 70 internal error."));
    app.option_defaults()->always_capture_default();
    build_audit();
    build_others();
    build_compare();
    build_check();
    criteria_tools.emplace(app, language, [this](CLI::App* sub) { common(sub); });
    build_scenarios();
    mapping_app = add_mapping(app, language, [this](CLI::App* sub) { common(sub); }, mapping);
    reference_app = add_reference_command(app, language, [this](CLI::App* sub) { common(sub); }, reference);
    add_reference(audit_app, language, audit.reference);
    pull_app = add_pull(app, language, [this](CLI::App* sub) { common(sub); }, pull);
    claims.emplace(app, language, [this](CLI::App* sub) { common(sub); });
    claims->add_to_audit(audit_app, audit.claims);
    workspace.emplace(app, language, [this](CLI::App* sub) { common(sub); });
    workspace->add_db(audit_app, audit.db, {"Garde aussi l'audit dans cet espace de travail",
                                            "Also keep the audit in this workspace"});
    const Text from{"Espace de travail où prendre les audits donnés par leur numéro",
                    "Workspace to take the audits given by number from"};
    workspace->add_db(compare_app, compare.db, from);
    workspace->add_db(scenarios_app, scenarios.db, from);
    workspace->add_db(check_app, check.db, from);
    workspace->add_db(explain_app, explain.db, from);
  }

  void common(CLI::App* sub) {
    sub->set_help_flag("-h,--help", say("Affiche cette aide", "Show this help"));
    sub->add_option("--lang", lang, say("Langue : fr ou en", "Language: fr or en"))
        ->check(CLI::IsMember({"fr", "en"}));
    sub->add_flag("-q,--quiet", quiet, say("N'affiche que les erreurs", "Print errors only"));
    sub->add_flag("-v,--verbose", verbose, say("Dit ce qui se passe", "Say what is going on"));
  }

  void build_audit() {
    audit_app = app.add_subcommand("audit", say("Lit un export, mesure, note et écrit la fiche",
                                                "Read an export, measure, score and write the scorecard"));
    auto* a = audit_app;
    common(a);
    a->footer(say("Exemples :\n  boussole audit export.zip\n"
                  "  boussole audit export/ --organiser comptes.txt --space budget-2024\n"
                  "  boussole audit proposals.csv comments.csv -f html,json -o fiche",
                  "Examples:\n  boussole audit export.zip\n"
                  "  boussole audit export/ --organiser accounts.txt --space budget-2024\n"
                  "  boussole audit proposals.csv comments.csv -f html,json -o card"));
    a->add_option("SOURCE", audit.sources, say("Zip d'export, dossier, ou fichiers CSV",
                                               "Export zip, folder, or CSV files"))->required();
    a->add_option("-o,--output", audit.output, say("Dossier où écrire", "Folder to write to"));
    a->add_option("-f,--format", audit.formats, say("Formats, séparés par des virgules",
                                                    "Formats, separated by commas"))->delimiter(',');
    a->add_option("--csv-dialect,--dialect", audit.csv_dialect,
                  say("rfc4180, ou fr-excel (point-virgule, virgule décimale)",
                      "rfc4180, or fr-excel (semicolon, decimal comma)"))->check(CLI::IsMember({"rfc4180", "fr-excel"}));
    a->add_option("--criteria", audit.criteria, say("Dossier d'un autre jeu de critères",
                                                    "Folder of another criteria set"));
    a->add_option("--organiser", audit.organisers,
                  say("Compte de l'organisateur : identifiant, ou fichier d'un identifiant par ligne",
                      "Account of the organiser: id, or a file with one id a line"));
    a->add_option("--space", audit.spaces, say("Espaces à détailler (tous par défaut)", "Spaces to detail (default: all)"));
    a->add_option("--locale", audit.locales, say("Langues des titres, par préférence",
                                                 "Languages of titles, by preference"))->delimiter(',');
    a->add_option("--mapping", audit.mapping,
                  say("Fichier de correspondance : ce que disent les colonnes d'un tableau (boussole mapping new)",
                      "Mapping file: what the columns of a table mean (boussole mapping new)"));
    a->add_option("--as-of", audit.as_of, say("Date de l'audit, AAAA-MM-JJ (défaut : la donnée la plus récente)",
                                              "Date of the audit, YYYY-MM-DD (default: the newest data)"));
    a->add_option("--level", audit.level, say("Niveau des intervalles", "Level of the intervals"))
        ->check(CLI::Range(0.5, 0.999));
    a->add_option("--seed", audit.seed, say("Graine du hasard", "Seed of randomness"));
    a->add_option("--replicates", audit.replicates, say("Rééchantillonnages", "Resamplings"))
        ->check(CLI::Range(100, 1'000'000));
    a->add_option("--min-cell", audit.min_cell, say("Plus petit nombre de personnes publié (5 ou plus)",
                                                    "Smallest number of people published (5 or more)"))
        ->check(CLI::Range(5, 1000));
    a->add_option("--threads", audit.threads, say("Fils d'exécution (0 : tous) ; ne change aucun octet",
                                                  "Threads (0: all); changes no byte"))->check(CLI::Range(0, 256));
  }

  void build_others() {
    explain_app = app.add_subcommand("explain", say("Refait un chiffre à la main", "Redo one figure by hand"));
    common(explain_app);
    explain_app->add_option("AUDIT", explain.audit, audit_words())->required();
    explain_app->add_option("ID", explain.indicator, say("Identifiant de l'indicateur", "Id of the indicator"))
        ->required();
    list_app = app.add_subcommand("list", say("Liste ce qui existe", "List what there is"));
    common(list_app);
    list_app->add_option("WHAT", list.what, "connectors | indicators | criteria | scenarios | formats")
        ->required()
        ->check(CLI::IsMember({"connectors", "indicators", "criteria", "scenarios", "formats"}));
    validate_app = app.add_subcommand("validate", say("Vérifie un jeu de critères ou un audit.json",
                                                      "Check a criteria set or an audit.json"));
    common(validate_app);
    validate_app->add_option("FILE", validate.paths, say("Fichiers ou dossiers", "Files or folders"))->required();
  }

  /// How every command that reads an audit lets it be named.
  std::string audit_words() const {
    return say("audit.json, son dossier, FICHIER#espace, ou un numéro avec --db",
               "audit.json, its folder, FILE#space, or a number with --db");
  }

  /// What the commands that read audits and write a report have in common.
  void report(CLI::App* sub, std::vector<std::string>& audits, std::string& output, std::vector<std::string>& formats,
              std::string& dialect) {
    common(sub);
    sub->add_option("AUDIT", audits, audit_words())->required();
    sub->add_option("-o,--output", output, say("Dossier où écrire", "Folder to write to"));
    sub->add_option("-f,--format", formats, say("html, json, csv, md, xlsx, séparés par des virgules",
                                                "html, json, csv, md, xlsx, separated by commas"))->delimiter(',');
    sub->add_option("--csv-dialect,--dialect", dialect,
                    say("rfc4180, ou fr-excel (point-virgule, virgule décimale)",
                        "rfc4180, or fr-excel (semicolon, decimal comma)"))->check(CLI::IsMember({"rfc4180", "fr-excel"}));
  }

  void build_compare() {
    compare_app = app.add_subcommand("compare", say("Compare des audits : quels écarts sont réels",
                                                    "Compare audits: which differences are real"));
    report(compare_app, compare.audits, compare.output, compare.formats, compare.csv_dialect);
    compare_app->get_option("AUDIT")->expected(2, 1'000'000);
    auto* ranks = compare_app->add_flag("--ranks", compare.ranks, say("Donne les places possibles (jamais par défaut)",
                                                                      "Give the possible places (never by default)"));
    compare_app->add_option("--against", compare.against,
                            say("Compare chacun à celui-ci seulement (son nom ou son fichier), corrigé par Dunnett",
                                "Compare each with this one only (its name or file), corrected by Dunnett"))
        ->excludes(ranks);
    compare_app->add_option("--criteria", compare.criteria, say("Dossier d'un autre jeu de critères",
                                                                "Folder of another criteria set"));
    compare_app->add_option("--seed", compare.seed, say("Graine du hasard, avec --ranks", "Seed of randomness, with --ranks"));
    compare_app->footer(say("Exemples :\n  boussole compare a/audit.json b/audit.json -o comparaison\n"
                            "  boussole compare a/audit.json#/processes/x a/audit.json#/processes/y\n"
                            "  boussole compare a/audit.json b/audit.json c/audit.json --against a/audit.json",
                            "Examples:\n  boussole compare a/audit.json b/audit.json -o comparison\n"
                            "  boussole compare a/audit.json#/processes/x a/audit.json#/processes/y\n"
                            "  boussole compare a/audit.json b/audit.json c/audit.json --against a/audit.json"));
  }

  void build_check() {
    check_app = app.add_subcommand("check", say("Applique une politique à un audit, pour l'intégration continue",
                                                "Apply a policy to an audit, for continuous integration"));
    common(check_app);
    check_app->add_option("AUDIT", check.audit, audit_words())->required();
    check_app->add_option("--policy", check.policy, say("Fichier de la politique", "File of the policy"))->required();
    check_app->add_option("--baseline", check.baseline, say("Audit de référence, pour les règles sur un écart",
                                                            "Baseline audit, for the rules on a change"));
    check_app->add_option("--today", check.today,
                          say("Date à laquelle juger les levées (défaut : celle de l'audit)",
                              "Date to judge waivers by (default: that of the audit)"));
    check_app->add_option("--junit", check.junit, say("Écrit aussi un rapport JUnit ici", "Also write a JUnit report here"));
    check_app->add_option("--sarif", check.sarif, say("Écrit aussi un rapport SARIF ici", "Also write a SARIF report here"));
    check_app->footer(say("Exemple :\n  boussole check audit.json --policy politique.json --junit check.xml\n"
                          "Codes de sortie : 0 rempli ; 1 non rempli ; 4 indécis ; 2 usage ; 3 entrée illisible.",
                          "Example:\n  boussole check audit.json --policy policy.json --junit check.xml\n"
                          "Exit codes: 0 met; 1 not met; 4 inconclusive; 2 usage; 3 input unreadable."));
  }

  void build_scenarios() {
    scenarios_app = app.add_subcommand("scenarios", say("Lit des audits sous quatre visions de la démocratie",
                                                        "Read audits under four visions of democracy"));
    report(scenarios_app, scenarios.audits, scenarios.output, scenarios.formats, scenarios.csv_dialect);
    scenarios_app->add_option("--criteria", scenarios.criteria,
                              say("Dossier d'un autre jeu de critères, avec ses scénarios",
                                  "Folder of another criteria set, with its scenarios"));
    scenarios_app->add_option("--weights", scenarios.weights,
                              say("Fichier de vos propres poids, d'une ou plusieurs personnes : points, ou axes comparés deux "
                                  "à deux (répétable)",
                                  "File of your own weights, of one or several people: points, or axes compared two "
                                  "by two (repeatable)"))
        ->allow_extra_args(false);
    scenarios_app->add_flag("--composite", scenarios.composite,
                            say("Donne aussi une note d'ensemble (jamais par défaut)",
                                "Also give an overall figure (never by default)"));
    scenarios_app->add_option("--target", scenarios.target,
                              say("Score auquel « et si ? » porte un levier", "Score that “what if” brings a lever to"))
        ->check(CLI::Range(0.0, 1.0));
    scenarios_app->add_option("--draws", scenarios.draws, say("Tirages (0 : ce que disent les scénarios)",
                                                              "Draws (0: what the scenarios say)"))
        ->check(CLI::Range(0, 1'000'000));
    scenarios_app->add_option("--seed", scenarios.seed, say("Graine du hasard", "Seed of randomness"));
    scenarios_app->add_option("--threads", scenarios.threads, say("Fils d'exécution (0 : tous) ; ne change aucun octet",
                                                                  "Threads (0: all); changes no byte"))
        ->check(CLI::Range(0, 256));
  }

  Arguments result() {
    Arguments out;
    out.language = lang == "en" ? Language::en : Language::fr;
    out.quiet = quiet;
    out.verbose = verbose;
    if (audit_app->parsed()) out.command = audit;
    if (explain_app->parsed()) out.command = explain;
    if (list_app->parsed()) out.command = list;
    if (validate_app->parsed()) out.command = validate;
    if (compare_app->parsed()) out.command = compare;
    if (check_app->parsed()) out.command = check;
    if (auto tool = criteria_tools->parsed()) out.command = *tool;
    if (scenarios_app->parsed()) out.command = scenarios;
    if (pull_app->parsed()) out.command = pull;
    if (mapping_app->parsed()) out.command = mapping;
    if (reference_app->parsed()) out.command = reference;
    if (auto other = claims->parsed()) out.command = *other;
    if (auto other = workspace->parsed()) out.command = *other;
    return out;
  }
};

}  // namespace

std::optional<Language> language_named(int argc, const char* const* argv) {
  const auto named = [](std::string_view word) -> std::optional<Language> {
    if (word == "en") return Language::en;
    return word == "fr" ? std::optional(Language::fr) : std::nullopt;
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    if (word.starts_with("--lang=")) return named(word.substr(7));
    if (word == "--lang" && i + 1 < argc) return named(argv[i + 1]);
  }
  return std::nullopt;
}

Expected<Arguments> parse_arguments(int argc, const char* const* argv) {
  // The language of the help must be known before the parser is built.
  Builder builder(language_named(argc, argv).value_or(Language::fr));
  try {
    builder.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Arguments{builder.language, false, false, PrintArguments{builder.app.help()}};
  } catch (const CLI::CallForVersion&) {
    return Arguments{builder.language, false, false, PrintArguments{std::string("boussole ") + kVersion + "\n"}};
  } catch (const CLI::ParseError& problem) {
    Error error;
    error.kind = Error::Kind::usage;
    error.what = {std::string("Commande incomprise : ") + problem.what(),
                  std::string("Command not understood: ") + problem.what()};
    error.remedy = {"Voyez « boussole --help ».", "See “boussole --help”."};
    return std::unexpected(error);
  }
  return builder.result();
}

}  // namespace boussole::cli
