#include "criteria/weights.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "criteria/files.h"
#include "criteria/problems.h"
#include "criteria/read.h"
#include "criteria/statements.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

void check_points(const json::Value& points, const std::string& place, const std::set<std::string>& axes,
                  Problems& problems) {
  double sum = 0;
  for (const json::Member& member : *points.as_object()) {
    sum += member.value.as_double().value_or(0);
    if (!axes.contains(member.key))
      problems.add(member.value, place + ".points." + member.key,
                   {"Axe inconnu : « " + member.key + " ».", "Unknown axis: \"" + member.key + "\"."},
                   {"Écrire un axe du jeu de critères (boussole list criteria).",
                    "Write an axis of the criteria set (boussole list criteria)."});
  }
  for (const std::string& axis : axes)
    if (points.find(axis) == nullptr)
      problems.add(
          points, place + ".points",
          {"Il manque les points de l'axe « " + axis + " ».", "The points of the axis \"" + axis + "\" are missing."},
          {"L'ajouter ; 0 est permis, un oubli non.", "Add it; 0 is allowed, an omission is not."});
  if (!(sum > 0))
    problems.add(points, place + ".points", {"Tous les points valent 0.", "All points are 0."},
                 {"Donner des points à au moins un axe.", "Give points to at least one axis."});
}

void check_why(const json::Value& set, const std::string& place, const std::set<std::string>& axes,
               Problems& problems) {
  if (const json::Value* why = set.find("why"))
    for (const json::Member& member : *why->as_object())
      if (!axes.contains(member.key))
        problems.add(member.value, place + ".why." + member.key,
                     {"Axe inconnu : « " + member.key + " ».", "Unknown axis: \"" + member.key + "\"."},
                     {"Retirer cette raison ou corriger l'axe.", "Remove this reason or correct the axis."});
}

void check_pair(const json::Value& pair, const std::string& place, const std::set<std::string>& axes,
                Problems& problems, std::set<std::pair<std::string, std::string>>& seen) {
  for (const char* side : {"first", "second"})
    problems.known(*pair.find(side), place + "." + side, axes, {"Axe inconnu", "Unknown axis"});
  const std::string &first = string_at(pair, "first"), &second = string_at(pair, "second");
  if (first == second)
    problems.add(
        pair, place,
        {"L'axe « " + first + " » est comparé à lui-même.", "The axis \"" + first + "\" is compared with itself."},
        {"Retirer cette comparaison.", "Remove this comparison."});
  else if (!seen.insert(std::minmax(first, second)).second)
    problems.add(pair, place,
                 {"« " + first + " » et « " + second + " » sont déjà comparés plus haut.",
                  "\"" + first + "\" and \"" + second + "\" are already compared above."},
                 {"Ne garder qu'une comparaison par paire ; « first » est l'axe qui compte le plus.",
                  "Keep one comparison a pair; \"first\" is the axis that matters more."});
}

/// Every pair of axes once: with a pair left out, its weight would be a guess.
void check_compared(const json::Value& compared, const std::string& place, const std::set<std::string>& axes,
                    Problems& problems) {
  std::set<std::pair<std::string, std::string>> seen;
  const json::Array& pairs = *compared.as_array();
  for (std::size_t i = 0; i < pairs.size(); ++i)
    check_pair(pairs[i], indexed(place + ".compared", i), axes, problems, seen);
  for (auto first = axes.begin(); first != axes.end(); ++first)
    for (auto second = std::next(first); second != axes.end(); ++second)
      if (!seen.contains({*first, *second}))
        problems.add(
            compared, place + ".compared",
            {"Il manque la comparaison de « " + *first + " » et « " + *second + " ».",
             "The comparison of \"" + *first + "\" and \"" + *second + "\" is missing."},
            {"L'ajouter : chaque paire d'axes est comparée une fois.", "Add it: each pair of axes is compared once."});
}

void check_set_of_weights(const json::Value& set, const std::string& place, const std::set<std::string>& axes,
                          Problems& problems) {
  const json::Value *points = set.find("points"), *compared = set.find("compared");
  if (points == nullptr && compared == nullptr)
    problems.add(set, place, {"Ni points ni comparaisons.", "Neither points nor comparisons."},
                 {"Donner « points » (par axe) ou « compared » (les axes deux à deux), ou les deux.",
                  "Give \"points\" (by axis) or \"compared\" (the axes two by two), or both."});
  if (points != nullptr) check_points(*points, place, axes, problems);
  if (compared != nullptr) check_compared(*compared, place, axes, problems);
  check_why(set, place, axes, problems);
}

Text text_in(const json::Value& value) { return {string_at(value, "fr"), string_at(value, "en")}; }

WeightSet set_of(const json::Value& value) {
  WeightSet out;
  out.id = string_at(value, "id");
  out.name = text_in(*value.find("name"));
  out.by = text_or_nothing(value, "by");
  if (const json::Value* given = value.find("points")) {
    double sum = 0;
    const json::Object& points = *given->as_object();
    for (const json::Member& member : points) sum += *member.value.as_double();
    for (const json::Member& member : points) out.weights[member.key] = *member.value.as_double() / sum;
  }
  if (const json::Value* compared = value.find("compared"))
    for (const json::Value& pair : *compared->as_array())
      out.compared.push_back({string_at(pair, "first"), string_at(pair, "second"), number_at(pair, "times")});
  if (const json::Value* why = value.find("why"))
    for (const json::Member& member : *why->as_object()) out.why[member.key] = text_in(member.value);
  return out;
}

}  // namespace

std::vector<Error> check_weights(const json::Value& root, const std::string& file, const CriteriaSet& set) {
  std::vector<Error> errors = check_schema_name(root, file, "weights");
  if (errors.empty()) errors = json::violations(root, schema("weights-1"), file);
  if (!errors.empty()) return errors;
  std::set<std::string> axes, seen;
  for (const Axis& axis : set.axes) axes.insert(axis.id);
  Problems problems(file);
  const json::Array& sets = array_at(root, "sets");
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const std::string place = indexed("sets", i);
    problems.unique(*sets[i].find("id"), place + ".id", seen);
    check_role(sets[i], "by", place, problems);
    check_set_of_weights(sets[i], place, axes, problems);
  }
  return problems.take();
}

Expected<WeightFile> read_weights(std::string_view text, const std::string& file, const CriteriaSet& set) {
  const auto root = json::parse(text, file);
  if (!root) return std::unexpected(root.error());
  const std::vector<Error> errors = check_weights(*root, file, set);
  if (!errors.empty()) return std::unexpected(errors.front());
  WeightFile out{file, text_in(*root->find("title")), {}};
  for (const json::Value& value : array_at(*root, "sets")) out.sets.push_back(set_of(value));
  return out;
}

}  // namespace boussole::criteria
