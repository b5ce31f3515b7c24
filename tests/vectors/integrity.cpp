// Family f: bursts, surprise, co-voting, hours, flags.
#include "engine/statistics/integrity.h"

#include <algorithm>

#include "engine/statistics/bursts.h"
#include "engine/statistics/special.h"
#include "engine/statistics/two_samples.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value kleinberg(const Case& c) {
  const auto bursts =
      kleinberg_bursts(c.input.numbers("offsets"), c.params.number_or("s", 2), c.params.number_or("gamma", 1));
  if (!bursts) return Answer().set("level", bursts.error()).set("start", bursts.error()).set("end", bursts.error());
  std::vector<double> level, start, end;
  for (const Burst& burst : *bursts) {
    level.push_back(static_cast<double>(burst.level));
    start.push_back(burst.start);
    end.push_back(burst.end);
  }
  return Answer().set("level", level).set("start", start).set("end", end);
}

json::Value poisson(const Case& c) {
  const auto s = poisson_surprise(c.input.counts("count"));
  return Answer()
      .set("lambda", s, &Surprise::baseline)
      .set("p", s, &Surprise::p)
      .set("surprise", s, &Surprise::surprise)
      .set("holm", s, &Surprise::holm);
}

json::Value negbin(const Case& c) {
  const std::uint64_t count = c.input.count("count");
  const double mu = c.input.number("mu");
  return Answer()
      .set("p", negbin_at_least(count, mu, c.input.number("size")))
      .set("p_poisson", poisson_at_least(count, mu));
}

json::Value dispersion(const Case& c) {
  const auto d = index_of_dispersion(c.input.numbers("count"));
  return Answer()
      .set("vmr", d, &Dispersion::ratio)
      .set("chisq", d, &Dispersion::chi_squared)
      .set("p", d, &Dispersion::p);
}

json::Value goh_barabasi(const Case& c) {
  const auto gaps2 = c.input.numbers("gaps2");
  return Answer()
      .set("B_regular", burstiness(c.input.numbers("gaps")))
      .set("B2", burstiness(gaps2))
      .set("A2_finite", burstiness_finite(gaps2, c.input.number_or("n2", static_cast<double>(gaps2.size()))));
}

json::Value covote(const Case& c) {
  const auto s = shared_votes(c.input.count("N"), c.input.count("a"), c.input.count("b"), c.input.count("overlap"));
  return Answer()
      .set("p", s, &SharedVotes::p)
      .set("jaccard", s, &SharedVotes::jaccard)
      .set("expected", s, &SharedVotes::expected);
}

json::Value account_age(const Case& c) {
  const auto a = c.input.numbers("a"), b = c.input.numbers("b");
  const auto ranks = mann_whitney(a, b);
  const auto young = [](const std::vector<double>& ages) -> Result<double> {
    if (ages.empty()) return undefined("n = 0");
    return static_cast<double>(std::ranges::count_if(ages, [](double age) { return age < 1; })) /
           static_cast<double>(ages.size());
  };
  const auto p = mapped(ranks, [](const RankTest& test) { return test.p_exact.value_or(test.p_asymptotic); });
  return Answer()
      .set("U", ranks, &RankTest::u)
      .set("p", p)
      .set("ks", kolmogorov_smirnov(a, b))
      .set("share_lt_1day_a", young(a))
      .set("share_lt_1day_b", young(b));
}

json::Value rayleigh(const Case& c) {
  const auto r = hour_rhythm(c.input.numbers("hour"));
  return Answer()
      .set("Rbar", r, &HourRhythm::mean_length)
      .set("Z", r, &HourRhythm::z)
      .set("p", r, &HourRhythm::p)
      .set("mean_hour", r, &HourRhythm::mean_hour);
}

json::Value ppv(const Case& c) {
  const auto q =
      flag_quality(c.input.number("prevalence"), c.input.number("sensitivity"), c.input.number("specificity"));
  const auto value = [&]() -> Result<double> {
    if (!q) return std::unexpected(q.error());
    return q->predictive_value ? Result<double>(*q->predictive_value) : undefined("nothing is ever flagged");
  };
  return Answer().set("ppv", value()).set("false_per_1000", q, &FlagQuality::false_per_1000);
}

constexpr Method kMethods[] = {
    {"kleinberg_bursts", kleinberg},
    {"poisson_surprise", poisson},
    {"negbin_surprise", negbin},
    {"index_of_dispersion", dispersion},
    {"goh_barabasi_burstiness", goh_barabasi},
    {"covote_hypergeometric", covote},
    {"two_sample_mw_exact", account_age},
    {"rayleigh_hour_of_day", rayleigh},
    {"flag_ppv", ppv},
};

}  // namespace

std::span<const Method> integrity_methods() { return kMethods; }

}  // namespace boussole::vectors
