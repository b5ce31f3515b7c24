#include "engine/findings/opinions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/dataset/votes.h"
#include "engine/findings/comparison.h"
#include "engine/statistics/adjust.h"
#include "engine/statistics/partition.h"
#include "engine/statistics/polis.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/special.h"

namespace boussole::engine {

namespace {

constexpr double kFewestInGroup = 10;  ///< votes of a group on a statement, to say what the group thinks of it
constexpr double kFalseShare = 0.05;   ///< of the statements listed, at most this share by luck
constexpr std::size_t kBridges = 10;

struct Cell {
  std::uint64_t agree = 0, disagree = 0, votes = 0;
};
using Table = std::vector<std::vector<Cell>>;  ///< [statement][group]

Table count(const Ballots& ballots, const OpinionGroups& groups) {
  Table out(ballots.statements.size(), std::vector<Cell>(groups.k));
  for (std::size_t i = 0; i < ballots.people.size(); ++i)
    for (std::size_t e = ballots.votes.row[i]; e < ballots.votes.row[i + 1]; ++e) {
      Cell& cell = out[ballots.votes.statement[e]][groups.group[i]];
      cell.agree += ballots.votes.vote[e] > 0;
      cell.disagree += ballots.votes.vote[e] < 0;
      ++cell.votes;
    }
  return out;
}

/// Chance of so many or more where the group is split in half.
double more_than_half(std::uint64_t yes, std::uint64_t n) {
  const double votes = static_cast<double>(n);
  return statistics::normal_sf((static_cast<double>(yes) / votes - 0.5) / std::sqrt(0.25 / votes));
}

/// Every group agrees: as sure as of the group of which it is least sure (an intersection of tests needs no
/// correction).
std::optional<double> all_agree(const std::vector<Cell>& cells) {
  double p = 0;
  for (const Cell& c : cells) {
    if (static_cast<double>(c.votes) < kFewestInGroup) return std::nullopt;
    p = std::max(p, more_than_half(c.agree, c.votes));
  }
  return p;
}

/// One group agrees and another one disagrees; Bonferroni among the groups that might be the one.
std::optional<double> split(const std::vector<Cell>& cells) {
  double agree = 1, disagree = 1;
  for (const Cell& c : cells) {
    if (static_cast<double>(c.votes) < kFewestInGroup) return std::nullopt;
    agree = std::min(agree, more_than_half(c.agree, c.votes));
    disagree = std::min(disagree, more_than_half(c.disagree, c.votes));
  }
  return std::min(1.0, std::max(agree, disagree) * static_cast<double>(cells.size()));
}

/// How many of the statements hold, at most 5 % of them by luck (Benjamini and Hochberg 1995).
std::int64_t hold(const std::vector<std::optional<double>>& p) {
  const auto adjusted = statistics::adjusted(p, statistics::Adjustment::benjamini_hochberg);
  if (!adjusted) return 0;
  return std::count_if(adjusted->begin(), adjusted->end(), [](const auto& one) { return one && *one <= kFalseShare; });
}

std::string statement_id(const Dataset& data, std::uint32_t target) {
  const VoteTarget& t = data.votes->targets[target];
  return std::to_string(t.contribution ? data.contributions[*t.contribution].id : t.key);
}

std::vector<StatementFinding> bridges(const Dataset& data, const Ballots& ballots, const Table& table, double level) {
  std::vector<StatementFinding> out;
  for (std::size_t j = 0; j < table.size(); ++j) {
    std::vector<statistics::GroupVotes> groups;
    StatementFinding s;
    for (const Cell& c : table[j]) {
      groups.push_back({static_cast<double>(c.agree), static_cast<double>(c.votes)});
      s.votes += static_cast<std::int64_t>(c.votes);
      const bool enough = static_cast<double>(c.votes) >= kFewestInGroup;
      s.agree.push_back(enough ? std::optional(static_cast<double>(c.agree) / static_cast<double>(c.votes))
                               : std::nullopt);
    }
    if (std::find(s.agree.begin(), s.agree.end(), std::nullopt) != s.agree.end()) continue;
    const auto bridging = statistics::bridging(groups, level);
    if (!bridging) continue;
    s.id = statement_id(data, ballots.statements[j]);
    s.bridging = bridging->geometric_mean;
    s.sure = bridging->minimum_lower;
    out.push_back(std::move(s));
  }
  // Statements are in a fixed order, so equal ones keep it.
  std::stable_sort(out.begin(), out.end(),
                   [](const StatementFinding& a, const StatementFinding& b) { return a.sure > b.sure; });
  out.resize(std::min(out.size(), kBridges));
  return out;
}

void compare_with_platform(const Dataset& data, const Ballots& ballots, const OpinionGroups& groups,
                           OpinionFinding& out) {
  std::map<std::uint32_t, std::size_t> declared;
  for (const DeclaredGroup& g : data.votes->groups) declared[g.participant] = g.group;
  if (declared.empty()) return;
  std::vector<std::size_t> ours, theirs;
  for (std::size_t i = 0; i < ballots.people.size(); ++i) {
    const auto at = declared.find(ballots.people[i]);
    if (at == declared.end()) continue;
    ours.push_back(groups.group[i]);
    theirs.push_back(at->second);
  }
  const std::set<std::size_t> distinct(theirs.begin(), theirs.end());
  out.platform_groups = static_cast<std::int64_t>(distinct.size());
  if (const auto index = statistics::adjusted_rand_index(ours, theirs)) out.platform_agreement = *index;
}

void note_groups(const OpinionGroups& groups, OpinionFinding& out) {
  if (groups.sampled)
    out.notes.push_back({"groups_on_a_sample",
                         {"Les groupes sont cherchés sur 2 000 personnes ; les autres rejoignent le plus proche.",
                          "Groups are looked for among 2,000 people; the others join the nearest one."}});
  if (groups.like_chance)
    out.notes.push_back({"groups_like_chance",
                         {"Des groupes aussi séparés apparaissent souvent quand les avis sont indépendants les uns des "
                          "autres : aucun groupe n’est annoncé.",
                          "Groups as far apart are common where opinions are independent of each other: no group is "
                          "claimed."}});
  out.notes.push_back(
      {"exposure_not_uniform",
       {"Chaque personne n’a vu qu’une partie des affirmations, choisie par la plateforme : les taux "
        "d’accord de deux affirmations ne se comparent pas tels quels.",
        "Each person saw only some of the statements, chosen by the platform: rates of agreement of two "
        "statements do not compare as they are."}});
}

std::optional<OpinionFinding> find_one(const Dataset& data, OptionalIndex space, const Sampling& sampling) {
  const Ballots ballots = conversation_votes(data, space);
  if (ballots.voters < sampling.min_cell) return std::nullopt;
  OpinionFinding out;
  if (space) {
    out.space = data.spaces[*space].key;
    out.title = data.spaces[*space].title;
  }
  out.voters = ballots.voters;
  out.mapped = static_cast<std::int64_t>(ballots.people.size());
  out.statements = static_cast<std::int64_t>(ballots.statements.size());
  out.votes = ballots.all_votes;
  out.seen = static_cast<double>(ballots.all_votes) /
             (static_cast<double>(ballots.voters) * static_cast<double>(out.statements));
  const auto groups = opinion_groups(ballots, sampling.seed, sampling.threads);
  if (!groups) {
    out.notes.push_back({"no_map",
                         {"Trop peu de votes, ou trop semblables, pour dessiner une carte des avis.",
                          "Too few votes, or too alike, to draw a map of opinions."}});
    return out;
  }
  out.groups = static_cast<std::int64_t>(groups->k);
  out.silhouette = groups->silhouette;
  std::vector<std::int64_t> sizes(groups->k, 0);
  for (const std::size_t g : groups->group) ++sizes[g];
  // One small group alone would be the rest of those placed: another one is withheld with it.
  const std::vector<bool> hidden = withheld(sizes, sampling.min_cell);
  for (std::size_t g = 0; g < sizes.size(); ++g)
    out.group_people.push_back(hidden[g] ? std::nullopt : std::optional(sizes[g]));
  const Table table = count(ballots, *groups);
  std::vector<std::optional<double>> together, apart;
  for (const auto& cells : table) {
    together.push_back(all_agree(cells));
    apart.push_back(groups->k > 1 ? split(cells) : std::nullopt);
  }
  out.agreed = hold(together);
  out.divided = hold(apart);
  out.bridges = bridges(data, ballots, table, sampling.level);
  compare_with_platform(data, ballots, *groups, out);
  note_groups(*groups, out);
  return out;
}

}  // namespace

std::vector<OpinionFinding> find_opinions(const Dataset& data, const Sampling& sampling) {
  std::vector<OpinionFinding> out;
  if (data.votes == nullptr) return out;
  std::set<OptionalIndex> spaces;
  for (const Vote& vote : data.votes->votes)
    if (vote.scale == VoteScale::agree_pass_disagree) spaces.insert(data.votes->targets[vote.target].space);
  for (const OptionalIndex space : spaces)
    if (auto found = find_one(data, space, sampling)) out.push_back(std::move(*found));
  return out;
}

}  // namespace boussole::engine
