#include "engine/statistics/resampling/count_jackknife.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

struct Totals {
  double people = 0;
  double sum = 0;
};

Totals totals(std::span<const CountBin> bins) {
  Totals t;
  for (const CountBin& bin : bins) {
    t.people += static_cast<double>(bin.people);
    t.sum += static_cast<double>(bin.people) * static_cast<double>(bin.value);
  }
  return t;
}

/// The sum of the `people` largest values.
double sum_of_top(std::span<const CountBin> ascending, double people) {
  double sum = 0;
  for (std::size_t i = ascending.size(); i-- > 0 && people > 0;) {
    const double taken = std::min(people, static_cast<double>(ascending[i].people));
    sum += taken * static_cast<double>(ascending[i].value);
    people -= taken;
  }
  return sum;
}

/// Corrected Gini = sum over pairs |x - y| / ((n - 1) S); leaving v out takes sum over y of |v - y| from the pairs.
void leave_out_gini(std::span<const CountBin> bins, const Totals& t, std::vector<LeftOut>& out) {
  double pairs = 0, below = 0, sum_below = 0;
  for (const CountBin& bin : bins) {
    const auto v = static_cast<double>(bin.value);
    const auto c = static_cast<double>(bin.people);
    pairs += c * (v * below - sum_below);
    below += c;
    sum_below += c * v;
  }
  below = sum_below = 0;
  for (const CountBin& bin : bins) {
    const auto v = static_cast<double>(bin.value);
    const auto c = static_cast<double>(bin.people);
    const double above = t.people - below - c;
    const double sum_above = t.sum - sum_below - c * v;
    const double distances = (v * below - sum_below) + (sum_above - v * above);
    out.push_back({(pairs - distances) / ((t.people - 2) * (t.sum - v)), c});
    below += c;
    sum_below += c * v;
  }
}

void leave_out_top(double share, std::span<const CountBin> bins, const Totals& t, std::vector<LeftOut>& out) {
  const double kept = top_people(share, t.people - 1);
  const double top = sum_of_top(bins, kept);
  const double one_more = sum_of_top(bins, kept + 1);
  const double next = one_more - top;  // the largest value outside the top
  for (const CountBin& bin : bins) {
    const auto v = static_cast<double>(bin.value);
    out.push_back({(v > next ? one_more - v : top) / (t.sum - v), static_cast<double>(bin.people)});
  }
}

void leave_out_hill(double q, std::span<const CountBin> bins, const Totals& t, std::vector<LeftOut>& out) {
  const double n = t.people - 1;
  double terms = 0;
  for (const CountBin& bin : bins)
    terms += static_cast<double>(bin.people) * hill_term(q, static_cast<double>(bin.value));
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const auto v = static_cast<double>(bins[i].value);
    const double sum = t.sum - v;
    const double rest = terms - hill_term(q, v);
    double value = 1;
    if (std::isinf(q)) {
      const bool alone_at_top = i + 1 == bins.size() && bins[i].people == 1 && i > 0;
      value = sum / static_cast<double>(alone_at_top ? bins[i - 1].value : bins.back().value) / n;
    } else if (q == 1) {
      value = portable::exp(portable::log(sum) - rest / sum) / n;
    } else if (q != 0) {
      value = portable::exp((portable::log(rest) - q * portable::log(sum)) / (1 - q)) / n;
    }
    out.push_back({value, static_cast<double>(bins[i].people)});
  }
}

}  // namespace

std::optional<std::vector<LeftOut>> leave_each_out(const CountStatistic& statistic, std::span<const CountBin> people) {
  const Totals t = totals(people);
  if (t.people < 3) return std::nullopt;
  std::vector<LeftOut> out;
  out.reserve(people.size());
  switch (statistic.kind) {
    case CountStatistic::Kind::gini:
      leave_out_gini(people, t, out);
      break;
    case CountStatistic::Kind::top_share:
      leave_out_top(statistic.parameter, people, t, out);
      break;
    case CountStatistic::Kind::hill_ratio:
      leave_out_hill(statistic.parameter, people, t, out);
      break;
  }
  return out;
}

}  // namespace boussole::engine::statistics
