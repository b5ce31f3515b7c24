#include "tests/coverage/training.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <ostream>

#include "engine/base/parallel.h"
#include "engine/statistics/interval_policy.h"
#include "engine/statistics/random.h"
#include "engine/statistics/resampling/bootstrap_intervals.h"
#include "engine/statistics/resampling/cluster_ratio.h"
#include "engine/statistics/resampling/predictive.h"
#include "engine/statistics/resampling/tail_model.h"

namespace boussole::coverage {

using namespace engine::statistics;

namespace {

constexpr double kUsualCorrelation = 0.2;      // of the weights, as in cluster_ratio.cpp
constexpr std::uint64_t kCountSizes = 9;       // places in the numbering of cells: one more than the sizes in use
constexpr std::uint64_t kMixes = 200;          // drawn for a rate
constexpr std::uint64_t kTruthSeed = 77;       // added to the seed
constexpr std::uint64_t kMixSeed = 5;          // likewise
constexpr std::int64_t kRateReplicates = 500;  // as in the grid
constexpr std::int64_t kCountReplicates = 999;

/// The uses of random numbers in a cell.
enum class Use : std::uint64_t { platform = 1, other = 2, mix = 2, method = 3 };
std::uint64_t stream_of_cell(std::uint64_t cell, Use use) { return cell * 8 + static_cast<std::uint64_t>(use); }

/// A row under way.
class Line {
 public:
  Line& add(const std::string& text) {
    if (!text_.empty()) text_ += ',';
    text_ += text;
    return *this;
  }
  Line& add(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return add(std::string(text));
  }
  Line& add(std::uint64_t value) { return add(std::to_string(value)); }
  Line& add_all(std::initializer_list<double> values) {
    for (const double value : values) add(value);
    return *this;
  }
  std::string text() const { return text_ + '\n'; }

 private:
  std::string text_;
};

/// The rows of one public, and which of its intervals held their target (one a statistic).
struct Public {
  std::string rows;
  std::vector<bool> held;
};

bool holds(double low, double high, double truth) {
  const double slack = 1e-12 * (1 + std::abs(truth));  // a bound reached by rounding is held
  return truth >= low - slack && truth <= high + slack;
}

/// Sums over participants of what one rate of their own is worth, w = m / (1 + (m - 1) 0.2).
struct Sums {
  double contributions = 0, squares = 0, worth = 0, worth_squares = 0, worth_per_size = 0, worth_squares_per_size = 0,
         hits = 0, squared_hits = 0, information = 0;

  void add(const ClusterBin& bin) {
    const auto people = static_cast<double>(bin.people), size = static_cast<double>(bin.size);
    const double w = size / (1 + (size - 1) * kUsualCorrelation), own = static_cast<double>(bin.hits) / size;
    contributions += people * size;
    squares += people * size * size;
    worth += people * w;
    worth_squares += people * w * w;
    worth_per_size += people * w / size;
    worth_squares_per_size += people * w * w / size;
    hits += people * w * own;
    squared_hits += people * w * own * own;
    information += people * w * w * (size - 1) / size / 2;
  }
};

/// The central 95 % of how far the active half's share of contributions moves in other publics of this kind.
Range mix_of(const std::vector<ClusterBin>& clusters, const ActivityContrast& contrast, std::uint64_t n,
             const std::function<RandomStream(std::uint64_t)>& random_of) {
  const std::vector<CountBin> activity = activity_of(clusters);
  if (activity.size() < 2) return {};
  const PublicModel model(activity, {});
  PublicModel::World world;
  std::vector<WeightedValue> people;
  std::vector<double> moved;
  for (std::uint64_t i = 0; i < kMixes; ++i) {
    RandomStream random = random_of(i);
    model.draw_world(random, world);
    model.draw_people(random, world, n, people);
    moved.push_back(active_share(people, contrast.cut) - contrast.share);
  }
  std::sort(moved.begin(), moved.end());
  return {bootstrap::sorted_quantile(moved, 0.025), bootstrap::sorted_quantile(moved, 0.975)};
}

constexpr const char* kRateHeader =
    "law,rate,correlation,active_factor,n,run,observed,truth,contributions,squared_sizes,jackknife,seen_correlation,"
    "steady_clusters,effective_units,worth,worth_squares,worth_per_size,worth_squares_per_size,worth_hits,"
    "worth_squared_hits,information,active_worth,active_hits,active_squares,active_squares_per_size,mix_low,mix_high,"
    "low,high,held\n";

Public rate_public(const CountLaw& law, const OutcomeLaw& outcome, std::uint64_t n, double truth, std::uint64_t cell,
                   std::uint64_t seed, std::uint64_t run) {
  RandomStream random(seed, stream_of_cell(cell, Use::platform), run);
  const auto clusters = draw_clusters(law, outcome, random, n);
  const auto precision = *cluster_precision(clusters);
  const ActivityContrast contrast = activity_contrast(clusters, precision);
  Sums all, active;
  for (const ClusterBin& bin : clusters) {
    all.add(bin);
    if (bin.size > contrast.cut) active.add(bin);
  }
  const Range mix = mix_of(clusters, contrast, n, [&](std::uint64_t i) {
    return RandomStream(seed + kMixSeed, stream_of_cell(cell, Use::mix), run * 1000 + i);
  });
  std::uint64_t state = seed + run;
  IntervalRequest request{.seed = splitmix64(state), .stream = stream_of_cell(cell, Use::method)};
  request.replicates = kRateReplicates;
  const auto interval = interval_for_ratio(clusters, request).interval;
  const bool held = interval && holds(interval->low, interval->high, truth);
  Line line;
  line.add(law.name()).add_all({outcome.rate, outcome.correlation, outcome.active_factor}).add(n).add(run);
  line.add_all({precision.ratio, truth, all.contributions, all.squares, precision.jackknife, precision.correlation,
                precision.steady_clusters, precision.effective_units, all.worth, all.worth_squares, all.worth_per_size,
                all.worth_squares_per_size, all.hits, all.squared_hits, all.information});
  line.add_all({active.worth, active.hits, active.worth_squares, active.worth_squares_per_size, mix.low, mix.high});
  line.add_all({interval ? interval->low : NAN, interval ? interval->high : NAN}).add(std::uint64_t{held});
  return {line.text(), {held}};
}

constexpr const char* kCountHeader =
    "law,n,statistic,run,observed,truth,rank_of_truth,rank_of_observed,central_low,central_high,shape,shape_half,"
    "shape_double,tail,tail_half,tail_double,distinct,ones,contributions,squares,largest,low,high,held\n";

/// The weight of the figures below, ties counting half.
double rank_among(std::span<const WeightedFigure> figures, double value) {
  double all = 0, below = 0;
  for (const WeightedFigure& figure : figures) {
    all += figure.weight;
    below += figure.value < value ? figure.weight : figure.value == value ? figure.weight / 2 : 0;
  }
  return below / all;
}

/// What the sample says of its tail at the three thresholds, and plain sums of the counts.
void add_sample(const std::vector<CountBin>& people, double n, Line& line) {
  std::vector<double> shapes, tails;
  for (const double factor : {1.0, 0.5, 2.0}) {  // as PredictiveFigures has them
    PublicModel::Options options;
    options.tail_people = std::max(std::min(10.0, n), std::min(tail_size(n) * factor, 0.6 * n));
    const PublicModel model(people, options);
    shapes.push_back(model.posterior_mean_shape());
    tails.push_back(static_cast<double>(model.people_in_tail()));
  }
  double sum = 0, squares = 0;
  for (const CountBin& bin : people) {
    const auto value = static_cast<double>(bin.value), persons = static_cast<double>(bin.people);
    sum += value * persons;
    squares += value * value * persons;
  }
  const double ones = people.front().value == 1 ? static_cast<double>(people.front().people) / n : 0;
  line.add_all({shapes[0], shapes[1], shapes[2], tails[0], tails[1], tails[2], static_cast<double>(people.size()), ones,
                sum, squares, static_cast<double>(people.back().value)});
}

Public count_public(const CountLaw& law, std::uint64_t n, std::uint64_t cell, std::uint64_t seed, std::uint64_t run) {
  const std::vector<CountStatistic> statistics{CountStatistic::gini(), CountStatistic::top_share(n >= 500 ? 0.01 : 0.1),
                                               CountStatistic::hill_ratio(1)};
  const std::vector<std::string> names{"gini", n >= 500 ? "top_share_1%" : "top_share_10%", "hill_1_ratio"};
  RandomStream mine(seed, stream_of_cell(cell, Use::platform), run),
      theirs(seed, stream_of_cell(cell, Use::other), run);
  const auto people = law.draw(mine, n), other = law.draw(theirs, n);
  if (people.size() < 2) return {};  // all equal: the engine prints no interval
  IntervalRequest request{.seed = seed + run, .stream = stream_of_cell(cell, Use::method)};
  request.replicates = kCountReplicates;
  // What intervals_for_count_statistics prints for 20 people or more is foretold() of these.
  const PredictiveFigures figures(people, statistics, request);
  Line sample;
  add_sample(people, static_cast<double>(n), sample);
  Public out;
  for (std::size_t s = 0; s < statistics.size(); ++s) {
    const double truth = *evaluate(statistics[s], other), observed = *evaluate(statistics[s], people);
    const Range central = figures.range(s, request.level), range = figures.foretold(s, request.level);
    out.held.push_back(holds(range.low, range.high, truth));
    Line line;
    line.add(law.name()).add(n).add(names[s]).add(run);
    line.add_all({observed, truth, rank_among(figures.figures(s), truth), rank_among(figures.figures(s), observed),
                  central.low, central.high});
    const std::string middle = sample.text();
    line.add(middle.substr(0, middle.size() - 1)).add_all({range.low, range.high});
    out.rows += line.add(std::uint64_t{out.held.back()}).text();
  }
  return out;
}

/// Runs a cell, writes its rows in the order of the runs and adds its coverage to the law's share.
void write_cell(const TrainingRequest& request, std::uint64_t runs, std::ostream& out, TrainingShare& share,
                const std::function<Public(std::uint64_t)>& draw) {
  std::vector<Public> publics(std::max<std::uint64_t>(runs, 1));
  parallel_for(publics.size(), request.threads, [&](std::size_t run) { publics[run] = draw(run); });
  std::vector<double> held, seen;
  for (const Public& one : publics) {
    out << one.rows;
    held.resize(std::max(held.size(), one.held.size()));
    seen.resize(held.size());
    for (std::size_t s = 0; s < one.held.size(); ++s) {
      held[s] += one.held[s];
      ++seen[s];
    }
  }
  for (std::size_t s = 0; s < held.size(); ++s) {
    const double covered = held[s] / seen[s];
    ++share.cells;
    share.within += covered >= 0.925 && covered < 0.975;
    share.covered += covered;  // a sum until all cells are there
    share.worst = std::min(share.worst, covered);
  }
}

void write_rates(const TrainingRequest& request, const CountLaw& law, std::uint64_t& cell, std::ostream& out,
                 TrainingShare& share) {
  for (const OutcomeLaw& outcome : training_outcomes())
    for (const std::uint64_t n : training_sizes(Training::rates)) {
      ++cell;
      if (n > request.largest) continue;
      if (n > 10'000 && outcome.correlation != 0.15) continue;  // each takes long: two outcomes are enough
      const std::uint64_t runs = n > 10'000 ? request.runs / 4 : n >= 4000 ? request.runs / 2 : request.runs;
      const double truth = mean_rate(law, outcome, n, request.seed + kTruthSeed, cell);
      write_cell(request, runs, out, share, [&, c = cell](std::uint64_t run) {
        return rate_public(law, outcome, n, truth, c, request.seed, run);
      });
    }
}

void write_counts(const TrainingRequest& request, const CountLaw& law, std::uint64_t first, std::ostream& out,
                  TrainingShare& share) {
  std::uint64_t cell = first;
  for (const std::uint64_t n : training_sizes(Training::counts)) {
    ++cell;
    if (n > request.largest) continue;
    const std::uint64_t runs = n > 10'000 ? request.runs / 4 : n >= 3000 ? request.runs / 2 : request.runs;
    write_cell(request, runs, out, share,
               [&](std::uint64_t run) { return count_public(law, n, cell, request.seed, run); });
  }
}

}  // namespace

const std::vector<CountLaw>& training_laws(Training kind) {
  using namespace law_kinds;
  static const std::vector<CountLaw> rates{{"geometric-2.2", "geometric, mean 2.2", geometric(2.2)},
                                           {"geometric-8", "geometric, mean 8", geometric(8)},
                                           {"lognormal-1.2", "lognormal, mu 0.3, sigma 1.2", lognormal(0.3, 1.2)},
                                           {"regulars-7", "7 % of regulars", regulars(0.07, 14, 1.5)},
                                           {"zipf-2.4", "Zipf of exponent 2.4", zipf(2.4)},
                                           {"zipf-2", "Zipf of exponent 2", zipf(2.0)},
                                           {"zipf-1.9", "Zipf of exponent 1.9", zipf(1.9)},
                                           {"zipf-1.7", "Zipf of exponent 1.7", zipf(1.7)}};
  static const std::vector<CountLaw> counts{
      {"poisson-1", "1 + Poisson(1)", shifted_poisson(1)},
      {"poisson-4", "1 + Poisson(4)", shifted_poisson(4)},
      {"geometric-2.2", "geometric, mean 2.2", geometric(2.2)},
      {"geometric-8", "geometric, mean 8", geometric(8)},
      {"votes-50", "votes on 50 statements, three in ten answer all", votes(50, 0.3, 0.92, 0.3)},
      {"votes-30", "votes on 30 statements, three in twenty answer all", votes(30, 0.2, 0.85, 0.15)},
      {"regulars-15", "15 % of regulars", regulars(0.15, 6, 1.3)},
      {"regulars-7", "7 % of regulars", regulars(0.07, 14, 1.5)},
      {"lognormal-0.8", "lognormal, mu 0.8, sigma 0.8", lognormal(0.8, 0.8)},
      {"lognormal-1.2", "lognormal, mu 0.3, sigma 1.2", lognormal(0.3, 1.2)},
      {"lognormal-1.7", "lognormal, mu 0.2, sigma 1.7", lognormal(0.2, 1.7)},
      {"zipf-1.6-cut", "Zipf of exponent 1.6, cut exponentially at 100", cut_zipf(1.6, 100)},
      {"zipf-2.1-cut", "Zipf of exponent 2.1, cut exponentially at 40", cut_zipf(2.1, 40)},
      {"zipf-2.8", "Zipf of exponent 2.8", zipf(2.8)},
      {"zipf-2.35", "Zipf of exponent 2.35", zipf(2.35)},
      {"zipf-2", "Zipf of exponent 2", zipf(2.0)},
      {"zipf-1.7", "Zipf of exponent 1.7", zipf(1.7)}};
  return kind == Training::rates ? rates : counts;
}

const std::vector<OutcomeLaw>& training_outcomes() {
  static const std::vector<OutcomeLaw> outcomes{{0.4, 0, 1},     {0.6, 0.15, 1},    {0.5, 0.4, 1},    {0.12, 0.08, 1},
                                                {0.85, 0.25, 1}, {0.5, 0.15, 0.55}, {0.25, 0.25, 1.8}};
  return outcomes;
}

const std::vector<std::uint64_t>& training_sizes(Training kind) {
  static const std::vector<std::uint64_t> rates{10, 14, 22, 45, 80, 200, 600, 4000, 40'000};
  static const std::vector<std::uint64_t> counts{20, 26, 45, 80, 170, 600, 3000, 30'000};
  return kind == Training::rates ? rates : counts;
}

TrainingRequest training_as_used(Training kind) {
  TrainingRequest request{.kind = kind};
  if (kind == Training::counts) {
    request.runs = 300;
    request.seed = 4711;
  }
  return request;
}

std::vector<TrainingShare> write_training(const TrainingRequest& request, std::ostream& out) {
  out << (request.kind == Training::rates ? kRateHeader : kCountHeader);
  std::vector<TrainingShare> shares;
  TrainingShare all{.law = "all"};
  std::uint64_t rate_cells = 0;
  const auto& laws = training_laws(request.kind);
  for (std::size_t l = 0; l < laws.size(); ++l) {
    TrainingShare& share = shares.emplace_back();
    share.law = laws[l].name();
    if (request.kind == Training::rates)
      write_rates(request, laws[l], rate_cells, out, share);
    else
      write_counts(request, laws[l], l * kCountSizes, out, share);
    all.cells += share.cells;
    all.within += share.within;
    all.covered += share.covered;
    all.worst = std::min(all.worst, share.worst);
    if (share.cells > 0) share.covered /= static_cast<double>(share.cells);
  }
  if (all.cells > 0) all.covered /= static_cast<double>(all.cells);
  shares.push_back(all);
  return shares;
}

std::string words_of(const std::vector<TrainingShare>& shares) {
  std::string out = "law              cells  within 93-97 %  mean   worst\n";
  for (const TrainingShare& share : shares) {
    char text[120];
    std::snprintf(text, sizeof text, "%-16s %5llu  %14llu  %5.1f  %5.1f\n", share.law.c_str(),
                  static_cast<unsigned long long>(share.cells), static_cast<unsigned long long>(share.within),
                  100 * share.covered, 100 * share.worst);
    out += text;
  }
  return out;
}

}  // namespace boussole::coverage
