#include "criteria/weights.h"

#include "criteria/files.h"
#include "criteria/problems.h"
#include "criteria/read.h"
#include "criteria/statements.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

void check_points(const json::Value& set, const std::string& place, const std::set<std::string>& axes,
                  Problems& problems) {
  const json::Value& points = *set.find("points");
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
  if (const json::Value* why = set.find("why"))
    for (const json::Member& member : *why->as_object())
      if (!axes.contains(member.key))
        problems.add(member.value, place + ".why." + member.key,
                     {"Axe inconnu : « " + member.key + " ».", "Unknown axis: \"" + member.key + "\"."},
                     {"Retirer cette raison ou corriger l'axe.", "Remove this reason or correct the axis."});
}

Text text_in(const json::Value& value) { return {string_at(value, "fr"), string_at(value, "en")}; }

WeightSet set_of(const json::Value& value) {
  WeightSet out;
  out.id = string_at(value, "id");
  out.name = text_in(*value.find("name"));
  out.by = text_or_nothing(value, "by");
  double sum = 0;
  const json::Object& points = *value.find("points")->as_object();
  for (const json::Member& member : points) sum += *member.value.as_double();
  for (const json::Member& member : points) out.weights[member.key] = *member.value.as_double() / sum;
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
    check_points(sets[i], place, axes, problems);
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
