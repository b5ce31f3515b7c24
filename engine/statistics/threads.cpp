#include "engine/statistics/threads.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/statistics/checks.h"

namespace boussole::engine::statistics {

namespace {

constexpr std::uint64_t kUnknown = 0;  // no comment has depth 0: that is the proposal

/// Depth of each comment, kUnknown below an orphan; nothing where replies go round in a circle.
std::optional<std::vector<std::uint64_t>> depths(std::span<const ThreadComment> comments) {
  enum class Seen : std::uint8_t { no, open, done };
  std::vector<std::uint64_t> depth(comments.size(), kUnknown);
  std::vector<Seen> seen(comments.size(), Seen::no);
  std::vector<std::size_t> chain;
  for (std::size_t start = 0; start < comments.size(); ++start) {
    // Up to a comment whose depth is settled, then back down.
    std::optional<std::size_t> at = start;
    while (at && seen[*at] == Seen::no) {
      seen[*at] = Seen::open;
      chain.push_back(*at);
      at = comments[*at].orphan ? std::nullopt : comments[*at].parent;
    }
    if (at && seen[*at] == Seen::open) return std::nullopt;
    bool known = at ? depth[*at] != kUnknown : !comments[chain.empty() ? start : chain.back()].orphan;
    std::uint64_t above = at ? depth[*at] : 0;
    for (; !chain.empty(); chain.pop_back()) {
      depth[chain.back()] = known ? ++above : kUnknown;
      seen[chain.back()] = Seen::done;
    }
  }
  return depth;
}

/// Sum over edges of the pairs of nodes that they separate: the sum of all distances in a tree.
double sum_of_distances(std::span<const ThreadComment> comments, std::span<const std::uint64_t> depth, double nodes) {
  std::vector<std::size_t> deepest_first;
  for (std::size_t i = 0; i < comments.size(); ++i)
    if (depth[i] != kUnknown) deepest_first.push_back(i);
  std::ranges::stable_sort(deepest_first, std::ranges::greater{}, [&](std::size_t i) { return depth[i]; });
  std::vector<double> subtree(comments.size(), 1);
  double total = 0;
  for (const std::size_t i : deepest_first) {
    total += subtree[i] * (nodes - subtree[i]);
    if (comments[i].parent) subtree[*comments[i].parent] += subtree[i];
  }
  return total;
}

}  // namespace

Result<ThreadShape> thread_shape(std::span<const ThreadComment> comments) {
  for (const ThreadComment& comment : comments)
    if (!comment.orphan && comment.parent && *comment.parent >= comments.size())
      return undefined("a parent is out of range");
  const auto depth = depths(comments);
  if (!depth) return undefined("replies go round in a circle");
  ThreadShape shape;
  std::vector<bool> answered(comments.size(), false);
  double sum_of_depths = 0, top_level = 0, with_reply = 0;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    if (comments[i].orphan) ++shape.orphans;
    if ((*depth)[i] == kUnknown && !comments[i].orphan) ++shape.detached;
    if (!comments[i].orphan && comments[i].parent) answered[*comments[i].parent] = true;
    if ((*depth)[i] == kUnknown) continue;
    ++shape.n;
    const std::uint64_t d = (*depth)[i];
    if (shape.widths.size() < d) shape.widths.resize(d, 0);
    ++shape.widths[d - 1];
    sum_of_depths += static_cast<double>(d);
    if (d == 1) ++top_level;
  }
  for (std::size_t i = 0; i < comments.size(); ++i)
    if ((*depth)[i] != kUnknown && answered[i]) ++with_reply;
  shape.max_depth = shape.widths.size();
  for (std::size_t d = 1; d <= shape.widths.size(); ++d) {
    shape.max_width = std::max(shape.max_width, shape.widths[d - 1]);
    if (shape.widths[d - 1] >= d) shape.h_index = d;
  }
  if (shape.n == 0) return shape;
  const double n = static_cast<double>(shape.n);
  shape.mean_depth = sum_of_depths / n;
  shape.share_with_reply = with_reply / n;
  shape.share_top_level = top_level / n;
  shape.virality = sum_of_distances(comments, *depth, n + 1) / ((n + 1) * n / 2);
  return shape;
}

Result<Reciprocity> reciprocity(std::span<const std::pair<std::uint64_t, std::uint64_t>> replies) {
  Reciprocity result;
  std::set<std::pair<std::uint64_t, std::uint64_t>> pairs;
  for (const auto& [from, to] : replies) {
    if (from == to)
      ++result.self_replies;
    else
      pairs.emplace(from, to);
  }
  if (pairs.empty()) return undefined("nobody answered anybody else");
  result.directed = pairs.size();
  const auto returned = std::ranges::count_if(pairs, [&](const auto& pair) {
    return pairs.contains({pair.second, pair.first});
  });
  const double directed = static_cast<double>(pairs.size()), mutual = static_cast<double>(returned);
  result.reciprocity = mutual / directed;
  result.dyad_ratio = mutual / 2 / (directed - mutual / 2);
  return result;
}

Result<double> reciprocity_beyond_chance(double r, std::uint64_t edges, std::uint64_t nodes) {
  if (!(r >= 0 && r <= 1)) return undefined("the reciprocity must lie in [0, 1]");
  if (nodes < 2) return undefined("fewer than two people");
  const double n = static_cast<double>(nodes), density = static_cast<double>(edges) / (n * (n - 1));
  if (density >= 1) return undefined("everybody answers everybody: chance cannot be told apart");
  return (r - density) / (1 - density);
}

Result<Balance> pro_contra_balance(double pro, double contra, double neutral) {
  const double counts[] = {pro, contra, neutral};
  if (auto refused = refuse_negative(counts, "the counts")) return std::unexpected(*refused);
  Balance balance;
  const double sides = pro + contra, all = sides + neutral;
  if (all > 0) balance.stated = sides / all;
  if (sides <= 0) return balance;
  balance.net = (pro - contra) / sides;
  double entropy = 0;
  for (const double side : {pro, contra})
    if (side > 0) entropy -= side / sides * std::log2(side / sides);
  balance.entropy = entropy;
  balance.controversy = std::min(pro, contra) / std::max(pro, contra);
  if (*balance.controversy > 0) balance.weighted_controversy = std::pow(sides, *balance.controversy);
  return balance;
}

}  // namespace boussole::engine::statistics
