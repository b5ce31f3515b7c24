#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/statistics/checks.h"
#include "engine/statistics/linear.h"
#include "engine/statistics/special.h"
#include "engine/statistics/sums.h"
#include "engine/statistics/survival_compare.h"

namespace boussole::engine::statistics {

namespace {

/// The sample from the latest time to the earliest, covariates centred.
struct Design {
  std::vector<std::size_t> order;  ///< of the units given
  std::vector<FollowUp> unit;
  std::vector<std::vector<double>> x;
  std::size_t width = 0;
  double events = 0;
};

/// What one event time adds to the log-likelihood, to its slope and to its curvature.
struct Contribution {
  double time = 0;
  double log_likelihood = 0;
  std::vector<double> score;
  SquareMatrix information{0};
};

Result<Design> read(std::span<const FollowUp> sample, std::span<const std::vector<double>> covariates) {
  if (sample.size() != covariates.size()) return undefined("one row of covariates a unit is needed");
  if (sample.empty()) return undefined("n = 0");
  Design design;
  design.width = covariates.front().size();
  if (design.width == 0) return undefined("no covariate");
  std::vector<double> centre(design.width, 0);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (!std::isfinite(sample[i].time) || sample[i].time < 0) return undefined("times must be finite and not negative");
    if (covariates[i].size() != design.width) return undefined("all units need the same covariates");
    if (auto refused = refuse_not_finite(covariates[i], "the covariates")) return std::unexpected(*refused);
    for (std::size_t k = 0; k < design.width; ++k) centre[k] += covariates[i][k];
    if (sample[i].event) ++design.events;
  }
  if (design.events == 0) return undefined("no event: nothing to explain");
  std::vector<std::size_t> order(sample.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return sample[i].time; });
  for (const std::size_t i : order) {
    design.unit.push_back(sample[i]);
    std::vector<double> row = covariates[i];
    for (std::size_t k = 0; k < design.width; ++k) row[k] -= centre[k] / static_cast<double>(sample.size());
    design.x.push_back(std::move(row));
  }
  design.order = std::move(order);
  return design;
}

/// Sums of exp(eta), of x exp(eta) and of x x' exp(eta) over a set of units.
struct Moments {
  explicit Moments(std::size_t width) : first(width, 0), second(width) {}

  void add(double risk, std::span<const double> x) {
    total += risk;
    for (std::size_t a = 0; a < x.size(); ++a) {
      first[a] += risk * x[a];
      for (std::size_t b = 0; b <= a; ++b) second(a, b) += risk * x[a] * x[b];
    }
  }

  double total = 0;
  std::vector<double> first;
  SquareMatrix second;
};

/// One step of the sums that the deaths tied at a time ask for: a share of the dying has already left (Efron).
void add_term(Contribution& at, const Moments& risk, const Moments& dying, double gone) {
  const std::size_t width = risk.first.size();
  const double total = risk.total - gone * dying.total;
  at.log_likelihood -= std::log(total);
  std::vector<double> mean(width);
  for (std::size_t a = 0; a < width; ++a) {
    mean[a] = (risk.first[a] - gone * dying.first[a]) / total;
    at.score[a] -= mean[a];
  }
  for (std::size_t a = 0; a < width; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const double spread = (risk.second(a, b) - gone * dying.second(a, b)) / total - mean[a] * mean[b];
      at.information(a, b) += spread;
      if (a != b) at.information(b, a) += spread;
    }
}

/// One contribution an event time, latest first.
std::vector<Contribution> contributions(const Design& design, std::span<const double> beta, Ties ties) {
  std::vector<Contribution> result;
  Moments risk(design.width);
  for (std::size_t i = 0; i < design.unit.size();) {
    const double time = design.unit[i].time;
    Contribution at{time, 0, std::vector<double>(design.width, 0), SquareMatrix(design.width)};
    Moments dying(design.width);
    double deaths = 0;
    for (; i < design.unit.size() && design.unit[i].time == time; ++i) {
      double eta = 0;
      for (std::size_t k = 0; k < design.width; ++k) eta += beta[k] * design.x[i][k];
      const double weight = std::exp(eta);
      risk.add(weight, design.x[i]);
      if (!design.unit[i].event) continue;
      ++deaths;
      dying.add(weight, design.x[i]);
      at.log_likelihood += eta;
      for (std::size_t k = 0; k < design.width; ++k) at.score[k] += design.x[i][k];
    }
    for (double k = 0; k < deaths; ++k) add_term(at, risk, dying, ties == Ties::efron ? k / deaths : 0);
    if (deaths > 0) result.push_back(std::move(at));
  }
  return result;
}

Contribution total_of(std::span<const Contribution> parts, std::size_t width) {
  Contribution total{0, 0, std::vector<double>(width, 0), SquareMatrix(width)};
  for (const Contribution& part : parts) {
    total.log_likelihood += part.log_likelihood;
    for (std::size_t a = 0; a < width; ++a) {
      total.score[a] += part.score[a];
      for (std::size_t b = 0; b < width; ++b) total.information(a, b) += part.information(a, b);
    }
  }
  return total;
}

struct Maximum {
  std::vector<double> beta;
  Contribution null{0, 0, {}, SquareMatrix(0)};
  Contribution top{0, 0, {}, SquareMatrix(0)};
};

Result<Maximum> maximise(const Design& design, Ties ties) {
  Maximum found;
  found.beta.assign(design.width, 0);
  found.null = total_of(contributions(design, found.beta, ties), design.width);
  found.top = found.null;
  for (int step = 0; step < 60; ++step) {
    const auto move = solve(found.top.information, found.top.score);
    if (!move) return undefined("a covariate is constant, repeats others, or separates early from late events");
    // Newton's step, halved until the likelihood does not fall.
    double scale = 1;
    std::vector<double> next(design.width);
    Contribution at = found.top;
    for (; scale > 1e-6; scale /= 2) {
      for (std::size_t k = 0; k < design.width; ++k) next[k] = found.beta[k] + scale * (*move)[k];
      at = total_of(contributions(design, next, ties), design.width);
      if (std::isfinite(at.log_likelihood) &&
          at.log_likelihood >= found.top.log_likelihood - 1e-12 * std::abs(found.top.log_likelihood))
        break;
    }
    double moved = 0;
    for (std::size_t k = 0; k < design.width; ++k) moved = std::max(moved, std::abs(next[k] - found.beta[k]));
    found.beta = next;
    found.top = at;
    if (moved < 1e-11 * (1 + std::abs(*std::ranges::max_element(found.beta)))) return found;
  }
  return undefined("the likelihood has no finite maximum: a covariate separates early from late events");
}

Result<CoxFit> fit_of(const Maximum& top, const SquareMatrix& covariance) {
  CoxFit fit;
  fit.coefficient = top.beta;
  for (std::size_t k = 0; k < top.beta.size(); ++k) {
    fit.se.push_back(std::sqrt(covariance(k, k)));
    fit.hazard_ratio.push_back(std::exp(fit.coefficient[k]));
    if (!std::isfinite(fit.hazard_ratio[k])) return undefined("a hazard ratio is not finite");
  }
  fit.log_likelihood_null = top.null.log_likelihood;
  fit.log_likelihood = top.top.log_likelihood;
  fit.likelihood_ratio = std::max(0.0, 2 * (fit.log_likelihood - fit.log_likelihood_null));
  fit.p = chi_squared_sf(fit.likelihood_ratio, static_cast<double>(top.beta.size()));
  return fit;
}

/// Sums over event times of what a unit at risk is held against: the hazard, and the hazard times the mean of those at
/// risk.
struct Exposure {
  explicit Exposure(std::size_t width) : mean(width, 0) {}
  void add(double hazard_step, std::span<const double> mean_step) {
    hazard += hazard_step;
    for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += hazard_step * mean_step[k];
  }
  double hazard = 0;
  std::vector<double> mean;
};

/// The score of each unit: what it adds to the slope of the likelihood, those it was at risk with taken into account.
std::vector<std::vector<double>> scores(const Design& design, std::span<const double> beta, Ties ties) {
  const std::size_t width = design.width, units = design.unit.size();
  std::vector<double> risk(units);
  for (std::size_t i = 0; i < units; ++i) {
    double eta = 0;
    for (std::size_t k = 0; k < width; ++k) eta += beta[k] * design.x[i][k];
    risk[i] = std::exp(eta);
  }
  // The sums of those at risk, from the latest time back; then the exposures, from the earliest on.
  Moments at_risk(width);
  std::vector<Moments> at_risk_from;
  std::vector<std::size_t> begin_of_time;
  for (std::size_t i = 0; i < units;) {
    begin_of_time.push_back(i);
    const double time = design.unit[i].time;
    for (; i < units && design.unit[i].time == time; ++i) at_risk.add(risk[i], design.x[i]);
    at_risk_from.push_back(at_risk);
  }
  begin_of_time.push_back(units);
  std::vector<std::vector<double>> result(units, std::vector<double>(width, 0));
  Exposure before(width);
  for (std::size_t t = at_risk_from.size(); t-- > 0;) {
    Moments dying(width);
    double deaths = 0;
    for (std::size_t i = begin_of_time[t]; i < begin_of_time[t + 1]; ++i)
      if (design.unit[i].event) {
        dying.add(risk[i], design.x[i]);
        ++deaths;
      }
    Exposure surviving = before, leaving = before;  // Efron: of the dying, a share has left at each step
    std::vector<double> mean_at_death(width, 0);
    for (double k = 0; k < deaths; ++k) {
      const double gone = ties == Ties::efron ? k / deaths : 0;
      const double total = at_risk_from[t].total - gone * dying.total;
      std::vector<double> mean(width);
      for (std::size_t a = 0; a < width; ++a) {
        mean[a] = (at_risk_from[t].first[a] - gone * dying.first[a]) / total;
        mean_at_death[a] += mean[a] / deaths;
      }
      surviving.add(1 / total, mean);
      leaving.add((1 - gone) / total, mean);
    }
    for (std::size_t i = begin_of_time[t]; i < begin_of_time[t + 1]; ++i) {
      const bool event = design.unit[i].event;
      const Exposure& exposure = event ? leaving : surviving;
      for (std::size_t k = 0; k < width; ++k) {
        result[i][k] = -risk[i] * (design.x[i][k] * exposure.hazard - exposure.mean[k]);
        if (event) result[i][k] += design.x[i][k] - mean_at_death[k];
      }
    }
    before = std::move(surviving);
  }
  return result;
}

/// V M V, V the covariance and M the squares of the scores of each cluster.
SquareMatrix sandwich(const SquareMatrix& covariance, const std::map<std::uint64_t, std::vector<double>>& by_cluster) {
  const std::size_t width = covariance.size();
  SquareMatrix result(width);
  for (const auto& [cluster, score] : by_cluster) {
    std::vector<double> influence(width, 0);
    for (std::size_t a = 0; a < width; ++a)
      for (std::size_t b = 0; b < width; ++b) influence[a] += covariance(a, b) * score[b];
    for (std::size_t a = 0; a < width; ++a)
      for (std::size_t b = 0; b < width; ++b) result(a, b) += influence[a] * influence[b];
  }
  return result;
}

}  // namespace

Result<CoxFit> cox(std::span<const FollowUp> sample, std::span<const std::vector<double>> covariates, Ties ties) {
  const auto design = read(sample, covariates);
  if (!design) return std::unexpected(design.error());
  const auto top = maximise(*design, ties);
  if (!top) return std::unexpected(top.error());
  const auto covariance = inverse(top->top.information);
  if (!covariance) return undefined("the likelihood is flat: no standard error");
  return fit_of(*top, *covariance);
}

Result<ClusteredCoxFit> cox_clustered(std::span<const FollowUp> sample, std::span<const std::vector<double>> covariates,
                                      Ties ties, std::span<const std::uint64_t> cluster) {
  const auto design = read(sample, covariates);
  if (!design) return std::unexpected(design.error());
  if (cluster.size() != sample.size()) return undefined("one cluster a unit is needed");
  const auto top = maximise(*design, ties);
  if (!top) return std::unexpected(top.error());
  const auto covariance = inverse(top->top.information);
  if (!covariance) return undefined("the likelihood is flat: no standard error");
  auto fit = fit_of(*top, *covariance);
  if (!fit) return std::unexpected(fit.error());
  std::map<std::uint64_t, std::vector<double>> by_cluster;
  const auto of_unit = scores(*design, top->beta, ties);
  for (std::size_t i = 0; i < of_unit.size(); ++i) {
    std::vector<double>& sum = by_cluster[cluster[design->order[i]]];
    sum.resize(design->width, 0);
    for (std::size_t k = 0; k < design->width; ++k) sum[k] += of_unit[i][k];
  }
  if (by_cluster.size() <= design->width) return undefined("no more clusters than covariates: no robust error");
  const SquareMatrix variance = sandwich(*covariance, by_cluster);
  const auto wald = inverse_form(variance, fit->coefficient);
  if (!wald) return undefined("the clusters do not vary enough for a robust error");
  ClusteredCoxFit result{std::move(*fit), {}, *wald, 1, by_cluster.size()};
  for (std::size_t k = 0; k < design->width; ++k) result.robust_se.push_back(std::sqrt(variance(k, k)));
  result.p = chi_squared_sf(result.wald, static_cast<double>(design->width));
  return result;
}

Result<ProportionalityTest> schoenfeld_test(std::span<const FollowUp> sample,
                                            std::span<const std::vector<double>> covariates, Ties ties) {
  const auto design = read(sample, covariates);
  if (!design) return std::unexpected(design.error());
  const auto top = maximise(*design, ties);
  if (!top) return std::unexpected(top.error());
  const auto curve = kaplan_meier(sample);
  if (!curve) return std::unexpected(curve.error());
  const std::size_t width = design->width;
  // Covariates first, then covariates times g(t). At the maximum the score of the former is zero.
  SquareMatrix information(2 * width);
  std::vector<double> score(width, 0);
  for (const Contribution& at : contributions(*design, top->beta, ties)) {
    // Survival just before the event.
    const auto step = std::ranges::lower_bound(curve->steps, at.time, {}, &SurvivalStep::time);
    const double g = step == curve->steps.begin() ? 0 : 1 - std::prev(step)->survival;
    for (std::size_t a = 0; a < width; ++a) {
      score[a] += g * at.score[a];
      for (std::size_t b = 0; b < width; ++b) {
        information(a, b) += at.information(a, b);
        information(a, width + b) += g * at.information(a, b);
        information(width + a, b) += g * at.information(a, b);
        information(width + a, width + b) += g * g * at.information(a, b);
      }
    }
  }
  ProportionalityTest result;
  const auto test = [&](std::size_t begin, std::size_t end) {
    const std::size_t extra = end - begin;
    SquareMatrix part(width + extra);
    std::vector<double> slope(width + extra, 0);
    const auto source = [&](std::size_t i) { return i < width ? i : i + begin; };
    for (std::size_t i = 0; i < width + extra; ++i) {
      for (std::size_t j = 0; j < width + extra; ++j) part(i, j) = information(source(i), source(j));
      if (i >= width) slope[i] = score[begin + i - width];
    }
    return inverse_form(part, slope);
  };
  for (std::size_t k = 0; k <= width; ++k) {
    const auto chi_squared = k < width ? test(k, k + 1) : test(0, width);
    if (!chi_squared) return undefined("too few event times to tell whether an effect changes");
    result.chi_squared.push_back(*chi_squared);
    result.p.push_back(chi_squared_sf(*chi_squared, k < width ? 1 : static_cast<double>(width)));
  }
  return result;
}

}  // namespace boussole::engine::statistics
