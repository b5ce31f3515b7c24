#include <cmath>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/keys.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

using enum Field;

TableReader::Refusal TableReader::meeting(const Row& row) {
  engine::Dataset& data = into_.data;
  engine::Meeting m;
  m.id = id_of(row);
  if (duplicate(meetings_, key_of(Entity::meetings, m.id), data.meetings.size())) {
    complete_meeting(row);
    return std::nullopt;
  }
  m.space = space_of(row);
  m.created = row.moment(created_at);
  m.start = row.moment(start_at);
  if (!m.start)
    return Message{
        "no_start",
        {"la date de la rencontre manque ou ne se lit pas", "the day of the meeting is missing or cannot be read"}};
  m.end = row.moment(end_at);
  m.attendees = row.count(attendees);
  m.minutes_known = row.has(minutes);
  const auto truth = truth_of(row.cell(minutes));
  m.minutes = truth.value_or(!row.cell(minutes).empty());
  m.withdrawn = row.truth(withdrawn).value_or(false);
  into_.seen(m.created);
  into_.fill("meetings.start", true);
  if (row.has(attendees)) into_.fill("meetings.attendees", m.attendees.has_value());
  data.meetings.push_back(m);
  return std::nullopt;
}

TableReader::Refusal TableReader::result(const Row& row) {
  engine::Dataset& data = into_.data;
  engine::Followup f;
  f.id = id_of(row);
  f.url_key = key_of(Entity::results, f.id);
  if (duplicate(results_, f.url_key, data.followups.size())) {
    complete_result(row);
    return std::nullopt;
  }
  f.space = space_of(row);
  f.created = row.moment(created_at);
  f.updated = row.moment(updated_at);
  f.start = row.moment(start_at);
  f.end = row.moment(end_at);
  f.progress = row.count(progress);
  const std::string said = row.word(status);
  f.status_known = !said.empty();
  f.status_final = said == "done";
  f.sources.begin = static_cast<std::uint32_t>(data.link_pool.size());
  for (const std::string_view each : row.list(on)) {
    data.link_pool.push_back(key_named(row.plan().of, each));
    ++f.sources.count;
  }
  into_.seen(f.created);
  into_.seen(f.updated);
  if (row.has(on)) into_.fill("results.sources", f.sources.count > 0);
  data.followups.push_back(f);
  return std::nullopt;
}

TableReader::Refusal TableReader::person(const Row& row) {
  const auto who = person_of(row, author, engine::ParticipantKind::person);
  if (!who) return Message{"no_person", {"l’identifiant de la personne manque", "the person's id is missing"}};
  engine::Participant& known = into_.data.participants[*who];
  known.verified |= row.truth(verified).value_or(false);
  known.organiser |= row.truth(organiser).value_or(false) || row.word(author_kind) == "organiser";
  known.deleted |= row.truth(deleted).value_or(false);
  attributes(row, *who);
  return std::nullopt;
}

TableReader::Refusal TableReader::moderation(const Row& row) {
  engine::Moderation m;
  m.id = id_of(row);
  m.hidden = row.moment(hidden_at);
  m.reports = row.count(reports);
  m.has_reason = !row.cell(reason).empty();
  m.of_comment = row.word(subject) == "comment";
  into_.seen(m.hidden);
  into_.fill("moderations.reason", m.has_reason);
  into_.data.moderations.push_back(m);
  return std::nullopt;
}

TableReader::Refusal TableReader::demographic(const Row& row) {
  const auto n = row.number(count);
  if (!n || *n < 0)
    return Message{"no_count", {"le nombre manque ou ne se lit pas", "the count is missing or cannot be read"}};
  engine::DemographicTotal total;
  const std::string which = row.mapped(variable);
  if (which.empty())
    return Message{"no_variable", {"on ne sait pas ce qui est compté", "what is counted is not known"}};
  total.variable = demographics.variable(which, engine::AttributeOrigin::platform, into_.table(table_).file);
  bool readable = true;
  const std::string said = canonical_value(which, row.mapped(group), readable);
  if (!readable)
    return Message{"bad_class", {"cette classe n’en est pas une de sa variable", "this class is none of its variable"}};
  if (!said.empty()) total.value = demographics.value(said);
  const std::string what = row.mapped(measure);
  total.measure = demographics.measure(what.empty() ? "participants" : what);
  if (row.has(space)) total.space = space_of(row);
  total.count = *n;
  demographics.total(total);
  return std::nullopt;
}

std::uint64_t TableReader::id_of(const Row& row) const {
  if (const std::string_view cell = row.cell(id); !cell.empty()) return id_number(cell);
  return mix(static_cast<std::uint64_t>(row.record().line()), table_ + 1) | (std::uint64_t{1} << 63);
}

std::uint64_t TableReader::key_named(Entity of, std::string_view name) const {
  const std::uint64_t key = key_of(of, id_number(name));
  if (of != Entity::proposals || contributions_.find(key) != FlatMap::kNone) return key;
  const std::uint32_t titled = titles_.find(hash_bytes(folded(name)));
  return titled != FlatMap::kNone && titled_[titled] != 0 ? titled_[titled] : key;
}

void TableReader::remember_title(std::string_view title_text, std::uint64_t key) {
  if (title_text.empty()) return;
  const auto [at, fresh] = titles_.insert(hash_bytes(folded(title_text)), static_cast<std::uint32_t>(titled_.size()));
  if (fresh) {
    titled_.push_back(key);
  } else {
    titled_[at] = 0;
  }
}

bool TableReader::duplicate(FlatMap& known, std::uint64_t key, std::size_t at) {
  const auto [row, fresh] = known.insert(key, static_cast<std::uint32_t>(at));
  if (fresh) return false;
  known_ = row;
  ++into_.table(table_).rows_duplicate;
  return true;
}

std::optional<std::uint32_t> TableReader::person_of(const Row& row, Field field, engine::ParticipantKind kind) {
  const std::string_view who = row.cell(field);
  if (who.empty()) return std::nullopt;
  if (kind == engine::ParticipantKind::person)
    if (const auto known = into_.prepared_participant(who)) return known;
  const std::string& scope = row.plan().scope;
  return scope.empty() ? into_.participant(who, kind) : into_.participant(scope + "\n" + std::string(who), kind);
}

/// The author of a contribution or comment, and where it comes from.
OptionalIndex TableReader::author_of(const Row& row, engine::Origin* origin) {
  using engine::Origin;
  const std::string kind = row.word(author_kind);
  const bool group = kind == "organisation" || kind == "group";
  if (origin != nullptr)
    *origin = kind == "organiser" ? Origin::organiser
              : kind == "meeting" ? Origin::meeting
              : group             ? Origin::user_group
              : kind == "person"  ? Origin::participant
                                  : Origin::unknown;
  const auto who = person_of(row, author,
                             kind == "organisation" ? engine::ParticipantKind::organisation
                             : kind == "group"      ? engine::ParticipantKind::user_group
                             : kind == "meeting"    ? engine::ParticipantKind::meeting
                                                    : engine::ParticipantKind::person);
  if (!who) return std::nullopt;
  if (origin != nullptr && *origin == Origin::unknown && kind != "unknown") *origin = Origin::participant;
  if (kind == "organiser") into_.data.participants[*who].organiser = true;
  attributes(row, *who);
  return *who;
}

void TableReader::attributes(const Row& row, std::uint32_t person) {
  const auto& plans = row.plan().attributes;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const AttributePlan& plan = plans[i];
    if (variables_.size() == i) {
      variables_.push_back(demographics.variable(plan.variable, plan.origin, into_.table(table_).file));
      filled_.push_back("participants." + plan.variable);
    }
    const std::string_view cell = csv::trimmed(row.record()[plan.column.at.front()]);
    const auto mapped = plan.column.values.empty() ? plan.column.values.end() : plan.column.values.find(folded(cell));
    const auto outcome = demographics.person(
        person, variables_[i], mapped == plan.column.values.end() ? cell : std::string_view(mapped->second));
    using enum DemographicsBuilder::Outcome;
    contradictions_ += outcome == contradicts;
    implausible_ += outcome == unreadable;
    into_.fill(filled_[i], outcome == added || outcome == known || outcome == contradicts);
  }
}

OptionalIndex TableReader::space_of(const Row& row) {
  const SpacePlan& otherwise = row.plan().space ? *row.plan().space : default_space;
  const std::string named = row.mapped(space);
  const std::string key = named.empty() ? otherwise.key : "/spaces/" + slug_of(named);
  const std::string known = named.empty() ? "=" + otherwise.key : named;
  const auto at = spaces_.find(known);
  if (at != spaces_.end()) return at->second;
  engine::Space made;
  made.kind = otherwise.kind;
  made.key = key;
  made.title = named.empty() ? otherwise.title : Text{named, named};
  return spaces_[known] = into_.space(std::move(made));
}

engine::PoolSpan TableReader::themes_of(const Row& row) {
  engine::Dataset& data = into_.data;
  engine::PoolSpan span{static_cast<std::uint32_t>(data.theme_pool.size()), 0};
  const std::string named = row.mapped(category);
  // A comma may stand in the name of one theme: only a separator that a plan names itself takes a cell apart.
  const bool several = row.plan()[category] && row.plan()[category]->separator != ",";
  const std::vector<std::string_view> parts =
      several ? parts_of(named, row.plan()[category]->separator) : std::vector<std::string_view>{named};
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    const auto [at, fresh] = themes_.try_emplace(std::string(part), static_cast<std::uint32_t>(data.themes.size()));
    if (fresh) {
      engine::Theme theme;
      theme.id = hash_bytes(part);
      theme.name = {std::string(part), std::string(part)};
      data.themes.push_back(std::move(theme));
    }
    data.theme_pool.push_back(at->second);
    ++span.count;
  }
  return span;
}

/// A text may stand in several columns (a title and a body only where the body is empty): its words are those of all of
/// them, its signature is that of the longest, which can be read again.
Assembly::Measured TableReader::text_of(const Row& row, Field first, Field second, engine::TextSignature::Of of,
                                        OptionalIndex author_row, OptionalIndex space_row) {
  const auto& named = row.has(second) ? row.plan()[second] : row.plan()[first];
  if (!named) return {};
  std::size_t longest = named->at.front(), filled = 0;
  for (const std::size_t at : named->at) {
    const std::string_view cell = plain(row.record()[at]);
    filled += !cell.empty();
    if (cell.size() > row.record()[longest].size()) longest = at;
  }
  if (filled == 0) {
    const auto& title_column = row.plan()[first];
    if (first == second || !title_column || !row.has(second)) return {};
    return into_.text(row.record(), title_column->at.front(), table_, of, author_row, space_row);
  }
  auto measured = into_.text(row.record(), longest, table_, of, author_row, space_row);
  if (filled < 2) return measured;
  std::string joined;
  for (const std::size_t at : named->at)
    if (const std::string_view cell = plain(row.record()[at]); !cell.empty())
      joined.append(joined.empty() ? "" : "\n").append(cell);
  measured.features = Assembly::features(joined, joined.find('<') != std::string::npos);
  return measured;
}

}  // namespace boussole::connectors::mapped
