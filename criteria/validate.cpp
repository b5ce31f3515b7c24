#include "criteria/validate.h"

#include <system_error>

#include "criteria/check.h"
#include "criteria/evidence_file.h"
#include "criteria/evidence_guide.h"
#include "criteria/files.h"
#include "criteria/loader.h"
#include "criteria/policy.h"
#include "criteria/problems.h"
#include "criteria/replies_file.h"
#include "criteria/weights.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

namespace fs = std::filesystem;

Error not_known(const std::string& file) {
  Error error;
  error.file = file;
  error.what = {"Ce fichier n'est pas d'une sorte connue.", "This file is of no known kind."};
  error.remedy = {"Donner un audit.json, des pièces, des réponses, une politique, un fichier d'un jeu de critères, ou son dossier.",
                  "Give an audit.json, evidence, replies, a policy, a file of a criteria set, or its folder."};
  return error;
}

std::vector<std::string> ids_in(const Documents& documents, bool axes) {
  std::vector<std::string> ids;
  const auto add = [&ids](const json::Array& items) {
    for (const json::Value& item : items) ids.push_back(string_at(item, "id"));
  };
  if (axes)
    add(array_at(documents.axes.root, "axes"));
  else
    for (const Document& document : documents.indicators) add(array_at(document.root, "indicators"));
  return ids;
}

std::vector<Error> validate_folder(const fs::path& folder) {
  auto files = files_of(folder);
  if (!files) return {files.error()};
  Documents documents;
  std::vector<Error> errors = read_documents(*files, documents);
  if (!errors.empty()) return errors;
  errors = check_set(documents);
  for (const Document& scenarios : documents.scenarios)
    for (Error& error : check_scenarios(scenarios, ids_in(documents, true), ids_in(documents, false)))
      errors.push_back(std::move(error));
  if (!errors.empty()) return errors;
  std::error_code failed;
  if (!fs::exists(folder / "evidence.json", failed)) return errors;
  const auto guide = json::parse_file(folder / "evidence.json");
  if (!guide) return {guide.error()};
  const auto set = load(folder);
  return set ? check_evidence_guide(*guide, (folder / "evidence.json").string(), *set) : std::vector{set.error()};
}

/// Scenarios stand beside the set they go with; alone, they are read against the set that the program carries.
std::vector<Error> validate_scenarios(const Document& document, const fs::path& folder) {
  std::error_code failed;
  if (fs::exists(folder / "set.json", failed)) return validate_folder(folder);
  std::vector<Error> errors = json::violations(document.root, schema("scenarios-1"), document.file);
  if (!errors.empty()) return errors;
  std::vector<std::string> axes, indicators;
  for (const Axis& axis : built_in("boussole").axes) axes.push_back(axis.id);
  for (const Indicator& indicator : built_in("boussole").indicators) indicators.push_back(indicator.id);
  return check_scenarios(document, axes, indicators);
}

std::vector<Error> validate_part(const Document& document, std::string_view schema_name) {
  std::vector<Error> errors = json::violations(document.root, schema(schema_name), document.file);
  return errors.empty() ? check_texts(document) : errors;
}

std::vector<Error> validate_file(const fs::path& path) {
  auto root = json::parse_file(path);
  if (!root) return {root.error()};
  const Document document{path.string(), std::move(*root)};
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const json::Value* kind = document.root.find("schema");
  const std::string name = kind && kind->as_string() ? *kind->as_string() : "";
  if (name.starts_with("boussole/audit/")) return validate_audit(document.root, document.file);
  if (name.starts_with("boussole/policy/")) return check_policy(document.root, document.file, built_in("boussole"));
  if (name.starts_with("boussole/evidence-guide/") || name.starts_with("boussole/criteria/"))
    return validate_folder(folder);
  if (name.starts_with("boussole/evidence/"))
    return check_evidence(document.root, document.file, built_in("boussole"), built_in_evidence_guide());
  if (name.starts_with("boussole/replies/")) return check_replies(document.root, document.file, built_in("boussole"));
  for (const char* written : {"comparison", "funnels", "scenario-report", "history", "evidence-check", "criteria-diff"})
    if (name.starts_with("boussole/" + std::string(written) + "/"))
      return json::violations(document.root, schema(std::string(written) + "-1"), document.file);
  if (name.starts_with("boussole/weights/")) return check_weights(document.root, document.file, built_in("boussole"));
  if (name.starts_with("boussole/scenarios/")) return validate_scenarios(document, folder);
  for (const auto& [key, schema_name] :
       {std::pair("axes", "axes-1"), std::pair("criteria", "criteria-1"), std::pair("indicators", "indicators-1")})
    if (const json::Value* list = document.root.find(key); list && list->is_array())
      return validate_part(document, schema_name);
  return {not_known(document.file)};
}

}  // namespace

std::vector<Error> validate_path(const fs::path& path) {
  std::error_code failed;
  if (!fs::is_directory(path, failed)) return validate_file(path);
  if (fs::exists(path / "set.json", failed)) return validate_folder(path);
  if (fs::exists(path / "audit.json", failed)) return validate_file(path / "audit.json");
  return validate_folder(path);
}

}  // namespace boussole::criteria
