#include "engine/statistics/clustering.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/statistics/checks.h"
#include "engine/statistics/random.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {

namespace {

std::optional<Undefined> refuse_points(Points points) {
  if (points.empty()) return Undefined{"n = 0: no point"};
  for (const auto& point : points) {
    if (point.size() != points.front().size() || point.empty())
      return Undefined{"all points need the same coordinates"};
    if (auto refused = refuse_not_finite(point, "the coordinates")) return refused;
    // Squares of distances must not overflow.
    for (const double x : point)
      if (std::abs(x) > 1e140) return Undefined{"the points are too far apart"};
  }
  return std::nullopt;
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += (a[i] - b[i]) * (a[i] - b[i]);
  return total;
}

std::size_t nearest(std::span<const double> point, Points centres) {
  std::size_t best = 0;
  double least = squared_distance(point, centres[0]);
  for (std::size_t c = 1; c < centres.size(); ++c)
    if (const double here = squared_distance(point, centres[c]); here < least) least = here, best = c;
  return best;
}

/// Moves each centre to the mean of its points.
void recentre(Points points, Clustering& found) {
  const std::size_t width = points.front().size();
  std::vector<std::vector<CompensatedSum>> total(found.centre.size(), std::vector<CompensatedSum>(width));
  std::vector<double> n(found.centre.size(), 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    ++n[found.cluster[i]];
    for (std::size_t d = 0; d < width; ++d) total[found.cluster[i]][d].add(points[i][d]);
  }
  for (std::size_t c = 0; c < found.centre.size(); ++c)
    for (std::size_t d = 0; n[c] > 0 && d < width; ++d) found.centre[c][d] = total[c][d].value() / n[c];
}

Clustering lloyd(Points points, std::vector<std::vector<double>> start) {
  constexpr int kMostRounds = 1000;
  Clustering found{.centre = std::move(start), .cluster = std::vector<std::size_t>(points.size(), 0)};
  bool moved = true;
  for (; moved && found.rounds < kMostRounds; ++found.rounds) {
    moved = found.rounds == 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t home = nearest(points[i], found.centre);
      moved = moved || home != found.cluster[i];
      found.cluster[i] = home;
    }
    recentre(points, found);
  }
  CompensatedSum within;
  for (std::size_t i = 0; i < points.size(); ++i)
    within.add(squared_distance(points[i], found.centre[found.cluster[i]]));
  found.within = within.value();
  return found;
}

/// k-means++: each next centre is a point drawn with its squared distance to the nearest one so far.
std::vector<std::vector<double>> spread_start(Points points, std::size_t k, RandomStream& random) {
  std::vector<std::vector<double>> centre{points[random.below(points.size())]};
  std::vector<double> distance(points.size(), std::numeric_limits<double>::infinity());
  while (centre.size() < k) {
    double total = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
      total += distance[i] = std::min(distance[i], squared_distance(points[i], centre.back()));
    double left = random.uniform() * total;
    std::size_t pick = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (distance[i] <= 0) continue;
      pick = i;
      if ((left -= distance[i]) < 0) break;
    }
    centre.push_back(points[pick]);
  }
  return centre;
}

/// Numbers clusters by their first point, so that restarts cannot swap names.
void renumber(Clustering& found) {
  std::vector<std::size_t> name(found.centre.size(), found.centre.size());
  std::vector<std::vector<double>> centre;
  for (std::size_t& c : found.cluster) {
    if (name[c] == found.centre.size()) name[c] = centre.size(), centre.push_back(found.centre[c]);
    c = name[c];
  }
  found.centre = std::move(centre);
}

constexpr std::uint64_t kStartStream = 0x6b6d65616e73, kResampleStream = 0x737461626c65;

}  // namespace

Result<Clustering> kmeans(Points points, std::vector<std::vector<double>> start) {
  if (auto refused = refuse_points(points)) return std::unexpected(*refused);
  if (auto refused = refuse_points(start)) return std::unexpected(*refused);
  if (start.front().size() != points.front().size()) return undefined("centres need the coordinates of the points");
  return lloyd(points, std::move(start));
}

Result<Clustering> kmeans_best(Points points, std::size_t k, std::uint64_t restarts, std::uint64_t seed) {
  if (auto refused = refuse_points(points)) return std::unexpected(*refused);
  const std::set<std::vector<double>> distinct(points.begin(), points.end());
  if (k == 0 || distinct.size() < k || restarts == 0) return undefined("fewer distinct points than clusters");
  std::optional<Clustering> best;
  for (std::uint64_t r = 0; r < restarts; ++r) {
    RandomStream random(seed, kStartStream + k, r);
    Clustering found = lloyd(points, spread_start(points, k, random));
    // A whisker better is only another rounding of the same answer.
    if (!best || found.within < best->within * (1 - 1e-12)) best = std::move(found);
  }
  renumber(*best);
  return *best;
}

Result<Silhouette> silhouette(Points points, std::span<const std::size_t> cluster) {
  if (auto refused = refuse_points(points)) return std::unexpected(*refused);
  if (cluster.size() != points.size()) return undefined("each point needs a cluster");
  const std::size_t k = 1 + *std::ranges::max_element(cluster);
  std::vector<double> size(k, 0);
  for (const std::size_t c : cluster) ++size[c];
  if (k < 2 || std::ranges::count(size, 0.0) > 0) return undefined("at least two clusters, none empty");
  Silhouette result;
  result.by_point.assign(points.size(), 0);
  std::vector<CompensatedSum> per_cluster(k);
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<double> distance(k, 0);
    for (std::size_t j = 0; j < points.size(); ++j)
      distance[cluster[j]] += std::sqrt(squared_distance(points[i], points[j]));
    const std::size_t own = cluster[i];
    if (size[own] < 2) continue;
    const double within = distance[own] / (size[own] - 1);
    double between = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < k; ++c)
      if (c != own) between = std::min(between, distance[c] / size[c]);
    const double larger = std::max(within, between);
    result.by_point[i] = larger > 0 ? (between - within) / larger : 0;
    per_cluster[own].add(result.by_point[i]);
  }
  for (std::size_t c = 0; c < k; ++c) result.by_cluster.push_back(per_cluster[c].value() / size[c]);
  result.mean = mean(result.by_point);
  return result;
}

namespace {

/// Mean over resamples of the Jaccard similarity of each cluster with the most alike one found again.
std::vector<double> stability_of(Points points, const Clustering& found, std::uint64_t restarts,
                                 std::uint64_t resamples, std::uint64_t seed) {
  const std::size_t k = found.centre.size();
  std::vector<CompensatedSum> total(k);
  std::vector<double> times(k, 0);
  for (std::uint64_t r = 0; r < resamples; ++r) {
    RandomStream random(seed, kResampleStream + k, r);
    std::set<std::size_t> drawn;
    std::vector<std::vector<double>> sample;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t pick = random.below(points.size());
      drawn.insert(pick);
      sample.push_back(points[pick]);
    }
    const auto again = kmeans_best(sample, k, restarts, seed + r + 1);
    if (!again) continue;
    std::vector<std::vector<double>> shared(k, std::vector<double>(k, 0));
    std::vector<double> old_size(k, 0), new_size(k, 0);
    for (const std::size_t i : drawn) {
      const std::size_t home = nearest(points[i], again->centre);
      ++shared[found.cluster[i]][home], ++old_size[found.cluster[i]], ++new_size[home];
    }
    for (std::size_t c = 0; c < k; ++c) {
      if (old_size[c] == 0) continue;
      double best = 0;
      for (std::size_t d = 0; d < k; ++d)
        best = std::max(best, shared[c][d] / (old_size[c] + new_size[d] - shared[c][d]));
      total[c].add(best), ++times[c];
    }
  }
  std::vector<double> result;
  for (std::size_t c = 0; c < k; ++c) result.push_back(times[c] > 0 ? total[c].value() / times[c] : 0);
  return result;
}

}  // namespace

Result<GroupChoice> choose_groups(Points points, std::size_t most, std::uint64_t restarts, std::uint64_t resamples,
                                  std::uint64_t seed) {
  constexpr double kStable = 0.75, kApart = 0.25;
  if (auto refused = refuse_points(points)) return std::unexpected(*refused);
  GroupChoice best;
  for (std::size_t k = 2; k <= most; ++k) {
    auto found = kmeans_best(points, k, restarts, seed);
    if (!found) break;
    const auto apart = silhouette(points, found->cluster);
    if (!apart || apart->mean <= best.silhouette || apart->mean < kApart) continue;
    best = {k, std::move(*found), apart->mean, {}};
  }
  if (best.k == 1) return best;
  best.stability = stability_of(points, *best.clustering, restarts, resamples, seed);
  if (std::ranges::min(best.stability) < kStable) return GroupChoice{1, std::nullopt, 0, best.stability};
  return best;
}

}  // namespace boussole::engine::statistics
