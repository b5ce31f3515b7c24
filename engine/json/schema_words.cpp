#include "engine/json/schema_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace boussole::json::schema {
namespace {

/// What stands between the last pair of simple quotes: valijson names properties that way.
std::string quoted(const std::string& description) {
  const std::size_t last = description.rfind('\'');
  const std::size_t first =
      last == std::string::npos || last == 0 ? std::string::npos : description.rfind('\'', last - 1);
  return first == std::string::npos ? "" : description.substr(first + 1, last - first - 1);
}

Text type_name(const std::string& type) {
  if (type == "object") return {"un objet { }", "an object { }"};
  if (type == "array") return {"un tableau [ ]", "an array [ ]"};
  if (type == "string") return {"un texte entre guillemets droits", "a text in double quotes"};
  if (type == "integer") return {"un nombre entier", "a whole number"};
  if (type == "number") return {"un nombre", "a number"};
  if (type == "boolean") return {"true ou false", "true or false"};
  return {"null", "null"};
}

Text type_found(const Value* value) {
  constexpr std::array kNames = {"null", "boolean", "number", "string", "array", "object"};
  return value ? type_name(kNames[static_cast<std::size_t>(value->type())]) : Text{"rien", "nothing"};
}

std::string as_written(const Value& value) {
  if (value.is_string()) return *value.as_string();
  if (value.is_number()) return value.as_number()->lexeme;
  if (value.is_bool()) return *value.as_bool() ? "true" : "false";
  return "null";
}

/// "a, b, c" from a list of the schema.
std::string listed(const Value* list) {
  std::string text;
  if (list && list->is_array())
    for (const Value& item : *list->as_array()) text += (text.empty() ? "" : ", ") + as_written(item);
  else if (list)
    text = as_written(*list);
  return text;
}

const Value* keyword(const Value* subschema, const char* name) { return subschema ? subschema->find(name) : nullptr; }

std::string limit(const Value* subschema, const char* name) {
  const Value* value = keyword(subschema, name);
  return value ? as_written(*value) : "?";
}

void missing_property(Error& error, const std::string& name) {
  error.what = {"Il manque « " + name + " ».", "\"" + name + "\" is missing."};
  error.remedy = {"Ajouter cette clé ici.", "Add this key here."};
}

void unknown_property(Error& error, const std::string& name, const Value* subschema) {
  error.what = {"La clé « " + name + " » n'est pas connue ici.", "The key \"" + name + "\" is not known here."};
  std::string known;
  if (const Value* properties = keyword(subschema, "properties"))
    for (const Member& member : *properties->as_object()) known += (known.empty() ? "" : ", ") + member.key;
  if (known.empty())
    error.remedy = {"La retirer ou corriger son nom.", "Remove it or correct its name."};
  else
    error.remedy = {"La retirer ou corriger son nom. Clés possibles : " + known + ".",
                    "Remove it or correct its name. Possible keys: " + known + "."};
}

void wrong_type(Error& error, const Value* value, const Value* subschema) {
  Text expected;
  if (const Value* type = keyword(subschema, "type")) {
    const auto add = [&expected](const Value& name) {
      const Text words = type_name(*name.as_string());
      expected.fr += (expected.fr.empty() ? "" : " ou ") + words.fr;
      expected.en += (expected.en.empty() ? "" : " or ") + words.en;
    };
    if (type->is_array())
      for (const Value& name : *type->as_array()) add(name);
    else
      add(*type);
  } else {
    expected = {"une valeur d'un autre type", "a value of another type"};
  }
  const Text found = type_found(value);
  error.what = {"Attendu : " + expected.fr + ". Trouvé : " + found.fr + ".",
                "Expected " + expected.en + ", found " + found.en + "."};
  error.remedy = {"Remplacer cette valeur.", "Replace this value."};
}

void not_allowed(Error& error, const Value* value, const std::string& allowed) {
  const std::string found = value && !value->is_object() && !value->is_array() ? as_written(*value) : "…";
  error.what = {"La valeur « " + found + " » n'est pas permise.", "The value \"" + found + "\" is not allowed."};
  error.remedy = {"Valeurs permises : " + allowed + ".", "Allowed values: " + allowed + "."};
}

struct LimitWords {
  const char* starts_with;
  const char* keyword;
  Text what;  // with the limit at the end
};

/// The limits, each with its sentence; the number of the schema is added after it.
bool beyond_limit(Error& error, const std::string& description, const Value* subschema) {
  static const std::array<LimitWords, 10> kLimits = {{
      {"Expected number less than or equal to",
       "maximum",
       {"Nombre trop grand. Maximum : ", "Number too large. Maximum: "}},
      {"Expected number less than",
       "exclusiveMaximum",
       {"Nombre trop grand. Moins de : ", "Number too large. Below: "}},
      {"Expected number greater than or equal to",
       "minimum",
       {"Nombre trop petit. Minimum : ", "Number too small. Minimum: "}},
      {"Expected number greater than",
       "exclusiveMinimum",
       {"Nombre trop petit. Plus de : ", "Number too small. Above: "}},
      {"Array should contain no more", "maxItems", {"Trop d'éléments. Maximum : ", "Too many items. Maximum: "}},
      {"Array should contain no fewer", "minItems", {"Pas assez d'éléments. Minimum : ", "Too few items. Minimum: "}},
      {"String should be no more",
       "maxLength",
       {"Texte trop long. Caractères au plus : ", "Text too long. Characters at most: "}},
      {"String should be no fewer",
       "minLength",
       {"Texte trop court. Caractères au moins : ", "Text too short. Characters at least: "}},
      {"Object should have no more", "maxProperties", {"Trop de clés. Maximum : ", "Too many keys. Maximum: "}},
      {"Object should have no fewer", "minProperties", {"Pas assez de clés. Minimum : ", "Too few keys. Minimum: "}},
  }};
  for (const LimitWords& words : kLimits) {
    if (!description.starts_with(words.starts_with)) continue;
    const std::string number = limit(subschema, words.keyword);
    error.what = {words.what.fr + number + ".", words.what.en + number + "."};
    error.remedy = {"Corriger cette valeur.", "Correct this value."};
    return true;
  }
  return false;
}

const Value* resolve(const Value& schema, const Value* at) {
  for (int hops = 0; at && hops < 32; ++hops) {
    const Value* reference = at->find("$ref");
    if (!reference || !reference->is_string()) return at;
    const std::string& target = *reference->as_string();
    if (!target.starts_with("#/")) return nullptr;
    at = &schema;
    std::size_t from = 2;
    while (at && from <= target.size()) {
      const std::size_t slash = std::min(target.find('/', from), target.size());
      at = at->find(std::string_view(target).substr(from, slash - from));
      from = slash + 1;
    }
  }
  return at;
}

}  // namespace

bool is_wrapper(const std::string& description) {
  return description.starts_with("Failed to validate item #") ||
         description.starts_with("Failed to validate against") || description.starts_with("Cannot validate item #");
}

const Value* subschema_at(const Value& schema, const std::vector<PathStep>& path) {
  const Value* at = resolve(schema, &schema);
  for (const PathStep& step : path) {
    if (!at) return nullptr;
    const Value* next = nullptr;
    if (step.is_index) {
      next = at->find("items");
    } else {
      const Value* properties = at->find("properties");
      next = properties ? properties->find(step.key) : nullptr;
      if (!next) next = at->find("additionalProperties");
    }
    at = resolve(schema, next);
  }
  return at;
}

Error explain(const std::string& description, const Value* value, const Value* subschema) {
  Error error;
  if (description.starts_with("Missing required property")) {
    missing_property(error, quoted(description));
  } else if (description.starts_with("Object contains a property")) {
    unknown_property(error, quoted(description), subschema);
  } else if (description.starts_with("Value type not permitted")) {
    wrong_type(error, value, subschema);
  } else if (description.starts_with("Failed to match against any enum")) {
    not_allowed(error, value, listed(keyword(subschema, "enum")));
  } else if (description.starts_with("Failed to match expected value")) {
    not_allowed(error, value, listed(keyword(subschema, "const")));
  } else if (description.starts_with("Elements at indexes")) {
    error.what = {"Deux éléments de ce tableau sont identiques.", "Two items of this array are the same."};
    error.remedy = {"N'en garder qu'un.", "Keep only one of them."};
  } else if (!beyond_limit(error, description, subschema)) {
    error.what = {"Cette valeur n'est pas conforme au schéma JSON (" + description + ").",
                  "This value does not follow the JSON Schema (" + description + ")."};
    error.remedy = {"Comparer avec le schéma.", "Compare it with the schema."};
  }
  return error;
}

}  // namespace boussole::json::schema
