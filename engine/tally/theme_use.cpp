#include "engine/tally/theme_use.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace boussole::engine {
namespace {

/// Stems of words for places, in the languages of the platforms met (fr, en, ca, es, it, de, nl, pt).
constexpr std::array<std::string_view, 20> kPlaces{
    "territo", "scope", "quartier", "district", "distrito", "barri",  "àmbit", "ambit",     "zone",   "secteur",
    "sector",  "commune", "neighbo", "arrondis", "quartier", "stadt", "wijk",  "municip",   "freguesia", "périmètre"};

bool names_a_place(const std::string& name) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(kPlaces.begin(), kPlaces.end(),
                     [&](std::string_view stem) { return lower.find(stem) != std::string::npos; });
}

}  // namespace

std::vector<ThemeUse> theme_uses(const Dataset& data) {
  std::unordered_map<std::uint64_t, bool> root_is_place;
  for (const Theme& t : data.themes)
    if (t.kind == Theme::Kind::taxonomy && t.is_root)
      root_is_place[t.id] = names_a_place(t.name.fr) || names_a_place(t.name.en);

  std::vector<ThemeUse> uses;
  uses.reserve(data.themes.size());
  for (const Theme& t : data.themes) {
    ThemeUse use = ThemeUse::unknown;
    if (t.kind == Theme::Kind::category) use = ThemeUse::subject;
    if (t.kind == Theme::Kind::scope) use = ThemeUse::territory;
    if (t.kind == Theme::Kind::taxonomy) {
      auto root = root_is_place.find(t.is_root ? t.id : t.root);
      if (root != root_is_place.end()) use = root->second ? ThemeUse::territory : ThemeUse::subject;
    }
    uses.push_back(use);
  }
  return uses;
}

}  // namespace boussole::engine
