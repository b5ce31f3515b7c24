#include <catch2/catch.hpp>

#include <array>
#include <cmath>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"
#include "engine/scoring/scores.h"
#include "engine/statistics/proportions.h"
#include "engine/statistics/resampling/samplers.h"
#include "engine/statistics/special.h"

namespace {

using namespace boussole;
using namespace boussole::engine;

constexpr std::size_t kAxes = 4, kPerAxis = 4;  // 16 indicators, 20 tests with the axes

criteria::CriteriaSet wide_set() {
  criteria::CriteriaSet set;
  for (std::size_t a = 0; a < kAxes; ++a) {
    const std::string axis = "x" + std::to_string(a);
    set.axes.push_back({axis, {axis, axis}, {}});
    set.criteria.push_back({axis + "-c", axis, {}});
    for (std::size_t k = 0; k < kPerAxis; ++k) {
      criteria::Indicator indicator;
      indicator.id = axis + "-" + std::to_string(k);
      indicator.axis = axis;
      indicator.criterion = axis + "-c";
      indicator.unit_code = "ratio";
      indicator.direction = "higher";
      // Narrower than what is drawn for some: scores that saturate at both ends must not create claims.
      indicator.norm = k == 0 ? criteria::Goalposts{0.3, 0.6} : criteria::Goalposts{0, 1};
      set.indicators.push_back(indicator);
    }
  }
  return set;
}

/// One export of a platform whose true shares are given, n cases an indicator: Wilson's interval for shares, Student's
/// for the last of each axis, a mean of exponential waits.
Subject sample(const criteria::CriteriaSet& set, std::span<const double> truth, std::uint64_t n,
               statistics::RandomStream& random) {
  Subject out;
  for (std::size_t i = 0; i < set.indicators.size(); ++i) {
    IndicatorResult r;
    r.id = set.indicators[i].id;
    r.axis = set.indicators[i].axis;
    r.criterion = set.indicators[i].criterion;
    r.kind = "measured";
    r.status = Status::ok;
    r.unit = "ratio";
    r.n = std::int64_t(n);
    const double size = double(n);
    if (i % kPerAxis == kPerAxis - 1) {
      double sum = 0, squares = 0;
      for (std::uint64_t k = 0; k < n; ++k) {
        const double wait = truth[i] * statistics::draw_exponential(random);
        sum += wait;
        squares += wait * wait;
      }
      const double mean = sum / size, sd = std::sqrt((squares - size * mean * mean) / (size - 1));
      const double half = statistics::student_critical(0.95, size - 1) * sd / std::sqrt(size);
      r.value = mean;
      r.interval = Interval{mean - half, mean + half, 0.95, "Student"};
    } else {
      const double x = double(statistics::draw_binomial(random, n, truth[i]));
      const auto range = statistics::wilson(x, size, 0.95);
      r.value = x / size;
      r.interval = Interval{range->low, range->high, 0.95, "Wilson"};
    }
    out.audit.indicators.push_back(std::move(r));
  }
  score_indicators(set, out.audit.indicators);
  return out;
}

TEST_CASE("two samples of one platform: a claim in no more than 5 % of 2,000 families") {
  const criteria::CriteriaSet set = wide_set();
  int families_with_a_claim = 0;
  constexpr int kPairs = 2000;
  for (int pair = 0; pair < kPairs; ++pair) {
    statistics::RandomStream random(20261124, 5, std::uint64_t(pair));
    std::vector<double> truth;
    for (std::size_t i = 0; i < set.indicators.size(); ++i) truth.push_back(0.02 + 0.96 * random.uniform());
    const std::uint64_t n1 = 40 + random.below(400), n2 = 40 + random.below(400);
    const std::vector<Subject> both{sample(set, truth, n1, random), sample(set, truth, n2, random)};
    const Comparison c = compare(both, set);
    REQUIRE(c.family == kAxes * kPerAxis + kAxes);
    families_with_a_claim += c.demonstrated > 0;
  }
  INFO(families_with_a_claim << " of " << kPairs);
  // 5 % of 2,000 is 100, plus three standard errors of the simulation.
  CHECK(families_with_a_claim <= 100 + 29);
  CHECK(families_with_a_claim > 0);  // it can claim
  WARN("families with a false claim: " << families_with_a_claim << " of " << kPairs);
}

TEST_CASE("two platforms 15 points apart: the power grows with size") {
  const criteria::CriteriaSet set = wide_set();
  std::vector<double> low(set.indicators.size(), 0.4), high(set.indicators.size(), 0.55);
  std::vector<double> power;
  for (const std::uint64_t n : {50, 200, 800}) {
    std::size_t claims = 0, tests = 0;
    for (std::uint64_t pair = 0; pair < 100; ++pair) {
      statistics::RandomStream random(7, n, pair);
      const std::vector<Subject> both{sample(set, high, n, random), sample(set, low, n, random)};
      const Comparison c = compare(both, set);
      for (const auto& row : c.indicators) {
        ++tests;
        claims += row.differences[0].demonstrated;
        if (row.differences[0].demonstrated) CHECK(row.differences[0].estimate.difference > 0);
      }
    }
    power.push_back(double(claims) / double(tests));
    WARN("n = " << n << ": power " << power.back());
  }
  CHECK(power[0] < power[1]);
  CHECK(power[1] < power[2]);
  CHECK(power[2] > 0.95);
}

}  // namespace
