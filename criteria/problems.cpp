#include "criteria/problems.h"

#include <cassert>

namespace boussole::criteria {

void Problems::add(const json::Value& at, std::string place, Text what, Text remedy) {
  Error error;
  error.file = file_;
  if (at.line() > 0) {
    error.line = at.line();
    error.column = at.column();
  }
  error.place = std::move(place);
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  errors_.push_back(std::move(error));
}

void Problems::unique(const json::Value& at, const std::string& place, std::set<std::string>& seen) {
  const std::string& id = *at.as_string();
  if (!seen.insert(id).second)
    add(at, place, {"L'identifiant « " + id + " » sert déjà.", "The identifier \"" + id + "\" is already used."},
        {"Donner un identifiant à chacun.", "Give each its own identifier."});
}

void Problems::known(const json::Value& at, const std::string& place, const std::set<std::string>& known,
                     const Text& unknown) {
  const std::string& id = *at.as_string();
  if (known.contains(id)) return;
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  if (list.empty()) list = "—";
  add(at, place, {unknown.fr + " : « " + id + " ».", unknown.en + ": \"" + id + "\"."},
      {"Valeurs possibles : " + list + ".", "Possible values: " + list + "."});
}

void Problems::append(std::vector<Error>& to) {
  for (Error& error : errors_) to.push_back(std::move(error));
  errors_.clear();
}

const std::string& string_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  assert(value && value->as_string());
  return *value->as_string();
}

double number_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  assert(value && value->as_double());
  return *value->as_double();
}

const json::Array& array_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  assert(value && value->as_array());
  return *value->as_array();
}

std::set<std::string> ids_of(const json::Array& items) {
  std::set<std::string> ids;
  for (const json::Value& item : items) ids.insert(string_at(item, "id"));
  return ids;
}

std::string indexed(const std::string& name, std::size_t index) { return name + "[" + std::to_string(index) + "]"; }

}  // namespace boussole::criteria
