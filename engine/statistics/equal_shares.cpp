// The Method of Equal Shares in exact arithmetic: see budgeting.h. All voters' money is kept as whole numbers over one
// common denominator, which grows when a price does not divide; voters who hold the same amount form a purse, so that
// the work goes with the number of different amounts and not of voters.
#include "engine/statistics/equal_shares.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <map>
#include <optional>
#include <vector>

namespace boussole::engine::statistics {

namespace {

using Big = boost::multiprecision::cpp_int;
using boost::multiprecision::gcd;

/// What a project would cost each supporter who can still pay in full: price / (denominator * payers). The others give
/// all they have.
struct Offer {
  Big price;
  std::uint64_t payers = 0;
};

class Purchase {
 public:
  Purchase(const BudgetElection& election, Utility utility, Big endowment, Big denominator)
      : election_(election),
        utility_(utility),
        denominator_(std::move(denominator)),
        amount_{std::move(endowment)},
        purse_(election.approvals.size(), 0),
        supporters_(election.cost.size()) {
    for (std::size_t voter = 0; voter < election.approvals.size(); ++voter)
      for (const ProjectIndex project : election.approvals[voter]) supporters_[project].push_back(voter);
  }

  EqualShares run() {
    EqualShares result;
    // A lower bound of each project's price per utility: it never falls, as money only gets less.
    std::vector<double> bound(election_.cost.size(), 0);
    std::vector<ProjectIndex> open;
    for (ProjectIndex project = 0; project < election_.cost.size(); ++project)
      if (!supporters_[project].empty()) open.push_back(project);
    while (!open.empty()) {
      sort_purses();
      std::ranges::stable_sort(open, {}, [&](ProjectIndex project) { return bound[project]; });
      std::optional<Offer> best;
      ProjectIndex winner = 0;
      std::vector<ProjectIndex> still_open;
      for (const ProjectIndex project : open) {
        // Far above the best so far, whatever rounding did to the bounds.
        if (best && bound[project] > bound[winner] * (1 + 1e-9)) {
          still_open.push_back(project);
          continue;
        }
        const auto offer = offer_of(project);
        if (!offer) continue;  // its supporters will never again have enough
        still_open.push_back(project);
        bound[project] = per_utility(project, *offer);
        if (!best || cheaper(project, *offer, winner, *best)) best = offer, winner = project;
      }
      open = std::move(still_open);
      if (!best) break;
      result.winners.push_back(winner);
      result.payment.push_back((Ratio(best->price) / Ratio(denominator_ * best->payers)).convert_to<double>());
      result.total_cost += election_.cost[winner];
      pay(winner, *best);
      std::erase(open, winner);
    }
    for (const std::size_t purse : purse_)
      result.left.push_back((Ratio(amount_[purse]) / Ratio(denominator_)).convert_to<double>());
    return result;
  }

 private:
  using Ratio = boost::multiprecision::cpp_rational;

  void sort_purses() {
    order_.resize(amount_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    std::ranges::sort(order_, [&](std::size_t a, std::size_t b) { return amount_[a] < amount_[b]; });
    rank_.resize(amount_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) rank_[order_[i]] = i;
    people_.assign(amount_.size(), 0);
  }

  /// The price at which the supporters together can pay, or nothing when they cannot.
  std::optional<Offer> offer_of(ProjectIndex project) {
    std::vector<std::size_t> ranks;
    for (const std::size_t voter : supporters_[project])
      if (people_[rank_[purse_[voter]]]++ == 0) ranks.push_back(rank_[purse_[voter]]);
    std::ranges::sort(ranks);
    std::uint64_t payers = supporters_[project].size();
    Big missing = denominator_ * election_.cost[project];
    std::optional<Offer> offer;
    for (const std::size_t rank : ranks) {
      const Big& amount = amount_[order_[rank]];
      if (!offer && amount * payers >= missing) offer = Offer{missing, payers};
      if (!offer) missing -= amount * people_[rank], payers -= people_[rank];
      people_[rank] = 0;
    }
    return offer;
  }

  double utility_of(ProjectIndex project) const {
    return utility_ == Utility::cost ? static_cast<double>(election_.cost[project]) : 1;
  }

  double per_utility(ProjectIndex project, const Offer& offer) const {
    return (Ratio(offer.price) / Ratio(denominator_ * offer.payers)).convert_to<double>() / utility_of(project);
  }

  /// Exactly, ties to the lower index.
  bool cheaper(ProjectIndex a, const Offer& offer_a, ProjectIndex b, const Offer& offer_b) const {
    Big left = offer_a.price * offer_b.payers, right = offer_b.price * offer_a.payers;
    if (utility_ == Utility::cost) left *= election_.cost[b], right *= election_.cost[a];
    return left < right || (left == right && a < b);
  }

  /// Supporters pay the price, or all they have.
  void pay(ProjectIndex project, const Offer& offer) {
    const Big payers = offer.payers;
    const Big scale = payers / gcd(offer.price, payers);
    if (scale != 1) {
      denominator_ *= scale;
      for (Big& amount : amount_) amount *= scale;
    }
    const Big price = offer.price * scale / payers;
    std::map<std::size_t, std::size_t> after;  // from the purse held before to the one held now
    for (const std::size_t voter : supporters_[project]) {
      const auto [known, fresh] = after.try_emplace(purse_[voter], amount_.size());
      if (fresh) {
        const Big& held = amount_[purse_[voter]];
        Big rest = held > price ? Big(held - price) : Big(0);
        amount_.push_back(std::move(rest));
      }
      purse_[voter] = known->second;
    }
    merge_purses();
  }

  /// Drops purses that nobody holds and joins those of the same amount.
  void merge_purses() {
    std::map<Big, std::size_t> by_amount;
    std::vector<std::size_t> name(amount_.size());
    std::vector<bool> held(amount_.size(), false);
    for (const std::size_t purse : purse_) held[purse] = true;
    std::vector<Big> kept;
    for (std::size_t i = 0; i < amount_.size(); ++i) {
      if (!held[i]) continue;
      const auto [known, fresh] = by_amount.try_emplace(amount_[i], kept.size());
      if (fresh) kept.push_back(amount_[i]);
      name[i] = known->second;
    }
    for (std::size_t& purse : purse_) purse = name[purse];
    amount_ = std::move(kept);
  }

  const BudgetElection& election_;
  Utility utility_;
  Big denominator_;
  std::vector<Big> amount_;         ///< by purse, over the denominator
  std::vector<std::size_t> purse_;  ///< by voter
  std::vector<std::vector<std::size_t>> supporters_;
  std::vector<std::size_t> order_, rank_;  ///< purses by amount, and back
  std::vector<std::uint64_t> people_;      ///< scratch: supporters by rank
};

}  // namespace

Result<EqualShares> equal_shares(const BudgetElection& election, Utility utility) {
  if (auto refused = refuse_election(election)) return std::unexpected(*refused);
  return Purchase(election, utility, election.budget, election.approvals.size()).run();
}

EqualShares shares_from_endowment(const BudgetElection& election, Utility utility, std::int64_t endowment) {
  return Purchase(election, utility, endowment, 1).run();
}

}  // namespace boussole::engine::statistics
