#include "connectors/demographics_builder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "connectors/csv/values.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors {

namespace {

constexpr int kOldest = 110;
constexpr int kFirstBirth = 1900, kLastBirth = 2030;

bool among(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool says_nothing(std::string_view word) {
  return among(word, {"prefer not to say",
                      "i prefer not to say",
                      "rather not say",
                      "unspecified",
                      "not specified",
                      "unknown",
                      "no answer",
                      "n a",
                      "na",
                      "none",
                      "null",
                      "blank",
                      "ne souhaite pas repondre",
                      "non renseigne",
                      "non renseignee",
                      "non precise",
                      "non communique",
                      "je prefere ne pas repondre",
                      "ne se prononce pas",
                      "sans reponse",
                      "inconnu",
                      "inconnue",
                      "nsp"});
}

std::string sex_of(std::string_view word) {
  if (among(word, {"f", "femme", "female", "woman", "women", "feminin", "weiblich", "mujer", "dona", "mme", "madame",
                   "k", "vrouw", "vrouwelijk", "femenino", "feminino"}))
    return "female";
  if (among(word, {"m", "h", "homme", "male", "man", "men", "masculin", "mannlich", "hombre", "home", "monsieur",
                   "mannelijk", "masculino"}))
    return "male";
  if (among(word, {"other", "autre", "non binaire", "non binary", "nonbinary", "divers", "neutre", "x", "otro", "otra",
                   "altre", "another", "agenre", "agender", "self described", "onbepaald", "anders"}))
    return "other";
  return {};
}

/// The numbers in a text, in their order.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> out;
  for (std::size_t i = 0; i < text.size();) {
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data() + i, text.data() + text.size(), number);
    if (text[i] < '0' || text[i] > '9' || problem != std::errc()) {
      ++i;
    } else {
      out.push_back(number);
      i = static_cast<std::size_t>(end - text.data());
    }
  }
  return out;
}

std::string year_of(std::string_view cell) {
  for (const int number : numbers_in(cell))
    if (number >= kFirstBirth && number <= kLastBirth) return std::to_string(number);
  return {};
}

/// "25-34", "25 à 34 ans", "[25;34]", "75 ans et plus", "under 18", "34".
std::string age_of(std::string_view cell, std::string_view word) {
  const auto numbers = numbers_in(cell);
  if (numbers.empty() || numbers.size() > 2) return {};
  if (std::any_of(numbers.begin(), numbers.end(), [](int n) { return n > kOldest; })) return {};
  const std::string first = std::to_string(numbers[0]);
  if (numbers.size() == 2) return numbers[0] < numbers[1] ? first + "-" + std::to_string(numbers[1]) : std::string{};
  const auto has = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
  if (cell.find('+') != std::string_view::npos || has("plus") || has("over") || has("more") || has("older") ||
      has("above"))
    return first + "+";
  if (cell.find('<') != std::string_view::npos || has("moins") || has("under") || has("younger") || has("below"))
    return numbers[0] == 0 ? std::string{} : "0-" + std::to_string(numbers[0] - 1);
  return first;
}

}  // namespace

std::string_view usual_variable(std::string_view header) {
  const std::string word = mapped::folded(header);
  if (among(word, {"sex", "sexe", "gender", "genre", "civilite", "geschlecht", "sexo", "genere"})) return "sex";
  if (among(word, {"birthyear", "birth year", "year of birth", "annee de naissance", "date of birth", "birthdate",
                   "birth date", "date de naissance", "dob", "ne e le", "nee le", "date naissance", "annee naissance"}))
    return "birth_year";
  if (among(word, {"age", "age group", "tranche d age", "classe d age", "tranche age", "groupe d age", "age range"}))
    return "age";
  if (among(word, {"domicile",
                   "place of residence",
                   "lieu de residence",
                   "code postal",
                   "postal code",
                   "postcode",
                   "zip",
                   "zip code",
                   "zipcode",
                   "commune",
                   "quartier",
                   "district",
                   "arrondissement",
                   "neighbourhood",
                   "neighborhood",
                   "ville",
                   "city",
                   "code insee",
                   "departement",
                   "residence",
                   "lieu de vie"}))
    return "area";
  if (among(word, {"education", "education level", "niveau d etudes", "diplome", "niveau de diplome"}))
    return "education";
  if (among(word, {"occupation", "profession", "csp", "categorie socioprofessionnelle",
                   "categorie socio professionnelle", "activite", "situation professionnelle"}))
    return "occupation";
  return {};
}

std::string canonical_value(std::string_view variable, std::string_view cell, bool& readable) {
  readable = true;
  cell = csv::trimmed(csv::undo_formula_guard(cell));
  const std::string word = mapped::folded(cell);
  if (word.empty() || says_nothing(word)) return {};
  std::string out;
  if (variable == "sex") {
    out = sex_of(word);
  } else if (variable == "birth_year") {
    out = year_of(cell);
  } else if (variable == "age") {
    out = age_of(cell, word);
  } else {
    out = cell;
  }
  readable = !out.empty();
  return out;
}

std::uint32_t DemographicsBuilder::variable(const std::string& name, engine::AttributeOrigin origin,
                                            const std::string& file) {
  const auto [at, fresh] = variables_.try_emplace(name, static_cast<std::uint32_t>(data_.variables.size()));
  if (fresh) data_.variables.push_back({name, origin, file});
  return at->second;
}

std::uint32_t DemographicsBuilder::value(const std::string& text) {
  const auto [at, fresh] = values_.try_emplace(text, static_cast<std::uint32_t>(data_.values.size()));
  if (fresh) data_.values.push_back(text);
  return at->second;
}

std::uint32_t DemographicsBuilder::measure(const std::string& name) {
  const auto [at, fresh] = measures_.try_emplace(name, static_cast<std::uint32_t>(data_.measures.size()));
  if (fresh) data_.measures.push_back(name);
  return at->second;
}

/// Most cells are one of a few words: those are understood once.
DemographicsBuilder::Read DemographicsBuilder::read(std::uint32_t variable, std::string_view cell) {
  constexpr std::size_t kMost = 4096;
  if (read_.size() <= variable) read_.resize(variable + std::size_t{1});
  auto& known = read_[variable];
  if (const auto at = known.find(cell); at != known.end()) return at->second;
  Read out;
  const std::string said = canonical_value(data_.variables[variable].name, cell, out.readable);
  if (out.readable && !said.empty()) out.value = value(said);
  if (known.size() < kMost) known.emplace(cell, out);
  return out;
}

DemographicsBuilder::Outcome DemographicsBuilder::person(std::uint32_t participant, std::uint32_t variable,
                                                         std::string_view cell) {
  const Read said = read(variable, cell);
  if (!said.readable) return Outcome::unreadable;
  if (!said.value) return Outcome::blank;
  const std::uint64_t key = (std::uint64_t{variable} << 32) | participant;
  const auto [known, fresh] = said_.insert(key, *said.value);
  if (!fresh) return known == *said.value ? Outcome::known : Outcome::contradicts;
  data_.people.push_back({participant, variable, *said.value});
  return Outcome::added;
}

std::shared_ptr<const engine::Demographics> DemographicsBuilder::take() {
  if (data_.people.empty() && data_.totals.empty()) return nullptr;
  return std::make_shared<const engine::Demographics>(std::move(data_));
}

}  // namespace boussole::connectors
