#include "engine/statistics/response.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/statistics/linear.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_strata(std::span<const Stratum> strata) {
  if (strata.empty()) return Undefined{"no stratum"};
  double participants = 0;
  for (const auto& [population, taking_part] : strata) {
    if (!std::isfinite(population) || !(population > 0)) return Undefined{"each stratum needs a population"};
    if (!std::isfinite(taking_part) || taking_part < 0 || taking_part > population)
      return Undefined{"participants must lie between 0 and the population of their stratum"};
    participants += taking_part;
  }
  if (participants <= 0) return Undefined{"nobody took part"};
  return std::nullopt;
}

double population_of(std::span<const Stratum> strata) {
  CompensatedSum total;
  for (const Stratum& stratum : strata) total.add(stratum.population);
  return total.value();
}

double weighted_mean(std::span<const Stratum> strata, std::span<const double> rho) {
  CompensatedSum total;
  for (std::size_t i = 0; i < strata.size(); ++i) total.add(strata[i].population * rho[i]);
  return total.value() / population_of(strata);
}

double squared_spread(std::span<const Stratum> strata, std::span<const double> rho, double centre) {
  CompensatedSum total;
  for (std::size_t i = 0; i < strata.size(); ++i)
    total.add(strata[i].population * (rho[i] - centre) * (rho[i] - centre));
  return total.value();
}

}  // namespace

Result<ResponseIndicator> response_indicator(std::span<const Stratum> strata) {
  if (auto refused = refuse_strata(strata)) return std::unexpected(*refused);
  ResponseIndicator result;
  for (const auto& [population, taking_part] : strata) result.propensity.push_back(taking_part / population);
  const double all = population_of(strata), centre = weighted_mean(strata, result.propensity);
  const double squares = squared_spread(strata, result.propensity, centre);
  result.mean_propensity = centre;
  result.spread = std::sqrt(squares / all);
  result.indicator = 1 - 2 * result.spread;
  result.spread_unbiased = all > 1 ? std::sqrt(squares / (all - 1)) : 0;
  result.indicator_unbiased = 1 - 2 * result.spread_unbiased;
  result.variation = result.spread / centre;
  result.lower_bound = 1 - 2 * std::sqrt(centre * (1 - centre));
  for (std::size_t i = 0; i < strata.size(); ++i)
    result.partial.push_back(std::sqrt(strata[i].population / all) * (result.propensity[i] - centre));
  result.partial_total = result.spread;
  return result;
}

namespace {

/// Indicator columns: an intercept, then one a level but the first of each variable.
std::vector<std::vector<double>> design_of(std::size_t cells, std::span<const std::vector<std::size_t>> level) {
  std::vector<std::vector<double>> rows(cells, std::vector<double>{1});
  for (const auto& variable : level) {
    const std::size_t levels = 1 + *std::ranges::max_element(variable);
    for (std::size_t i = 0; i < cells; ++i)
      for (std::size_t l = 1; l < levels; ++l) rows[i].push_back(variable[i] == l ? 1 : 0);
  }
  return rows;
}

/// Coefficients of the binomial likelihood by Newton's method.
std::optional<std::vector<double>> logistic(std::span<const Stratum> cells, const std::vector<std::vector<double>>& x) {
  const std::size_t width = x.front().size();
  std::vector<double> beta(width, 0);
  for (int step = 0; step < 100; ++step) {
    SquareMatrix information(width);
    std::vector<double> score(width, 0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      double eta = 0;
      for (std::size_t k = 0; k < width; ++k) eta += beta[k] * x[i][k];
      const double rho = 1 / (1 + std::exp(-eta)), weight = cells[i].population * rho * (1 - rho);
      const double residual = cells[i].participants - cells[i].population * rho;
      for (std::size_t a = 0; a < width; ++a) {
        score[a] += residual * x[i][a];
        for (std::size_t b = 0; b < width; ++b) information(a, b) += weight * x[i][a] * x[i][b];
      }
    }
    const auto move = solve(information, score);
    if (!move) return std::nullopt;
    double largest = 0;
    for (std::size_t k = 0; k < width; ++k) beta[k] += (*move)[k], largest = std::max(largest, std::abs((*move)[k]));
    if (largest < 1e-12) return beta;
    // A coefficient that runs away belongs to a level that took part wholly or not at all.
    if (std::ranges::any_of(beta, [](double b) { return !(std::abs(b) < 30); })) return std::nullopt;
  }
  return std::nullopt;
}

/// Within the cells that share all other variables, or (without `others`) between the levels of one.
double partial_spread(std::span<const Stratum> cells, std::span<const double> rho, double centre,
                      const std::vector<std::vector<std::size_t>>& keys, bool within) {
  struct Part {
    CompensatedSum population, weighted;
  };
  std::map<std::vector<std::size_t>, Part> parts;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    parts[keys[i]].population.add(cells[i].population);
    parts[keys[i]].weighted.add(cells[i].population * rho[i]);
  }
  CompensatedSum total;
  if (within)
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Part& part = parts[keys[i]];
      const double gap = rho[i] - part.weighted.value() / part.population.value();
      total.add(cells[i].population * gap * gap);
    }
  else
    for (const auto& [key, part] : parts) {
      const double gap = part.weighted.value() / part.population.value() - centre;
      total.add(part.population.value() * gap * gap);
    }
  return std::sqrt(total.value() / population_of(cells));
}

}  // namespace

Result<ResponseModel> response_model(std::span<const Stratum> cells, std::span<const std::vector<std::size_t>> level) {
  if (auto refused = refuse_strata(cells)) return std::unexpected(*refused);
  if (level.empty()) return undefined("no variable");
  for (const auto& variable : level)
    if (variable.size() != cells.size()) return undefined("each variable needs a level in each cell");
  const auto x = design_of(cells.size(), level);
  const auto beta = logistic(cells, x);
  if (!beta) return undefined("a level took part wholly or not at all, or repeats another: no finite coefficient");
  ResponseModel result;
  result.coefficient = *beta;
  for (const auto& row : x) {
    double eta = 0;
    for (std::size_t k = 0; k < row.size(); ++k) eta += (*beta)[k] * row[k];
    result.propensity.push_back(1 / (1 + std::exp(-eta)));
  }
  result.mean_propensity = weighted_mean(cells, result.propensity);
  const double squares = squared_spread(cells, result.propensity, result.mean_propensity);
  result.indicator = 1 - 2 * std::sqrt(squares / population_of(cells));
  for (std::size_t v = 0; v < level.size(); ++v) {
    std::vector<std::vector<std::size_t>> own(cells.size()), others(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
      for (std::size_t u = 0; u < level.size(); ++u) (u == v ? own : others)[i].push_back(level[u][i]);
    result.unconditional.push_back(partial_spread(cells, result.propensity, result.mean_propensity, own, false));
    result.conditional.push_back(partial_spread(cells, result.propensity, result.mean_propensity, others, true));
  }
  return result;
}

}  // namespace boussole::engine::statistics
