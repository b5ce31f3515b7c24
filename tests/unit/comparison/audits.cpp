#include "tests/unit/comparison/audits.h"

#include "engine/scoring/scores.h"

namespace boussole::testing {

criteria::CriteriaSet small_set() {
  criteria::CriteriaSet set;
  set.id = "small";
  set.version = "1";
  for (const char* axis : {"a", "b"}) {
    set.axes.push_back({axis, {axis, axis}, {"?", "?"}});
    set.criteria.push_back({std::string(axis) + "-c", axis, {axis, axis}});
  }
  for (const char* id : {"a1", "a2", "ad", "b1"}) {
    criteria::Indicator indicator;
    indicator.id = id;
    indicator.axis = std::string(1, id[0]);
    indicator.criterion = indicator.axis + "-c";
    indicator.name = {std::string("Nom ") + id, std::string("Name ") + id};
    indicator.kind = id == std::string("ad") ? criteria::Kind::declared : criteria::Kind::measured;
    indicator.unit_code = "ratio";
    indicator.direction = "higher";
    indicator.norm = criteria::Goalposts{0, 1};
    set.indicators.push_back(indicator);
  }
  return set;
}

engine::Subject subject(const std::string& name, const std::vector<Drawn>& figures) {
  const criteria::CriteriaSet set = small_set();
  engine::Subject out;
  out.file = name + "/audit.json";
  engine::Audit& audit = out.audit;
  audit.platform_name = name;
  audit.platform_url = "https://" + name + ".example";
  audit.tool_version = "1";
  audit.connector = "decidim";
  audit.generation = "0.29";
  audit.as_of = "2026-01-01";
  audit.criteria = {"small", "1", "0", "proposal"};
  audit.sources.push_back({name + ".csv", "proposals", "sha-" + name, 1, 1, 0, 0, {}, {}, {}});
  for (const criteria::Indicator& indicator : set.indicators) {
    engine::IndicatorResult r;
    r.id = indicator.id;
    r.axis = indicator.axis;
    r.criterion = indicator.criterion;
    r.kind = indicator.kind == criteria::Kind::declared ? "declared" : "measured";
    r.unit = "ratio";
    r.formula = indicator.id + ": formula";
    r.reason = Message{"no_data", {"Pas de données.", "No data."}};
    for (const Drawn& drawn : figures) {
      if (drawn.id != indicator.id) continue;
      r.status = engine::Status::ok;
      r.reason.reset();
      r.value = drawn.value;
      r.n = drawn.n;
      if (drawn.low != drawn.high) r.interval = engine::Interval{drawn.low, drawn.high, 0.95, "Wilson"};
    }
    audit.indicators.push_back(r);
  }
  engine::score_indicators(set, audit.indicators);
  audit.criteria_scores = engine::criterion_scores(set, audit.indicators);
  audit.axes = engine::axis_scores(set, audit.criteria_scores);
  return out;
}

}  // namespace boussole::testing
