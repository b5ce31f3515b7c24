#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/resampling/count_statistics.h"
#include "engine/statistics/resampling/samplers.h"

/// A public as a whole, estimated from one sample of it: the body of the counts as seen, and above a threshold a
/// discrete generalised Pareto tail whose shape is uncertain. Resampling the data alone can never show a participant
/// more active than the most active one seen; heavy tails are made of exactly those (Cowell & Flachaire 2007).
namespace boussole::engine::statistics {

/// P(X > threshold + j | X > threshold) = (1 + shape j / scale)^(-1/shape), j = 0, 1, 2, …
struct TailShape {
  double shape = 0;  ///< xi: 0 geometric, 1/(a-1) for a Zipf law of exponent a; negative: bounded
  double scale = 1;  ///< sigma > 0

  /// Probability that the excess over the threshold is more than j.
  double survival(double j) const;
  /// The excess, a whole number in [1, 1e15], that an exponential of mean 1 is worth (inversion; increasing).
  double excess(double exponential) const;
};

/// What is known of a public after one sample: the Bayesian bootstrap for the body (Rubin 1981), a grid posterior for
/// the tail's shape and scale.
class PublicModel {
 public:
  struct Options {
    double tail_people = 0;  ///< how many of the most active form the tail, at least; 0: tail_size()
    double shape_low = -0.5;
    double shape_high = 2.2;
    double prior_mean = 0.6;  ///< of the shape: normal, cut to [shape_low, shape_high]
    double prior_sd = 0.8;
  };

  /// `people` canonical, at least 2 persons.
  PublicModel(std::span<const CountBin> people, const Options& options);

  /// One plausible public: probabilities of the body's values and of the tail, and a tail.
  struct World {
    std::vector<double> body;  ///< relative weights, one per body bin
    double tail = 0;           ///< relative weight of the tail, on the same scale
    TailShape shape;
    const double* steps = nullptr;  ///< exponentials at which the excess passes 1, 2, …, kSteps; null: not tabulated
    const double* chances = nullptr;  ///< P(excess = j | excess >= j), j = 1, …, kCounted; null where steps is
  };
  static constexpr std::size_t kSteps = 48, kCounted = 24;
  void draw_world(RandomStream& random, World& world) const;
  /// The body as it was seen and the tail's most likely shape: what a semi-parametric bootstrap draws from.
  World most_likely_world() const;

  /// `n` people of that public: the body's bins then the tail's values, ascending. `people` is overwritten.
  void draw_people(RandomStream& random, const World& world, std::uint64_t n, std::vector<WeightedValue>& people) const;

  std::uint64_t threshold() const { return threshold_; }
  std::uint64_t people_in_tail() const { return tail_people_; }
  double posterior_mean_shape() const { return mean_shape_; }
  double mode_shape() const { return mode_.shape; }

 private:
  void fit(std::span<const CountBin> tail, const Options& options);

  std::vector<CountBin> body_;
  std::uint64_t threshold_ = 0;
  std::uint64_t tail_people_ = 0;
  std::vector<TailShape> grid_;
  std::vector<double> steps_;    ///< kSteps for each shape of the grid
  std::vector<double> chances_;  ///< kCounted likewise
  AliasTable posterior_;
  double mean_shape_ = 0;
  TailShape mode_;
};

/// How many of n people the tail is fitted on.
double tail_size(double n);

}  // namespace boussole::engine::statistics
