#include "criteria/loader.h"

#include <cstdio>
#include <cstdlib>

#include "criteria/check.h"
#include "criteria/files.h"
#include "criteria/read.h"
#include "engine/json/reader.h"

namespace boussole::criteria {
namespace {

std::vector<std::string> axes_of(const CriteriaSet& set) {
  std::vector<std::string> ids;
  for (const Axis& axis : set.axes) ids.push_back(axis.id);
  return ids;
}

std::vector<std::string> indicators_of(const CriteriaSet& set) {
  std::vector<std::string> ids;
  for (const Indicator& indicator : set.indicators) ids.push_back(indicator.id);
  return ids;
}

Expected<CriteriaSet> set_of(const SetFiles& files) {
  Documents documents;
  std::vector<Error> errors = read_documents(files, documents);
  if (errors.empty()) errors = check_set(documents);
  if (!errors.empty()) return std::unexpected(std::move(errors.front()));
  CriteriaSet set = read_set(documents);
  set.sha256 = files.sha256();
  return set;
}

Expected<ScenarioSet> scenarios_of(const SetFiles& files, const CriteriaSet& set) {
  Documents documents;
  std::vector<Error> errors = read_documents(files, documents);
  if (errors.empty() && documents.scenarios.empty()) {
    Error error;
    error.kind = Error::Kind::io;
    error.file = files.label("scenarios.json");
    error.what = {"Ce jeu de critères n'a pas de scénarios.", "This criteria set has no scenarios."};
    error.remedy = {"Ajouter un fichier scenarios.json.", "Add a scenarios.json file."};
    errors.push_back(std::move(error));
  }
  if (errors.empty()) errors = check_scenarios(documents.scenarios.front(), axes_of(set), indicators_of(set));
  if (!errors.empty()) return std::unexpected(std::move(errors.front()));
  return read_scenarios(documents.scenarios.front().root);
}

/// What the program carries is checked by its tests and not again at each run: an error here is a broken build.
const json::Value& certain(const Expected<json::Value>& value) {
  if (!value) {
    std::fprintf(stderr, "%s\n", value.error().in(Language::en).c_str());
    std::abort();
  }
  return *value;
}

CriteriaSet carried_set(std::string_view id) {
  const SetFiles files = built_in_files(id);
  Documents documents;
  for (const auto& [name, bytes] : files.bytes) {
    if (name == "scenarios.json" || name == "evidence.json") continue;
    Document document{files.label(name), certain(json::parse(bytes, files.label(name)))};
    if (name == "set.json")
      documents.set = std::move(document);
    else if (name == "axes.json")
      documents.axes = std::move(document);
    else if (name == "criteria.json")
      documents.criteria = std::move(document);
    else
      documents.indicators.push_back(std::move(document));
  }
  CriteriaSet set = read_set(documents);
  set.sha256 = files.sha256();
  return set;
}

}  // namespace

Expected<CriteriaSet> load(const std::filesystem::path& folder) {
  auto files = files_of(folder);
  if (!files) return std::unexpected(files.error());
  return set_of(*files);
}

Expected<ScenarioSet> load_scenarios(const std::filesystem::path& folder, const CriteriaSet& set) {
  auto files = files_of(folder);
  if (!files) return std::unexpected(files.error());
  return scenarios_of(*files, set);
}

std::vector<std::string_view> built_in_ids() { return {"boussole", "decidim_quality"}; }

const CriteriaSet& built_in(std::string_view id) {
  if (id == "boussole") {
    static const CriteriaSet kBoussole = carried_set("boussole");
    return kBoussole;
  }
  if (id == "decidim_quality") {
    static const CriteriaSet kDecidim = carried_set("decidim_quality");
    return kDecidim;
  }
  std::fprintf(stderr, "no built-in criteria set of this name\n");
  std::abort();
}

const ScenarioSet& built_in_scenarios() {
  static const ScenarioSet kScenarios = [] {
    const SetFiles files = built_in_files("boussole");
    return read_scenarios(certain(json::parse(files.bytes.at("scenarios.json"), "scenarios.json")));
  }();
  return kScenarios;
}

}  // namespace boussole::criteria
