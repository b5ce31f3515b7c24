#include "connectors/mapped/reader.h"

#include <algorithm>
#include <numeric>

#include "connectors/csv/values.h"
#include "connectors/mapped/keys.h"
#include "connectors/quick.h"

namespace boussole::connectors::mapped {

namespace {

using engine::Presence;

constexpr std::int64_t kWordsShown = 5;  ///< rows or more: a word that fewer have may be somebody's name
constexpr std::int64_t kFewDates = 3;

/// Things before what points to them.
int order_of(Entity entity) {
  switch (entity) {
    case Entity::participants:
      return 0;
    case Entity::proposals:
      return 1;
    case Entity::projects:
      return 2;
    case Entity::comments:
      return 3;
    default:
      return 4;
  }
}

/// The column whose text `text_of` will ask for, where that is one column: a title stands for an empty body.
std::optional<std::size_t> column_of_text(const csv::Record& record, const TablePlan& plan) {
  const bool comments = plan.entity == Entity::comments;
  if (!comments && plan.entity != Entity::proposals) return std::nullopt;
  const auto& body = plan[Field::body];
  const auto& title = plan[Field::title];
  const auto& named = body || comments ? body : title;
  if (!named || named->at.size() != 1) return std::nullopt;
  const std::size_t at = named->at.front();
  if (!csv::trimmed(csv::undo_formula_guard(record[at])).empty()) return at;
  if (comments || !title || !body) return std::nullopt;
  return title->at.front();
}

std::string field_name(Field field) { return std::string(def_of(field).name); }

}  // namespace

Expected<void> TableReader::read_all() {
  std::stable_sort(plans_.begin(), plans_.end(),
                   [](const auto& a, const auto& b) { return order_of(a.second.entity) < order_of(b.second.entity); });
  vote_tables_ = static_cast<int>(
      std::count_if(plans_.begin(), plans_.end(), [](const auto& p) { return p.second.entity == Entity::votes; }));
  for (const auto& [table, plan] : plans_)
    if (auto done = read_table(table, plan); !done) return done;
  tell_layers();
  link_comments();
  if (orphans_ > 0 && comment_table_)
    note(into_.table(*comment_table_), "dangling_parents",
         std::to_string(orphans_) + " réponses à un commentaire absent des fichiers.",
         std::to_string(orphans_) + " replies to a comment that is in no file.");
  supersede();
  anonymous_totals();
  date_selections();
  capabilities();
  into_.data.demographics = demographics.take();
  return {};
}

Expected<void> TableReader::read_table(std::size_t table, const TablePlan& plan) {
  table_ = table;
  misread_ = {};
  vote_words_.reset();
  filled_.clear();
  variables_.clear();
  contradictions_ = implausible_ = unknown_targets_ = 0;
  engine::SourceRecord& about = into_.table(table);
  about.entity = plan.label.empty() ? std::string(def_of(plan.entity).name) : plan.label;
  about.columns_personal = plan.personal;
  about.columns_ignored = plan.ignored;
  begin_ = rows_of(plan.entity);
  const bool votes_only = plan.entity == Entity::votes && plan.attributes.empty();
  auto done = votes_only ? read_votes(table, plan) : read_each(table, plan);
  if (!done) return done;
  about.rows_read -= about.rows_duplicate;
  const std::size_t added = rows_of(plan.entity) - begin_;
  declare(plan, added > 0 || about.rows_read == 0);
  count_layer(plan, added);
  if (auto checked = check_moments(table, plan); !checked) return checked;
  if (plan.entity == Entity::comments) comment_table_ = table;
  tell(table, plan);
  return {};
}

/// Rows that are taken one by one.
Expected<void> TableReader::read_each(std::size_t table, const TablePlan& plan) {
  const auto& author = plan[Field::author];
  const bool own = plan.entity == Entity::proposals;
  const auto& names_thing = plan[own ? Field::id : Field::on];
  const FlatMap* const things = own || plan.of == Entity::proposals ? &contributions_ : nullptr;
  const Assembly::Prepare prepare = [&](const csv::Record& record, Assembly::Prepared& out) {
    if (const auto column = column_of_text(record, plan)) Assembly::prepare_text(record, *column, out);
    // People of another kind are found all the same, only not as fast.
    if (author && plan.scope.empty()) {
      const std::string_view who = plain(record[author->at.front()]);
      out.who = into_.person_key(who);
      out.who_cell = who.data();
    }
    if (!names_thing || things == nullptr) return;
    out.what = key_of(Entity::proposals, id_number_of_record(plain(record[names_thing->at.front()])));
    out.where = things;
  };
  auto done = into_.read_rows(
      sources_, table, [&](const csv::Record& record) { return row(Row(record, plan, misread_)); }, prepare);
  return done;
}

TableReader::Refusal TableReader::row(const Row& row) {
  switch (row.plan().entity) {
    case Entity::proposals:
      return proposal(row);
    case Entity::comments:
      return comment(row);
    case Entity::votes:
      return vote(row);
    case Entity::ballots:
      return ballot(row);
    case Entity::meetings:
      return meeting(row);
    case Entity::results:
      return result(row);
    case Entity::projects:
      return project(row);
    case Entity::participants:
      return person(row);
    case Entity::moderations:
      return moderation(row);
    case Entity::demographics:
      return demographic(row);
  }
  return std::nullopt;
}

/// A column of which no date can be read has another format than the one given: going on would lose all of them.
Expected<void> TableReader::check_moments(std::size_t table, const TablePlan& plan) const {
  for (const FieldDef& def : field_defs()) {
    const Misread& of = misread_[static_cast<std::size_t>(def.field)];
    if (def.form != Form::moment || !plan[def.field] || of.read > 0 || of.cells < kFewDates) continue;
    const auto& column = *plan[def.field];
    const std::string format =
        column.moments && !column.moments->format().empty() ? column.moments->format() : "ISO 8601, jj/mm/aaaa";
    Error error;
    error.file = into_.data.sources[table].file;
    error.line = of.line;
    error.what = {"aucune date de la colonne « " + column.name + " » ne se lit (format attendu : " + format + ")",
                  "no date of the column “" + column.name + "” can be read (expected format: " + format + ")"};
    error.remedy = {
        "Donnez le format de cette colonne dans le fichier de correspondance, par exemple \"format\": \"MM/dd/yyyy\".",
        "Give the format of this column in the mapping file, for example \"format\": \"MM/dd/yyyy\"."};
    return std::unexpected(std::move(error));
  }
  return {};
}

/// Says what of a table was not understood.
void TableReader::tell(std::size_t table, const TablePlan& plan) {
  engine::SourceRecord& about = into_.table(table);
  for (const FieldDef& def : field_defs()) {
    const Misread& of = misread_[static_cast<std::size_t>(def.field)];
    if (of.cells == 0 || !plan[def.field]) continue;
    std::string words;
    for (const auto& [word, times] : of.words)
      if (times >= kWordsShown) words += (words.empty() ? "" : ", ") + word + " (" + std::to_string(times) + ")";
    const std::string n = std::to_string(of.cells), at = std::to_string(of.line), name = plan[def.field]->name;
    note(about, "unreadable_" + field_name(def.field),
         n + " cellules de « " + name + " » ne se lisent pas comme « " + field_name(def.field) + " » (d’abord ligne " +
             at + ") : laissées vides." + (words.empty() ? "" : " Mots inconnus : " + words + "."),
         n + " cells of “" + name + "” do not read as “" + field_name(def.field) + "” (first on line " + at +
             "): left empty." + (words.empty() ? "" : " Unknown words: " + words + "."));
  }
  const auto counted = [&](const char* code, std::int64_t n, const char* fr, const char* en) {
    if (n > 0) note(about, code, std::to_string(n) + fr, std::to_string(n) + en);
  };
  counted("contradicting_attributes", contradictions_,
          " réponses contredisent ce que la même personne a dit plus haut : la première reste.",
          " answers contradict what the same person said before: the first one stays.");
  counted("implausible_attributes", implausible_,
          " réponses sur les personnes ne peuvent pas être (âge, année, mot inconnu) : laissées vides.",
          " answers about people cannot be (age, year, unknown word): left empty.");
  counted("unknown_targets", unknown_targets_, " choses votées ne sont dans aucun fichier (masquées, ou non données).",
          " things voted on are in no file (hidden, or not given).");
}

void TableReader::date_selections() {
  for (const std::uint32_t at : undated_) {
    engine::Project& project = into_.data.projects[at];
    project.selected = into_.data.newest;
    project.selected_known = project.selected.has_value();
  }
}

/// What a table feeds. Of several tables of one kind, each with rows of its own, a field is known in part where one of
/// them lacks it.
/// @param own_rows  whether it brought rows that no earlier table has
void TableReader::declare(const TablePlan& plan, bool own_rows) {
  const std::string entity(def_of(plan.entity).name);
  if (plan.entity == Entity::votes || plan.entity == Entity::ballots) {
    auto& has = into_.data.capabilities;
    has["votes"] = Presence::full;
    for (const char* each : {"age", "sex", "area"})
      for (const AttributePlan& attribute : plan.attributes)
        if (attribute.variable == each) has["votes." + std::string(each)] = Presence::full;
    if (plan[Field::channel]) has["votes.channel"] = Presence::full;
    return;
  }
  const bool proposals = plan.entity == Entity::proposals && plan.kind != engine::ContributionKind::proposal;
  const std::string name = !proposals                                          ? entity
                           : plan.kind == engine::ContributionKind::debate     ? "debates"
                           : plan.kind == engine::ContributionKind::initiative ? "initiatives"
                           : plan.kind == engine::ContributionKind::post       ? "posts"
                                                                               : entity;
  into_.data.capabilities[name] = Presence::full;
  for (const Field field : def_of(plan.entity).fields) {
    const std::string whole = name + "." + field_name(field);
    Declared& declared = declared_[whole];
    declared.there |= plan[field].has_value();
    declared.lacking |= own_rows && !plan[field];
    if (declared.there) into_.data.capabilities[whole] = declared.lacking ? Presence::partial : Presence::full;
  }
}

void TableReader::capabilities() {
  auto& has = into_.data.capabilities;
  const auto set = [&](const char* name, bool there) {
    if (there) has[name] = Presence::full;
  };
  const auto there = [&](const char* name) { return has.contains(name); };
  set("proposals.themes", there("proposals.category"));
  set("proposals.coauthors", there("proposals.author"));
  set("comments.root", there("comments.on"));
  set("comments.depth", there("comments.parent"));
  set("results.sources", there("results.on"));
  set("results.end_date", there("results.end_at"));
  set("projects.selected_at", there("projects.selected") || there("projects.selected_at"));
  if (orphans_ > 0) has["comments.depth"] = Presence::partial;
  if (!there("votes") && into_.votes.totals.size() > 0) has["votes"] = Presence::aggregate;
  if (into_.data.participants.size() > 0 && !there("participants")) has["participants"] = Presence::partial;
}

}  // namespace boussole::connectors::mapped
