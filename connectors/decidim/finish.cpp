#include "connectors/decidim/finish.h"

#include <algorithm>
#include <unordered_set>

namespace boussole::connectors::decidim {

namespace {

/// A mark on the accounts that are the organiser's by the caller's list.
void mark_organisers(Builder& builder) {
  for (const std::uint64_t key : builder.organisers())
    if (const OptionalIndex at = builder.find_participant(key)) builder.data.participants[*at].organiser = true;
  builder.data.organisers_listed = static_cast<std::int64_t>(builder.options().organisers.size());
}

void mark_accounts(Builder& builder) {
  engine::Dataset& data = builder.data;
  for (std::size_t i = 0; i < data.exposed.size(); ++i) {
    const OptionalIndex at = builder.find_participant(builder.exposed_keys[i]);
    data.exposed[i].participant = at;
    if (!at) continue;
    engine::Participant& participant = data.participants[*at];
    participant.deleted = participant.deleted || data.exposed[i].deleted;
    // A badge alone does not make an organiser: it is known since 0.30 only, and an elected person of the opposition
    // may carry one. Figures are given without the badges beside.
    participant.verified = builder.exposed_badges[i] != 0;
  }
}

/// A profile page that the file of groups names is a group's: the contribution is the group's.
void mark_groups(Builder& builder) {
  if (builder.group_profiles.empty() || builder.profile_keys.empty()) return;
  const std::unordered_set<std::uint64_t> groups(builder.group_profiles.begin(), builder.group_profiles.end());
  for (std::size_t i = 0; i < builder.data.contributions.size(); ++i) {
    engine::Contribution& c = builder.data.contributions[i];
    const std::uint64_t profile = builder.profile_keys[i];
    if (c.origin == engine::Origin::participant && profile != 0 && groups.contains(profile))
      c.origin = engine::Origin::user_group;
  }
}

}  // namespace

void settle_people(Builder& builder) {
  mark_organisers(builder);
  mark_accounts(builder);
  mark_groups(builder);
}

void finish(Builder& builder) {
  settle_places(builder);
  settle_people(builder);
  settle_rows(builder);
  settle_course(builder);
  settle_capabilities(builder);
  settle_records(builder);
}

}  // namespace boussole::connectors::decidim
