#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/dataset/votes.h"
#include "engine/findings/opinions.h"
#include "engine/statistics/clustering.h"
#include "engine/statistics/random.h"

namespace boussole::engine {

namespace {

constexpr std::size_t kFewestVotes = 7;  ///< on distinct statements, as in Polis
constexpr std::size_t kMostCompared = 2000;
constexpr std::uint64_t kRestarts = 20, kResamples = 40;
constexpr std::size_t kShuffles = 39;  ///< the largest of 39 and the one seen: one chance in 40
constexpr std::size_t kMostShuffledVotes = 200'000;
constexpr double kChance = 0.05;

using Points = std::vector<std::vector<double>>;

/// The votes that count: not replaced, on this scale, of this space, on a statement that is not hidden.
bool counts(const Votes& votes, const Vote& vote, OptionalIndex space) {
  return vote.scale == VoteScale::agree_pass_disagree && !vote.superseded && !votes.targets[vote.target].hidden &&
         votes.targets[vote.target].space == space;
}

Points places(const statistics::OpinionMap& map) {
  Points out;
  for (const auto& at : map.position) {
    const auto& [x, y] = at.value_or(std::array<double, 2>{0, 0});
    out.push_back({x, y});
  }
  return out;
}

/// Some of the points, the same ones every time.
std::vector<std::size_t> sample_of(std::size_t n, std::uint64_t seed) {
  std::vector<std::pair<std::uint64_t, std::size_t>> drawn;
  for (std::size_t i = 0; i < n; ++i) drawn.emplace_back(statistics::random_word(seed, 0x73616d706c65, 0, i), i);
  std::sort(drawn.begin(), drawn.end());
  drawn.resize(std::min(n, kMostCompared));
  std::vector<std::size_t> out;
  for (const auto& [word, i] : drawn) out.push_back(i);
  std::sort(out.begin(), out.end());
  return out;
}

std::size_t nearest(const std::vector<double>& point, const Points& centres) {
  std::size_t best = 0;
  double least = 0;
  for (std::size_t c = 0; c < centres.size(); ++c) {
    double far = 0;
    for (std::size_t d = 0; d < point.size(); ++d) far += (point[d] - centres[c][d]) * (point[d] - centres[c][d]);
    if (c == 0 || far < least) least = far, best = c;
  }
  return best;
}

/// The same votes with each statement's answers dealt anew to those who voted on it: opinions independent of each
/// other, and the same people having seen the same statements.
statistics::VoteMatrix shuffled(const statistics::VoteMatrix& votes, std::uint64_t seed, std::uint64_t round) {
  std::vector<std::vector<std::size_t>> cells(votes.statements);
  for (std::size_t e = 0; e < votes.statement.size(); ++e) cells[votes.statement[e]].push_back(e);
  statistics::VoteMatrix out = votes;
  statistics::RandomStream random(seed, 0x73687566666c65, round);
  for (const auto& column : cells)
    for (std::size_t i = column.size(); i > 1; --i)
      std::swap(out.vote[column[i - 1]], out.vote[column[random.below(i)]]);
  return out;
}

/// How often groups stand as far apart as these where there are none: at most `kChance` of the shuffles, or never.
bool common_by_chance(const Ballots& ballots, std::size_t k, double apart, std::uint64_t seed, unsigned threads) {
  std::size_t as_far = 1;
  for (std::size_t round = 0; round < kShuffles; ++round) {
    const auto map = statistics::opinion_map(shuffled(ballots.votes, seed, round), threads);
    if (!map) continue;
    const Points points = places(*map);
    const auto found = statistics::kmeans_best(points, k, 4, seed + round);
    if (!found) continue;
    const auto silhouette = statistics::silhouette(points, found->cluster);
    as_far += silhouette && silhouette->mean >= apart;
    if (static_cast<double>(as_far) > kChance * static_cast<double>(kShuffles + 1)) return true;
  }
  return false;
}

}  // namespace

Ballots conversation_votes(const Dataset& data, OptionalIndex space) {
  const Votes& votes = *data.votes;
  std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::int8_t>>> by_person;
  std::set<std::uint32_t> targets;
  for (const Vote& vote : votes.votes) {
    if (!counts(votes, vote, space)) continue;
    by_person[vote.participant].emplace_back(vote.target, static_cast<std::int8_t>(vote.value));
    targets.insert(vote.target);
  }
  Ballots out;
  out.statements.assign(targets.begin(), targets.end());
  out.voters = static_cast<std::int64_t>(by_person.size());
  out.votes.statements = out.statements.size();
  const std::size_t enough = std::min(kFewestVotes, out.statements.size());
  for (auto& [person, cast] : by_person) {
    out.all_votes += static_cast<std::int64_t>(cast.size());
    if (cast.size() < enough) continue;
    std::sort(cast.begin(), cast.end());
    out.people.push_back(person);
    for (const auto& [target, value] : cast) {
      const auto at = std::lower_bound(out.statements.begin(), out.statements.end(), target);
      out.votes.statement.push_back(static_cast<std::uint32_t>(at - out.statements.begin()));
      out.votes.vote.push_back(value);
    }
    out.votes.row.push_back(out.votes.statement.size());
  }
  return out;
}

statistics::Result<OpinionGroups> opinion_groups(const Ballots& ballots, std::uint64_t seed, unsigned threads,
                                                 std::optional<std::size_t> fixed) {
  const auto map = statistics::opinion_map(ballots.votes, threads);
  if (!map) return std::unexpected(map.error());
  const Points points = places(*map);
  OpinionGroups out;
  out.group.assign(points.size(), 0);
  out.sampled = points.size() > kMostCompared;
  Points compared;
  for (const std::size_t i : sample_of(points.size(), seed)) compared.push_back(points[i]);
  std::optional<statistics::Clustering> found;
  if (fixed) {
    auto forced = statistics::kmeans_best(compared, *fixed, kRestarts, seed);
    if (!forced) return std::unexpected(forced.error());
    found = std::move(*forced);
    if (const auto apart = statistics::silhouette(compared, found->cluster)) out.silhouette = apart->mean;
  } else {
    // As many groups as Polis allows: no fewer than a dozen people each. The number that stands best apart may not be
    // stable; then fewer are tried.
    std::size_t most = std::min<std::size_t>(5, 2 + points.size() / 12);
    auto chosen = statistics::choose_groups(compared, most, kRestarts, kResamples, seed);
    while (chosen && chosen->k == 1 && --most >= 2)
      chosen = statistics::choose_groups(compared, most, kRestarts, kResamples, seed);
    if (!chosen) return std::unexpected(chosen.error());
    if (chosen->k > 1) {
      out.silhouette = chosen->silhouette;
      found = std::move(chosen->clustering);
    }
    if (found && !out.sampled && ballots.votes.vote.size() <= kMostShuffledVotes &&
        common_by_chance(ballots, chosen->k, chosen->silhouette, seed, threads)) {
      out.like_chance = true;
      found.reset();
    }
  }
  if (!found) return out;
  out.k = found->centre.size();
  for (std::size_t i = 0; i < points.size(); ++i) out.group[i] = nearest(points[i], found->centre);
  return out;
}

}  // namespace boussole::engine
