#include "connectors/go_vocal/headers.h"

#include <algorithm>
#include <array>

#include "connectors/demographics_builder.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::go_vocal {

namespace {

using mapped::Field;
using enum mapped::Field;

struct Words {
  Field field;
  std::string_view list;  ///< folded, separated by |; the ones in front are preferred
};

constexpr std::array kInputs{
    Words{id,
          "input id|id|id de la contribution|identifiant de la contribution|bijdrage id|eingabe id|id de aportacion"},
    Words{title, "title|titre|titel|titulo|naam|nombre"},
    Words{body, "description|body|beschrijving|beschreibung|descripcion"},
    Words{author,
          "author id|id de l auteur|identifiant de l auteur|auteur id|id auteur|autor id|id del autor|id des autors "
          "der autorin"},
    Words{created_at,
          "created at|submitted at|soumis le|date de creation|cree le|gemaakt op|ingediend op|ingediend om|erstellt "
          "am|eingereicht am|creado el|enviado en|enviado el"},
    Words{published_at,
          "published at|publie le|date de publication|gepubliceerd op|gepubliceerd om|veroffentlicht am|publicado "
          "el|publicado en"},
    Words{
        comments,
        "comments count|comments|nombre de commentaires|commentaires|aantal reacties|reacties|kommentare|comentarios"},
    Words{votes_for,
          "likes count|likes|upvotes count|upvotes|nombre de likes|nombre de j aime|j aime|aantal likes|gefallt mir|me "
          "gusta"},
    Words{votes_against,
          "dislikes count|dislikes|downvotes count|downvotes|nombre de dislikes|nombre de je n aime pas|je n aime "
          "pas|aantal dislikes|no me gusta"},
    // People who chose an input before the votes that they gave it: several votes may be of one person.
    Words{votes,
          "participants|picks|picks participants|baskets|baskets count|votes|nombre de participants|choix "
          "participants|selections|choix|deelnemers|keuzes deelnemers|keuzes|stemmen|teilnehmende|auswahl "
          "teilnehmende|auswahl|teilnehmer|stimmen|participantes|recoge participantes|recoge|votos"},
    Words{votes_paper,
          "manual votes|offline votes|offline picks|votes manuels|votes hors ligne|offline stemmen|analoge "
          "stimmen|votos offline"},
    Words{latitude, "latitude|lat|breedtegraad|breitengrad|latitud"},
    Words{longitude, "longitude|lng|lon|lengtegraad|langengrad|longitud"},
    // The last is what German platforms write: a pattern of their translations that is not filled in.
    Words{space, "project|projet|projekt|projekte|proyecto|orgname select munchen bezirke other projekte"},
    Words{state, "status|statut|estado|initiative status"},
    Words{category, "topics|tags|etiquettes|themes|onderwerpen|themen|themen tags|temas"},
};
constexpr std::array kComments{
    Words{id, "id|comment id|id du commentaire"},
    Words{on,
          "input id|proposal id|input|idea|proposal|initiative|contribution|id de la contribution|bijdrage|eingabe|"
          "aportacion"},
    Words{parent,
          "parent|parent id|parent comment|parent comment id|commentaire parent|id du commentaire parent|bovenliggende "
          "reactie"},
    Words{body, "comment|body|commentaire|reactie|kommentar|comentario"},
    Words{author,
          "author id|id de l auteur|identifiant de l auteur|auteur id|autor id|author email|e mail de l auteur"},
    Words{created_at, "created at|date de creation|cree le|date|gemaakt op|erstellt am"},
    Words{votes_for, "likes|likes count|upvotes|upvotes count|j aime|nombre de j aime"},
    Words{space, "project|projet|projekt|proyecto"},
};
constexpr std::array kUsers{
    Words{author, "id|user id|identifiant|gebruikers id|profile page"},
    Words{verified, "verified|verifie|geverifieerd"},
};
/// Answers to a survey of a phase: what is read of them is who answered, and the questions of the account.
constexpr std::array kSurveys{
    Words{author, kInputs[3].list},
};

/// The first column, by the order of the words, that has one of them.
std::optional<std::size_t> find(std::string_view list, std::span<const std::string> columns) {
  for (const std::string_view word : mapped::parts_of(list, "|"))
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (mapped::folded(columns[i]) == word) return i;
  return std::nullopt;
}

template <class Table>
std::optional<std::size_t> find(const Table& table, Field field, std::span<const std::string> columns) {
  for (const Words& words : table)
    if (words.field == field) return find(words.list, columns);
  return std::nullopt;
}

template <class Table>
bool has(const Table& table, Field field, std::span<const std::string> columns) {
  return find(table, field, columns).has_value();
}

constexpr std::string_view kSubmitted =
    "submitted at|soumis le|date de soumission|ingediend op|ingediend om|eingereicht am|enviado el|enviado en";
constexpr std::string_view kMail =
    "email|e mail|author email|e mail de l auteur|adresse e mail|courriel|correo electronico";
constexpr std::string_view kUrl = "input url|url de la contribution|bijdrage url";
constexpr std::string_view kPlainUrl = "url";
constexpr std::string_view kFirstName = "first name|prenom|voornaam|vorname|nombre";
constexpr std::string_view kProfile = "slug|profile page|registration completed at";
constexpr std::string_view kInvited = "invite status";

bool about_a_person(std::string_view header) {
  const std::string word = mapped::folded(header);
  const auto has_part = [&](std::string_view part) { return word.find(part) != std::string::npos; };
  return mapped::looks_personal(header) || !variable_of(header).empty() || word == "id" || has_part("author") ||
         has_part("auteur") || has_part("autor") || has_part("assignee") || has_part("mail") || has_part("correo") ||
         has_part("cosponsor") || word == "attribue" || word == "toegewezen aan" || word == "zugewiesen an" ||
         word == "asignado";
}

/// Sheets of a phase put a semicolon between tags, all others a comma. In sheets of a phase the questions of the form,
/// tags among them, come first, then the author, then the time, then the address.
bool lists_by_semicolon(std::span<const std::string> columns) {
  const auto who = find(kInputs, author, columns), when = find(kSubmitted, columns);
  const auto tags = find(kInputs, category, columns), address = find(kPlainUrl, columns);
  return who && when && tags && *tags < *who && *who < *when && (!address || *when < *address);
}

template <class Table>
mapped::TablePlan plan(const Table& table, mapped::Entity entity, std::span<const std::string> columns) {
  mapped::TablePlan out;
  out.entity = entity;
  std::vector<bool> used(columns.size(), false);
  mapped::MomentReader::Options dates;
  dates.format = "MM/dd/yyyy HH:mm:ss|MM/dd/yyyy HH:mm|MM/dd/yyyy";
  const auto moments = mapped::MomentReader::make(dates);
  for (const Words& words : table) {
    const auto at = find(words.list, columns);
    if (!at || used[*at]) continue;
    used[*at] = true;
    mapped::Column column{{*at}, columns[*at], {}, nullptr, ","};
    if (words.field == state) column = state_column(*at, columns[*at]);
    if (words.field == category && lists_by_semicolon(columns)) column.separator = ";";
    if (mapped::def_of(words.field).form == mapped::Form::moment && moments) column.moments = *moments;
    if (words.field == author) out.personal.push_back(columns[*at]);
    out[words.field] = std::move(column);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (used[i] || columns[i].empty()) continue;
    const std::string_view variable = variable_of(columns[i]);
    if (!variable.empty()) {
      out.attributes.push_back(
          {std::string(variable), engine::AttributeOrigin::self, {{i}, columns[i], {}, nullptr, ","}});
      if (variable == "birth_year") out.personal.push_back(columns[i]);
    } else {
      (mapped::looks_personal(columns[i]) || about_a_person(columns[i]) ? out.personal : out.ignored)
          .push_back(columns[i]);
    }
  }
  return out;
}

}  // namespace

mapped::Column state_column(std::size_t at, const std::string& name) {
  mapped::Column out{{at}, name, {}, nullptr, ","};
  const auto put = [&](std::string_view word, std::string_view list) {
    for (const std::string_view each : mapped::parts_of(list, "|")) out.values.emplace(each, word);
  };
  put("not_answered",
      "proposed|viewed|propose|proposee|soumise|vu|vue|reviser les contributions|voorgesteld|bekeken|gezien|"
      "voorselectie|vorgeschlagen|eingereicht|angesehen|vorabprufung|propuesto|propuesta|revisada|preseleccion|"
      "screening|prescreening|review pending|changes requested");
  put("evaluating",
      "under consideration|a l etude|en cours d examen|prise en consideration|in overweging|in prufung|unter "
      "berucksichtigung|en consideracion|bajo consideracion|threshold reached|seuil atteint|drempel bereikt|schwelle "
      "erreicht|limite alcanzado|proposed to review");
  put("accepted",
      "accepted|acceptee|accepte|aanvaard|aangenomen|angenommen|akzeptiert|aceptado|aceptada|implemented|realisee|"
      "realise|mise en oeuvre|mise en place|uitgevoerd|umgesetzt|implementado|implementada");
  put("rejected",
      "rejected|rejetee|rejete|non retenue|non retenu|afgewezen|abgelehnt|rechazado|rechazada|ineligible|non "
      "eligible|komt niet in aanmerking|unzulassig|no elegible");
  put("other", "answered|expired|repondue|expiree|beantwoord|verstreken|beantwortet|abgelaufen|respondida|finalizado");
  return out;
}

std::optional<std::size_t> submitted_column(std::span<const std::string> columns) { return find(kSubmitted, columns); }

std::string_view variable_of(std::string_view header) {
  // Two questions of one title are told apart by a number.
  if (header.size() > 4 && header.ends_with(')') && header[header.size() - 4] == ' ' &&
      header[header.size() - 3] == '(')
    header.remove_suffix(4);
  if (const std::string_view known = usual_variable(header); !known.empty()) return known;
  const std::string word = mapped::folded(header);
  const auto among = [&](std::string_view list) {
    const auto words = mapped::parts_of(list, "|");
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (among("geslacht|genero")) return "sex";
  // German platforms ask for the year under the title of a group of ages.
  if (among("geboortejaar|geburtsjahr|altersgruppe|ano de nacimiento")) return "birth_year";
  if (among("localite|waar woon je|woonplaats|wohnort|lugar de residencia")) return "area";
  return {};
}

bool of_the_account(std::string_view header) {
  if (!variable_of(header).empty()) return true;
  const std::array<std::string, 1> column{std::string(header)};
  return find(kMail, column) || find(kFirstName, column) || find("id|last name|nom|achternaam|apellido", column);
}

std::vector<std::size_t> inputs_of_baskets(std::span<const std::string> columns) {
  std::vector<std::size_t> out;
  const auto submitted = submitted_column(columns);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (i != submitted && !columns[i].empty() && !about_a_person(columns[i])) out.push_back(i);
  return out;
}

namespace {

bool is_inputs(std::span<const std::string> columns) {
  const bool known = has(kInputs, author, columns) && has(kInputs, published_at, columns) &&
                     (find(kUrl, columns) || has(kInputs, votes_for, columns) || has(kInputs, votes_paper, columns));
  if (known) return true;
  // Exports for people who may not see who wrote, and phases of votes: what every sheet of inputs has.
  return has(kInputs, id, columns) && has(kInputs, title, columns) && has(kInputs, published_at, columns) &&
         find(kPlainUrl, columns) && (has(kInputs, space, columns) || has(kInputs, state, columns)) &&
         (has(kInputs, comments, columns) || has(kInputs, votes_for, columns) || has(kInputs, votes, columns));
}

bool is_comments(std::span<const std::string> columns) {
  const bool all = has(kComments, on, columns) && has(kComments, body, columns) && has(kComments, votes_for, columns) &&
                   has(kComments, parent, columns);
  return all && (has(kComments, space, columns) || find("proposal id|initiative", columns));
}

bool is_users(std::span<const std::string> columns) {
  const bool named = find(kMail, columns) && find(kFirstName, columns) && find(kProfile, columns);
  return has(kUsers, author, columns) && (named || (find(kProfile, columns) && find(kInvited, columns)));
}

/// Sheets of votes have what the account says, a column an input, and last when the votes were handed in; nothing in
/// their headers is sure, so that they are looked for in workbooks only.
bool is_baskets(std::span<const std::string> columns, bool workbook) {
  const auto submitted = find(kSubmitted, columns);
  if (!submitted || has(kInputs, published_at, columns) || has(kInputs, body, columns)) return false;
  if (find(kMail, columns)) return inputs_of_baskets(columns).size() >= 2;
  return workbook && *submitted + 1 == columns.size() && columns.size() >= 3 && !has(kInputs, id, columns) &&
         !has(kInputs, author, columns) && !find(kPlainUrl, columns) && !has(kInputs, space, columns) &&
         !has(kInputs, title, columns) && inputs_of_baskets(columns).size() >= 2;
}

}  // namespace

Sheet sheet_of(std::span<const std::string> columns, bool workbook) {
  if (is_inputs(columns)) return Sheet::inputs;
  if (is_comments(columns)) return Sheet::comments;
  if (is_users(columns)) return Sheet::users;
  const bool survey = workbook && has(kInputs, id, columns) && has(kInputs, author, columns) &&
                      find(kSubmitted, columns) && has(kInputs, space, columns) && !has(kInputs, published_at, columns);
  if (survey) return Sheet::survey;
  return is_baskets(columns, workbook) ? Sheet::baskets : Sheet::unknown;
}

std::optional<mapped::TablePlan> plan_of(Sheet sheet, std::span<const std::string> columns) {
  if (sheet == Sheet::inputs) return plan(kInputs, mapped::Entity::proposals, columns);
  if (sheet == Sheet::comments) {
    auto out = plan(kComments, mapped::Entity::comments, columns);
    // An e-mail address is nobody's id elsewhere: its people are kept apart from those known by an id.
    if (out[author] && mapped::folded(out[author]->name).find("mail") != std::string::npos) out.scope = "e-mail";
    return out;
  }
  if (sheet == Sheet::users) {
    auto out = plan(kUsers, mapped::Entity::participants, columns);
    if (out[author] && mapped::folded(out[author]->name) == "profile page") out.scope = "profile page";
    return out;
  }
  if (sheet == Sheet::survey) {
    auto out = plan(kSurveys, mapped::Entity::participants, columns);
    out.label = "survey_answers";
    out.personal.insert(out.personal.end(), out.ignored.begin(), out.ignored.end());  // answers in words
    out.ignored.clear();
    return out;
  }
  return std::nullopt;
}

}  // namespace boussole::connectors::go_vocal
