#include "engine/scoring/composite.h"

#include <string>

#include "engine/scoring/scenarios.h"

namespace boussole::engine {
namespace {

const ProfileResult* any_weights(const ScenarioReport& report) {
  for (const ProfileResult& profile : report.profiles)
    if (profile.weights.empty()) return &profile;
  return nullptr;
}

void add_places(Composite& out, const ScenarioReport& report, std::size_t audit) {
  const ProfileResult* any = any_weights(report);
  if (any == nullptr || !any->ranks) return;
  const std::vector<double>& share = any->ranks->rank[audit];
  for (std::size_t r = 0; r < share.size(); ++r) {
    if (share[r] <= 0) continue;
    if (!out.best_place) out.best_place = r + 1;
    out.worst_place = r + 1;
  }
}

Message below_floor(double coverage) {
  const std::string percent = std::to_string(static_cast<int>(coverage * 100));
  return {"below_floor",
          {"Moins de la moitié des axes a un score (" + percent + " %) : pas de note d'ensemble.",
           "Less than half of the axes have a score (" + percent + "%): no overall figure."}};
}

}  // namespace

std::vector<Composite> composites(const ScenarioReport& report) {
  std::vector<Composite> out;
  const std::vector<double> equal(report.axes.size(), 1.0 / static_cast<double>(report.axes.size()));
  for (std::size_t i = 0; i < report.points.size(); ++i) {
    Composite composite;
    const WeightedScore score = weighted_score(report.points[i], equal);
    composite.coverage = score.coverage;
    for (const char* id : {"pouvoir-agir", "suites"})
      for (std::size_t k = 0; k < report.axes.size(); ++k)
        if (report.axes[k] == id) composite.beside.emplace_back(id, report.points[i][k]);
    if (!score.arithmetic || score.coverage < kCompositeFloor) {
      composite.reason = below_floor(score.coverage);
    } else {
      composite.value = score.arithmetic;
      for (const Spread& spread : report.spreads)
        if (spread.audit == i) composite.low = spread.low, composite.high = spread.high;
      add_places(composite, report, i);
    }
    out.push_back(std::move(composite));
  }
  return out;
}

}  // namespace boussole::engine
