#include "tests/coverage/publics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::coverage {

using engine::statistics::CountBin;
using engine::statistics::RandomStream;
namespace portable = engine::statistics::portable;

namespace {

constexpr std::size_t kTable = 4000;
constexpr double kLargest = 1e15;

/// Sum over i >= 0 of (q + i)^-a, a > 1 (Euler-Maclaurin).
double hurwitz(double a, double q) {
  double sum = 0;
  for (int i = 0; i < 15; ++i) sum += portable::pow(q + i, -a);
  const double z = q + 15;
  return sum + portable::pow(z, 1 - a) / (a - 1) + portable::pow(z, -a) / 2 + a * portable::pow(z, -a - 1) / 12;
}

}  // namespace

namespace law_kinds {

MoreThan geometric(double mean) {
  return [mean](double k) { return portable::pow(1 - 1 / mean, k); };
}

MoreThan regulars(double share, double mean, double mean_of_others) {
  return [=](double k) {
    return (1 - share) * portable::pow(1 - 1 / mean_of_others, k) + share * portable::pow(1 - 1 / mean, k);
  };
}

MoreThan zipf(double exponent) {
  return [exponent, all = hurwitz(exponent, 1)](double k) { return hurwitz(exponent, k + 1) / all; };
}

MoreThan lognormal(double mu, double sigma) {
  return [=](double k) { return k <= 0 ? 1 : portable::normal_cdf((mu - portable::log(k + 1)) / sigma); };
}

MoreThan shifted_poisson(double mean) {
  return [mean](double k) {
    double mass = portable::exp(-mean), below = 0;
    for (int i = 0; i < static_cast<int>(k) && i < 90; ++i) {
      below += mass;
      mass *= mean / (i + 1);
    }
    return std::max(0.0, 1 - below);
  };
}

MoreThan cut_zipf(double exponent, double at) {
  std::vector<double> more(kTable + 1, 0.0);
  for (std::size_t k = kTable; k >= 1; --k) {
    const auto x = static_cast<double>(k);
    more[k - 1] = more[k] + portable::pow(x, -exponent) * portable::exp(-x / at);
  }
  const double all = more[0];
  for (double& m : more) m /= all;
  return [more](double k) { return k >= static_cast<double>(kTable) ? 0.0 : more[static_cast<std::size_t>(k)]; };
}

MoreThan votes(double statements, double evenly, double going_on, double all) {
  return [=, few = 1 - evenly - all](double k) {
    if (k >= statements) return 0.0;
    return evenly * (1 - k / statements) + few * portable::pow(going_on, k) + all;
  };
}

}  // namespace law_kinds

CountLaw::CountLaw(std::string name, std::string description, const MoreThan& more_than)
    : name_(std::move(name)), description_(std::move(description)), more_than_(more_than) {
  table_.reserve(kTable + 1);
  for (std::size_t k = 0; k <= kTable; ++k) table_.push_back(more_than(static_cast<double>(k)));
  assert(table_[0] == 1);
}

std::uint64_t CountLaw::count_of(double uniform) const {
  // The smallest k that fewer than `uniform` of the participants exceed.
  if (table_.back() < uniform) {
    const auto at = std::partition_point(table_.begin(), table_.end(), [&](double m) { return m >= uniform; });
    return static_cast<std::uint64_t>(at - table_.begin());
  }
  double low = static_cast<double>(kTable), high = 2 * low;
  while (high < kLargest && more_than_(high) >= uniform) {
    low = high;
    high *= 2;
  }
  while (high - low > std::max(1.0, low * 1e-14)) {
    const double middle = std::floor((low + high) / 2);
    (more_than_(middle) < uniform ? high : low) = middle;
  }
  return static_cast<std::uint64_t>(std::min(high, kLargest));
}

std::vector<CountBin> CountLaw::draw(RandomStream& random, std::uint64_t n) const {
  std::vector<CountBin> bins;
  std::uint64_t left = n;
  std::size_t k = 1;
  for (; k <= kTable && left > 0; ++k) {
    const double mass = table_[k - 1] - table_[k];
    if (mass * static_cast<double>(n) < 8) break;
    const std::uint64_t people = engine::statistics::draw_binomial(random, left, std::min(1.0, mass / table_[k - 1]));
    left -= people;
    if (people > 0) bins.push_back({k, people});
  }
  std::vector<std::uint64_t> rest;
  for (; left > 0; --left) rest.push_back(count_of(random.uniform_open() * table_[k - 1]));
  for (const CountBin& bin : engine::statistics::histogram_of(rest)) bins.push_back(bin);
  return bins;
}

const std::vector<CountLaw>& count_laws() {
  using namespace law_kinds;
  static const std::vector<CountLaw> laws{
      {"poisson", "1 + Poisson(2)", shifted_poisson(2)},
      {"geometric-1.6", "geometric, mean 1.6", geometric(1.6)},
      {"geometric-5", "geometric, mean 5", geometric(5)},
      {"votes", "votes on 100 statements, one person in five answers all", votes(100, 0.25, 0.95, 0.2)},
      {"regulars-10", "10 % of regulars (geometric, mean 8) among occasional people (mean 1.4)", regulars(0.1, 8, 1.4)},
      {"regulars-5", "5 % of regulars (geometric, mean 20) among occasional people (mean 1.6)",
       regulars(0.05, 20, 1.6)},
      {"lognormal-1", "whole part of a lognormal, mu 0.5, sigma 1", lognormal(0.5, 1)},
      {"lognormal-1.5", "whole part of a lognormal, mu 0.5, sigma 1.5", lognormal(0.5, 1.5)},
      {"zipf-cut", "Zipf of exponent 1.8, cut exponentially at 60", cut_zipf(1.8, 60)},
      {"zipf-3", "Zipf of exponent 3", zipf(3)},
      {"zipf-2.5", "Zipf of exponent 2.5", zipf(2.5)},
      {"zipf-2.2", "Zipf of exponent 2.2", zipf(2.2)},
      {"zipf-1.8", "Zipf of exponent 1.8 (no mean)", zipf(1.8)},
      {"hyperactive-3", "stress: 3 % of hyperactive people (geometric, mean 40) among occasional ones (mean 1.6)",
       regulars(0.03, 40, 1.6)},
  };
  return laws;
}

const CountLaw& count_law(const std::string& name) {
  const auto at =
      std::find_if(count_laws().begin(), count_laws().end(), [&](const CountLaw& l) { return l.name() == name; });
  assert(at != count_laws().end());
  return *at;
}

}  // namespace boussole::coverage
