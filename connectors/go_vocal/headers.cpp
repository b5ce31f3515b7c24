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
    Words{title, "title|titre|titel|titulo"},
    Words{body, "description|body|beschrijving|beschreibung|descripcion"},
    Words{author, "author id|id de l auteur|identifiant de l auteur|auteur id|autor id|id del autor"},
    Words{created_at, "created at|submitted at|date de creation|cree le|gemaakt op|erstellt am|creado el"},
    Words{published_at, "published at|publie le|date de publication|gepubliceerd op|veroffentlicht am|publicado el"},
    Words{
        comments,
        "comments count|comments|nombre de commentaires|commentaires|aantal reacties|reacties|kommentare|comentarios"},
    Words{votes_for, "likes count|likes|upvotes|nombre de j aime|j aime|aantal likes|gefallt mir|me gusta"},
    Words{votes_against,
          "dislikes count|dislikes|downvotes|nombre de je n aime pas|je n aime pas|aantal dislikes|no me gusta"},
    Words{votes,
          "participants|picks|votes|nombre de participants|selections|choix|deelnemers|stemmen|teilnehmer|stimmen"},
    Words{votes_paper, "manual votes|offline votes|offline picks|votes manuels|votes hors ligne|offline stemmen"},
    Words{latitude, "latitude|lat"},
    Words{longitude, "longitude|lng|lon"},
    Words{space, "project|projet|projekt|proyecto"},
    Words{state, "status|statut|estado"},
    Words{category, "topics|tags|etiquettes|themes|onderwerpen|themen|temas"},
};
constexpr std::array kComments{
    Words{id, "id|comment id|id du commentaire"},
    Words{on, "input id|input|contribution|id de la contribution|bijdrage|eingabe|aportacion"},
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
    Words{author, "id|user id|identifiant|gebruikers id"},
    Words{verified, "verified|verifie|geverifieerd"},
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
    "submitted at|soumis le|date de soumission|ingediend op|eingereicht am|enviado el";
constexpr std::string_view kMail =
    "email|e mail|author email|e mail de l auteur|adresse e mail|courriel|correo electronico";
constexpr std::string_view kUrl = "input url|url de la contribution|bijdrage url";
constexpr std::string_view kFirstName = "first name|prenom|voornaam|vorname|nombre";
constexpr std::string_view kSlug = "slug";

bool about_a_person(std::string_view header) {
  return mapped::looks_personal(header) || !usual_variable(header).empty() || mapped::folded(header) == "id" ||
         mapped::folded(header).find("author") != std::string::npos;
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
    if (mapped::def_of(words.field).form == mapped::Form::moment && moments) column.moments = *moments;
    if (words.field == author) out.personal.push_back(columns[*at]);
    out[words.field] = std::move(column);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (used[i] || columns[i].empty()) continue;
    const std::string_view variable = usual_variable(columns[i]);
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
      "proposed|viewed|propose|proposee|vu|vue|voorgesteld|bekeken|vorgeschlagen|propuesto|screening|prescreening");
  put("evaluating",
      "under consideration|a l etude|en cours d examen|in overweging|in prufung|en consideracion|threshold "
      "reached|proposed to review");
  put("accepted",
      "accepted|acceptee|accepte|aanvaard|angenommen|aceptado|implemented|realisee|realise|mise en "
      "oeuvre|uitgevoerd|umgesetzt|implementado");
  put("rejected", "rejected|rejetee|rejete|afgewezen|abgelehnt|rechazado|ineligible|ineligible|non eligible");
  put("other", "answered|expired|repondue|expiree");
  return out;
}

std::optional<std::size_t> submitted_column(std::span<const std::string> columns) { return find(kSubmitted, columns); }

std::vector<std::size_t> inputs_of_baskets(std::span<const std::string> columns) {
  std::vector<std::size_t> out;
  const auto submitted = submitted_column(columns);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (i != submitted && !columns[i].empty() && !about_a_person(columns[i])) out.push_back(i);
  return out;
}

Sheet sheet_of(std::span<const std::string> columns) {
  const bool inputs = has(kInputs, author, columns) && has(kInputs, published_at, columns) &&
                      (find(kUrl, columns) || has(kInputs, votes_for, columns) || has(kInputs, votes_paper, columns));
  if (inputs) return Sheet::inputs;
  const bool comments = has(kComments, on, columns) && has(kComments, body, columns) &&
                        has(kComments, votes_for, columns) && has(kComments, parent, columns) &&
                        has(kComments, space, columns);
  if (comments) return Sheet::comments;
  if (has(kUsers, author, columns) && find(kMail, columns) && find(kFirstName, columns) && find(kSlug, columns))
    return Sheet::users;
  const bool baskets = find(kSubmitted, columns) && find(kMail, columns) && !has(kInputs, published_at, columns) &&
                       !has(kInputs, body, columns) && inputs_of_baskets(columns).size() >= 2;
  return baskets ? Sheet::baskets : Sheet::unknown;
}

std::optional<mapped::TablePlan> plan_of(Sheet sheet, std::span<const std::string> columns) {
  if (sheet == Sheet::inputs) return plan(kInputs, mapped::Entity::proposals, columns);
  if (sheet == Sheet::comments) {
    auto out = plan(kComments, mapped::Entity::comments, columns);
    // An e-mail address is nobody's id elsewhere: its people are kept apart from those known by an id.
    if (out[author] && mapped::folded(out[author]->name).find("mail") != std::string::npos) out.scope = "e-mail";
    return out;
  }
  if (sheet == Sheet::users) return plan(kUsers, mapped::Entity::participants, columns);
  return std::nullopt;
}

}  // namespace boussole::connectors::go_vocal
