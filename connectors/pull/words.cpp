#include "connectors/pull/words.h"

#include <utility>

#include "connectors/http/failure.h"

namespace boussole::connectors::pull::words {
namespace {

Error error(Error::Kind kind, std::string file, Text what, Text remedy) {
  Error out;
  out.kind = kind;
  out.file = std::move(file);
  out.what = http::sentence(std::move(what));
  out.remedy = std::move(remedy);
  return out;
}

Error network(const std::string& host, Text what, Text remedy) {
  return error(Error::Kind::io, host, std::move(what), std::move(remedy));
}

const Text kLater{"Recommencez plus tard : la même commande reprend où elle s'est arrêtée.",
                  "Try again later: the same command goes on where it stopped."};

}  // namespace

Error stopped() {
  return network("", {"arrêté par l'utilisateur", "stopped by the user"},
                 {"La même commande reprend où elle s'est arrêtée.", "The same command goes on where it stopped."});
}

Error bad_address(const std::string& shown) {
  return error(
      Error::Kind::usage, "",
      {"« " + shown + " » n'est pas une adresse de site", "“" + shown + "” is not the address of a site"},
      {"Écrivez par exemple https://participa.exemple.org, sans nom ni mot de passe ; un nom de domaine accentué "
       "s'écrit sous sa forme xn--.",
       "Write for example https://participa.example.org, without a name or password; a domain name with accents "
       "is written in its xn-- form."});
}

Error robots_forbid(const std::string& host, const std::string& path) {
  return network(host,
                 {"son robots.txt interdit " + path + " aux programmes : rien n'y a été demandé",
                  "its robots.txt closes " + path + " to programs: nothing was asked there"},
                 {"Demandez à qui exploite la plateforme d'y autoriser « boussole », ou de vous donner l'export.",
                  "Ask those who run the platform to allow “boussole” there, or to give you the export."});
}

Error robots_unreachable(const std::string& host, const std::string& why) {
  return network(host,
                 {"son robots.txt ne répond pas (" + why + ") : dans le doute, rien d'autre n'est demandé",
                  "its robots.txt does not answer (" + why + "): in doubt, nothing else is asked"},
                 kLater);
}

Error come_back(const std::string& host, std::int64_t seconds) {
  const std::string minutes = std::to_string((seconds + 59) / 60);
  return network(
      host,
      {"la plateforme demande d'attendre " + minutes + " minutes", "the platform asks to wait " + minutes + " minutes"},
      kLater);
}

Error limit_reached(const Text& what, const std::string& option) {
  return network("", what,
                 {"Relevez " + option + " si c'est voulu : la même commande reprend où elle s'est arrêtée.",
                  "Raise " + option + " if this is meant: the same command goes on where it stopped."});
}

Error token_over_http() {
  return error(
      Error::Kind::usage, "",
      {"un jeton n'est jamais envoyé en http, sans chiffrement", "a token is never sent over http, unencrypted"},
      {"Donnez l'adresse en https.", "Give the address in https."});
}

Error status(const std::string& host, int status) {
  const std::string code = std::to_string(status);
  return network(host,
                 {"réponse inattendue de la plateforme (code " + code + ")",
                  "unexpected answer of the platform (status " + code + ")"},
                 kLater);
}

Error sign_in(const std::string& host) {
  return network(host,
                 {"la plateforme demande de s'identifier : ses données ne sont pas publiques",
                  "the platform asks to sign in: its data are not public"},
                 {"Demandez l'export à qui exploite la plateforme, puis « boussole audit export.zip ».",
                  "Ask those who run the platform for the export, then “boussole audit export.zip”."});
}

Error not_ready(const std::string& host) {
  return network(host,
                 {"la plateforme prépare encore son fichier de données ouvertes",
                  "the platform is still preparing its open data file"},
                 {"Recommencez dans une heure, ou demain : elle le fait souvent la nuit.",
                  "Try again in an hour, or tomorrow: it is often made at night."});
}

Error not_a_zip(const std::string& host) {
  return network(host,
                 {"la réponse n'est ni un zip ni une page de la plateforme",
                  "the answer is neither a zip nor a page of the platform"},
                 kLater);
}

Error damaged_zip(const std::string& host, const Error& why) {
  return network(host, {"le zip reçu est abîmé : " + why.what.fr, "the zip received is damaged: " + why.what.en},
                 kLater);
}

Error no_open_data(const std::string& host) {
  return network(host,
                 {"la plateforme n'a pas de page de données ouvertes (/open-data/download)",
                  "the platform has no open data page (/open-data/download)"},
                 {"Demandez l'export à qui exploite la plateforme, puis « boussole audit export.zip ».",
                  "Ask those who run the platform for the export, then “boussole audit export.zip”."});
}

Error unknown_platform(const std::string& host) {
  return network(host,
                 {"plateforme non reconnue (ni Decidim, ni Consul, ni Go Vocal)",
                  "platform not recognised (neither Decidim, nor Consul, nor Go Vocal)"},
                 {"Vérifiez l'adresse, ou dites-le avec --platform decidim, consul ou go-vocal.",
                  "Check the address, or say it with --platform decidim, consul or go-vocal."});
}

Error token_needed(const std::string& host) {
  return network(host,
                 {"son API demande un jeton, ou refuse celui qui a été donné",
                  "its API asks for a token, or refuses the one that was given"},
                 {"Mettez-le dans un fichier (--token-file) ou dans la variable BOUSSOLE_TOKEN, jamais sur la ligne de "
                  "commande.",
                  "Put it into a file (--token-file) or the variable BOUSSOLE_TOKEN, never on the command line."});
}

Error not_json(const std::string& host) {
  return network(host, {"la réponse n'est pas du JSON", "the answer is not JSON"}, kLater);
}

}  // namespace boussole::connectors::pull::words
