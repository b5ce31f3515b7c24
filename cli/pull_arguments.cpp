#include "cli/pull_arguments.h"

#include <CLI/CLI.hpp>

namespace boussole::cli {
namespace {

using Say = std::function<std::string(const char*, const char*)>;

void add_what(CLI::App* pull, const Say& say, PullArguments& into) {
  pull->add_option("URL", into.address, say("Adresse de la plateforme", "Address of the platform"))->required();
  pull->add_option("-o,--output", into.output,
                   say("Dossier où garder ce qui vient (neuf, ou celui d'une collecte interrompue)",
                       "Folder to keep what comes (new, or that of an interrupted pull)"))
      ->required();
  pull->add_option("--platform", into.platform,
                   say("Ne pas reconnaître la plateforme : decidim, consul ou go-vocal",
                       "Do not recognise the platform: decidim, consul or go-vocal"))
      ->check(CLI::IsMember({"decidim", "consul", "go-vocal"}));
  pull->add_option("--parts", into.parts,
                   say("Pour Decidim : open-data, api, ou les deux", "For Decidim: open-data, api, or both"))
      ->delimiter(',')
      ->check(CLI::IsMember({"open-data", "api"}));
  pull->add_option("--resource", into.resources,
                   say("Fichier des données ouvertes à prendre au lieu du zip (répétable ; all : tous)",
                       "File of the open data to take instead of the zip (repeatable; all: every one)"))
      ->allow_extra_args(false);
  pull->add_option(
          "--locale", into.locales,
          say("Langues demandées à la plateforme, par préférence", "Languages asked of the platform, by preference"))
      ->delimiter(',');
}

void add_manners(CLI::App* pull, const Say& say, PullArguments& into) {
  pull->add_option("--contact", into.contact,
                   say("Courriel ou page à montrer à la plateforme avec chaque demande",
                       "E-mail or page to show the platform with each request"));
  pull->add_option("--rate", into.per_minute, say("Demandes par minute, au plus", "Requests a minute, at most"))
      ->check(CLI::Range(0.1, 6000.0));
  pull->add_option("--max-bytes", into.most_bytes,
                   say("Octets en tout, au plus (500MB, 8GB)", "Bytes in all, at most (500MB, 8GB)"))
      ->transform(CLI::AsSizeValue(false));
  pull->add_option("--max-requests", into.most_requests, say("Demandes en tout, au plus", "Requests in all, at most"))
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}));
  pull->add_option("--max-time", into.most_minutes, say("Minutes en tout, au plus", "Minutes in all, at most"))
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{60 * 24 * 30}));
  pull->add_option("--wait", into.patience,
                   say("Minutes d'attente d'un fichier que la plateforme prépare",
                       "Minutes to wait for a file the platform is preparing"))
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{60 * 24}));
  pull->add_option("--timeout", into.timeout, say("Secondes d'attente d'une réponse", "Seconds to wait for an answer"))
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{3600}));
  pull->add_option("--retries", into.retries,
                   say("Nouveaux essais après un échec passager", "Further tries after a failure that may pass"))
      ->check(CLI::Range(0, 20));
}

void add_safety(CLI::App* pull, const Say& say, PullArguments& into) {
  pull->add_option("--token-file", into.token_file,
                   say("Fichier du jeton d'accès (sinon la variable BOUSSOLE_TOKEN) ; jamais sur la ligne de commande",
                       "File of the access token (else the variable BOUSSOLE_TOKEN); never on the command line"));
  pull->add_option(
      "--ca-file", into.ca_file,
      say("Autorités de certification à croire en plus, en PEM", "Certificate authorities to trust besides, in PEM"));
  pull->add_flag("--allow-private", into.allow_private,
                 say("Autorise les adresses du réseau interne", "Allow addresses of the internal network"));
  pull->add_flag("--allow-http", into.allow_http,
                 say("Autorise une adresse en http, sans chiffrement", "Allow an http address, not encrypted"));
  pull->add_flag("--json-progress", into.json_progress,
                 say("Avancement en JSON, une ligne à la fois, sur la sortie d'erreur",
                     "Progress as JSON, a line at a time, on standard error"));
}

}  // namespace

CLI::App* add_pull(CLI::App& app, Language language, const std::function<void(CLI::App*)>& common,
                   PullArguments& into) {
  const Say say = [language](const char* fr, const char* en) {
    return std::string(language == Language::fr ? fr : en);
  };
  CLI::App* pull =
      app.add_subcommand("pull", say("Garde ce que publie une plateforme en ligne, poliment, avec son manifeste",
                                     "Keep what a live platform publishes, politely, with its manifest"));
  common(pull);
  add_what(pull, say, into);
  add_manners(pull, say, into);
  add_safety(pull, say, into);
  pull->footer(
      say("Exemple :\n  boussole pull https://participa.exemple.org -o collecte --contact moi@ville.fr\n"
          "  boussole audit collecte -o fiche\n"
          "Interrompue, la même commande reprend où elle s'est arrêtée.",
          "Example:\n  boussole pull https://participa.example.org -o pulled --contact me@town.org\n"
          "  boussole audit pulled -o card\n"
          "Interrupted, the same command goes on where it stopped."));
  return pull;
}

}  // namespace boussole::cli
