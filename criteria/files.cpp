#include "criteria/files.h"

#include <algorithm>
#include <cassert>
#include <system_error>
#include <vector>

#include "criteria/embedded.h"
#include "engine/base/sha256.h"
#include "engine/json/reader.h"

namespace boussole::criteria {
namespace {

namespace fs = std::filesystem;

Error missing(const fs::path& path) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = path.string();
  error.what = {"Ce fichier manque : un jeu de critères a set.json, axes.json, criteria.json et indicators/*.json.",
                "This file is missing: a criteria set has set.json, axes.json, criteria.json and indicators/*.json."};
  error.remedy = {"Donner le dossier d'un jeu de critères complet.", "Give the folder of a complete criteria set."};
  return error;
}

/// The .json files of a folder, by name.
std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
    if (it->path().extension() == ".json") found.push_back(it->path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::string SetFiles::label(const std::string& name) const { return place.empty() ? name : place + "/" + name; }

std::string SetFiles::sha256() const {
  std::string all;
  for (const auto& [name, content] : bytes) all += content;
  return boussole::sha256(all);
}

Expected<SetFiles> files_of(const fs::path& folder) {
  SetFiles files;
  files.place = folder.string();
  while (files.place.size() > 1 && files.place.back() == '/') files.place.pop_back();

  std::vector<std::pair<std::string, fs::path>> wanted;
  for (const char* name : {"set.json", "axes.json", "criteria.json"}) wanted.emplace_back(name, folder / name);
  for (const fs::path& path : json_files(folder / "indicators"))
    wanted.emplace_back("indicators/" + path.filename().string(), path);
  if (wanted.size() == 3) wanted.emplace_back("indicators/*.json", folder / "indicators" / "*.json");
  std::error_code failed;
  for (const char* name : {"evidence.json", "scenarios.json"})
    if (fs::exists(folder / name, failed)) wanted.emplace_back(name, folder / name);

  for (const auto& [name, path] : wanted) {
    if (!fs::exists(path, failed)) return std::unexpected(missing(path));
    auto content = json::read_file(path);
    if (!content) return std::unexpected(content.error());
    files.bytes.emplace(name, std::move(*content));
  }
  return files;
}

SetFiles built_in_files(std::string_view id) {
  SetFiles files;
  files.place = "built-in:" + std::string(id);
  const std::string prefix = std::string(id) + "/";
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(prefix))
      files.bytes.emplace(std::string(file.path.substr(prefix.size())), std::string(file.bytes));
  return files;
}

const json::Value& schema(std::string_view name) {
  static const std::map<std::string, json::Value, std::less<>> kSchemas = [] {
    std::map<std::string, json::Value, std::less<>> all;
    for (const EmbeddedFile& file : embedded_files()) {
      constexpr std::string_view kFolder = "schema/", kEnd = ".json";
      if (!file.path.starts_with(kFolder)) continue;
      auto value = json::parse(file.bytes, std::string(file.path));
      assert(value);
      const std::string_view stem = file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnd.size());
      all.emplace(std::string(stem), std::move(*value));
    }
    return all;
  }();
  const auto found = kSchemas.find(name);
  assert(found != kSchemas.end());
  return found->second;
}

}  // namespace boussole::criteria
