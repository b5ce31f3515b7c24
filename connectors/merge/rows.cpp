#include "connectors/merge/rows.h"

namespace boussole::connectors::merge {

Text key_words(std::string_view entity) {
  if (entity == "participants")
    return {"l’identifiant de la personne sur le site, sous empreinte",
            "the person's id on the site, as a fingerprint"};
  if (entity == "contributions")
    return {"l’adresse de la contribution, sinon son identifiant", "the contribution's address, else its id"};
  if (entity == "votes") return {"la personne et ce sur quoi elle vote", "the person and what is voted on"};
  if (entity == "vote totals")
    return {"ce sur quoi on vote, l’échelle et le canal", "what is voted on, scale and channel"};
  if (entity == "attributes") return {"la personne et la question", "the person and the question"};
  return {"l’identifiant sur le site", "the id on the site"};
}

void complete_space(engine::Space& kept, const engine::Space& other) {
  if (kept.title.empty()) kept.title = other.title;
  if (kept.url.empty()) kept.url = other.url;
  if (!kept.created) kept.created = other.created;
  if (!kept.published) kept.published = other.published;
  if (!kept.start) kept.start = other.start;
  if (!kept.end) kept.end = other.end;
  if (kept.title_locales.empty()) kept.title_locales = other.title_locales;
  if (kept.description_locales.empty()) kept.description_locales = other.description_locales;
  kept.listed = kept.listed || other.listed;
  kept.opened_by_participants = kept.opened_by_participants || other.opened_by_participants;
}

}  // namespace boussole::connectors::merge
