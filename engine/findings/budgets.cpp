#include "engine/findings/budgets.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/dataset/votes.h"
#include "engine/findings/answers.h"
#include "engine/statistics/unmet_claims.h"
#include "engine/statistics/winner_stability.h"

namespace boussole::engine {

namespace {

using statistics::BudgetElection;
using statistics::ProjectIndex;
using Winners = std::vector<ProjectIndex>;

/// Above, the completion of equal shares takes larger steps than one unit of money.
constexpr std::size_t kMostChoicesForAdd1 = 4'000;

std::size_t choices(const BudgetElection& election) {
  std::size_t total = 0;
  for (const auto& approved : election.approvals) total += approved.size();
  return total;
}

const char* scale_name(VoteScale scale) {
  switch (scale) {
    case VoteScale::approval:
      return "approval";
    case VoteScale::ordinal:
      return "ordinal";
    case VoteScale::cumulative:
      return "cumulative";
    case VoteScale::scoring:
      return "scoring";
    default:
      return "other";
  }
}

/// Ranked projects are chosen whatever their rank; points or marks make a choice where they are more than nothing.
bool chosen(const Vote& vote) { return vote.scale == VoteScale::ordinal || vote.value > 0; }

Text rule_name(const std::string& rule) {
  if (rule == "official") return {"résultat publié", "published result"};
  if (rule == "greedy") return {"le plus de voix d’abord", "most votes first"};
  if (rule == "equal_shares") return {"parts égales, complétées", "equal shares, completed"};
  return {"Phragmén séquentiel", "sequential Phragmén"};
}

std::optional<BudgetOutcome> outcome(const Election& e, const std::string& rule, const Winners& winners) {
  const auto statistics = statistics::outcome_statistics(e.ballots, winners);
  const auto claims = statistics::unmet_claims(e.ballots, winners);
  if (!statistics || !claims) return std::nullopt;
  BudgetOutcome out;
  out.rule = rule;
  out.name = rule_name(rule);
  out.projects = static_cast<std::int64_t>(winners.size());
  out.spent = statistics->spent_share;
  out.excluded = statistics->exclusion;
  out.satisfaction = statistics->mean_satisfaction;
  out.gini = statistics->gini_equal_share;
  out.unmet = static_cast<std::int64_t>(claims->size());
  return out;
}

void note_what_was_done(const Election& e, const BudgetFinding& finding, std::vector<Message>& notes) {
  if (finding.scale != "approval")
    notes.push_back(
        {"ballots_as_approvals",
         {"Les bulletins portent des rangs ou des points : les règles sont comparées sur les projets choisis, "
          "quel que soit leur rang ou leur nombre de points.",
          "Ballots hold ranks or points: rules are compared on the projects chosen, whatever their rank or "
          "number of points."}});
  if (!e.funded)
    notes.push_back(
        {"result_not_published",
         {"La source ne dit pas quels projets ont été financés : la règle « le plus de voix d’abord », la plus "
          "courante, en tient lieu.",
          "The source does not say which projects were funded: the most common rule, “most votes first”, "
          "stands for it."}});
  const bool large = choices(e.ballots) > kMostChoicesForAdd1;
  notes.push_back({"equal_shares_completion",
                   {std::string("Parts égales : chaque votant dispose d’une même somme, relevée ") +
                        (large ? "par paliers (un septième, puis moins)" : "d’une unité à la fois") +
                        " tant qu’il reste de l’argent, puis le reste va au plus de voix.",
                    std::string("Equal shares: each voter has the same sum, raised ") +
                        (large ? "by steps (a seventh, then less)" : "by one unit at a time") +
                        " while money is left, and what remains goes to most votes."}});
  if (e.without_cost > 0)
    notes.push_back({"projects_without_cost",
                     {std::to_string(e.without_cost) + " projets sans coût sont laissés de côté.",
                      std::to_string(e.without_cost) + " projects without a cost are left out."}});
}

/// What the published result would be if it were the usual rule: said, never held against anybody.
void note_difference(const Winners& official, const Winners& greedy, std::vector<Message>& notes) {
  Winners a = official, b = greedy, both;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  if (both.size() == a.size() && both.size() == b.size()) return;
  const std::string first = std::to_string(a.size()), second = std::to_string(b.size()),
                    common = std::to_string(both.size());
  notes.push_back({"official_is_not_greedy",
                   {"Le résultat publié (" + first + " projets) n’est pas celui du plus de voix d’abord (" + second +
                        ", dont " + common + " en commun) : règles de quartier, seuils ou restes peuvent l’expliquer.",
                    "The published result (" + first + " projects) is not that of most votes first (" + second + ", " +
                        common + " in common): district rules, thresholds or leftovers may explain it."}});
}

/// Below 60 ballots such shares are kept less well by other publics than they say; many ballots decide by themselves,
/// and counting each 200 times would take longer than the rest of an audit.
constexpr std::size_t kFewestForStability = 60, kMostChoicesForStability = 400'000;
constexpr std::uint64_t kOtherPublics = 200;

std::optional<BudgetStability> stability_of(const Election& e, std::uint64_t seed) {
  if (e.ballots.approvals.size() < kFewestForStability || choices(e.ballots) > kMostChoicesForStability)
    return std::nullopt;
  const auto found = statistics::winner_stability(e.ballots, statistics::BudgetRule::by_votes, kOtherPublics, seed);
  if (!found) return std::nullopt;
  const auto open = [](double share) { return share >= 0.05 && share <= 0.95; };
  return BudgetStability{static_cast<std::int64_t>(kOtherPublics), found->same_outcome, found->mean_jaccard,
                         std::count_if(found->funded.begin(), found->funded.end(), open)};
}

BudgetFinding find_one(const Dataset& data, const BallotBox& box, const Election& e, std::uint64_t seed) {
  BudgetFinding out;
  if (box.space) {
    out.space = data.spaces[*box.space].key;
    out.title = data.spaces[*box.space].title;
  }
  out.ballots = static_cast<std::int64_t>(e.ballots.approvals.size());
  out.projects = static_cast<std::int64_t>(e.projects.size());
  out.budget = e.ballots.budget;
  out.scale = scale_name(box.scale);
  if (data.reference != nullptr) out.population = population_of(*data.reference);
  const auto add = [&](const char* rule, const Winners& winners) {
    if (auto done = outcome(e, rule, winners)) out.outcomes.push_back(std::move(*done));
  };
  const auto greedy = statistics::greedy_by_votes(e.ballots);
  const bool small = choices(e.ballots) <= kMostChoicesForAdd1;
  const auto shares = small ? statistics::equal_shares_add1u(e.ballots, statistics::Utility::cost)
                            : statistics::equal_shares_raised(e.ballots, statistics::Utility::cost);
  const auto phragmen = statistics::sequential_phragmen(e.ballots);
  if (e.funded) add("official", *e.funded);
  if (greedy) add("greedy", *greedy);
  if (shares) add("equal_shares", shares->winners);
  if (phragmen) add("phragmen", *phragmen);
  const auto excluded = [&](const std::string& rule) -> std::optional<double> {
    for (const BudgetOutcome& o : out.outcomes)
      if (o.rule == rule) return o.excluded;
    return std::nullopt;
  };
  const auto applied = excluded(e.funded ? "official" : "greedy"), equal = excluded("equal_shares");
  if (applied && equal) out.gap = *applied - *equal;
  out.stability = stability_of(e, seed);
  note_what_was_done(e, out, out.notes);
  if (e.funded && greedy) note_difference(*e.funded, *greedy, out.notes);
  return out;
}

}  // namespace

std::optional<Election> election_of(const Dataset& data, OptionalIndex space) {
  const Votes& votes = *data.votes;
  const auto box =
      std::find_if(votes.boxes.begin(), votes.boxes.end(), [&](const BallotBox& b) { return b.space == space; });
  if (box == votes.boxes.end() || !box->budget || *box->budget <= 0) return std::nullopt;
  Election out;
  out.ballots.budget = *box->budget;
  for (std::uint32_t row = 0; row < data.projects.size(); ++row) {
    const Project& p = data.projects[row];
    if (p.space != space) continue;
    if (p.amount && *p.amount > 0)
      out.projects.push_back(row);
    else
      ++out.without_cost;
  }
  // Ties go to the project of lower index: more votes first, then as the source lists them.
  std::stable_sort(out.projects.begin(), out.projects.end(), [&](std::uint32_t a, std::uint32_t b) {
    return data.projects[a].votes.value_or(0) > data.projects[b].votes.value_or(0);
  });
  std::map<std::uint32_t, ProjectIndex> index;
  bool told = true;
  Winners funded;
  for (ProjectIndex i = 0; i < out.projects.size(); ++i) {
    const Project& p = data.projects[out.projects[i]];
    index[out.projects[i]] = i;
    out.ballots.cost.push_back(*p.amount);
    told = told && p.selected_known;
    if (p.selected) funded.push_back(i);
  }
  if (told && !funded.empty()) out.funded = std::move(funded);
  for (const Ballot& b : votes.ballots) {
    if (b.space != space) continue;
    auto& approved = out.ballots.approvals.emplace_back();
    for (std::uint32_t v = b.votes.begin; v < b.votes.begin + b.votes.count; ++v) {
      const Vote& vote = votes.votes[v];
      const OptionalIndex project = votes.targets[vote.target].project;
      const auto at = project ? index.find(*project) : index.end();
      if (at != index.end() && chosen(vote)) approved.push_back(at->second);
    }
  }
  if (out.ballots.approvals.empty() || out.projects.empty()) return std::nullopt;
  return out;
}

std::vector<BudgetFinding> find_budgets(const Dataset& data, const Sampling& sampling) {
  std::vector<BudgetFinding> out;
  if (data.votes == nullptr) return out;
  const std::vector<BallotBox>& boxes = data.votes->boxes;
  std::vector<std::optional<BudgetFinding>> found(boxes.size());
  parallel_for(boxes.size(), sampling.threads, [&](std::size_t i) {
    const auto election = election_of(data, boxes[i].space);
    if (!election) return;
    if (static_cast<std::int64_t>(election->ballots.approvals.size()) < sampling.min_cell) return;
    found[i] = find_one(data, boxes[i], *election, sampling.seed);
  });
  for (auto& one : found)
    if (one) out.push_back(std::move(*one));
  return out;
}

}  // namespace boussole::engine
