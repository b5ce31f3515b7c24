#include "engine/run/context.h"

#include "engine/tally/build.h"

namespace boussole::engine {
namespace {

struct Scope {
  const Dataset& data;
  const Tally& tally;
  std::int64_t min_cell;
};

void reach(const Scope& s, ContextFigure& out) {
  std::int64_t people = 0;
  for (const PersonTally& p : s.tally.people) people += !p.organiser && p.acts() > 0;
  // Where votes were read and nobody wrote, nothing is known of how many took part by writing.
  const bool only_votes = people == 0 && s.data.votes != nullptr;
  if (!only_votes && (people == 0 || people >= s.min_cell)) out.n = people;
  out.reason = Message{"population_not_given",
                       {"Il manque la population concernée (recensement ou base des personnes invitées).",
                        "The population concerned is missing (a census, or the number of people invited)."}};
}

void volume(const Scope& s, ContextFigure& out) {
  const std::int64_t n = s.tally.contributions + s.tally.amendments + s.tally.withdrawn + s.tally.comments;
  out.value = double(n);
  out.n = n;
}

void duration(const Scope& s, ContextFigure& out) {
  if (s.data.oldest && s.data.newest) {
    out.value = double(*s.data.newest - *s.data.oldest) / double(kDay);
  } else {
    out.reason = Message{"no_dates", {"Aucune date dans les données lues.", "No date in the data read."}};
  }
}

void acceptance(const Scope& s, ContextFigure& out) {
  const std::int64_t decided = s.tally.accepted + s.tally.rejected;
  if (decided > 0) {
    out.value = double(s.tally.accepted) / double(decided);
    out.n = decided;
  } else {
    out.reason = Message{"nothing_decided", {"Aucune proposition acceptée ni refusée dans les données lues.",
                                             "No proposal accepted or rejected in the data read."}};
  }
}

void hiding(const Scope& s, ContextFigure& out) {
  if (s.data.has("moderations") == Presence::absent) {
    out.reason = Message{"moderations_absent", {"La liste des contenus masqués n'est pas dans les fichiers lus.",
                                                "The list of hidden contents is not in the files read."}};
    return;
  }
  const auto hidden = static_cast<std::int64_t>(s.data.moderations.size());
  const std::int64_t all = hidden + static_cast<std::int64_t>(s.data.contributions.size() + s.data.comments.size());
  if (all == 0) {
    out.reason = Message{"nothing_published", {"Aucun contenu publié ni masqué.", "No content published or hidden."}};
    return;
  }
  out.value = double(hidden) / double(all);
  out.n = all;
}

void declared(const Scope&, ContextFigure& out) {
  out.reason = Message{"declared_by_the_organiser", {"À déclarer par l'organisateur : l'export ne le contient pas.",
                                                     "To be declared by the organiser: the export does not hold it."}};
}

struct Row {
  const char* id;
  const char* unit;
  void (*compute)(const Scope&, ContextFigure&);
};

constexpr Row kRows[] = {{"ctx-portee", "ratio", reach},        {"ctx-volume", "count", volume},
                         {"ctx-duree", "days", duration},       {"ctx-taux-acceptation", "ratio", acceptance},
                         {"ctx-taux-masquage", "ratio", hiding}};

}  // namespace

std::vector<ContextFigure> context_figures(const criteria::CriteriaSet& set, const Dataset& data, const Tally& platform,
                                           std::int64_t min_cell) {
  std::vector<ContextFigure> out;
  for (const criteria::ContextDefinition& definition : set.context) {
    ContextFigure figure;
    figure.id = definition.id;
    figure.unit = definition.unit_code;
    void (*compute)(const Scope&, ContextFigure&) = declared;
    for (const Row& row : kRows)
      if (definition.id == row.id) {
        compute = row.compute;
        figure.unit = row.unit;
      }
    compute({data, platform, min_cell}, figure);
    out.push_back(std::move(figure));
  }
  return out;
}

}  // namespace boussole::engine
