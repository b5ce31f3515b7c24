#include "connectors/decidim/fields.h"

#include <algorithm>
#include <array>

namespace boussole::connectors::decidim {

namespace {

using Tables = std::array<std::span<const Alias>, 3>;
Tables tables() { return {contribution_aliases(), space_aliases(), people_aliases()}; }

template <class Fits>
const Alias* find(Entity entity, const Fits& fits) {
  for (std::span<const Alias> table : tables())
    for (const Alias& alias : table)
      if ((alias.entities & bit(entity)) != 0 && fits(alias)) return &alias;
  return nullptr;
}

/// Parts of names that only personal data have, in Decidim, its modules and its administrators' exports.
constexpr std::array<std::string_view, 20> kPersonal{
    "email",    "e-mail",        "mail",         "phone",         "nickname",    "avatar",      "ip_hash",
    "ip_addr",  "date_of_birth", "birth",        "gender",        "postal_code", "author/name", "user/name",
    "password", "token",         "last_sign_in", "extended_data", "first_name",  "last_name"};

}  // namespace

bool is_locale(std::string_view tag) {
  const auto dash = tag.find('-');
  const std::string_view language = tag.substr(0, dash);
  if (language.size() < 2 || language.size() > 3) return false;
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto letter = [&](char c) { return lower(c) || (c >= 'A' && c <= 'Z'); };
  if (!std::all_of(language.begin(), language.end(), lower)) return false;
  if (dash == std::string_view::npos) return true;
  const std::string_view rest = tag.substr(dash + 1);
  return !rest.empty() && std::all_of(rest.begin(), rest.end(), letter);
}

Localised localised(std::string_view column) {
  const auto slash = column.rfind('/');
  if (slash == std::string_view::npos || !is_locale(column.substr(slash + 1))) return {column, {}, false};
  Localised parts{column.substr(0, slash), column.substr(slash + 1), false};
  constexpr std::string_view kMachine = "/machine_translations";
  if (parts.base.ends_with(kMachine)) {
    parts.base.remove_suffix(kMachine.size());
    parts.machine = true;
  }
  return parts;
}

Match find_alias(Entity entity, std::string_view column) {
  if (const Alias* alias = find(entity, [&](const Alias& a) { return a.column == column; })) return {alias, {}, false};
  const Localised parts = localised(column);
  if (!parts.locale.empty()) {
    const auto fits = [&](const Alias& a) { return a.form == Form::localised && a.column == parts.base; };
    if (const Alias* alias = find(entity, fits)) return {alias, parts.locale, parts.machine};
  }
  const auto below = [&](const Alias& a) {
    return a.form == Form::family && column.size() > a.column.size() && column.starts_with(a.column) &&
           column[a.column.size()] == '/';
  };
  return {find(entity, below), {}, false};
}

bool looks_personal(std::string_view column) {
  return std::any_of(kPersonal.begin(), kPersonal.end(),
                     [&](std::string_view part) { return column.find(part) != std::string_view::npos; });
}

}  // namespace boussole::connectors::decidim
