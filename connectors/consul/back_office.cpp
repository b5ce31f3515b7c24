#include "connectors/consul/back_office.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

#include "connectors/consul/tables.h"

namespace boussole::connectors::consul {

namespace {

enum class Field : std::uint8_t {
  unknown,
  id,
  title,
  supports,
  staff,
  scope,
  feasibility,
  finished,
  selected,
  visible,
  author_name,
  author,
  author_email,
  summary,
  description,
  created,
  comment_id,
  comment_author,
  comment_text,
  comment_parent,
  comment_created
};

using Name = std::pair<std::string_view, Field>;

/// As the locale files of Consul Democracy give them (en, es, fr, older and newer versions).
constexpr std::array kNames{
    Name{"ID", Field::id},
    Name{"Title", Field::title},
    Name{"Título", Field::title},
    Name{"Titre", Field::title},
    Name{"Proposal", Field::title},
    Name{"Propuesta", Field::title},
    Name{"Proposition", Field::title},
    Name{"Supports", Field::supports},
    Name{"Apoyos", Field::supports},
    Name{"Soutiens", Field::supports},
    Name{"Administrator", Field::staff},
    Name{"Administrador", Field::staff},
    Name{"Administrateur", Field::staff},
    Name{"Valuator", Field::staff},
    Name{"Evaluador", Field::staff},
    Name{"Évaluateur", Field::staff},
    Name{"Valuation Group", Field::staff},
    Name{"Grupos evaluadores", Field::staff},
    Name{"Groupe d’évaluation", Field::staff},
    Name{"Groupe d'évaluation", Field::staff},
    Name{"Scope of operation", Field::scope},
    Name{"Ámbito de actuación", Field::scope},
    Name{"Portée de l'opération", Field::scope},
    Name{"Portée de l’opération", Field::scope},
    Name{"Périmètre des opérations", Field::scope},
    Name{"Feasibility", Field::feasibility},
    Name{"Viabilidad", Field::feasibility},
    Name{"Faisabilité", Field::feasibility},
    Name{"Val. Fin.", Field::finished},
    Name{"Ev. Fin.", Field::finished},
    Name{"Ev. Ter.", Field::finished},
    Name{"Selected", Field::selected},
    Name{"Seleccionado", Field::selected},
    Name{"Sélectionné", Field::selected},
    Name{"Show to valuators", Field::visible},
    Name{"Mostrar a evaluadores", Field::visible},
    Name{"Montrer aux évaluateurs", Field::visible},
    Name{"Author username", Field::author_name},
    Name{"Usuario autor", Field::author_name},
    Name{"Nom de l'auteur", Field::author_name},
    Name{"Nom de l’auteur", Field::author_name},
    Name{"Author", Field::author},
    Name{"Autor", Field::author},
    Name{"Auteur", Field::author},
    Name{"Author email", Field::author_email},
    Name{"Summary", Field::summary},
    Name{"Resumen", Field::summary},
    Name{"Résumé", Field::summary},
    Name{"Description", Field::description},
    Name{"Descripción", Field::description},
    Name{"Created at", Field::created},
    Name{"Fecha de creación", Field::created},
    Name{"Creado", Field::created},
    Name{"Creada", Field::created},
    Name{"Date de création", Field::created},
    Name{"Créé le", Field::created},
};

/// The columns of comments have the word for a comment before their own name.
constexpr std::array<std::string_view, 3> kCommentWords{"Comment ", "Comentario ", "Commentaire "};
constexpr std::array kCommentNames{
    Name{"ID", Field::comment_id},
    Name{"Author", Field::comment_author},
    Name{"Autor", Field::comment_author},
    Name{"Auteur", Field::comment_author},
    Name{"Content", Field::comment_text},
    Name{"Contenido", Field::comment_text},
    Name{"Contenu", Field::comment_text},
    Name{"Parent", Field::comment_parent},
    Name{"Padre", Field::comment_parent},
    Name{"Created at", Field::comment_created},
    Name{"Fecha de creación", Field::comment_created},
    Name{"Creado", Field::comment_created},
    Name{"Date de création", Field::comment_created},
    Name{"Créé le", Field::comment_created},
};

template <class Names>
Field named(const Names& names, std::string_view name) {
  const auto* at = std::find_if(names.begin(), names.end(), [&](const Name& each) { return each.first == name; });
  return at == names.end() ? Field::unknown : at->second;
}

bool is_of_comment(std::string_view column) {
  return std::any_of(kCommentWords.begin(), kCommentWords.end(),
                     [&](std::string_view word) { return column.starts_with(word); });
}

Field field_of(std::string_view column) {
  if (is_of_comment(column)) return named(kCommentNames, column.substr(column.find(' ') + 1));
  return named(kNames, column);
}

bool is_personal(Field field) {
  return field == Field::staff || field == Field::author_name || field == Field::author ||
         field == Field::author_email || field == Field::comment_author;
}

std::optional<bool> said(std::string_view word) {
  if (word == "Yes" || word == "Sí" || word == "Si" || word == "Oui") return true;
  if (word == "No" || word == "Non") return false;
  return std::nullopt;
}

enum class Feasible : std::uint8_t { unknown, undecided, yes, no };

Feasible feasible(std::string_view cell) {
  // "Feasible (€99)"
  const std::string_view word = cell.substr(0, cell.find(" ("));
  if (word == "Feasible" || word == "Viable" || word == "Réalisable") return Feasible::yes;
  if (word == "Unfeasible" || word == "Inviable" || word == "Irréalisable" || word == "Infaisable") return Feasible::no;
  if (word == "Undecided" || word == "Sin decidir" || word == "Incertain") return Feasible::undecided;
  return Feasible::unknown;
}

}  // namespace

Table export_of(const std::vector<std::string>& columns) {
  std::array<bool, static_cast<std::size_t>(Field::comment_created) + 1> has{};
  std::size_t of_comments = 0;
  for (const std::string& column : columns) {
    has[static_cast<std::size_t>(field_of(column))] = true;
    of_comments += is_of_comment(column) ? 1 : 0;
  }
  const auto all = [&](std::initializer_list<Field> fields) {
    return std::all_of(fields.begin(), fields.end(), [&](Field f) { return has[static_cast<std::size_t>(f)]; });
  };
  if (!all({Field::id, Field::title})) return Table::unknown;
  // All five columns of comments or none: replies whose parents nobody can name would pass for comments of their own.
  if (of_comments != 0 && !(of_comments == 5 && all({Field::comment_id, Field::comment_author, Field::comment_text,
                                                     Field::comment_parent, Field::comment_created})))
    return Table::unknown;
  if (all({Field::feasibility, Field::finished, Field::selected, Field::author_name})) return Table::investments;
  // So few and so common names: only where there is no other.
  if (all({Field::author, Field::summary}) && !all({Field::unknown}) && !all({Field::selected}))
    return Table::proposals;
  return Table::unknown;
}

ExportColumns::ExportColumns(const Columns& columns) {
  Place name, address, summary, description;
  const std::array<std::pair<Field, Place*>, 17> wanted{{{Field::id, &id},
                                                         {Field::supports, &supports},
                                                         {Field::scope, &scope},
                                                         {Field::feasibility, &feasibility},
                                                         {Field::finished, &finished},
                                                         {Field::selected, &selected},
                                                         {Field::author_name, &name},
                                                         {Field::author, &author},
                                                         {Field::author_email, &address},
                                                         {Field::summary, &summary},
                                                         {Field::description, &description},
                                                         {Field::created, &created},
                                                         {Field::comment_id, &comment_id},
                                                         {Field::comment_author, &comment_author},
                                                         {Field::comment_text, &comment_text},
                                                         {Field::comment_parent, &comment_parent},
                                                         {Field::comment_created, &comment_created}}};
  for (const std::string& column : columns.names()) {
    const Field field = field_of(column);
    const auto* at = std::find_if(wanted.begin(), wanted.end(), [&](const auto& w) { return w.first == field; });
    if (at != wanted.end()) *at->second = Place(columns, column);
    if (is_personal(field))
      personal.push_back(column);
    else if (at == wanted.end() && !column.empty())
      ignored.push_back(column);
  }
  // An e-mail is what comments are signed with: the same person is then known as the same.
  if (!author) author = address ? address : name;
  author_by_name = name && !address && comment_author;
  text = description ? description : summary;
}

engine::State state_of(std::string_view feasibility, std::string_view finished, std::string_view selected) {
  const Feasible found = feasible(feasibility);
  const std::optional<bool> done = said(finished), chosen = said(selected);
  if (chosen == true) return engine::State::accepted;
  if (found == Feasible::unknown || !done || !chosen) return engine::State::none;
  if (*done && found == Feasible::no) return engine::State::rejected;
  // Found feasible, or not yet said in public: whether it goes to the vote is still open.
  return *done || found != Feasible::undecided ? engine::State::evaluating : engine::State::not_answered;
}

}  // namespace boussole::connectors::consul
