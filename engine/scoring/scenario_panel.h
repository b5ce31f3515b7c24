#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/scoring/compared_weights.h"
#include "engine/scoring/scenario_smaa.h"

/// Several people's weights side by side. Nobody is averaged away.
namespace boussole::engine {

struct PanelMember {
  std::string id;
  Text name;
  std::string by;
  std::vector<double> weights;                ///< by axis
  std::optional<ComparedWeights> compared{};  ///< where axes were compared two by two
};

struct PanelAxis {
  double least = 0, median = 0, most = 0;  ///< weight
};

/// Members whose weights put the audits in the same order.
struct PanelOrder {
  std::vector<std::size_t> order;    ///< audits, the highest score first
  std::vector<std::size_t> members;  ///< who
};

struct Panel {
  std::vector<PanelMember> members;
  std::vector<PanelAxis> axes;
  std::optional<double> kendall_w, chi_squared, p;  ///< agreement on the order of the axes
  std::optional<Message> no_agreement;              ///< why there is no W
  std::size_t common_axes = 0;                      ///< known to all audits: what orders are made on
  std::vector<PanelOrder> orders;  ///< the most shared first, then in the order of the members; empty below two audits
};

/// @param points  [audit][axis]
Panel panel_of(std::vector<PanelMember> members, std::span<const std::vector<AxisPoint>> points);

}  // namespace boussole::engine
