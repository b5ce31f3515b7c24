#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/audit.h"

/// What some data allow beyond one figure per indicator: who took part beside the population, the map of opinions, what
/// other rules would have funded. Every number of people is withheld where it is too small to publish.
namespace boussole::engine {

/// One class of one variable among those who took part, and in the population.
struct ClassShare {
  std::string id;  ///< "female", "25-34", "75+"; the source's own word for others
  Text name;
  std::optional<std::int64_t> people;  ///< absent: withheld, alone or to protect another cell
  std::optional<double> share;         ///< of those who are known and in the population compared with
  std::optional<Interval> interval;    ///< of the share
  std::optional<double> reference;     ///< share of the population; absent where there is no reference
};

/// Those who took part, by one variable.
struct Composition {
  std::string variable;  ///< "sex", "age", "area", …
  Text name;
  std::string measure;  ///< "participants", "ballots", or what the source counts
  std::string scope;    ///< "platform", or the key of a space
  Text scope_title;
  std::string origin;                   ///< who says so: self, verified, platform, unknown
  std::int64_t known = 0;               ///< people in the classes compared
  std::int64_t unanswered = 0;          ///< people of whom it is not known, implausible answers included
  std::optional<std::int64_t> outside;  ///< known, but in no class of the reference; absent: withheld
  std::vector<ClassShare> classes;
  std::optional<double> likeness;            ///< 1 less the total variation distance
  std::optional<double> likeness_by_chance;  ///< what a draw from the population would read on average
  std::optional<double> likeness_corrected;  ///< 1 less what lies beyond chance
  std::optional<Interval> interval;          ///< of the likeness
  std::optional<Message> interval_reason;    ///< where there is none
  std::optional<Interval> bounds;            ///< of the likeness, whatever those who did not answer are
  std::optional<double> r_score;             ///< Go Vocal's: smallest over largest rate of participation
  std::vector<Message> notes;
};

struct ReferenceRecord {
  std::string file, sha256, source, year;
  std::optional<std::int64_t> from_age;
  std::int64_t population = 0;
  std::int64_t territories = 0;
  std::string territory;  ///< its code and name, where there is one
  std::vector<Message> notes;
};

/// One statement that people agreed or disagreed with.
struct StatementFinding {
  std::string id;  ///< the platform's
  std::int64_t votes = 0;
  std::vector<std::optional<double>> agree;  ///< share of agreement by group; absent under the smallest cell
  double bridging = 0;                       ///< geometric mean of the groups' shares of agreement
  double sure = 0;                           ///< smallest lower bound of these shares
};

/// The opinions of one conversation.
struct OpinionFinding {
  std::string space;
  Text title;
  std::int64_t voters = 0, mapped = 0;  ///< mapped: voted enough to be placed
  std::int64_t statements = 0, votes = 0;
  double seen = 0;  ///< share of the voters × statements that were voted on
  std::int64_t groups = 1;
  std::optional<double> silhouette;
  std::vector<std::optional<std::int64_t>> group_people;
  std::int64_t agreed = 0;                ///< statements that every group agrees with, for sure
  std::int64_t divided = 0;               ///< statements that one group agrees with and another one refuses, for sure
  std::vector<StatementFinding> bridges;  ///< those that most bridge the groups
  std::optional<double> platform_agreement;  ///< adjusted Rand index with the platform's own groups
  std::optional<std::int64_t> platform_groups;
  std::vector<Message> notes;
};

/// What one rule gives to the voters of one ballot.
struct BudgetOutcome {
  std::string rule;  ///< official | greedy | equal_shares | phragmen
  Text name;
  std::int64_t projects = 0;
  double spent = 0;            ///< share of the budget
  double excluded = 0;         ///< share of voters with none of the projects they chose
  double satisfaction = 0;     ///< projects chosen and funded, mean over voters
  std::optional<double> gini;  ///< of the voters' parts of what is spent on what they chose
  std::int64_t unmet = 0;      ///< projects not funded though their supporters' share of the budget would have paid
};

/// How far the projects funded by the most votes depend on who happened to vote, see statistics/winner_stability.h.
struct BudgetStability {
  std::int64_t publics = 0;  ///< other publics drawn
  double same = 0;           ///< share of them that fund exactly the same projects
  double common = 0;         ///< mean share of the projects of either that both fund (Jaccard)
  std::int64_t open = 0;     ///< projects funded in 5 to 95 % of them
};

struct BudgetFinding {
  std::string space;
  Text title;
  std::int64_t ballots = 0, projects = 0, budget = 0;
  std::string scale;
  std::optional<std::int64_t> population;  ///< of the reference
  std::vector<BudgetOutcome> outcomes;
  std::optional<double> gap;                 ///< share excluded under the rule applied, less under equal shares
  std::optional<BudgetStability> stability;  ///< absent below 60 ballots, or where there are very many
  std::vector<Message> notes;
};

struct Findings {
  std::optional<ReferenceRecord> reference;
  std::vector<Composition> compositions;
  std::vector<OpinionFinding> opinions;
  std::vector<BudgetFinding> budgets;
};

}  // namespace boussole::engine
