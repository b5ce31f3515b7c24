#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// The formulas of the opinion platform Polis, as its mathematics states them (agree = +1, disagree = -1, pass = 0, and
/// nothing for unseen; its database has the opposite sign).
namespace boussole::engine::statistics {

/// How far a share of s in n is from one half, in standard errors, with one added to both:
/// 2 sqrt(n + 1) ((s + 1) / (n + 1) - 1/2). Undefined for s > n.
Result<double> polis_share_test(double s, double n);
/// Difference of two shares in standard errors, pooled, one added to all four. 0 when the pooled share is 1.
Result<double> polis_two_share_test(double s_in, double s_out, double n_in, double n_out);

/// One statement in one group.
struct StatementInGroup {
  std::uint64_t agree = 0, disagree = 0, seen = 0;  ///< seen includes passes
  double p_agree = 0, p_disagree = 0;               ///< (A + 1) / (S + 2)
  double test_agree = 0, test_disagree = 0;         ///< polis_share_test
  double ratio_agree = 0, ratio_disagree = 0;       ///< against the share in all other groups together
  double ratio_test_agree = 0, ratio_test_disagree = 0;

  /// What makes a statement stand for the group: ratio times ratio test times share times test.
  double representativeness_agree() const { return ratio_agree * ratio_test_agree * p_agree * test_agree; }
  double representativeness_disagree() const {
    return ratio_disagree * ratio_test_disagree * p_disagree * test_disagree;
  }
};

/// votes[i][j] of participant i on statement j; group[i] from 0.
using VoteTable = std::vector<std::vector<std::optional<int>>>;

struct GroupStatistics {
  std::vector<std::vector<StatementInGroup>> group;  ///< group[g][j]
  std::vector<double> consensus_agree;               ///< by statement: product over groups of p_agree
  std::vector<double> consensus_disagree;
};
Result<GroupStatistics> polis_group_statistics(const VoteTable& votes, std::span<const std::size_t> group);

/// How urgently a statement should be shown: A agreements, P passes, S votes, E its extremity on the map.
Result<double> polis_priority(double agree, double pass, double seen, double extremity);

/// Agreement across groups, each given as (agreements, votes). The product shrinks with the number of groups: compare
/// platforms on the geometric mean or on the smallest.
struct Bridging {
  double product = 0;
  double geometric_mean = 0;
  double minimum = 0;
  double minimum_lower = 0;  ///< smallest lower Wilson bound over the groups: what can be said for sure
};
struct GroupVotes {
  double agree = 0;
  double total = 0;
};
Result<Bridging> bridging(std::span<const GroupVotes> groups, double level = 0.95);

}  // namespace boussole::engine::statistics
