// Family e, shares: intervals of a proportion and of a median.
#include "engine/statistics/proportions.h"

#include "engine/statistics/survival.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

json::Value proportion_ci(const Case& c) {
  const double x = c.input.number("x"), n = c.input.number("n"), level = c.params.number_or("conf", 0.95);
  Answer answer;
  if (n > 0)
    answer.set("p", x / n);
  else
    answer.set("p", wilson(x, n, level));
  answer.set("wilson", wilson(x, n, level))
      .set("clopper_pearson", clopper_pearson(x, n, level))
      .set("agresti_coull", agresti_coull(x, n, level))
      .set("jeffreys", jeffreys(x, n, level))
      .set("wald", wald(x, n, level));
  // Only where nothing was seen does the rule say anything.
  if (x == 0)
    answer.set("rule_of_three_hi", upper_when_none(n, level));
  else
    answer.set("rule_of_three_hi", std::optional<double>());
  return answer;
}

json::Value median_ci(const Case& c) {
  const auto result = median_order_interval(c.input.numbers("x"), c.params.number_or("conf", 0.95));
  const auto end = [&](double Range::*side) {
    return mapped(result, [&](const MedianInterval& m) { return m.interval.*side; });
  };
  return Answer()
      .set("median", result, &MedianInterval::median)
      .set("lo", end(&Range::low))
      .set("hi", end(&Range::high))
      .set("coverage", result, &MedianInterval::coverage);
}

json::Value turnout(const Case& c) {
  const double voters = c.input.number("voters"), eligible = c.input.number("eligible");
  return Answer()
      .set("p", wald(voters, eligible, 0.95) ? Result<double>(voters / eligible) : undefined("nobody is eligible"))
      .set("wilson", wilson(voters, eligible, c.params.number_or("conf", 0.95)));
}

constexpr Method kMethods[] = {
    {"proportion_ci", proportion_ci},
    {"median_ci_order_statistics", median_ci},
    {"turnout_wilson", turnout},
};

}  // namespace

std::span<const Method> proportion_methods() { return kMethods; }

}  // namespace boussole::vectors
