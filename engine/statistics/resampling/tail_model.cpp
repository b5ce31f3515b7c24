#include "engine/statistics/resampling/tail_model.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/statistics/resampling/portable_math.h"

namespace boussole::engine::statistics {

namespace {

constexpr double kFlat = 1e-6;  // shapes nearer to 0 than this are the geometric law

}  // namespace

double TailShape::survival(double j) const {
  if (j <= 0) return 1;
  if (std::abs(shape) < kFlat) return portable::exp(-j / scale);
  const double base = shape * j / scale;
  if (base <= -1) return 0;
  return portable::exp(-portable::log1p(base) / shape);
}

double TailShape::draw(RandomStream& random) const {
  const double e = draw_exponential(random);
  const double excess = std::abs(shape) < kFlat ? scale * e : scale / shape * portable::expm1(shape * e);
  const double whole = std::ceil(excess);
  return whole < 1 ? 1 : whole > 1e15 ? 1e15 : whole;
}

double tail_size(double n) { return n <= 40 ? n : std::max(40.0, 2.5 * std::sqrt(n)); }

PublicModel::PublicModel(std::span<const CountBin> people, const Options& options) {
  double n = 0;
  for (const CountBin& bin : people) n += static_cast<double>(bin.people);
  assert(n >= 2);
  const double wanted = options.tail_people > 0 ? options.tail_people : tail_size(n);
  // The largest threshold that leaves enough people above it.
  std::size_t first = people.size();
  std::uint64_t above = 0;
  std::size_t mode = 0;
  for (std::size_t i = 1; i < people.size(); ++i)
    if (people[i].people > people[mode].people) mode = i;
  if (!options.above_mode) mode = 0;
  while (first > mode && static_cast<double>(above) < wanted) above += people[--first].people;
  tail_people_ = above;
  threshold_ = first == 0 ? 0 : people[first - 1].value;
  body_.assign(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(first));
  fit(people.subspan(first), options);
}

void PublicModel::fit(std::span<const CountBin> tail, const Options& options) {
  constexpr int kShapes = 36;
  constexpr int kScales = 25;
  double mean = 0;
  for (const CountBin& bin : tail)
    mean += static_cast<double>(bin.people) * static_cast<double>(bin.value - threshold_) /
            static_cast<double>(tail_people_);
  const auto log_likelihood = [&](const TailShape& t) {
    double sum = 0;
    for (const CountBin& bin : tail) {
      const auto excess = static_cast<double>(bin.value - threshold_);
      const double mass = t.survival(excess - 1) - t.survival(excess);
      if (!(mass > 1e-300)) return -1e300;
      sum += static_cast<double>(bin.people) * portable::log(mass);
    }
    return sum;
  };
  std::vector<double> heights;
  double best = -1e300;
  for (int i = 0; i < kShapes; ++i) {
    const double shape = options.shape_low + (options.shape_high - options.shape_low) * (i + 0.5) / kShapes;
    // The scale's conditional mode by golden-ish section on its logarithm, then a grid around it.
    double low = portable::log(mean * 0.01), high = portable::log(mean * 30);
    if (shape < 0) {
      const double largest = static_cast<double>(tail.back().value - threshold_);
      low = std::max(low, portable::log(-shape * std::max(largest - 1, 0.5)) + 1e-6);
      high = std::max(high, low + 1);
    }
    const auto at = [&](double log_scale) { return log_likelihood({shape, portable::exp(log_scale)}); };
    double a = low, b = high;
    for (int step = 0; step < 24; ++step) {
      const double x = a + (b - a) * 0.382, y = a + (b - a) * 0.618;
      if (at(x) < at(y))
        a = x;
      else
        b = y;
    }
    const double mode = (a + b) / 2;
    const double top = at(mode);
    const double h = 0.05;
    const double curve = -(at(mode + h) - 2 * top + at(mode - h)) / (h * h);
    const double sd = std::clamp(1 / std::sqrt(std::max(curve, 1e-3)), 0.01, 2.0);
    for (int j = 0; j < kScales; ++j) {
      const double log_scale = mode + sd * 8 * ((j + 0.5) / kScales - 0.5);
      const TailShape t{shape, portable::exp(log_scale)};
      double value = log_likelihood(t) + portable::log(sd);
      if (options.prior_sd > 0) {
        const double z = (shape - options.prior_mean) / options.prior_sd;
        value -= z * z / 2;
      }
      grid_.push_back(t);
      heights.push_back(value);
      if (value > best) {
        best = value;
        mode_shape_ = shape;
      }
    }
  }
  double total = 0;
  for (double& h : heights) total += h = portable::exp(h - best);
  for (std::size_t i = 0; i < heights.size(); ++i) mean_shape_ += grid_[i].shape * heights[i] / total;
  posterior_ = AliasTable(heights);
}

void PublicModel::draw_world(RandomStream& random, World& world) const {
  world.body.resize(body_.size());
  for (std::size_t i = 0; i < body_.size(); ++i) world.body[i] = draw_erlang(random, body_[i].people);
  world.tail = draw_erlang(random, tail_people_);
  world.shape = grid_[posterior_.draw(random)];
}

void PublicModel::draw_people(RandomStream& random, const World& world, std::uint64_t n,
                              std::vector<WeightedValue>& people, std::vector<double>& scratch) const {
  people.clear();
  double left = world.tail;
  for (const double w : world.body) left += w;
  for (std::size_t i = 0; i < body_.size() && n > 0; ++i) {
    const std::uint64_t drawn = draw_binomial(random, n, std::min(1.0, world.body[i] / left));
    left -= world.body[i];
    n -= drawn;
    if (drawn > 0) people.push_back({static_cast<double>(body_[i].value), static_cast<double>(drawn), 0});
  }
  scratch.clear();
  for (std::uint64_t i = 0; i < n; ++i) scratch.push_back(static_cast<double>(threshold_) + world.shape.draw(random));
  std::sort(scratch.begin(), scratch.end());
  for (const double value : scratch) {
    if (!people.empty() && people.back().value == value)
      people.back().people += 1;
    else
      people.push_back({value, 1, 0});
  }
}

}  // namespace boussole::engine::statistics
