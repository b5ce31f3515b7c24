// Justified representation and its stronger forms for committees: see budgeting.h.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/budgeting.h"

namespace boussole::engine::statistics {

namespace {

constexpr double kMostChoices = 5e6;

struct Committee {
  std::vector<std::vector<bool>> approves;  ///< [voter][candidate]
  std::vector<std::size_t> satisfied;       ///< by voter: members she approves
  std::vector<bool> member;
  std::size_t k = 0;

  /// Whether so many voters can claim `seats` of the k: people / n >= seats / k.
  bool large_enough(std::size_t people, std::size_t seats) const { return people * k >= seats * approves.size(); }
};

/// Some candidate outside with enough supporters, each having fewer than `seats` members.
bool violates_ejr_plus(const Committee& c, std::size_t seats) {
  for (std::size_t candidate = 0; candidate < c.member.size(); ++candidate) {
    if (c.member[candidate]) continue;
    std::size_t people = 0;
    for (std::size_t voter = 0; voter < c.approves.size(); ++voter)
      if (c.approves[voter][candidate] && c.satisfied[voter] < seats) ++people;
    if (people > 0 && c.large_enough(people, seats)) return true;
  }
  return false;
}

/// Calls visit(choice) for each choice of m numbers below n until it answers true.
template <class Visit>
bool any_choice(std::size_t n, std::size_t m, Visit visit) {
  if (m > n) return false;
  std::vector<std::size_t> choice(m);
  std::iota(choice.begin(), choice.end(), std::size_t{0});
  while (true) {
    if (visit(choice)) return true;
    std::size_t i = m;
    while (i > 0 && choice[i - 1] == n - m + i - 1) --i;
    if (i == 0) return false;
    ++choice[i - 1];
    for (std::size_t j = i; j < m; ++j) choice[j] = choice[j - 1] + 1;
  }
}

double choices(double n, double m) {
  double result = 1;
  for (double i = 0; i < m; ++i) result *= (n - i) / (i + 1);
  return result;
}

/// Voters who approve all of the chosen candidates.
std::vector<std::size_t> agreeing(const Committee& c, const std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> people;
  for (std::size_t voter = 0; voter < c.approves.size(); ++voter)
    if (std::ranges::all_of(chosen, [&](std::size_t candidate) { return c.approves[voter][candidate]; }))
      people.push_back(voter);
  return people;
}

void check_ejr(const Committee& c, Representation& result) {
  double work = 0;
  for (std::size_t seats = 1; seats <= c.k; ++seats)
    work += choices(static_cast<double>(c.member.size()), static_cast<double>(seats));
  if (work > kMostChoices) return;
  for (std::size_t seats = 1; seats <= c.k && !result.ejr_witness; ++seats)
    any_choice(c.member.size(), seats, [&](const auto& chosen) {
      auto wronged = agreeing(c, chosen);
      std::erase_if(wronged, [&](std::size_t voter) { return c.satisfied[voter] >= seats; });
      if (wronged.empty() || !c.large_enough(wronged.size(), seats)) return false;
      result.ejr_witness = {std::move(wronged), chosen};
      return true;
    });
  result.ejr = !result.ejr_witness;
}

/// A group is wronged when the members that any of them approves number fewer than the seats it can claim: all their
/// members lie within some seats - 1 of the committee.
std::optional<bool> pjr_holds(const Committee& c) {
  std::vector<std::size_t> members;
  for (std::size_t candidate = 0; candidate < c.member.size(); ++candidate)
    if (c.member[candidate]) members.push_back(candidate);
  const auto within = [&](std::size_t seats) { return std::min(seats - 1, members.size()); };
  double work = 0;
  for (std::size_t seats = 1; seats <= c.k; ++seats)
    work += choices(static_cast<double>(c.member.size()), static_cast<double>(seats)) *
            choices(static_cast<double>(members.size()), static_cast<double>(within(seats)));
  if (work > kMostChoices) return std::nullopt;
  for (std::size_t seats = 1; seats <= c.k; ++seats)
    if (any_choice(c.member.size(), seats, [&](const auto& chosen) {
          const auto people = agreeing(c, chosen);
          if (!c.large_enough(people.size(), seats) || people.empty()) return false;
          return any_choice(members.size(), within(seats), [&](const auto& allowed) {
            const auto wronged = std::ranges::count_if(people, [&](std::size_t voter) {
              std::size_t inside = 0;
              for (const std::size_t i : allowed) inside += c.approves[voter][members[i]];
              return inside == c.satisfied[voter] && inside < seats;
            });
            return wronged > 0 && c.large_enough(static_cast<std::size_t>(wronged), seats);
          });
        }))
      return false;
  return true;
}

}  // namespace

Result<Representation> justified_representation(std::span<const std::vector<ProjectIndex>> approvals,
                                                std::size_t candidates, std::span<const ProjectIndex> committee,
                                                std::size_t k) {
  if (approvals.empty() || k == 0) return undefined("n = 0: nobody voted, or no seat");
  if (committee.size() > k) return undefined("the committee has more members than seats");
  Committee c;
  c.k = k;
  c.member.assign(candidates, false);
  for (const ProjectIndex candidate : committee) {
    if (candidate >= candidates || c.member[candidate]) return undefined("a member is no candidate, or sits twice");
    c.member[candidate] = true;
  }
  for (const auto& approved : approvals) {
    c.approves.emplace_back(candidates, false);
    c.satisfied.push_back(0);
    for (const ProjectIndex candidate : approved) {
      if (candidate >= candidates) return undefined("a ballot names a candidate who is not there");
      if (!c.approves.back()[candidate] && c.member[candidate]) ++c.satisfied.back();
      c.approves.back()[candidate] = true;
    }
  }
  Representation result;
  // With one seat at stake, justified representation and the stronger forms ask the same.
  result.jr = !violates_ejr_plus(c, 1);
  result.ejr_plus = true;
  for (std::size_t seats = 1; seats <= k && result.ejr_plus; ++seats) result.ejr_plus = !violates_ejr_plus(c, seats);
  check_ejr(c, result);
  result.pjr = pjr_holds(c);
  return result;
}

}  // namespace boussole::engine::statistics
