#include "connectors/decidim/tracked.h"

#include <algorithm>

namespace boussole::connectors::decidim {

namespace {

using enum Field;
using F = std::array<Field, 3>;

constexpr std::array kTracked{
    Tracked{Entity::proposals, "author", F{author_id, known, known}},
    Tracked{Entity::proposals, "published_at", F{published, known, known}},
    Tracked{Entity::proposals, "created_at", F{created, known, known}, Blank::unusual, Due::never},
    Tracked{Entity::proposals, "updated_at", F{updated, known, known}},
    Tracked{Entity::proposals, "space", F{space_url, url, known}},
    Tracked{Entity::proposals, "component", F{component, known, known}},
    Tracked{Entity::proposals, "url", F{url, known, known}},
    Tracked{Entity::proposals, "title", F{title, known, known}},
    Tracked{Entity::proposals, "body", F{body, known, known}},
    Tracked{Entity::proposals, "themes", F{category_id, scope_id, taxonomy_ids}, Blank::normal},
    Tracked{Entity::proposals, "coordinates", F{latitude, known, known}, Blank::normal},
    Tracked{Entity::proposals, "state", F{state, known, known}, Blank::normal, Due::never},
    Tracked{Entity::proposals, "answer", F{answer, known, known}, Blank::normal, Due::answered},
    Tracked{Entity::proposals, "answered_at", F{answered, known, known}, Blank::normal, Due::answered},
    Tracked{Entity::proposals, "votes", F{votes, known, known}},
    Tracked{Entity::proposals, "endorsements", F{endorsements, known, known}},
    Tracked{Entity::proposals, "comments", F{comments, known, known}},
    Tracked{Entity::proposals, "follows", F{follows, known, known}},
    Tracked{Entity::proposals, "coauthors", F{coauthors, author_id, known}, Blank::normal},
    Tracked{Entity::proposals, "links", F{related, known, known}, Blank::normal, Due::never},
    Tracked{Entity::proposals, "is_amendment", F{is_amendment, known, known}},
    Tracked{Entity::proposals, "amends", F{amends_url, known, known}, Blank::normal, Due::amendment},
    Tracked{Entity::proposals, "withdrawn_at", F{withdrawn_at, known, known}, Blank::normal, Due::withdrawn},
    Tracked{Entity::proposals, "created_in_meeting", F{created_in_meeting, known, known}},
    Tracked{Entity::comments, "author", F{author_id, known, known}},
    Tracked{Entity::comments, "created_at", F{created, known, known}},
    Tracked{Entity::comments, "body", F{body, known, known}},
    Tracked{Entity::comments, "locale", F{locale, known, known}},
    Tracked{Entity::comments, "alignment", F{alignment, known, known}},
    Tracked{Entity::comments, "depth", F{depth, known, known}},
    Tracked{Entity::comments, "parent", F{target_id, known, known}},
    Tracked{Entity::comments, "root", F{root_url, known, known}},
    Tracked{Entity::meetings, "start", F{start, known, known}},
    Tracked{Entity::meetings, "end", F{end, known, known}},
    Tracked{Entity::meetings, "attendees", F{attendees, known, known}},
    Tracked{Entity::meetings, "minutes", F{closing_report, closed, known}, Blank::normal, Due::never},
    Tracked{Entity::meetings, "space", F{space_url, url, known}, Blank::unusual, Due::never},
    Tracked{Entity::results, "created_at", F{created, known, known}},
    Tracked{Entity::results, "updated_at", F{updated, known, known}},
    Tracked{Entity::results, "end_date", F{end, known, known}, Blank::normal},
    Tracked{Entity::results, "status", F{status_id, status_key, known}, Blank::normal},
    Tracked{Entity::results, "progress", F{progress, known, known}},
    Tracked{Entity::results, "sources", F{sources, known, known}, Blank::normal},
    Tracked{Entity::projects, "created_at", F{created, known, known}},
    Tracked{Entity::projects, "amount", F{amount, known, known}},
    Tracked{Entity::projects, "votes", F{votes, known, known}},
    Tracked{Entity::projects, "selected_at", F{selected, known, known}, Blank::normal},
    Tracked{Entity::projects, "sources", F{related_urls, related, known}, Blank::normal},
    Tracked{Entity::projects, "budget", F{budget, known, known}, Blank::unusual, Due::never},
    Tracked{Entity::projects, "themes", F{category_id, scope_id, taxonomy_ids}, Blank::normal, Due::never},
    Tracked{Entity::debates, "author", F{author_id, known, known}},
    Tracked{Entity::debates, "created_at", F{created, known, known}},
    Tracked{Entity::debates, "end", F{end, known, known}, Blank::normal, Due::never},
    Tracked{Entity::debates, "conclusions", F{answer, known, known}, Blank::normal, Due::never},
    Tracked{Entity::posts, "author", F{author_id, known, known}, Blank::unusual, Due::never},
    Tracked{Entity::posts, "published_at", F{published, created, known}, Blank::unusual, Due::never},
    Tracked{Entity::initiatives, "author", F{author_id, known, known}, Blank::unusual, Due::never},
    Tracked{Entity::initiatives, "votes", F{votes, known, known}, Blank::unusual, Due::never},
    Tracked{Entity::initiatives, "answered_at", F{answered, known, known}, Blank::normal, Due::never},
    Tracked{Entity::users, "badge", F{badge, known, known}, Blank::normal, Due::never},
    Tracked{Entity::users, "name", F{name, known, known}, Blank::normal, Due::never},
    Tracked{Entity::users, "about", F{about, known, known}, Blank::normal, Due::never},
    Tracked{Entity::users, "avatar", F{avatar, known, known}, Blank::normal, Due::never},
    Tracked{Entity::moderated_users, "blocked_at", F{blocked, known, known}},
    Tracked{Entity::moderated_users, "reason", F{reason, known, known}},
    Tracked{Entity::moderations, "hidden_at", F{hidden, known, known}},
    Tracked{Entity::moderations, "reason", F{reason, known, known}},
    Tracked{Entity::moderations, "reports", F{reports, known, known}},
    Tracked{Entity::taxonomies, "parent", F{parent, part_of, known}, Blank::normal, Due::never},
    Tracked{Entity::processes, "title", F{title, known, known}},
    Tracked{Entity::processes, "description", F{body, short_body, known}},
    Tracked{Entity::processes, "published_at", F{published, known, known}},
    Tracked{Entity::processes, "start", F{start, known, known}},
    Tracked{Entity::processes, "end", F{end, known, known}},
};

bool same(const Tracked& tracked, Entity entity) { return tracked.entity == entity; }

}  // namespace

std::span<const Tracked> tracked_fields() { return kTracked; }

std::span<const Tracked> tracked_fields(Entity entity) {
  const auto first = std::find_if(kTracked.begin(), kTracked.end(), [&](const Tracked& t) { return same(t, entity); });
  const auto last = std::find_if_not(first, kTracked.end(), [&](const Tracked& t) { return same(t, entity); });
  return {first, last};
}

std::vector<FilledCheck> filled_checks(const Layout& layout) {
  std::vector<FilledCheck> checks;
  std::uint32_t bit = 1;
  for (const Tracked& tracked : tracked_fields(layout.entity)) {
    for (const Field field : tracked.fields)
      if (field != known)
        for (const Pick& pick : layout.of(field)) checks.push_back({bit, pick.column});
    bit <<= 1;
  }
  return checks;
}

std::uint32_t filled_mask(const csv::Record& record, std::span<const FilledCheck> checks) {
  std::uint32_t mask = 0;
  for (const FilledCheck& check : checks) {
    const std::string_view text = record[check.column];
    if (!text.empty() && (static_cast<unsigned char>(text.front()) > ' ' || !trimmed(text).empty())) mask |= check.bit;
  }
  return mask;
}

std::uint32_t column_mask(const Layout& layout) {
  std::uint32_t mask = 0;
  for (const FilledCheck& check : filled_checks(layout)) mask |= check.bit;
  return mask;
}

}  // namespace boussole::connectors::decidim
