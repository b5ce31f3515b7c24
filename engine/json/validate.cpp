#include "engine/json/validate.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <set>

#include "engine/json/schema_adapter.h"
#include "engine/json/schema_words.h"

#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace boussole::json {
namespace {

/// valijson's context is {"<root>", "[axes]", "[0]", …}: keys and indexes look alike, the document tells which is
/// which.
std::vector<PathStep> path_of(const std::vector<std::string>& context, const Value& document) {
  std::vector<PathStep> path;
  const Value* at = &document;
  for (std::size_t i = 1; i < context.size(); ++i) {
    std::string key = context[i];
    if (key.size() >= 2 && key.front() == '[' && key.back() == ']') key = key.substr(1, key.size() - 2);
    const bool in_array = at && at->is_array();
    if (in_array) {
      std::size_t index = 0;
      std::from_chars(key.data(), key.data() + key.size(), index);
      at = at->at(index);
    } else {
      at = at ? at->find(key) : nullptr;
    }
    path.push_back({std::move(key), in_array});
  }
  return path;
}

const Value* value_at(const Value& document, const std::vector<PathStep>& path) {
  const Value* at = &document;
  for (const PathStep& step : path) {
    if (!at) return nullptr;
    std::size_t index = 0;
    if (step.is_index) std::from_chars(step.key.data(), step.key.data() + step.key.size(), index);
    at = step.is_index ? at->at(index) : at->find(step.key);
  }
  return at;
}

Error unusable(const std::string& file, const std::string& why) {
  Error error;
  error.kind = Error::Kind::internal;
  error.file = file;
  error.what = {"Le schéma JSON ne peut pas être utilisé : " + why, "The JSON Schema cannot be used: " + why};
  error.remedy = {"Signaler cette erreur.", "Please report this error."};
  return error;
}

}  // namespace

std::string path_text(const std::vector<PathStep>& path) {
  std::string text;
  for (const PathStep& step : path) {
    if (step.is_index)
      text += "[" + step.key + "]";
    else
      text += (text.empty() ? "" : ".") + step.key;
  }
  return text;
}

std::vector<Error> violations(const Value& document, const Value& schema, const std::string& file) {
  valijson::ValidationResults results;
  try {
    valijson::Schema compiled;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(schema::ValueAdapter(schema), compiled);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    if (validator.validate(compiled, schema::ValueAdapter(document), &results)) return {};
  } catch (const std::exception& problem) {
    return {unusable(file, problem.what())};
  }

  std::vector<Error> errors;
  std::set<std::pair<std::string, std::string>> said;
  for (const auto& found : results) {
    if (schema::is_wrapper(found.description)) continue;
    const std::vector<PathStep> path = path_of(found.context, document);
    const Value* value = value_at(document, path);
    Error error = schema::explain(found.description, value, schema::subschema_at(schema, path));
    error.file = file;
    error.place = path_text(path);
    if (value && value->line() > 0) {
      error.line = value->line();
      error.column = value->column();
    }
    if (said.emplace(error.place, error.what.en).second) errors.push_back(std::move(error));
  }
  if (errors.empty()) errors.push_back(unusable(file, "violation without a place"));
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return errors;
}

Expected<void> validate(const Value& document, const Value& schema, std::string file) {
  std::vector<Error> errors = violations(document, schema, file);
  if (!errors.empty()) return std::unexpected(std::move(errors.front()));
  return {};
}

}  // namespace boussole::json
