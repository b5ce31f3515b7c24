#include "criteria/check.h"

#include <algorithm>
#include <set>

#include "criteria/check_norm.h"
#include "criteria/problems.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

const Text kUnknownAxis{"Axe inconnu", "Unknown axis"};
const Text kUnknownCriterion{"Critère inconnu", "Unknown criterion"};
const Text kUnknownIndicator{"Indicateur inconnu", "Unknown indicator"};

/// What the indicators of a set may refer to.
struct Names {
  std::set<std::string> axes, criteria, qualities, stakes, levers, indicators;
  std::map<std::string, std::string> axis_of_criterion;
};

Expected<Document> parsed(const SetFiles& files, const std::string& name) {
  const auto found = files.bytes.find(name);
  if (found == files.bytes.end()) {
    Error error;
    error.file = files.label(name);
    error.what = {"Ce fichier manque dans le jeu de critères.", "This file is missing from the criteria set."};
    error.remedy = {"Ajouter ce fichier.", "Add this file."};
    return std::unexpected(std::move(error));
  }
  auto root = json::parse(found->second, files.label(name));
  if (!root) return std::unexpected(root.error());
  return Document{files.label(name), std::move(*root)};
}

void read_one(const SetFiles& files, const std::string& name, std::string_view schema_name, Document& into,
              std::vector<Error>& errors) {
  auto document = parsed(files, name);
  if (!document) {
    errors.push_back(document.error());
    return;
  }
  for (Error& error : json::violations(document->root, schema(schema_name), document->file))
    errors.push_back(std::move(error));
  into = std::move(*document);
}

/// "indicators[2].name.en" for a language side that holds nothing; `place` is the path so far.
void walk_texts(const json::Value& value, const std::string& place, Problems& problems) {
  if (const json::Object* object = value.as_object()) {
    for (const json::Member& member : *object) {
      const std::string here = place.empty() ? member.key : place + "." + member.key;
      const std::string* text = member.value.as_string();
      const bool language = member.key == "fr" || member.key == "en";
      if (language && text && text->find_first_not_of(" \t\r\n") == std::string::npos)
        problems.add(member.value, here, {"Ce texte est vide.", "This text is empty."},
                     {"Écrire le texte dans cette langue.", "Write the text in this language."});
      else
        walk_texts(member.value, here, problems);
    }
  } else if (const json::Array* array = value.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) walk_texts((*array)[i], indexed(place, i), problems);
  }
}

void check_axes(const Document& document, std::vector<Error>& errors) {
  Problems problems(document.file);
  std::set<std::string> seen;
  const json::Array& axes = array_at(document.root, "axes");
  for (std::size_t i = 0; i < axes.size(); ++i) problems.unique(*axes[i].find("id"), indexed("axes", i) + ".id", seen);
  problems.append(errors);
}

void check_criteria(const Document& document, const Names& names, const std::set<std::string>& used,
                    std::vector<Error>& errors) {
  Problems problems(document.file);
  std::set<std::string> seen;
  const json::Array& criteria = array_at(document.root, "criteria");
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const std::string place = indexed("criteria", i);
    problems.unique(*criteria[i].find("id"), place + ".id", seen);
    problems.known(*criteria[i].find("axis"), place + ".axis", names.axes, kUnknownAxis);
    if (!used.contains(string_at(criteria[i], "id")))
      problems.add(criteria[i], place, {"Ce critère n'a aucun indicateur.", "This criterion has no indicator."},
                   {"Lui donner un indicateur, ou le retirer.", "Give it an indicator, or remove it."});
  }
  problems.append(errors);
}

void check_list(const json::Value& indicator, const char* key, const std::set<std::string>& known, const Text& unknown,
                const std::string& place, Problems& problems) {
  const json::Array& items = array_at(indicator, key);
  for (std::size_t i = 0; i < items.size(); ++i)
    problems.known(items[i], indexed(place + "." + key, i), known, unknown);
}

void check_indicator(const json::Value& indicator, const std::string& place, const Names& names, Problems& problems) {
  problems.known(*indicator.find("axis"), place + ".axis", names.axes, kUnknownAxis);
  problems.known(*indicator.find("criterion"), place + ".criterion", names.criteria, kUnknownCriterion);
  const auto axis = names.axis_of_criterion.find(string_at(indicator, "criterion"));
  if (axis != names.axis_of_criterion.end() && axis->second != string_at(indicator, "axis"))
    problems.add(*indicator.find("axis"), place + ".axis",
                 {"Le critère de cet indicateur est dans l'axe « " + axis->second + " ».",
                  "The criterion of this indicator is in the axis \"" + axis->second + "\"."},
                 {"Écrire le même axe aux deux endroits.", "Write the same axis in both places."});
  check_list(indicator, "qualities", names.qualities, {"Qualité inconnue", "Unknown quality"}, place, problems);
  check_list(indicator, "stakes", names.stakes, {"Enjeu inconnu", "Unknown stake"}, place, problems);
  check_list(indicator, "levers", names.levers, {"Levier inconnu", "Unknown lever"}, place, problems);
  check_norms(indicator, place, problems);
}

Names names_of(const Documents& documents) {
  Names names;
  names.axes = ids_of(array_at(documents.axes.root, "axes"));
  names.criteria = ids_of(array_at(documents.criteria.root, "criteria"));
  for (const json::Value& criterion : array_at(documents.criteria.root, "criteria"))
    names.axis_of_criterion[string_at(criterion, "id")] = string_at(criterion, "axis");
  names.qualities = ids_of(array_at(documents.set.root, "qualities"));
  names.stakes = ids_of(array_at(documents.set.root, "stakes"));
  names.levers = ids_of(array_at(documents.set.root, "levers"));
  for (const Document& document : documents.indicators)
    names.indicators.merge(ids_of(array_at(document.root, "indicators")));
  return names;
}

void check_head(const Document& document, const Names& names, std::vector<Error>& errors) {
  Problems problems(document.file);
  for (const char* key : {"qualities", "stakes", "levers", "context"}) {
    std::set<std::string> seen;
    const json::Array& items = array_at(document.root, key);
    for (std::size_t i = 0; i < items.size(); ++i) problems.unique(*items[i].find("id"), indexed(key, i) + ".id", seen);
  }
  if (const json::Value* defects = document.root.find("defects"))
    for (std::size_t i = 0; i < defects->size(); ++i)
      check_list(*defects->at(i), "indicators", names.indicators, kUnknownIndicator, indexed("defects", i), problems);
  problems.append(errors);
}

}  // namespace

std::vector<Error> read_documents(const SetFiles& files, Documents& documents) {
  std::vector<Error> errors;
  read_one(files, "set.json", "set-1", documents.set, errors);
  read_one(files, "axes.json", "axes-1", documents.axes, errors);
  read_one(files, "criteria.json", "criteria-1", documents.criteria, errors);
  for (const auto& [name, bytes] : files.bytes) {
    if (name.starts_with("indicators/")) {
      documents.indicators.emplace_back();
      read_one(files, name, "indicators-1", documents.indicators.back(), errors);
    } else if (name == "scenarios.json") {
      documents.scenarios.emplace_back();
      read_one(files, name, "scenarios-1", documents.scenarios.back(), errors);
    }
  }
  return errors;
}

std::vector<Error> check_set(const Documents& documents) {
  std::vector<Error> errors;
  const Names names = names_of(documents);
  check_head(documents.set, names, errors);
  check_axes(documents.axes, errors);

  std::set<std::string> used;
  std::vector<Error> indicator_errors;
  std::set<std::string> seen;
  for (const Document& document : documents.indicators) {
    Problems problems(document.file);
    const json::Array& indicators = array_at(document.root, "indicators");
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      const std::string place = indexed("indicators", i);
      problems.unique(*indicators[i].find("id"), place + ".id", seen);
      used.insert(string_at(indicators[i], "criterion"));
      check_indicator(indicators[i], place, names, problems);
    }
    problems.append(indicator_errors);
  }
  check_criteria(documents.criteria, names, used, errors);
  std::move(indicator_errors.begin(), indicator_errors.end(), std::back_inserter(errors));

  for (const Document* document : {&documents.set, &documents.axes, &documents.criteria})
    for (Error& error : check_texts(*document)) errors.push_back(std::move(error));
  for (const Document& document : documents.indicators)
    for (Error& error : check_texts(document)) errors.push_back(std::move(error));
  return errors;
}

std::vector<Error> check_texts(const Document& document) {
  Problems problems(document.file);
  walk_texts(document.root, "", problems);
  return problems.take();
}

}  // namespace boussole::criteria
