#include <algorithm>
#include <cmath>

#include "criteria/check.h"
#include "criteria/problems.h"

namespace boussole::criteria {
namespace {

const Text kUnknownAxis{"Axe inconnu", "Unknown axis"};

/// What a scenario file may refer to.
struct Known {
  std::set<std::string> axes, indicators;
  std::map<std::string, std::set<std::string>> observables;  ///< id → its categories; none for a number
};

void check_observables(const json::Value& root, Known& known, Problems& problems) {
  std::set<std::string> seen;
  const json::Array& observables = array_at(root, "observables");
  for (std::size_t i = 0; i < observables.size(); ++i) {
    const std::string place = indexed("observables", i);
    problems.unique(*observables[i].find("id"), place + ".id", seen);
    const json::Array& indicators = array_at(observables[i], "indicators");
    for (std::size_t j = 0; j < indicators.size(); ++j)
      problems.known(indicators[j], indexed(place + ".indicators", j), known.indicators,
                     {"Indicateur inconnu", "Unknown indicator"});
    const json::Value* values = observables[i].find("values");
    known.observables[string_at(observables[i], "id")] = values ? ids_of(*values->as_array()) : std::set<std::string>();
  }
}

void check_profile(const json::Value& profile, const std::string& place, const Known& known, Problems& problems) {
  const json::Array& points = array_at(profile, "points");
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::string here = indexed(place + ".points", i);
    problems.known(*points[i].find("axis"), here + ".axis", known.axes, kUnknownAxis);
    const std::string& quote = string_at(*points[i].find("quote"), "fr");
    // A quotation stands between « and » and holds at least a letter.
    const std::size_t open = quote.find("«"), close = quote.find("»");
    if (open == std::string::npos || close == std::string::npos || close < open + 4)
      problems.add(points[i], here, {"Ce point n'a pas de citation.", "This point has no quotation."},
                   {"Citer entre « et » la phrase qui le justifie, ou retirer le point.",
                    "Quote between « and » the phrase that justifies it, or remove the point."});
  }
}

void check_value(const json::Value& position, const std::string& place, const std::set<std::string>& categories,
                 Problems& problems) {
  const json::Value& value = *position.find("value");
  if (categories.empty()) {
    const auto number = value.as_double();
    if (!number || *number < 0 || *number > 1 || !position.find("tolerance"))
      problems.add(position, place,
                   {"Une position chiffrée est un nombre de 0 à 1 avec sa tolérance.",
                    "A numeric position is a number from 0 to 1 with its tolerance."},
                   {"Corriger « value » et donner « tolerance ».", "Correct \"value\" and give \"tolerance\"."});
  } else if (!value.as_string()) {
    problems.add(value, place + ".value", {"Cette position est une catégorie.", "This position is a category."},
                 {"Écrire l'une de ses valeurs entre guillemets droits.", "Write one of its values in double quotes."});
  } else {
    problems.known(value, place + ".value", categories, {"Catégorie inconnue", "Unknown category"});
  }
}

void check_positions(const json::Value& scenario, const std::string& place, const Known& known, Problems& problems) {
  std::set<std::string> placed;
  const json::Array& positions = array_at(scenario, "positions");
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const std::string here = indexed(place + ".positions", i);
    const json::Value& name = *positions[i].find("observable");
    problems.unique(name, here + ".observable", placed);
    const auto observable = known.observables.find(*name.as_string());
    if (observable == known.observables.end()) {
      problems.add(
          name, here + ".observable",
          {"Dimension inconnue : « " + *name.as_string() + " ».", "Unknown dimension: \"" + *name.as_string() + "\"."},
          {"Écrire l'une des dimensions de « observables ».", "Write one of the dimensions of \"observables\"."});
      continue;
    }
    if (!positions[i].find("quote") && !positions[i].find("note"))
      problems.add(positions[i], here,
                   {"Cette position n'a ni citation ni note.", "This position has neither quotation nor note."},
                   {"Citer le texte, ou dire dans « note » qu'il n'en parle pas.",
                    "Quote the text, or say in \"note\" that it does not speak of it."});
    check_value(positions[i], here, observable->second, problems);
  }
  for (const auto& [id, categories] : known.observables)
    if (!placed.contains(id))
      problems.add(scenario, place + ".positions",
                   {"Il manque la position sur « " + id + " ».", "The position on \"" + id + "\" is missing."},
                   {"L'ajouter, avec une large tolérance si le texte n'en parle pas.",
                    "Add it, with a wide tolerance if the text does not speak of it."});
}

void check_baseline(const json::Value& root, const Known& known, Problems& problems) {
  const json::Value& weights = *root.find("baseline")->find("weights");
  double sum = 0;
  for (const json::Member& member : *weights.as_object()) {
    sum += *member.value.as_double();
    if (!known.axes.contains(member.key))
      problems.add(member.value, "baseline.weights." + member.key,
                   {"Axe inconnu : « " + member.key + " ».", "Unknown axis: \"" + member.key + "\"."},
                   {"Retirer cet axe.", "Remove this axis."});
  }
  for (const std::string& axis : known.axes)
    if (!weights.find(axis))
      problems.add(
          weights, "baseline.weights",
          {"Il manque le poids de l'axe « " + axis + " ».", "The weight of the axis \"" + axis + "\" is missing."},
          {"L'ajouter ; 0 est permis.", "Add it; 0 is allowed."});
  if (std::abs(sum - 1) > 1e-6)
    problems.add(weights, "baseline.weights", {"La somme des poids n'est pas 1.", "The weights do not sum to 1."},
                 {"Corriger les poids pour que leur somme soit 1.", "Correct the weights so that they sum to 1."});
}

}  // namespace

std::vector<Error> check_scenarios(const Document& scenarios, const std::vector<std::string>& axes,
                                   const std::vector<std::string>& indicators) {
  Problems problems(scenarios.file);
  Known known;
  known.axes.insert(axes.begin(), axes.end());
  known.indicators.insert(indicators.begin(), indicators.end());
  check_observables(scenarios.root, known, problems);

  std::set<std::string> seen;
  const json::Array& list = array_at(scenarios.root, "scenarios");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = indexed("scenarios", i);
    problems.unique(*list[i].find("id"), place + ".id", seen);
    std::set<std::string> profiles;
    const json::Array& profile_list = array_at(list[i], "profiles");
    for (std::size_t j = 0; j < profile_list.size(); ++j) {
      const std::string here = indexed(place + ".profiles", j);
      problems.unique(*profile_list[j].find("id"), here + ".id", profiles);
      check_profile(profile_list[j], here, known, problems);
    }
    check_positions(list[i], place, known, problems);
  }
  check_baseline(scenarios.root, known, problems);

  std::vector<Error> errors = problems.take();
  for (Error& error : check_texts(scenarios)) errors.push_back(std::move(error));
  return errors;
}

}  // namespace boussole::criteria
