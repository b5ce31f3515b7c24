#include "connectors/mapped/guess.h"

#include <algorithm>

#include "connectors/demographics_builder.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

constexpr std::int64_t kFewValues = 40;
constexpr double kLongText = 40;
constexpr double kEnough = 1.5;

/// Whether the cells can be what a field needs: 1 yes, 0 they say nothing, -1 they cannot.
int suits(Field field, const Profile& p) {
  if (p.filled == 0) return 0;
  const bool few = !p.many && static_cast<std::int64_t>(p.distinct.size()) <= kFewValues;
  switch (def_of(field).form) {
    case Form::moment:
      return p.dates() ? 1 : -1;
    case Form::whole:
      return p.mostly(p.whole) ? 1 : -1;
    case Form::amount:
      return p.mostly(p.decimal) ? 1 : -1;
    case Form::truth:
      return p.mostly(p.truth) ? 1 : -1;
    case Form::word:
      return p.dates() || p.length() > 60 ? -1 : few ? 1 : 0;
    case Form::name:
      return p.dates() || p.length() > 120 ? -1 : 0;
    case Form::ids:
      return p.dates() || p.length() > 200 ? -1 : field == Field::choices ? (p.lists > 0 ? 1 : -1) : 0;
    case Form::id:
      if (p.dates() || p.length() > 80) return -1;
      return field == Field::id ? (p.all_different() ? 1 : -1) : 0;
    case Form::text:
      if (p.dates() || p.mostly(p.whole) || p.mostly(p.mail)) return -1;
      return p.length() >= (field == Field::title ? 8 : kLongText) ? 1 : 0;
  }
  return 0;
}

struct Fit {
  std::size_t column = 0;
  double score = 0, words = 0;
  int cells = 0;
  bool french = false;
};

/// The best column for a field among those that are free.
std::optional<Fit> best(Field field, std::span<const std::string> columns, std::span<const Profile> profiles,
                        const std::vector<bool>& taken) {
  std::optional<Fit> out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (taken[i]) continue;
    Fit fit{i, 0, 0, suits(field, profiles[i]), false};
    fit.words = names(field, columns[i], &fit.french);
    if (fit.words == 0 || fit.cells < 0) continue;
    fit.score = 2 * fit.words + 0.5 * fit.cells;
    if (!out || fit.score > out->score) out = fit;
  }
  return out;
}

/// What tells one kind of table from another: the fields that it must have, and those that make it likely.
struct Shape {
  Entity entity;
  std::vector<Field> all, some;
  std::string_view names;  ///< words of the file or sheet
};

const std::vector<Shape>& shapes() {
  using enum Field;
  static const std::vector<Shape> kShapes{
      {Entity::comments, {body}, {parent, on, alignment, author}, "comment commentaire reponses argument avis"},
      {Entity::ballots, {choices}, {author, points, channel}, "ballot bulletin vote"},
      {Entity::votes, {on}, {author, value, created_at, channel}, "vote soutien support reaction like"},
      {Entity::meetings,
       {start_at},
       {attendees, end_at, minutes, title},
       "meeting reunion event evenement rencontre atelier agenda"},
      {Entity::projects, {amount}, {votes, selected, title, category}, "project projet budget"},
      {Entity::results, {progress}, {status, on, end_at, title}, "result resultat suivi realisation"},
      {Entity::demographics, {count, group}, {variable, measure}, "stat demograph"},
      {Entity::moderations, {hidden_at}, {reason, reports}, "moderation signalement"},
      {Entity::participants,
       {author},
       {verified, organiser, deleted},
       "user utilisateur participant membre inscrit compte profil"},
      {Entity::proposals,
       {},
       {body, title, state, votes, author, answer, category, created_at},
       "propos idee idea input contribution opinion petition signalement"},
  };
  return kShapes;
}

double score_of(const Shape& shape, const std::string& name, std::span<const std::string> columns,
                std::span<const Profile> profiles, std::size_t attributes) {
  const std::vector<bool> none(columns.size(), false);
  double score = 0;
  for (const Field field : shape.all) {
    const auto fit = best(field, columns, profiles, none);
    if (!fit) return 0;
    score += fit->score;
  }
  for (const Field field : shape.some)
    if (const auto fit = best(field, columns, profiles, none)) score += 0.5 * fit->score;
  const auto long_texts = std::count_if(profiles.begin(), profiles.end(),
                                        [](const Profile& p) { return p.length() >= kLongText && !p.dates(); });
  if (shape.entity == Entity::participants) score = long_texts > 0 ? 0 : score + 1.5 * static_cast<double>(attributes);
  if (shape.entity == Entity::votes && long_texts > 0) score -= 3;
  // A comment is on something; without that it is a contribution.
  if (shape.entity == Entity::comments && !best(Field::parent, columns, profiles, none) &&
      !best(Field::on, columns, profiles, none))
    score = 0;
  const std::string words = folded(name);
  for (const std::string_view word : parts_of(shape.names, " "))
    if (words.find(word) != std::string::npos) return score + 3;
  return score;
}

void propose_values(GuessedColumn& column, const Profile& profile) {
  if (words_of(*column.field).empty() && *column.field != Field::value) return;
  if (profile.many || profile.mostly(profile.whole)) return;
  for (const auto& [cell, times] : profile.distinct) {
    const std::string word = meaning_of(*column.field, cell);
    if (!word.empty()) {
      column.values.emplace_back(cell, word);
    } else if (times >= 5 && *column.field == Field::state) {
      column.values.emplace_back(cell, "other");
      column.certainty = Certainty::unsure;
    } else {
      column.certainty = Certainty::unsure;
    }
  }
}

Text reason(const Fit& fit) {
  const bool exact = fit.words == 1;
  if (fit.cells > 0)
    return exact ? Text{"l’en-tête le dit, les valeurs s’y prêtent", "the header says so, the values fit"}
                 : Text{"un mot de l’en-tête, et les valeurs s’y prêtent", "a word of the header, and the values fit"};
  return exact ? Text{"l’en-tête le dit", "the header says so"}
               : Text{"un mot de l’en-tête seulement", "only a word of the header"};
}

void assign(GuessedTable& out, std::span<const std::string> columns, std::span<const Profile> profiles,
            std::vector<bool>& taken, int& french) {
  struct Wanted {
    Field field;
    Fit fit;
  };
  for (;;) {
    std::optional<Wanted> next;
    for (const Field field : def_of(out.entity).fields) {
      const bool done =
          std::any_of(out.columns.begin(), out.columns.end(), [&](const auto& c) { return c.field == field; });
      const auto fit = done ? std::nullopt : best(field, columns, profiles, taken);
      if (fit && (!next || fit->score > next->fit.score)) next = Wanted{field, *fit};
    }
    if (!next) return;
    GuessedColumn& column = out.columns[next->fit.column];
    const Profile& profile = profiles[next->fit.column];
    taken[next->fit.column] = true;
    french += next->fit.french ? 1 : -1;
    column.field = next->field;
    column.why = reason(next->fit);
    column.certainty = next->fit.words == 1 && next->fit.cells > 0   ? Certainty::sure
                       : next->fit.words == 1 || next->fit.cells > 0 ? Certainty::likely
                                                                     : Certainty::unsure;
    if (profile.dates() && def_of(next->field).form == Form::moment && profile.format != "iso") {
      column.format = profile.format;
      column.locale = profile.month_locale;
    }
    if (profile.dates() && profile.day_or_month && def_of(next->field).form == Form::moment) {
      column.certainty = Certainty::unsure;
      column.why = {"rien ne dit si 03/04 est le 3 avril ou le 4 mars : à vérifier",
                    "nothing tells whether 03/04 is 3 April or March 4: to be checked"};
    }
    propose_values(column, profile);
  }
}

/// Where no header names the text, the longest column is it.
void longest_text(GuessedTable& out, std::span<const Profile> profiles, std::vector<bool>& taken) {
  if (out.entity != Entity::proposals && out.entity != Entity::comments) return;
  if (std::any_of(out.columns.begin(), out.columns.end(), [](const auto& c) { return c.field == Field::body; })) return;
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < profiles.size(); ++i)
    if (!taken[i] && profiles[i].length() >= kLongText && !out.columns[i].personal &&
        (!at || profiles[i].length() > profiles[*at].length()))
      at = i;
  if (!at) return;
  taken[*at] = true;
  out.columns[*at].field = Field::body;
  out.columns[*at].why = {"la colonne aux textes les plus longs", "the column with the longest texts"};
}

}  // namespace

GuessedTable guess(const std::string& name, std::span<const std::string> columns, std::span<const Profile> profiles) {
  GuessedTable out;
  out.name = name;
  std::vector<bool> taken(columns.size(), false);
  std::size_t attributes = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    GuessedColumn column;
    column.name = columns[i];
    column.attribute = usual_variable(columns[i]);
    column.personal = column.attribute.empty() && (looks_personal(columns[i]) || profiles[i].mostly(profiles[i].mail));
    if (!column.attribute.empty()) {
      ++attributes;
      column.certainty = Certainty::likely;
      column.why = {"l’en-tête le dit", "the header says so"};
    }
    // Two columns of one name cannot be told apart in a mapping.
    const bool twice = std::count(columns.begin(), columns.end(), columns[i]) > 1;
    taken[i] = column.personal || !column.attribute.empty() || twice || columns[i].empty();
    out.columns.push_back(std::move(column));
  }
  double first = 0, second = 0;
  for (const Shape& shape : shapes()) {
    const double score = score_of(shape, name, columns, profiles, attributes);
    if (score > first) {
      second = first;
      first = score;
      out.entity = shape.entity;
    } else {
      second = std::max(second, score);
    }
  }
  out.certainty = first < 2 * kEnough ? Certainty::unsure : first > 1.5 * second ? Certainty::sure : Certainty::likely;
  int french = 0;
  assign(out, columns, profiles, taken, french);
  longest_text(out, profiles, taken);
  out.french = french > 0;
  return out;
}

}  // namespace boussole::connectors::mapped
