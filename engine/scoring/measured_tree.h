#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"

/// The measured part of an audit as the axes see it, ready to be scored again and again with other values, scales and
/// means. Axes that the audit does not publish stay unknown, whatever is drawn.
namespace boussole::engine {

struct MeasuredLeaf {
  double value = 0, low = 0, high = 0;
  bool ranged = false;          ///< whether it has an interval
  criteria::Norm norm;          ///< the scale that the audit used
  std::optional<double> fixed;  ///< the score as it stands, where the criteria set does not know the indicator
};

struct MeasuredAxis {
  bool published = false;
  std::vector<std::vector<MeasuredLeaf>> criteria;  ///< those with at least one measured score
};

struct MeasuredTree {
  std::vector<MeasuredAxis> axes;  ///< in the order of the set
  std::size_t leaves = 0;
};

MeasuredTree measured_tree(const Audit& audit, const criteria::CriteriaSet& set);

/// The scale with its anchors moved apart by `stretch` of their distance (negative: together). Ladders have no anchors.
criteria::Norm stretched(const criteria::Norm& norm, double stretch);

/// How the tree is read: one normal number a leaf (0: the published value), the stretch of the scales, the mean of an
/// axis's criteria.
struct TreeReading {
  std::span<const double> normals;
  double stretch = 0;
  bool geometric = false;
  double critical = 1.96;  ///< normals of this size reach the interval's ends
};

/// Axis scores; nothing where the axis is not published.
std::vector<std::optional<double>> read_tree(const MeasuredTree& tree, const TreeReading& reading);

/// Geometric means take no score below this: a single 0 would wipe out everything.
inline constexpr double kGeometricFloor = 0.01;

}  // namespace boussole::engine
