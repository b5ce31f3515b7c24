#include "connectors/grand_debat/contributions.h"

#include <algorithm>

#include "connectors/cap_collectif/ground.h"
#include "connectors/csv/values.h"
#include "connectors/quick.h"

namespace boussole::connectors::grand_debat {

namespace {

using engine::Presence;

Message bad_date() { return {"bad_date", {"une date ne se lit pas", "a date cannot be read"}}; }
Message no_id() { return {"no_id", {"l’identifiant manque", "the id is missing"}}; }

bool moment(std::string_view cell, OptionalTime& out) {
  if (cell.empty()) return true;
  out = quick_time(cell);
  return out.has_value();
}

}  // namespace

std::uint64_t key_of(Kind kind, std::string_view id) {
  return cap_collectif::key_of(kind == Kind::contributions ? 'p' : kind == Kind::answers ? 'y' : 'e', id);
}

Kind kind_of(const std::vector<std::string>& columns) {
  const Columns named(columns);
  const auto all = [&](std::initializer_list<std::string_view> names) {
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return named.find(name).has_value(); });
  };
  if (all({"id", "startAt", "endAt", "enabled", "authorId"})) return Kind::events;
  if (all({"id", "zipCode", "deletedAccountAt", "enabled"})) return Kind::users;
  if (all({"id", "createdAt", "publishedAt", "authorId", "authorZipCode", "trashedStatus"})) return Kind::contributions;
  if (all({"id", "createdAt", "publishedAt", "authorId", "authorZipCode"})) return Kind::answers;
  return Kind::unknown;
}

Kind kind_of_document(std::string_view beginning) {
  const auto has = [&](std::string_view key) { return beginning.find(key) != std::string_view::npos; };
  if (has("\"startAt\"") && has("\"fullAddress\"") && has("\"authorId\"")) return Kind::events;
  if (has("\"zipCode\"") && has("\"deletedAccountAt\"")) return Kind::users;
  if (!has("\"authorId\"") || !has("\"authorZipCode\"")) return Kind::unknown;
  return has("\"trashedStatus\"") ? Kind::contributions : Kind::answers;
}

const char* entity_of(Kind kind) {
  switch (kind) {
    case Kind::matrix:
      return "participation-by-theme";
    case Kind::contributions:
      return "contributions";
    case Kind::answers:
      return "questionnaire_answers";
    case Kind::events:
      return "meetings";
    case Kind::users:
      return "participants";
    case Kind::unknown:
      break;
  }
  return "unknown";
}

bool is_postal_code(std::string_view text) {
  if (text.size() != 5) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  const int department = (text[0] - '0') * 10 + (text[1] - '0');
  return department >= 1 && department <= 98 && department != 96;
}

OptionalIndex Debate::author(const Fields& fields, std::string_view id, std::string_view type,
                             std::string_view first_answer, engine::SourceRecord& record) {
  if (id.empty()) return {};
  const std::uint32_t row = fields.person(into_, id);
  if (type != type_) {
    const std::string word = cap_collectif::folded(type);
    type_is_group_ = !word.empty() && word.find("citoyen") == std::string::npos;
    type_ = type;
  }
  if (type_is_group_) into_.data.participants[row].kind = engine::ParticipantKind::organisation;
  if (is_postal_code(first_answer)) {
    ++zips_;
    if (!area_) area_ = demographics_.variable("area", engine::AttributeOrigin::self, record.file);
    demographics_.person(row, *area_, first_answer);
  } else if (!first_answer.empty()) {
    ++not_zips_;
  }
  return row;
}

std::optional<Message> Debate::take(Kind kind, const Fields& fields, engine::SourceRecord& record) {
  if (fields.get(Field::id).empty()) return no_id();
  if (kind == Kind::events) return event(fields, record);
  if (kind == Kind::users) return user(fields, record);
  return contribution(kind, fields, record);
}

std::optional<Message> Debate::contribution(Kind kind, const Fields& fields, engine::SourceRecord& record) {
  engine::Contribution c;
  if (!moment(fields.get(Field::created), c.created) || !moment(fields.get(Field::published), c.published) ||
      !moment(fields.get(Field::updated), c.updated))
    return bad_date();
  const std::uint64_t key = fields.key(kind);
  const OptionalIndex who =
      author(fields, fields.get(Field::author), fields.get(Field::author_type), fields.get(Field::author_zip), record);
  if (!met_.insert(key, 0).second) {
    ++record.rows_duplicate;
    return std::nullopt;
  }
  into_.seen(c.created);
  if (csv::parse_bool(fields.get(Field::trashed)).value_or(false)) {
    ++in_the_bin_;
    into_.data.moderations.push_back({key, {}, {}, false, false});
    return std::nullopt;
  }
  c.kind = engine::ContributionKind::answer;
  c.id = c.url_key = key;
  if (!space_) space_ = themes_.space_of(record.file);
  c.space = space_;
  const Assembly::Measured measured = fields.measure(who, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  if (who) {
    c.authors = {static_cast<std::uint32_t>(into_.data.author_pool.size()), 1};
    into_.data.author_pool.push_back(*who);
    const bool group = into_.data.participants[*who].kind == engine::ParticipantKind::organisation;
    c.origin = group ? engine::Origin::user_group : engine::Origin::participant;
  }
  into_.fill("answers.author", who.has_value());
  into_.fill("answers.body", c.text.words > 0);
  into_.fill("answers.created_at", c.created.has_value());
  into_.data.contributions.emplace_back() = c;
  return std::nullopt;
}

/// A meeting that somebody announced. Who came and what was said is in another file, if anywhere.
std::optional<Message> Debate::event(const Fields& fields, engine::SourceRecord& record) {
  engine::Meeting m;
  if (!moment(fields.get(Field::created), m.created) || !moment(fields.get(Field::start), m.start) ||
      !moment(fields.get(Field::end), m.end))
    return bad_date();
  m.id = fields.key(Kind::events);
  author(fields, fields.get(Field::author), fields.get(Field::author_type), fields.get(Field::author_zip), record);
  if (!met_.insert(m.id, 0).second) {
    ++record.rows_duplicate;
    return std::nullopt;
  }
  m.space = themes_.space(kThemes.size());
  m.withdrawn = !csv::parse_bool(fields.get(Field::enabled)).value_or(true);
  into_.seen(m.created);
  into_.data.meetings.push_back(m);
  return std::nullopt;
}

std::optional<Message> Debate::user(const Fields& fields, engine::SourceRecord& record) {
  OptionalTime deleted;
  if (!moment(fields.get(Field::deleted), deleted)) return bad_date();
  const OptionalIndex row =
      author(fields, fields.get(Field::id), fields.get(Field::type), fields.get(Field::zip), record);
  if (deleted) into_.data.participants[*row].deleted = true;
  if (!met_.insert(cap_collectif::key_of('u', fields.get(Field::id)), 0).second) ++record.rows_duplicate;
  return std::nullopt;
}

void Debate::end_file(engine::SourceRecord& record) {
  record.rows_read -= record.rows_duplicate;
  if (not_zips_ > 0) {
    const std::string other = std::to_string(not_zips_), all = std::to_string(zips_ + not_zips_);
    note(record, "zip_that_is_none",
         other + " « codes postaux » sur " + all +
             " n’en sont pas : la colonne est la première réponse du profil, quelle que soit la question. Ils sont "
             "laissés vides.",
         other + " of " + all +
             " “zip codes” are none: the column is the first answer of the profile, whatever was asked. They are left "
             "empty.");
  }
  if (in_the_bin_ > 0) {
    const std::string count = std::to_string(in_the_bin_);
    note(record, "in_the_bin", count + " contributions mises à la corbeille : comptées comme modération.",
         count + " contributions put in the bin: counted as moderation.");
  }
  zips_ = not_zips_ = in_the_bin_ = 0;
  space_ = area_ = {};
}

void Debate::finish(const std::vector<Kind>& met) {
  const auto has_kind = [&](Kind kind) { return std::find(met.begin(), met.end(), kind) != met.end(); };
  const bool whole = has_kind(Kind::contributions) || has_kind(Kind::answers);
  auto& has = into_.data.capabilities;
  has["participants"] = Presence::full;
  has["answers"] = whole ? Presence::full : has_kind(Kind::matrix) ? Presence::partial : Presence::absent;
  has["answers.author"] = whole || has_kind(Kind::matrix) ? Presence::full : Presence::absent;
  has["answers.body"] = whole ? Presence::full : Presence::absent;
  has["meetings"] = has_kind(Kind::events) ? Presence::full : Presence::absent;
  has["moderations"] = has_kind(Kind::contributions) ? Presence::full : Presence::absent;
  // That consultation had neither votes nor comments.
  has["votes"] = has["comments"] = Presence::absent;
  if (auto known = demographics_.take()) {
    has["participants.demographics"] = Presence::partial;
    into_.data.demographics = std::move(known);
  }
}

}  // namespace boussole::connectors::grand_debat
