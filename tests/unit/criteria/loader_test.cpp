#include "criteria/loader.h"

#include <catch2/catch.hpp>

#include "criteria/validate.h"
#include "engine/base/sha256.h"
#include "tests/unit/criteria/copied_set.h"

using namespace boussole;

namespace {

struct Damage {
  std::string file, from, to;       ///< what is done to the set
  std::string says, french, place;  ///< what the error must hold
};

void check_damage(const Damage& damage) {
  CAPTURE(damage.file, damage.from, damage.to);
  CopiedSet set;
  set.replace(damage.file, damage.from, damage.to);
  const auto errors = criteria::validate_path(set.folder());
  REQUIRE_FALSE(errors.empty());
  bool found = false;
  for (const Error& error : errors) {
    CAPTURE(error.in(Language::en));
    CHECK_FALSE(error.what.fr.empty());
    CHECK_FALSE(error.remedy.fr.empty());
    CHECK_FALSE(error.remedy.en.empty());
    CHECK(error.line.has_value());
    found = found || (error.file.ends_with(damage.file) && error.place == damage.place &&
                      error.what.en.find(damage.says) != std::string::npos &&
                      error.what.fr.find(damage.french) != std::string::npos);
  }
  CAPTURE(errors.front().in(Language::en));
  CHECK(found);
}

}  // namespace

TEST_CASE("SHA-256 gives the published values") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("A set that contradicts itself is refused with file, line, place and remedy") {
  const std::string debat = "indicators/debat.json", reciprocity = "indicators[0]";
  const Damage cases[] = {
      {debat, "\"axis\": \"debat\"", "\"axis\": \"debats\"", "Unknown axis: \"debats\"", "Axe inconnu",
       reciprocity + ".axis"},
      {debat, "\"criterion\": \"interaction\"", "\"criterion\": \"inter\"", "Unknown criterion", "Critère inconnu",
       reciprocity + ".criterion"},
      {debat, "\"criterion\": \"interaction\"", "\"criterion\": \"reponse\"", "is in the axis \"suites\"", "dans l'axe",
       reciprocity + ".axis"},
      {debat, "\"deb-profondeur\"", "\"deb-reciprocite\"", "already used", "sert déjà", "indicators[1].id"},
      {debat, "\"stakes\": [\"debat\"]", "\"stakes\": [\"debats\"]", "Unknown stake", "Enjeu inconnu",
       reciprocity + ".stakes[0]"},
      {debat, "\"démocratique\", \"capacitant\"", "\"démocratique\", \"capable\"", "Unknown quality",
       "Qualité inconnue", reciprocity + ".qualities[1]"},
      {debat, "\"levers\": [\"offre\", \"usage\"]", "\"levers\": [\"offre\", \"usages\"]", "Unknown lever",
       "Levier inconnu", reciprocity + ".levers[1]"},
      {debat, "{\"zero_at\": 0.05, \"one_at\": 0.45}", "{\"zero_at\": 0.45, \"one_at\": 0.05}", "contradict the",
       "contredisent", reciprocity + ".norm.goalposts"},
      {debat, "{\"zero_at\": 0.05, \"one_at\": 0.45}", "{\"zero_at\": 0.45, \"one_at\": 0.45}", "are equal",
       "sont égaux", reciprocity + ".norm.goalposts"},
      {debat, "\"direction\": \"higher\"", "\"direction\": \"band\"", "needs a \"band\" scale", "«\u00a0band\u00a0»",
       reciprocity + ".norm.goalposts"},
      {debat, "Se répond-on\u202f?", " ", "This text is empty", "Ce texte est vide", reciprocity + ".question.fr"},
      {"indicators/acces.json", "\"one_from\": 0.1, \"one_to\": 0.6", "\"one_from\": 0.6, \"one_to\": 0.1",
       "not in increasing order", "ordre croissant", "indicators[1].norm.band"},
      {"indicators/acces.json", "\"value\": 0.25", "\"value\": 0.6", "not above the one before", "ne dépasse pas",
       "indicators[2].norm.ladder[2]"},
      {"indicators/acces.json", "\"value\": 0.0", "\"value\": 0.1", "goes from 0 to 1", "va de 0 à 1",
       "indicators[2].norm.ladder"},
      {"indicators/diversite.json", "{\"zero_at\": 0.8, \"one_at\": 0.2}", "{\"zero_at\": 0.2, \"one_at\": 0.8}",
       "contradict", "contredisent", "indicators[4].norm_variants.top10.goalposts"},
      {"axes.json", "\"id\": \"communs\"", "\"id\": \"acces\"", "already used", "sert déjà", "axes[7].id"},
      {"criteria.json", "\"id\": \"interaction\"", "\"id\": \"echanges\"", "has no indicator", "aucun indicateur",
       "criteria[6]"},
      {"criteria.json", "\"axis\": \"acces\"", "\"axis\": \"accès\"", "Unknown axis", "Axe inconnu",
       "criteria[0].axis"},
      {"set.json", "\"id\": \"frugal\"", "\"id\": \"inclusif\"", "already used", "sert déjà", "qualities[1].id"},
  };
  for (const Damage& damage : cases) check_damage(damage);
}

TEST_CASE("An identifier used in two files is found") {
  CopiedSet set;
  set.replace("indicators/debat.json", "\"deb-profondeur\"", "\"acces-conformite-rgaa\"");
  const auto errors = criteria::validate_path(set.folder());
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].file.ends_with("debat.json"));
  CHECK(errors[0].place == "indicators[1].id");
}

TEST_CASE("Scenarios that do not hold are refused") {
  const Damage cases[] = {
      {"scenarios.json", "«\u00a0réengagement citoyen\u00a0»", "réengagement citoyen", "no quotation",
       "pas de citation", "scenarios[0].profiles[0].points[0]"},
      {"scenarios.json", "\"axis\": \"acces\"", "\"axis\": \"access\"", "Unknown axis", "Axe inconnu",
       "scenarios[0].profiles[0].points[0].axis"},
      {"scenarios.json", "\"communs\": 0.125", "\"communs\": 0.2", "do not sum to 1", "n'est pas 1",
       "baseline.weights"},
      {"scenarios.json", "\"communs\": 0.125", "\"commun\": 0.125", "\"communs\" is missing", "«\u00a0communs\u00a0»",
       "baseline.weights"},
      {"scenarios.json", "\"value\": \"prestataire\"", "\"value\": \"presta\"", "Unknown category",
       "Catégorie inconnue", "scenarios[0].positions[1].value"},
      {"scenarios.json", "\"value\": \"prestataire\"", "\"value\": 0.5", "is a category", "est une catégorie",
       "scenarios[0].positions[1].value"},
      {"scenarios.json", "\"value\": 0.25", "\"value\": 1.25", "from 0 to 1", "de 0 à 1", "scenarios[0].positions[0]"},
      {"scenarios.json", "\"observable\": \"licence_libre\"", "\"observable\": \"licence\"", "Unknown dimension",
       "Dimension inconnue", "scenarios[0].positions[0].observable"},
      {"scenarios.json", "\"indicators\": [\"com-licence-libre\"]", "\"indicators\": [\"com-licence\"]",
       "Unknown indicator", "Indicateur inconnu", "observables[0].indicators[0]"},
      {"scenarios.json", "\"id\": \"vigilance\"", "\"id\": \"valeurs\"", "already used", "sert déjà",
       "scenarios[0].profiles[1].id"},
  };
  for (const Damage& damage : cases) check_damage(damage);
}

TEST_CASE("A schema violation names the file and the place") {
  CopiedSet set;
  set.replace("indicators/debat.json", "\"kind\": \"measured\"", "\"kind\": \"mesured\"");
  const auto loaded = criteria::load(set.folder());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().file.ends_with("indicators/debat.json"));
  CHECK(loaded.error().place == "indicators[0].kind");
  CHECK(loaded.error().remedy.en.find("measured, declared, mixed") != std::string::npos);
}

TEST_CASE("A folder that lacks a file says which") {
  CopiedSet set;
  std::filesystem::remove(set.folder() / "axes.json");
  const auto loaded = criteria::load(set.folder());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().file.ends_with("axes.json"));
  CHECK_FALSE(criteria::load("no/such/folder"));

  std::filesystem::remove_all(set.folder() / "indicators");
  CHECK_FALSE(criteria::load(set.folder()));
}

TEST_CASE("A set without scenarios loads, and its hash follows its bytes") {
  CopiedSet set;
  std::filesystem::remove(set.folder() / "scenarios.json");
  const auto loaded = criteria::load(set.folder());
  REQUIRE(loaded);
  CHECK(loaded->sha256 != criteria::built_in("boussole").sha256);
  const auto scenarios = criteria::load_scenarios(set.folder(), *loaded);
  REQUIRE_FALSE(scenarios);
  CHECK(scenarios.error().kind == Error::Kind::io);
}
