#include "engine/scoring/scenario_panel.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "engine/statistics/concordance.h"
#include "engine/statistics/quantiles.h"

namespace boussole::engine {
namespace {

std::vector<std::size_t> order_of(const PanelMember& member, std::span<const std::vector<AxisPoint>> points,
                                  const std::vector<bool>& common) {
  std::vector<double> scores(points.size(), 0);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t k = 0; k < common.size(); ++k)
      if (common[k]) scores[i] += member.weights[k] * *points[i][k].value;
  std::vector<std::size_t> out(points.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::ranges::stable_sort(out, std::ranges::greater{}, [&](std::size_t i) { return scores[i]; });
  return out;
}

void add_orders(Panel& out, std::span<const std::vector<AxisPoint>> points) {
  const std::size_t axes = points.front().size();
  std::vector<bool> common(axes, true);
  for (const auto& audit : points)
    for (std::size_t k = 0; k < axes; ++k) common[k] = common[k] && audit[k].value.has_value();
  out.common_axes = static_cast<std::size_t>(std::ranges::count(common, true));
  if (points.size() < 2 || out.common_axes == 0) return;
  for (std::size_t m = 0; m < out.members.size(); ++m) {
    const auto order = order_of(out.members[m], points, common);
    const auto same = std::ranges::find(out.orders, order, &PanelOrder::order);
    if (same == out.orders.end())
      out.orders.push_back({order, {m}});
    else
      same->members.push_back(m);
  }
  std::ranges::stable_sort(out.orders, std::ranges::greater{}, [](const PanelOrder& o) { return o.members.size(); });
}

}  // namespace

Panel panel_of(std::vector<PanelMember> members, std::span<const std::vector<AxisPoint>> points) {
  assert(!points.empty());
  Panel out;
  out.members = std::move(members);
  if (out.members.empty()) return out;
  std::vector<std::vector<double>> judges;
  for (const PanelMember& member : out.members) judges.push_back(member.weights);
  for (std::size_t k = 0; k < points.front().size(); ++k) {
    std::vector<double> weights;
    for (const auto& judge : judges) weights.push_back(judge[k]);
    const double ends[] = {0, 0.5, 1};
    const auto range = statistics::quantiles(weights, ends, statistics::QuantileType::type7);
    assert(range);
    out.axes.push_back({(*range)[0], (*range)[1], (*range)[2]});
  }
  if (const auto agreement = statistics::kendall_w(judges)) {
    out.kendall_w = agreement->w;
    out.chi_squared = agreement->chi_squared;
    out.p = agreement->p;
  } else if (judges.size() < 2) {
    out.no_agreement = Message{
        "one_member",
        {"Un seul jeu de poids : pas d'accord à mesurer.", "A single set of weights: no agreement to measure."}};
  } else {
    out.no_agreement = Message{"all_level",
                               {"Chacun met tous les axes à égalité : pas d'ordre à comparer.",
                                "Everyone puts all axes level: no order to compare."}};
  }
  add_orders(out, points);
  return out;
}

}  // namespace boussole::engine
