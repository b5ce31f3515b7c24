#include "connectors/decidim/authors.h"

#include <algorithm>

namespace boussole::connectors::decidim {

namespace {

using engine::Origin;
using engine::ParticipantKind;

/// Takes the next entry off a joined array.
std::string_view take_entry(std::string_view& joined) {
  const auto comma = joined.find(',');
  const std::string_view entry = trimmed(joined.substr(0, comma));
  joined = comma == std::string_view::npos ? std::string_view{} : joined.substr(comma + 1);
  return entry;
}

std::size_t entries(std::string_view joined) {
  return joined.empty() ? 0 : static_cast<std::size_t>(std::count(joined.begin(), joined.end(), ',')) + 1;
}

Origin origin_of(ParticipantKind kind) {
  switch (kind) {
    case ParticipantKind::organisation:
      return Origin::organiser;
    case ParticipantKind::meeting:
      return Origin::meeting;
    case ParticipantKind::user_group:
      return Origin::user_group;
    default:
      return Origin::participant;
  }
}

/// Several authors: the organisation wins over a meeting, that over a group, that over people.
Origin stronger(Origin a, Origin b) {
  const auto rank = [](Origin o) {
    return o == Origin::organiser ? 3 : o == Origin::meeting ? 2 : o == Origin::user_group ? 1 : 0;
  };
  return rank(b) > rank(a) ? b : a;
}

}  // namespace

Authors read_authors(const Cells& cells, const Pseudonyms& pseudonyms, Pools& pools) {
  Authors authors;
  authors.span.begin = static_cast<std::uint32_t>(pools.people.size());
  const std::string_view ids = cells.text(Field::author_id);
  if (ids.empty()) return authors;
  std::string_view urls = cells.text(Field::author_url);
  const bool paired = entries(urls) == entries(ids);
  const bool nameless = (cells.has(Field::author_name) && !cells.filled(Field::author_name)) ||
                        cells.flag(Field::deleted).value_or(false);
  Origin origin = Origin::participant;
  split_joined(ids, [&](std::string_view id) {
    const std::string_view address = paired ? take_entry(urls) : std::string_view{};
    if (id.empty()) return;
    PersonRef person;
    // A destroyed account has no page any more: it was a person's.
    const Url url = split_url(address);
    person.kind = address.empty() ? ParticipantKind::person : author_kind(url);
    person.deleted = nameless && person.kind == ParticipantKind::person;
    origin = stronger(origin, origin_of(person.kind));
    if (person.kind == ParticipantKind::person && !url.path.empty()) person.profile = path_key(url.path);
    // A group signs in the place of the account that wrote, and the id stays the account's.
    const ParticipantKind named = person.kind == ParticipantKind::user_group ? ParticipantKind::person : person.kind;
    person.kind = named;
    person.key = pseudonyms(named, id);
    pools.people.push_back(person);
  });
  authors.span.count = static_cast<std::uint32_t>(pools.people.size()) - authors.span.begin;
  if (authors.span.count == 0) return authors;
  authors.profile = pools.people[authors.span.begin].profile;
  // Without addresses nobody can tell an official proposal from a participant's.
  authors.origin = cells.has(Field::author_url) ? origin : Origin::unknown;
  return authors;
}

}  // namespace boussole::connectors::decidim
