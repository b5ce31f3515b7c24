#include "cli/subjects.h"

#include <filesystem>

#include "cli/files.h"
#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "reports/json.h"

namespace boussole::cli {
namespace {

namespace fs = std::filesystem;

Error no_such_space(const std::string& file, const std::string& space, const engine::Audit& audit) {
  Error error;
  error.kind = Error::Kind::usage;
  error.file = file;
  error.what = {"Aucun espace « " + space + " » dans cet audit.", "No space “" + space + "” in this audit."};
  std::string known;
  for (const auto& s : audit.spaces) known += (known.empty() ? "" : ", ") + s.id;
  error.remedy = {"Ceux qui y sont : " + known + ".", "Those it holds: " + known + "."};
  return error;
}

}  // namespace

Expected<engine::Audit> read_checked_audit(const std::string& path) {
  auto text = read_whole(path);
  if (!text) return std::unexpected(text.error());
  auto audit = reports::read_audit(*text, path);
  if (!audit) return audit;
  const auto root = json::parse(*text, path);
  if (!root) return std::unexpected(root.error());
  if (const auto problems = criteria::validate_audit(*root, path); !problems.empty())
    return std::unexpected(problems.front());
  return audit;
}

Expected<engine::Subject> read_subject(const std::string& argument, const criteria::CriteriaSet& set) {
  std::error_code failed;
  std::string file = argument, space;
  if (const std::size_t hash = file.find('#'); hash != std::string::npos && !fs::exists(file, failed)) {
    space = file.substr(hash + 1);
    file.resize(hash);
  }
  if (fs::is_directory(file, failed)) file = (fs::path(file) / "audit.json").string();
  auto audit = read_checked_audit(file);
  if (!audit) return std::unexpected(audit.error());
  if (space.empty()) return engine::Subject{std::move(*audit), short_name(file), {}};
  auto subject = engine::subject_of_space(*audit, space, set);
  if (!subject) return std::unexpected(no_such_space(file, space, *audit));
  subject->file = short_name(file) + "#" + space;
  return *subject;
}

std::string short_name(const std::string& file) {
  const fs::path path(file);
  const std::string folder = path.parent_path().filename().string();
  return folder.empty() ? path.filename().string() : folder + "/" + path.filename().string();
}

std::string command_words(const std::string& command, const std::vector<std::string>& arguments) {
  std::string out = "boussole " + command;
  for (const std::string& argument : arguments) {
    const std::size_t hash = argument.find('#');
    out += " " + short_name(argument.substr(0, hash)) + (hash == std::string::npos ? "" : argument.substr(hash));
  }
  return out;
}

}  // namespace boussole::cli
