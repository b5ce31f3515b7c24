#include "engine/statistics/polis.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/checks.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_share(double s, double n) {
  if (!std::isfinite(s) || !std::isfinite(n) || s < 0 || s > n) return Undefined{"s must lie between 0 and n"};
  return std::nullopt;
}

double share_test(double s, double n) { return 2 * std::sqrt(n + 1) * ((s + 1) / (n + 1) - 0.5); }

double two_share_test(double s_in, double s_out, double n_in, double n_out) {
  const double pooled = (s_in + s_out + 2) / (n_in + n_out + 2);
  if (pooled >= 1) return 0;
  const double gap = (s_in + 1) / (n_in + 1) - (s_out + 1) / (n_out + 1);
  return gap / std::sqrt(pooled * (1 - pooled) * (1 / (n_in + 1) + 1 / (n_out + 1)));
}

double smoothed(double s, double n) { return (s + 1) / (n + 2); }

}  // namespace

Result<double> polis_share_test(double s, double n) {
  if (auto refused = refuse_share(s, n)) return std::unexpected(*refused);
  return share_test(s, n);
}

Result<double> polis_two_share_test(double s_in, double s_out, double n_in, double n_out) {
  if (auto refused = refuse_share(s_in, n_in)) return std::unexpected(*refused);
  if (auto refused = refuse_share(s_out, n_out)) return std::unexpected(*refused);
  return two_share_test(s_in, s_out, n_in, n_out);
}

Result<GroupStatistics> polis_group_statistics(const VoteTable& votes, std::span<const std::size_t> group) {
  if (votes.empty()) return undefined("n = 0: nobody voted");
  if (group.size() != votes.size()) return undefined("each participant needs a group");
  const std::size_t statements = votes.front().size();
  const std::size_t groups = 1 + *std::ranges::max_element(group);
  GroupStatistics result;
  result.group.assign(groups, std::vector<StatementInGroup>(statements));
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i].size() != statements) return undefined("all participants need the same statements");
    for (std::size_t j = 0; j < statements; ++j) {
      if (!votes[i][j]) continue;
      if (std::abs(*votes[i][j]) > 1) return undefined("a vote must be -1, 0 or 1");
      StatementInGroup& cell = result.group[group[i]][j];
      ++cell.seen;
      if (*votes[i][j] == 1) ++cell.agree;
      if (*votes[i][j] == -1) ++cell.disagree;
    }
  }
  result.consensus_agree.assign(statements, 1);
  result.consensus_disagree.assign(statements, 1);
  for (std::size_t j = 0; j < statements; ++j) {
    double agree = 0, disagree = 0, seen = 0;
    for (const auto& row : result.group) {
      agree += static_cast<double>(row[j].agree);
      disagree += static_cast<double>(row[j].disagree);
      seen += static_cast<double>(row[j].seen);
    }
    for (auto& row : result.group) {
      StatementInGroup& cell = row[j];
      const double a = static_cast<double>(cell.agree), d = static_cast<double>(cell.disagree);
      const double s = static_cast<double>(cell.seen);
      cell.p_agree = smoothed(a, s);
      cell.p_disagree = smoothed(d, s);
      cell.test_agree = share_test(a, s);
      cell.test_disagree = share_test(d, s);
      cell.ratio_agree = cell.p_agree / smoothed(agree - a, seen - s);
      cell.ratio_disagree = cell.p_disagree / smoothed(disagree - d, seen - s);
      cell.ratio_test_agree = two_share_test(a, agree - a, s, seen - s);
      cell.ratio_test_disagree = two_share_test(d, disagree - d, s, seen - s);
      result.consensus_agree[j] *= cell.p_agree;
      result.consensus_disagree[j] *= cell.p_disagree;
    }
  }
  return result;
}

Result<double> polis_priority(double agree, double pass, double seen, double extremity) {
  const double given[] = {agree, pass, seen, extremity};
  if (auto refused = refuse_negative(given, "the numbers")) return std::unexpected(*refused);
  if (agree > seen || pass > seen) return undefined("agreements and passes cannot exceed the votes");
  const double importance = (1 - smoothed(pass, seen)) * (extremity + 1) * smoothed(agree, seen);
  const double newness = 1 + 8 * std::exp2(-seen / 5);
  return finite_or_undefined(importance * newness * importance * newness, "the priority");
}

Result<Bridging> bridging(std::span<const GroupVotes> groups, double level) {
  if (groups.empty()) return undefined("no group");
  Bridging result{1, 0, 1, 1};
  CompensatedSum logs;
  for (const auto& [agree, total] : groups) {
    if (auto refused = refuse_share(agree, total)) return std::unexpected(*refused);
    const double p = smoothed(agree, total);
    result.product *= p;
    logs.add(std::log(p));
    result.minimum = std::min(result.minimum, p);
    const auto bound = wilson(agree, total, level);
    result.minimum_lower = bound ? std::min(result.minimum_lower, bound->low) : 0;
  }
  result.geometric_mean = std::exp(logs.value() / static_cast<double>(groups.size()));
  return result;
}

}  // namespace boussole::engine::statistics
