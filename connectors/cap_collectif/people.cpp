#include "connectors/cap_collectif/people.h"

#include "connectors/cap_collectif/labels.h"
#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

void People::describe(const Row& row, std::uint32_t person, std::size_t table) {
  const std::string& file = ground_.into.table(table).file;
  const auto put = [&](const char* variable, Key key) {
    if (!row[key].empty())
      ground_.demographics.person(person, ground_.demographics.variable(variable, engine::AttributeOrigin::self, file),
                                  row[key]);
  };
  put("birth_year", Key::participant_birth);
  put("sex", Key::participant_gender);
  put("area", Key::participant_zip);
}

std::optional<Message> People::participant_row(const Row& row, std::size_t table) {
  OptionalTime deleted;
  if (!Ground::moment(row[Key::participant_deleted_at], deleted)) return bad_date();
  ground_.has_people = true;
  ground_.full_people = ground_.full_people || row.keys().has(Key::participant_created_at);
  const std::string_view id = row[Key::participant_id];
  // Somebody without an account is known by an e-mail only, which is not read: nobody to match.
  if (id.empty()) {
    int& most = without_account_[ground_.step({}, ground_.into.table(table).file).key];
    if (++here_ <= most) {
      ++ground_.into.table(table).rows_duplicate;  // the other variants of a list have the same people
      return std::nullopt;
    }
    most = here_;
    ++ground_.without_account;
    return std::nullopt;
  }
  const std::uint32_t person = *ground_.person(id, row[Key::participant_type]);
  engine::Participant& known = ground_.into.data.participants[person];
  if (folded(row[Key::participant_roles]).find("admin") != std::string::npos) known.organiser = true;
  known.deleted = known.deleted || deleted.has_value();
  describe(row, person, table);
  if (!ground_.first(key_of('u', id))) ++ground_.into.table(table).rows_duplicate;
  return std::nullopt;
}

std::optional<Message> People::answer_row(const Row& row, std::size_t table,
                                          const std::vector<std::size_t>& questions) {
  const std::string_view id = row[Key::contribution_id];
  if (id.empty()) return no_id();
  engine::Contribution c;
  if (!Ground::moment(row[Key::contribution_created_at], c.created) ||
      !Ground::moment(row[Key::contribution_published_at], c.published))
    return bad_date();
  ground_.has_answers = true;
  const std::uint64_t key = key_of('y', id);
  if (ground_.met(key)) {
    ++ground_.into.table(table).rows_duplicate;
    return std::nullopt;
  }
  if (yes_or_no(row[Key::contribution_draft]).value_or(false) ||
      !yes_or_no(row[Key::contribution_published]).value_or(true)) {
    ground_.hide(key, false, false, {}, false, false);
    return std::nullopt;
  }
  std::string words;
  for (const std::size_t column : questions) {
    words += row.record()[column];
    words += '\n';
  }
  c.kind = engine::ContributionKind::answer;
  c.id = c.url_key = key;
  c.space = ground_.step({}, ground_.into.table(table).file).space;
  c.text = Assembly::features(words, true);
  const OptionalIndex who = ground_.person(row[Key::contribution_author_id]);
  ground_.into.fill("answers.author", who.has_value());
  ground_.into.fill("answers.body", c.text.words > 0);
  ground_.add(c, who);
  return std::nullopt;
}

}  // namespace boussole::connectors::cap_collectif
