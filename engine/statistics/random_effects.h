#pragma once

#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Estimates of several units that share a common mean but truly differ: each is pulled towards the mean by what is
/// noise in it.
namespace boussole::engine::statistics {

enum class HeterogeneityMethod {
  dersimonian_laird,  ///< moments (DerSimonian and Laird 1986)
  paule_mandel,       ///< Q equal to its expectation (Paule and Mandel 1982)
  reml,               ///< restricted maximum likelihood
  ml,
  hedges,  ///< variance of the estimates less the mean error variance (Hedges and Olkin 1985)
  fixed,   ///< none: tau2 = 0
};

struct RandomEffects {
  double mean = 0;
  double se = 0;
  double tau2 = 0;  ///< variance between units; 0 means complete pooling: say so
  double i2 = 0;    ///< share of variation between units, in percent (Higgins and Thompson 2002)
  double q = 0;     ///< Cochran's
  double p_q = 1;
  std::vector<double> shrunk;  ///< best linear predictions of the units' true values
  std::vector<double> shrunk_se;
  Range prediction;     ///< where a further unit would lie, mean +- z sqrt(se^2 + tau2)
  Range hartung_knapp;  ///< of the mean, t with K - 1 degrees (Hartung and Knapp 2001): right also for few units
};
/// At least two units; standard errors positive.
Result<RandomEffects> random_effects(std::span<const double> estimate, std::span<const double> se,
                                     HeterogeneityMethod method, double level);

}  // namespace boussole::engine::statistics
