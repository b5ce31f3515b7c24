#include "engine/statistics/resampling/tail_model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "engine/statistics/resampling/portable_arrays.h"
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

double TailShape::excess(double e) const {
  const double excess = std::abs(shape) < kFlat ? scale * e : scale / shape * portable::expm1(shape * e);
  if (!(excess < 1e15)) return 1e15;
  if (excess <= 1) return 1;
  const double below = portable::floor_of(excess);
  return below < excess ? below + 1 : below;
}

double tail_size(double n) { return std::max(std::min(10.0, n), std::min({2.5 * std::sqrt(n), n / 2, 1000.0})); }

namespace {

/// The exponentials at which the excess passes 1, 2, …: `excess(e) <= j` exactly where `e <= out[j - 1]`, but for the
/// last bits.
void steps_of(const TailShape& t, std::span<double> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto j = static_cast<double>(i + 1);
    out[i] = std::abs(t.shape) < kFlat ? j / t.scale : t.shape * j / t.scale;
  }
  if (std::abs(t.shape) < kFlat) return;
  std::size_t alive = out.size();
  while (alive > 0 && out[alive - 1] <= -1) out[--alive] = 1e300;
  portable::log1p_each(out.first(alive));
  for (double& step : out.first(alive)) step /= t.shape;
}

/// Many people at the largest count, and few just below it.
bool is_limit(std::span<const CountBin> people) {
  if (people.size() < 2) return false;
  const std::uint64_t last = people.back().people;
  return last >= 3 && last >= 3 * people[people.size() - 2].people;
}

}  // namespace

PublicModel::PublicModel(std::span<const CountBin> people, const Options& options) {
  double n = 0;
  for (const CountBin& bin : people) n += static_cast<double>(bin.people);
  assert(n >= 2);
  const double wanted = options.tail_people > 0 ? options.tail_people : tail_size(n);
  // The largest threshold that leaves enough people above it.
  std::size_t first = people.size();
  std::uint64_t above = 0;
  // A falling tail cannot stand for a hump: it begins at the most frequent count at the earliest. Where many share the
  // largest count (everyone answered every question), that count is a limit, and nobody is beyond it.
  std::size_t mode = 0;
  for (std::size_t i = 1; i < people.size(); ++i)
    if (people[i].people > people[mode].people) mode = i;
  if (is_limit(people)) mode = people.size();
  while (first > mode && static_cast<double>(above) < wanted) above += people[--first].people;
  tail_people_ = above;
  threshold_ = first == 0 ? 0 : people[first - 1].value;
  body_.assign(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(first));
  if (above > 0) fit(people.subspan(first), options);
}

namespace {

/// The discrete generalised Pareto likelihood of the tail's excesses.
class TailLikelihood {
 public:
  TailLikelihood(std::span<const CountBin> tail, std::uint64_t threshold) {
    for (const CountBin& bin : tail) {
      const auto people = static_cast<double>(bin.people);
      const auto excess = static_cast<double>(bin.value - threshold);
      if (reached_.empty() || reached_.back() != excess - 1) reached_.push_back(excess - 1);
      reached_.push_back(excess);
      bins_.push_back({reached_.size() - 1, people});
      mean_ += people * excess;
      people_ += people;
    }
    mean_ /= people_;
    survival_.resize(reached_.size());
    mass_.resize(bins_.size());
  }

  double log_at(double shape, double log_scale) {
    survive({shape, portable::exp(log_scale)});
    for (std::size_t i = 0; i < bins_.size(); ++i) {
      mass_[i] = survival_[bins_[i].at - 1] - survival_[bins_[i].at];
      if (!(mass_[i] > 1e-290)) return kImpossible;
    }
    portable::log_each(mass_);
    double sum = 0;
    for (std::size_t i = 0; i < bins_.size(); ++i) sum += bins_[i].people * mass_[i];
    return sum;
  }

  /// The smallest log scale that a bounded tail (shape < 0) allows.
  double lowest_log_scale(double shape) const {
    if (shape >= 0) return portable::log(mean_) - 5;
    return portable::log(-shape * std::max(reached_.back() - 1, 0.5)) + 1e-3;
  }
  double mean() const { return mean_; }
  double people() const { return people_; }

  static constexpr double kImpossible = -1e300;

 private:
  struct Bin {
    std::size_t at;  ///< its excess is reached_[at], and reached_[at - 1] is the one below
    double people;
  };

  /// `TailShape::survival` of every excess, as one array.
  void survive(const TailShape& t) {
    const std::size_t n = reached_.size();
    if (std::abs(t.shape) < kFlat) {
      for (std::size_t i = 0; i < n; ++i) survival_[i] = t.survival(reached_[i]);
      return;
    }
    std::size_t alive = n;  // from there on a bounded tail has ended
    for (std::size_t i = 0; i < n; ++i) survival_[i] = t.shape * reached_[i] / t.scale;
    while (alive > 0 && survival_[alive - 1] <= -1) survival_[--alive] = 0;
    const std::span<double> living = std::span(survival_).first(alive);
    portable::log1p_each(living);
    for (double& x : living) x = -x / t.shape;
    portable::exp_each(living);
  }

  std::vector<double> reached_;  ///< the excesses and those one below, ascending
  std::vector<Bin> bins_;
  std::vector<double> survival_, mass_;  ///< room for one evaluation
  double mean_ = 0;
  double people_ = 0;
};

struct ScaleMode {
  double at = 0;  ///< log scale
  double sd = 1;
};

/// The conditional mode of the log scale and its spread, by damped Newton steps from `start`.
ScaleMode scale_mode(TailLikelihood& likelihood, double shape, double start) {
  constexpr double kStep = 0.04;
  const double lowest = likelihood.lowest_log_scale(shape);
  double at = std::max(start, lowest + 2 * kStep);
  double sd = 1;
  for (int i = 0; i < 8; ++i) {
    const double middle = likelihood.log_at(shape, at);
    const double up = likelihood.log_at(shape, at + kStep);
    const double down = likelihood.log_at(shape, at - kStep);
    const double slope = (up - down) / (2 * kStep);
    const double curve = (2 * middle - up - down) / (kStep * kStep);
    const bool concave = curve > 1e-2 && down > TailLikelihood::kImpossible;
    sd = concave ? 1 / std::sqrt(curve) : 1;
    const double move = std::clamp(concave ? slope / curve : (slope > 0 ? 0.5 : -0.5), -0.7, 0.7);
    const double next = std::max(at + move, lowest + kStep);
    const bool still = std::abs(next - at) < 0.1 * sd;
    at = next;
    if (still && concave) break;
  }
  return {at, std::clamp(sd, 1e-3, 1.5)};
}

}  // namespace

void PublicModel::fit(std::span<const CountBin> tail, const Options& options) {
  constexpr int kShapes = 20;
  constexpr int kScales = 13;
  constexpr double kReach = 3.3;  // the grid spans this many spreads on either side
  TailLikelihood likelihood(tail, threshold_);
  std::vector<double> heights;
  double best = TailLikelihood::kImpossible;
  double start = portable::log(likelihood.mean());
  for (int i = kShapes; i-- > 0;) {
    const double shape = options.shape_low + (options.shape_high - options.shape_low) * (i + 0.5) / kShapes;
    const ScaleMode mode = scale_mode(likelihood, shape, start);
    start = mode.at;
    for (int j = 0; j < kScales; ++j) {
      const double log_scale = mode.at + mode.sd * kReach * (2 * (j + 0.5) / kScales - 1);
      const double z = (shape - options.prior_mean) / options.prior_sd;
      const double value = likelihood.log_at(shape, log_scale) + portable::log(mode.sd) - z * z / 2;
      grid_.push_back({shape, portable::exp(log_scale)});
      heights.push_back(value);
      if (value > best) {
        best = value;
        mode_ = grid_.back();
      }
    }
  }
  steps_.resize(grid_.size() * kSteps);
  for (std::size_t i = 0; i < grid_.size(); ++i) {
    const std::span<double> steps = std::span(steps_).subspan(i * kSteps, kSteps);
    steps_of(grid_[i], steps);
    double last = 0;
    for (std::size_t j = 0; j < kCounted; ++j)
      chances_.push_back(-portable::expm1(std::exchange(last, steps[j]) - steps[j]));
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
  if (grid_.empty()) return;  // nobody is beyond the largest count
  const std::size_t chosen = posterior_.draw(random);
  world.shape = grid_[chosen];
  world.steps = steps_.data() + chosen * kSteps;
  world.chances = chances_.data() + chosen * kCounted;
}

PublicModel::World PublicModel::most_likely_world() const {
  World world;
  for (const CountBin& bin : body_) world.body.push_back(static_cast<double>(bin.people));
  world.tail = static_cast<double>(tail_people_);
  world.shape = mode_;
  return world;
}

namespace {

/// Steps on which fewer of the tail's people than this are expected are left to single draws: cheaper there.
constexpr double kWorthCounting = 6;

/// The tail's excesses already in order. Where many share a value, how many do is drawn at once (a binomial of those
/// left); exponentials do not age, so those beyond start anew from there. Their spacings, sorted, are exponentials
/// (Rényi 1953); the first values are found by walking a table, and only those beyond it need a power.
void draw_tail(RandomStream& random, const PublicModel::World& world, double threshold, std::uint64_t left,
               std::vector<WeightedValue>& people) {
  const std::size_t steps = world.steps == nullptr ? 0 : PublicModel::kSteps;
  std::size_t step = 0;
  while (steps > 0 && step<PublicModel::kCounted&& static_cast<double>(left) * world.chances[step]> kWorthCounting) {
    const std::uint64_t drawn = draw_binomial(random, left, world.chances[step]);
    ++step;
    left -= drawn;
    if (drawn > 0) people.push_back({threshold + static_cast<double>(step), static_cast<double>(drawn), 0});
  }
  double sorted = step == 0 ? 0 : world.steps[step - 1];
  for (; left > 0; --left) {
    sorted += draw_exponential(random) / static_cast<double>(left);
    while (step < steps && sorted > world.steps[step]) ++step;
    const double value = threshold + (step < steps ? static_cast<double>(step + 1) : world.shape.excess(sorted));
    if (!people.empty() && people.back().value == value)
      people.back().people += 1;
    else
      people.push_back({value, 1, 0});
  }
}

}  // namespace

void PublicModel::draw_people(RandomStream& random, const World& world, std::uint64_t n,
                              std::vector<WeightedValue>& people) const {
  people.clear();
  double left = world.tail;
  for (const double w : world.body) left += w;
  for (std::size_t i = 0; i < body_.size() && n > 0; ++i) {
    const bool last = i + 1 == body_.size() && world.tail == 0;
    const std::uint64_t drawn = last ? n : draw_binomial(random, n, std::min(1.0, world.body[i] / left));
    left -= world.body[i];
    n -= drawn;
    if (drawn > 0) people.push_back({static_cast<double>(body_[i].value), static_cast<double>(drawn), 0});
  }
  draw_tail(random, world, static_cast<double>(threshold_), n, people);
}

}  // namespace boussole::engine::statistics
