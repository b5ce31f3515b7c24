#include "engine/run/context.h"

#include <algorithm>

#include "engine/dataset/course.h"
#include "engine/dataset/reference.h"
#include "engine/dataset/votes.h"
#include "engine/findings.h"
#include "engine/tally/build.h"

namespace boussole::engine {
namespace {

struct Scope {
  const Dataset& data;
  const Tally& tally;
  std::int64_t min_cell;
  const Findings* findings;
};

/// Ballots of the box with most of them: the same people may vote in several boxes, so they are not added up.
std::int64_t most_ballots(const Dataset& data) {
  if (data.votes == nullptr) return 0;
  std::map<OptionalIndex, std::int64_t> by_space;
  std::int64_t most = 0;
  for (const Ballot& b : data.votes->ballots) most = std::max(most, ++by_space[b.space]);
  return most;
}

void reach(const Scope& s, ContextFigure& out) {
  std::int64_t people = 0;
  for (const PersonTally& p : s.tally.people) people += !p.organiser && p.acts() > 0;
  if (people == 0) people = most_ballots(s.data);
  // Where votes were read and nobody wrote, nothing is known of how many took part by writing.
  const bool only_votes = people == 0 && s.data.votes != nullptr;
  if (!only_votes && (people == 0 || people >= s.min_cell)) out.n = people;
  if (s.findings != nullptr && s.findings->reference && s.findings->reference->population > 0 && people >= s.min_cell) {
    out.value = double(people) / double(s.findings->reference->population);
    return;
  }
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
    out.reason = Message{"nothing_decided",
                         {"Aucune proposition acceptée ni refusée dans les données lues.",
                          "No proposal accepted or rejected in the data read."}};
  }
}

void hiding(const Scope& s, ContextFigure& out) {
  if (s.data.has("moderations") == Presence::absent) {
    out.reason = Message{"moderations_absent",
                         {"La liste des contenus masqués n'est pas dans les fichiers lus.",
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
  out.reason = Message{"declared_by_the_organiser",
                       {"À déclarer par l'organisateur : l'export ne le contient pas.",
                        "To be declared by the organiser: the export does not hold it."}};
}

/// Groups of opinion in the largest conversation.
const OpinionFinding* largest_conversation(const Scope& s) {
  if (s.findings == nullptr || s.findings->opinions.empty()) return nullptr;
  return &*std::max_element(s.findings->opinions.begin(), s.findings->opinions.end(),
                            [](const auto& a, const auto& b) { return a.voters < b.voters; });
}

void opinion_groups(const Scope& s, ContextFigure& out) {
  const OpinionFinding* o = largest_conversation(s);
  out.n = o->mapped;
  out.value = double(o->groups);
}

void agreement(const Scope& s, ContextFigure& out) {
  const OpinionFinding* o = largest_conversation(s);
  out.n = o->statements;
  out.value = double(o->agreed) / double(o->statements);
}

void statements_seen(const Scope& s, ContextFigure& out) {
  const OpinionFinding* o = largest_conversation(s);
  out.n = o->voters;
  out.value = o->seen;
}

/// Over all ballots, each box by its number of voters.
template <class Value>
void over_ballots(const Scope& s, ContextFigure& out, const Value& value) {
  double sum = 0;
  std::int64_t voters = 0;
  for (const BudgetFinding& b : s.findings->budgets) {
    const std::optional<double> one = value(b);
    if (!one) continue;
    sum += *one * double(b.ballots);
    voters += b.ballots;
  }
  if (voters == 0) {
    out.reason = Message{"not_computable",
                         {"Ces bulletins ne permettent pas le calcul.", "These ballots do not allow the computation."}};
    return;
  }
  out.n = voters;
  out.value = sum / double(voters);
}

void excluded(const Scope& s, ContextFigure& out) {
  over_ballots(s, out, [](const BudgetFinding& b) {
    return b.outcomes.empty() ? std::nullopt : std::optional(b.outcomes.front().excluded);
  });
}

void rules_gap(const Scope& s, ContextFigure& out) {
  over_ballots(s, out, [](const BudgetFinding& b) { return b.gap; });
}

void unmet(const Scope& s, ContextFigure& out) {
  std::int64_t claims = 0, ballots = 0;
  for (const BudgetFinding& b : s.findings->budgets) {
    if (b.outcomes.empty()) continue;
    claims += b.outcomes.front().unmet;
    ballots += b.ballots;
  }
  out.value = double(claims);
  out.n = ballots;
}

void mandatory_questions(const Scope& s, ContextFigure& out) {
  std::int64_t mandatory = 0, told = 0;
  for (const Question& q : s.data.course->questions) {
    told += q.mandatory.has_value();
    mandatory += q.mandatory.value_or(false);
  }
  if (told > 0) {
    out.value = double(mandatory) / double(told);
    out.n = told;
    return;
  }
  out.reason = Message{"obligation_untold",
                       {"La source ne dit d’aucune question si elle est obligatoire.",
                        "The source says of no question whether it must be answered."}};
}

/// Answers to the question that has most of them.
std::int64_t most_answers(const Dataset& data) {
  std::int64_t most = 0;
  for (const Aggregate& total : data.aggregates)
    if (total.entity == "surveys") most = std::max(most, total.total);
  return most;
}

void answers(const Scope& s, ContextFigure& out) {
  const std::int64_t most = most_answers(s.data);
  if (most >= s.min_cell) {
    out.value = double(most);
    out.n = most;
    return;
  }
  out.reason = Message{"too_few_answers",
                       {"Trop peu de réponses pour en publier le nombre.", "Too few answers to publish their number."}};
}

bool always(const Scope&) { return true; }
bool has_questions(const Scope& s) { return s.data.course != nullptr && !s.data.course->questions.empty(); }
bool has_answers(const Scope& s) { return most_answers(s.data) > 0; }
bool has_opinions(const Scope& s) { return largest_conversation(s) != nullptr; }
bool has_budgets(const Scope& s) { return s.findings != nullptr && !s.findings->budgets.empty(); }

struct Row {
  const char* id;
  const char* unit;
  void (*compute)(const Scope&, ContextFigure&);
  bool (*applies)(const Scope&) = &always;
};

constexpr Row kRows[] = {{"ctx-portee", "ratio", reach},
                         {"ctx-volume", "count", volume},
                         {"ctx-duree", "days", duration},
                         {"ctx-taux-acceptation", "ratio", acceptance},
                         {"ctx-taux-masquage", "ratio", hiding},
                         {"ctx-groupes-opinion", "count", opinion_groups, &has_opinions},
                         {"ctx-accord-partage", "ratio", agreement, &has_opinions},
                         {"ctx-affirmations-vues", "ratio", statements_seen, &has_opinions},
                         {"ctx-bp-exclusion", "ratio", excluded, &has_budgets},
                         {"ctx-bp-ecart-regles", "points", rules_gap, &has_budgets},
                         {"ctx-bp-demandes-laissees", "count", unmet, &has_budgets},
                         {"ctx-questions-obligatoires", "ratio", mandatory_questions, &has_questions},
                         {"ctx-reponses-questionnaire", "count", answers, &has_answers}};

}  // namespace

std::vector<ContextFigure> context_figures(const criteria::CriteriaSet& set, const Dataset& data, const Tally& platform,
                                           std::int64_t min_cell, const Findings* findings) {
  const Scope scope{data, platform, min_cell, findings};
  std::vector<ContextFigure> out;
  for (const criteria::ContextDefinition& definition : set.context) {
    ContextFigure figure;
    figure.id = definition.id;
    figure.unit = definition.unit_code;
    void (*compute)(const Scope&, ContextFigure&) = declared;
    bool applies = true;
    for (const Row& row : kRows)
      if (definition.id == row.id) {
        compute = row.compute;
        applies = row.applies(scope);
        figure.unit = row.unit;
      }
    if (!applies) continue;
    compute(scope, figure);
    out.push_back(std::move(figure));
  }
  return out;
}

}  // namespace boussole::engine
