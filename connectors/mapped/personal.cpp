#include "connectors/mapped/personal.h"

#include <algorithm>
#include <array>
#include <string>

#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

/// Whole words of a header that are enough.
constexpr std::array<std::string_view, 34> kWords{
    "email",     "e mail",    "mail",     "courriel", "mel",      "phone",    "telephone", "tel",    "mobile",
    "portable",  "address",   "adresse",  "rue",      "street",   "ip",       "nom",       "prenom", "noms",
    "prenoms",   "firstname", "lastname", "surname",  "fullname", "username", "nickname",  "pseudo", "pseudonyme",
    "signature", "iban",      "nir",      "twitter",  "facebook", "linkedin", "birthdate"};
/// Parts of a header that are enough.
constexpr std::array<std::string_view, 14> kParts{
    "first name",        "last name",     "full name",           "user name",       "author name",
    "date de naissance", "date of birth", "name of author",      "nom de l auteur", "nom auteur",
    "nom d utilisateur", "avatar",        "numero de telephone", "author email"};
/// Names of things, not of people.
constexpr std::array<std::string_view, 12> kThings{
    "nom du projet",          "nom de la proposition", "nom du quartier",   "nom de la commune",
    "nom du theme",           "nom de la categorie",   "nom de l espace",   "nom de la phase",
    "nom de la concertation", "nom du lieu",           "adresse du projet", "adresse du site"};

}  // namespace

bool looks_personal(std::string_view header) {
  const std::string words = " " + folded(header) + " ";
  if (std::any_of(kThings.begin(), kThings.end(),
                  [&](auto t) { return words.find(" " + std::string(t) + " ") != std::string::npos; }))
    return false;
  const auto has = [&](std::string_view part) {
    return words.find(" " + std::string(part) + " ") != std::string::npos;
  };
  return std::any_of(kParts.begin(), kParts.end(), has) || std::any_of(kWords.begin(), kWords.end(), has);
}

}  // namespace boussole::connectors::mapped
