#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/statistics/resampling/histogram.h"
#include "engine/statistics/resampling/samplers.h"

/// Invented publics whose law is known: how many contributions a participant makes.
namespace boussole::coverage {

/// Probability of more than k, by kind of law.
using MoreThan = std::function<double(double)>;
namespace law_kinds {

MoreThan geometric(double mean);
/// A share of regulars among others, both geometric.
MoreThan regulars(double share, double mean, double mean_of_others);
MoreThan zipf(double exponent);
/// Whole part of a lognormal, 1 at least.
MoreThan lognormal(double mu, double sigma);
/// 1 + Poisson(mean).
MoreThan shifted_poisson(double mean);
/// Zipf whose tail is cut exponentially at `at`.
MoreThan cut_zipf(double exponent, double at);
/// Votes on statements: a share stops anywhere, another answers all, the others go on with that chance each time.
MoreThan votes(double statements, double evenly, double going_on, double all);

}  // namespace law_kinds

/// A law on 1, 2, 3, … given by the probability of more than k.
class CountLaw {
 public:
  CountLaw(std::string name, std::string description, const MoreThan& more_than);

  const std::string& name() const { return name_; }
  const std::string& description() const { return description_; }

  /// The counts of n participants. Frequent counts are drawn together, the others one by one: exactly the law.
  std::vector<engine::statistics::CountBin> draw(engine::statistics::RandomStream& random, std::uint64_t n) const;
  /// One participant's count, from a uniform number in (0, 1).
  std::uint64_t count_of(double uniform) const;

 private:
  std::string name_, description_;
  MoreThan more_than_;
  std::vector<double> table_;  ///< more_than_(k) for the first k
};

/// The laws of the grid, from light tails to tails without a mean.
const std::vector<CountLaw>& count_laws();
/// By name; the name must exist.
const CountLaw& count_law(const std::string& name);

}  // namespace boussole::coverage
