#include "connectors/decidim/layout.h"

#include <algorithm>
#include <tuple>

namespace boussole::connectors::decidim {

namespace {

struct Found {
  Field field = Field::known;
  Pick pick;
  std::string locale;
};

/// Lower comes first: a preferred locale, another locale, the bare column; machine translations after all of them.
std::tuple<bool, std::size_t, std::string_view, std::uint16_t> rank(const Found& found,
                                                                    std::span<const std::string> preferred) {
  std::size_t place = 0;
  if (found.locale.empty()) {
    place = preferred.size() + 1;
  } else {
    place = static_cast<std::size_t>(std::find(preferred.begin(), preferred.end(), found.locale) - preferred.begin());
  }
  return {found.pick.machine, place, found.locale, found.pick.column};
}

void fill_picks(Layout& layout, std::vector<Found>& found, std::span<const std::string> preferred) {
  std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
    return std::tuple(a.field, rank(a, preferred)) < std::tuple(b.field, rank(b, preferred));
  });
  std::size_t next = 0;
  for (std::size_t field = 0; field < kFields; ++field) {
    layout.at[field] = static_cast<std::uint16_t>(layout.picks.size());
    for (; next < found.size() && static_cast<std::size_t>(found[next].field) == field; ++next)
      layout.picks.push_back(found[next].pick);
  }
  layout.at[kFields] = static_cast<std::uint16_t>(layout.picks.size());
}

std::vector<std::string> locales_of(const std::vector<Found>& found) {
  std::vector<std::string> locales;
  for (const Found& f : found)
    if (!f.locale.empty()) locales.push_back(f.locale);
  std::sort(locales.begin(), locales.end());
  locales.erase(std::unique(locales.begin(), locales.end()), locales.end());
  return locales;
}

}  // namespace

Layout make_layout(Entity entity, std::span<const std::string> columns, std::span<const std::string> preferred) {
  Layout layout;
  layout.entity = entity;
  layout.width = columns.size();
  std::vector<Found> found;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Match match = find_alias(entity, columns[i]);
    if (match.alias == nullptr) {
      (looks_personal(columns[i]) ? layout.personal : layout.ignored).push_back(columns[i]);
      continue;
    }
    if (match.alias->personal) layout.personal.push_back(columns[i]);
    if (match.alias->field == Field::known) continue;
    Found f{
        match.alias->field, {static_cast<std::uint16_t>(i), Pick::kNoLocale, match.machine}, std::string(match.locale)};
    found.push_back(std::move(f));
  }
  layout.locales = locales_of(found);
  for (Found& f : found)
    if (!f.locale.empty())
      f.pick.locale = static_cast<std::uint16_t>(
          std::lower_bound(layout.locales.begin(), layout.locales.end(), f.locale) - layout.locales.begin());
  fill_picks(layout, found, preferred);
  return layout;
}

}  // namespace boussole::connectors::decidim
