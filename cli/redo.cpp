#include "cli/redo.h"

#include <charconv>
#include <filesystem>

namespace boussole::cli {
namespace {

std::string base_name(const std::string& path) {
  std::filesystem::path p(path);
  if (!p.has_filename()) p = p.parent_path();
  return p.filename().string();
}

/// Quoted for a shell where it has to be.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                             "0123456789-_./:@=,+") == std::string::npos;
  if (plain) return word;
  std::string out = "'";
  for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string shortest(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return {text, end.ptr};
}

}  // namespace

std::string redo_command(const AuditArguments& a, Language language) {
  const AuditArguments defaults;
  std::string out = "boussole audit";
  for (const std::string& source : a.sources) out += " " + quoted(base_name(source));
  for (const std::string& entry : a.organisers)
    out += " --organiser " + quoted(std::filesystem::exists(entry) ? base_name(entry) : entry);
  for (const std::string& space : a.spaces) out += " --space " + quoted(space);
  if (!a.mapping.empty()) out += " --mapping " + quoted(base_name(a.mapping));
  if (!a.reference.file.empty()) out += " --reference " + quoted(base_name(a.reference.file));
  if (!a.reference.territory.empty()) out += " --reference-territory " + quoted(a.reference.territory);
  if (a.reference.from_age > 0) out += " --reference-from-age " + std::to_string(a.reference.from_age);
  if (!a.criteria.empty()) out += " --criteria " + quoted(base_name(a.criteria));
  if (!a.claims.evidence.empty()) out += " --evidence " + quoted(base_name(a.claims.evidence));
  if (!a.claims.replies.empty()) out += " --replies " + quoted(base_name(a.claims.replies));
  if (!a.claims.today.empty()) out += " --today " + quoted(a.claims.today);
  if (!a.as_of.empty()) out += " --as-of " + quoted(a.as_of);
  if (a.locales != defaults.locales) {
    out += " --locale ";
    for (std::size_t i = 0; i < a.locales.size(); ++i) out += (i == 0 ? "" : ",") + a.locales[i];
  }
  if (a.level != defaults.level) out += " --level " + shortest(a.level);
  if (a.min_cell != defaults.min_cell) out += " --min-cell " + std::to_string(a.min_cell);
  out += " --seed " + std::to_string(a.seed) + " --replicates " + std::to_string(a.replicates);
  out += language == Language::fr ? " --lang fr" : " --lang en";
  return out;
}

}  // namespace boussole::cli
