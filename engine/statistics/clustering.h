#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/result.h"

/// Groups of points (participants on the map of opinions). Points are rows of equal length; NaN and infinite
/// coordinates are refused. Clusters are numbered from 0.
namespace boussole::engine::statistics {

using Points = std::span<const std::vector<double>>;

struct Clustering {
  std::vector<std::vector<double>> centre;
  std::vector<std::size_t> cluster;  ///< of each point
  double within = 0;                 ///< sum of squared distances to the centres
  int rounds = 0;
};
/// Lloyd's k-means from given centres (Lloyd 1982): a point at equal distance goes to the first centre; a centre
/// without points stays where it is. Stops when no point moves.
Result<Clustering> kmeans(Points points, std::vector<std::vector<double>> start);
/// The best of `restarts` runs from k-means++ starts (Arthur and Vassilvitskii 2007), each with random numbers of its
/// own. Clusters are numbered by their first point. Undefined with fewer distinct points than k.
Result<Clustering> kmeans_best(Points points, std::size_t k, std::uint64_t restarts, std::uint64_t seed);

struct Silhouette {
  double mean = 0;
  std::vector<double> by_cluster;
  std::vector<double> by_point;  ///< in [-1, 1]; 0 for a point alone in its cluster
};
/// Rousseeuw (1987), Euclidean distances, O(n^2). Undefined below two clusters; numbers without a point are refused.
Result<Silhouette> silhouette(Points points, std::span<const std::size_t> cluster);

/// How many groups the points make, "one" being a possible answer.
struct GroupChoice {
  std::size_t k = 1;
  std::optional<Clustering> clustering;  ///< absent for k = 1
  double silhouette = 0;                 ///< of that choice; 0 for k = 1
  std::vector<double> stability;         ///< mean Jaccard of each cluster over resampled points (Hennig 2007)
};
/// k from 2 to most with the largest mean silhouette. One group is answered when no clustering is stable (every cluster
/// found again with a Jaccard of at least 0.75 on average) or the silhouette stays below 0.25.
Result<GroupChoice> choose_groups(Points points, std::size_t most, std::uint64_t restarts, std::uint64_t resamples,
                                  std::uint64_t seed);

}  // namespace boussole::engine::statistics
