#include "connectors/grand_debat/themes.h"

namespace boussole::connectors::grand_debat {

std::uint32_t Themes::space(std::size_t theme) {
  auto& known = spaces_[theme];
  if (known) return *known;
  engine::Space space;
  space.kind = engine::SpaceKind::process;
  if (theme < kThemes.size()) {
    space.key = kThemes[theme].key;
    space.title = {kThemes[theme].fr, kThemes[theme].en};
  } else {
    space.key = "/reunions";
    space.title = {"Réunions et autres contributions", "Meetings and other contributions"};
  }
  known = into_.space(std::move(space));
  return *known;
}

std::uint32_t Themes::space_of(const std::string& file) {
  std::string upper = file;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  // "ORGANISER_UNE_RIL" is a meeting, and the services are organised too: the longer words decide.
  for (std::size_t i = 0; i < kThemes.size(); ++i)
    if (upper.find(kThemes[i].part) != std::string::npos) return space(i);
  return space(kThemes.size());
}

}  // namespace boussole::connectors::grand_debat
