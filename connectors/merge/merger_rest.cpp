#include <algorithm>
#include <memory>
#include <tuple>

#include "connectors/merge/merger.h"
#include "connectors/merge/rows.h"

namespace boussole::connectors::merge {

namespace {

using engine::Presence;

/// How much is known, from nothing to all. What is withheld is more than what is absent: it is known to exist.
int rank(Presence presence) {
  switch (presence) {
    case Presence::absent:
      return 0;
    case Presence::hidden:
      return 1;
    case Presence::aggregate:
      return 2;
    case Presence::partial:
      return 3;
    case Presence::full:
      return 4;
  }
  return 0;
}

auto aggregate_name(const engine::Aggregate& a) { return std::tuple(a.entity, a.label, a.space, a.day); }

/// Adds a row unless its id is there already; of another site it always is new.
template <class Row>
bool add_by_id(Chunked<Row>& rows, FlatMap& known, std::uint64_t key, const Row& row) {
  if (!known.insert(key, static_cast<std::uint32_t>(rows.size())).second) return false;
  rows.push_back(row);
  return true;
}

}  // namespace

void Merger::happenings(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("meetings");
  if (counted.first == 0 && counted.added == 0) counted.first = static_cast<std::int64_t>(base_.meetings.size());
  for (const engine::Meeting& m : from.meetings) {
    engine::Meeting copy = m;
    copy.id = key(m.id);
    copy.space = at(spaces_, m.space);
    if (add_by_id(base_.meetings, by_meeting_, copy.id, copy)) {
      ++counted.added;
      continue;
    }
    engine::Meeting& kept = base_.meetings[by_meeting_.find(copy.id)];
    bool filled = false, differs = false;
    fill(kept.start, m.start, filled, differs);
    fill(kept.end, m.end, filled, differs);
    fill(kept.attendees, m.attendees, filled, differs);
    if (!kept.minutes_known && m.minutes_known) {
      kept.minutes = m.minutes;
      kept.minutes_known = filled = true;
    }
    settle(counted, filled, differs);
  }
}

void Merger::followups(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("results");
  if (counted.first == 0 && counted.added == 0) counted.first = static_cast<std::int64_t>(base_.followups.size());
  for (const engine::Followup& f : from.followups) {
    engine::Followup copy = f;
    copy.id = key(f.id);
    copy.url_key = key(f.url_key);
    copy.parent = key(f.parent);
    copy.space = at(spaces_, f.space);
    copy.sources = links(from, f.sources);
    if (add_by_id(base_.followups, by_followup_, copy.id, copy)) {
      ++counted.added;
      continue;
    }
    engine::Followup& kept = base_.followups[by_followup_.find(copy.id)];
    bool filled = false, differs = false;
    fill(kept.progress, f.progress, filled, differs);
    fill(kept.end, f.end, filled, differs);
    fill(kept.updated, f.updated, filled, differs);
    settle(counted, filled, differs);
  }
}

void Merger::projects(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("projects");
  if (counted.first == 0 && counted.added == 0) counted.first = static_cast<std::int64_t>(base_.projects.size());
  for (const engine::Project& p : from.projects) {
    engine::Project copy = p;
    copy.id = key(p.id);
    copy.url_key = key(p.url_key);
    copy.budget = key(p.budget);
    copy.space = at(spaces_, p.space);
    copy.sources = links(from, p.sources);
    copy.themes = themes(from, p.themes);
    if (add_by_id(base_.projects, by_project_, copy.id, copy)) {
      ++counted.added;
      projects_.push_back(static_cast<std::uint32_t>(base_.projects.size() - 1));
      continue;
    }
    const std::uint32_t row = by_project_.find(copy.id);
    engine::Project& kept = base_.projects[row];
    projects_.push_back(row);
    bool filled = false, differs = false;
    fill(kept.amount, p.amount, filled, differs);
    fill(kept.votes, p.votes, filled, differs);
    if (kept.budget == 0 && copy.budget != 0) {  // open data before 0.30 do not say it
      kept.budget = copy.budget;
      filled = true;
    }
    if (!kept.selected_known && p.selected_known) {
      kept.selected = p.selected;
      kept.selected_known = filled = true;
    }
    settle(counted, filled, differs);
  }
}

void Merger::moderations(const engine::Dataset& from) {
  engine::MergedEntity& counted = entity("moderations");
  if (counted.first == 0 && counted.added == 0) counted.first = static_cast<std::int64_t>(base_.moderations.size());
  for (const engine::Moderation& m : from.moderations) {
    engine::Moderation copy = m;
    copy.id = key(m.id);
    if (add_by_id(base_.moderations, by_moderation_, moderation_key(copy), copy)) {
      ++counted.added;
      continue;
    }
    engine::Moderation& kept = base_.moderations[by_moderation_.find(moderation_key(copy))];
    bool filled = false, differs = false;
    fill(kept.hidden, m.hidden, filled, differs);
    fill(kept.reports, m.reports, filled, differs);
    if (!kept.has_reason && m.has_reason) kept.has_reason = filled = true;
    settle(counted, filled, differs);
  }
  if (base_.moderated_users.empty() || !same_)
    for (const engine::ModeratedUser& user : from.moderated_users) base_.moderated_users.push_back(user);
}

void Merger::rest(const engine::Dataset& from) {
  if (base_.official_texts.empty() || !same_)
    for (engine::OfficialText text : from.official_texts) {
      text.space = at(spaces_, text.space);
      text.locale = at(locales_, text.locale);
      base_.official_texts.push_back(text);
    }
  for (engine::Aggregate total : from.aggregates) {
    total.space = at(spaces_, total.space);
    bool known = false;
    for (const engine::Aggregate& other : base_.aggregates)
      known = known || aggregate_name(other) == aggregate_name(total);
    if (!known) base_.aggregates.push_back(std::move(total));
  }
}

namespace {

/// How many rows there are that a capability ("proposals.answer") speaks of.
std::int64_t rows_of(const engine::Dataset& data, std::string_view entity) {
  const auto of_kind = [&](auto&&... kinds) {
    std::int64_t n = 0;
    for (const engine::Contribution& c : data.contributions) n += ((c.kind == kinds) || ...) ? 1 : 0;
    return n;
  };
  using engine::ContributionKind;
  if (entity == "proposals") return of_kind(ContributionKind::proposal, ContributionKind::initiative);
  if (entity == "answers") return of_kind(ContributionKind::answer);
  if (entity == "statements") return of_kind(ContributionKind::statement);
  if (entity == "comments") return static_cast<std::int64_t>(data.comments.size());
  if (entity == "meetings") return static_cast<std::int64_t>(data.meetings.size());
  if (entity == "results") return static_cast<std::int64_t>(data.followups.size());
  if (entity == "projects") return static_cast<std::int64_t>(data.projects.size());
  return 0;
}

std::string entity_of(const std::string& capability) { return capability.substr(0, capability.find('.')); }

/// What is known of a field once both have given their rows. A source that adds rows and says nothing of the field
/// makes it unknown for them: what one source lacks must not pass for "none" because another source has it.
Presence field_presence(Presence first, std::int64_t first_rows, Presence other, std::int64_t other_rows,
                        std::int64_t added) {
  if (other_rows == 0) return first;
  if (first_rows == 0) return other;
  const bool all_met = other_rows - added >= first_rows;
  if (rank(other) > rank(first)) return all_met ? other : first;
  return added == 0 ? first : other;
}

}  // namespace

void Merger::count_rows(std::map<std::string, std::int64_t>& rows) const {
  for (const char* entity : {"proposals", "answers", "statements", "comments", "meetings", "results", "projects"})
    rows[entity] = rows_of(base_, entity);
}

/// The capability sheet is what all sources together give; completeness is counted over the rows that stayed.
void Merger::sheet(const engine::Dataset& from) {
  std::map<std::string, std::int64_t> after;
  count_rows(after);
  std::map<std::string, Presence> all = from.capabilities;
  all.insert(base_.capabilities.begin(), base_.capabilities.end());
  for (const auto& [name, unused] : all) {
    const Presence first = base_.has(name), other = from.has(name);
    const std::string entity = entity_of(name);
    const bool field = entity.size() < name.size() && after.contains(entity);
    Presence& merged = base_.capabilities[name];
    merged = !field ? (rank(other) > rank(first) ? other : first)
                    : field_presence(first, before_.at(entity), other, rows_of(from, entity),
                                     after.at(entity) - before_.at(entity));
  }
  for (const auto& [name, counted] : from.fill) {
    const bool comments = name.starts_with("comments.");
    engine::FieldFill& kept = base_.fill[name];
    const bool mostly_new = comments ? entity("comments").added > 0 : entity("contributions").added > 0;
    if (kept.rows > 0 && !mostly_new) continue;
    kept.rows += counted.rows;
    kept.filled += counted.filled;
  }
  base_.open_licence = base_.open_licence || from.open_licence;
  base_.organisers_listed = std::max(base_.organisers_listed, from.organisers_listed);
  if (from.newest && (!base_.newest || *from.newest > *base_.newest)) base_.newest = from.newest;
  if (from.oldest && (!base_.oldest || *from.oldest < *base_.oldest)) base_.oldest = from.oldest;
  if (base_.platform_url.empty()) base_.platform_url = from.platform_url;
}

std::vector<engine::MergedEntity> Merger::finish() {
  if (!votes_.targets.empty()) base_.votes = std::make_shared<const engine::Votes>(std::move(votes_));
  if (!demographics_.people.empty() || !demographics_.totals.empty())
    base_.demographics = std::make_shared<const engine::Demographics>(std::move(demographics_));
  if (!course_.phases.empty() || !course_.decisions.empty() || !course_.moderations.empty() ||
      !course_.exposures.empty() || !course_.envelopes.empty() || !course_.questions.empty())
    base_.course = std::make_shared<const engine::Course>(std::move(course_));
  std::erase_if(entities_, [](const auto& e) { return e.first + e.added + e.duplicates == 0; });
  return std::move(entities_);
}

}  // namespace boussole::connectors::merge
