#include "reports/scenarios.h"

namespace boussole::reports {
namespace {

/// Where a number belongs; what does not apply stays empty.
struct Key {
  std::string scenario{}, profile{}, kind{}, audit{}, other{}, item{};
};

/// One number a row. A number that is not known keeps its row, with an empty value and its reason where there is one.
class Numbers {
 public:
  explicit Numbers(const engine::ScenarioReport& report) : r_(report) {}

  Sheet build() {
    out_.name = "numbers";
    out_.headings = {"table", "scenario", "profile", "kind", "audit", "other", "item", "figure", "value", "reason"};
    parameters();
    axes();
    dominance();
    for (const engine::ProfileResult& profile : r_.profiles) of_profile(profile);
    positions();
    spreads();
    paths();
    levers();
    if (r_.panel) panel(*r_.panel);
    for (std::size_t i = 0; i < r_.composites.size(); ++i) composite(r_.labels[i], r_.composites[i]);
    return std::move(out_);
  }

 private:
  void put(const char* table, const Key& key, const char* figure, const std::optional<double>& value,
           const std::optional<Message>& reason = std::nullopt) {
    SheetRow row(out_);
    row.text(table).text(key.scenario).text(key.profile).text(key.kind).text(key.audit).text(key.other);
    row.text(key.item).text(figure).number(value).text(reason ? reason->code : "");
  }
  void count(const char* table, const Key& key, const char* figure, std::size_t value) {
    put(table, key, figure, static_cast<double>(value));
  }
  void put(const char* table, const Key& key, const engine::AxisPoint& point) {
    put(table, key, "score", point.value);
    put(table, key, "low", point.low);
    put(table, key, "high", point.high);
  }
  void by_axis(const char* table, Key key, const char* figure, const std::vector<double>& values) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      key.item = r_.axes[k];
      put(table, key, figure, values[k]);
    }
  }

  void parameters() {
    put("parameter", {}, "level", r_.level);
    put("parameter", {}, "kappa", r_.kappa);
    count("parameter", {}, "draws", r_.draws);
    SheetRow row(out_);  // a seed has more digits than a double
    row.text("parameter");
    for (int empty = 0; empty < 6; ++empty) row.text("");
    row.text("seed").text(std::to_string(r_.seed)).text("");
    put("parameter", {}, "lever_target", r_.lever_target);
  }

  void axes() {
    for (std::size_t i = 0; i < r_.labels.size(); ++i)
      for (std::size_t k = 0; k < r_.axes.size(); ++k)
        put("axis", {.audit = r_.labels[i], .item = r_.axes[k]}, r_.points[i][k]);
  }

  void dominance() {
    for (const engine::Dominance& d : r_.dominance) {
      const Key key{.audit = r_.labels[d.first], .other = r_.labels[d.second]};
      count("dominance", key, "ahead", d.ahead);
      count("dominance", key, "behind", d.behind);
      count("dominance", key, "equal", d.equal);
      count("dominance", key, "unknown", d.unknown);
    }
  }

  Key key_of(const engine::ProfileResult& profile) const {
    return {.scenario = profile.scenario, .profile = profile.profile, .kind = profile.own ? "own" : ""};
  }

  void of_profile(const engine::ProfileResult& profile) {
    by_axis("weight", key_of(profile), "weight", profile.weights);
    for (std::size_t i = 0; i < profile.scores.size(); ++i) {
      const engine::WeightedScore& s = profile.scores[i];
      Key key = key_of(profile);
      key.audit = r_.labels[i];
      put("score", key, "coverage", s.coverage);
      put("score", key, "arithmetic", s.arithmetic);
      put("score", key, "arithmetic_low", s.low);
      put("score", key, "arithmetic_high", s.high);
      put("score", key, "geometric", s.geometric);
      put("score", key, "geometric_low", s.geometric_low);
      put("score", key, "geometric_high", s.geometric_high);
    }
    for (const engine::Radius& radius : profile.radii) {
      Key key = key_of(profile);
      key.audit = r_.labels[radius.ahead];
      key.other = r_.labels[radius.behind];
      count("stability", key, "common_axes", radius.axes);
      put("stability", key, "share_of_weights", radius.share);
      by_axis("stability", key, "level_weight", radius.weights);
    }
    if (profile.ranks) places(profile, *profile.ranks);
  }

  void places(const engine::ProfileResult& profile, const engine::RobustRanks& ranks) {
    for (std::size_t i = 0; i < r_.labels.size(); ++i) {
      Key key = key_of(profile);
      key.audit = r_.labels[i];
      for (std::size_t place = 0; place < ranks.rank[i].size(); ++place) {
        key.item = std::to_string(place + 1);
        put("place", key, "share_of_draws", ranks.rank[i][place]);
      }
      key.item.clear();
      for (std::size_t j = 0; j < r_.labels.size(); ++j) {
        key.other = r_.labels[j];
        if (i != j) put("ahead_of", key, "share_of_draws", ranks.beats[i][j]);
      }
      key.other.clear();
      if (ranks.central_weights[i]) by_axis("central_weight", key, "weight", *ranks.central_weights[i]);
    }
  }

  void positions() {
    for (std::size_t i = 0; i < r_.labels.size(); ++i) {
      for (const engine::Observation& o : r_.observations[i]) {
        const Key key{.kind = o.kind, .audit = r_.labels[i], .item = o.observable};
        put("observation", key, "value", o.value, o.reason);
        put("observation", key, "low", o.low);
        put("observation", key, "high", o.high);
      }
      for (const engine::Position& p : r_.positions[i]) position(r_.labels[i], p);
    }
  }

  void position(const std::string& audit, const engine::Position& p) {
    Key key{.scenario = p.scenario, .kind = p.kind, .audit = audit};
    put("position", key, "distance", p.distance);
    put("position", key, "distance_low", p.low);
    put("position", key, "distance_high", p.high);
    put("position", key, "distance_least", p.least);
    put("position", key, "distance_most", p.most);
    put("position", key, "membership", p.membership);
    put("position", key, "membership_low", p.membership_low);
    put("position", key, "membership_high", p.membership_high);
    count("position", key, "observed", p.observed);
    count("position", key, "dimensions", p.dimensions);
    for (const engine::Pull& pull : p.pulls) {
      key.item = pull.observable;
      put("pull", key, "distance", pull.distance);
    }
  }

  void spreads() {
    for (const engine::Spread& s : r_.spreads) {
      Key key{.kind = s.audit ? "score" : "mean_shift_of_places", .audit = s.audit ? r_.labels[*s.audit] : ""};
      count("spread", key, "runs", s.runs);
      const auto known = [&s](double x) { return s.reason ? std::nullopt : std::optional(x); };
      put("spread", key, "median", known(s.median), s.reason);
      put("spread", key, "low", known(s.low), s.reason);
      put("spread", key, "high", known(s.high), s.reason);
      for (std::size_t k = 0; k < engine::kSpreadInputs && !s.reason; ++k) {
        const engine::SpreadIndex& x = s.inputs[k];
        key.item = engine::spread_input_id(k);
        put("spread", key, "first", x.first);
        put("spread", key, "first_low", x.first_low);
        put("spread", key, "first_high", x.first_high);
        put("spread", key, "total", x.total);
        put("spread", key, "total_low", x.total_low);
        put("spread", key, "total_high", x.total_high);
      }
    }
  }

  /// `scenario` is where the path begins, `item` where it ends.
  void paths() {
    for (const engine::Path& path : r_.paths)
      for (const engine::PathPair& p : path.pairs) {
        const Key key{path.from, path.profile, "", r_.labels[p.first], r_.labels[p.second], path.to};
        const bool known = p.axes > 0;
        count("path", key, "common_axes", p.axes);
        put("path", key, "lead_from", known ? std::optional(p.lead_from) : std::nullopt);
        put("path", key, "lead_to", known ? std::optional(p.lead_to) : std::nullopt);
        put("path", key, "crossing", p.crossing);
      }
  }

  void levers() {
    for (const engine::LeverEffect& e : r_.levers) {
      Key key{.kind = e.lever, .audit = r_.labels[e.audit]};
      count("lever", key, "raised", e.raised.size());
      count("lever", key, "at_target", e.at_target);
      count("lever", key, "not_measured", e.unmeasured);
      put("lever", key, "first_place_before", e.first_before);
      put("lever", key, "first_place_after", e.first_after);
      for (std::size_t k = 0; k < e.before.size(); ++k) {
        key.item = r_.axes[k];
        put("lever", key, "before", e.before[k].value);
        put("lever", key, "after", e.after[k].value);
      }
      key.item.clear();
      for (std::size_t p = 0; p < e.profile_change.size() && p < r_.profiles.size(); ++p) {
        key.scenario = r_.profiles[p].scenario;
        key.profile = r_.profiles[p].profile;
        put("lever", key, "score_change", e.profile_change[p]);
      }
    }
  }

  void compared(const engine::PanelMember& member) {
    if (!member.compared) return;
    const engine::ComparedWeights& c = *member.compared;
    Key key{.profile = member.id};
    count("compared", key, "used", c.used ? 1 : 0);
    put("compared", key, "eigenvalue", c.eigenvalue);
    put("compared", key, "consistency_index", c.consistency_index);
    put("compared", key, "consistency_ratio", c.consistency_ratio);
    for (std::size_t k = 0; k < c.weights.size(); ++k) {
      key.item = r_.axes[k];
      put("compared", key, "weight", c.weights[k]);
      put("compared", key, "geometric", c.geometric[k]);
    }
    for (const engine::AxisJudgement& j : c.judgements) {
      key.item = r_.axes[j.first];
      key.other = r_.axes[j.second];
      put("compared", key, "times", j.times);
      put("compared", key, "implied", j.implied);
    }
  }

  void panel(const engine::Panel& panel) {
    for (const engine::PanelMember& member : panel.members) compared(member);
    for (std::size_t k = 0; k < panel.axes.size(); ++k) {
      const Key key{.item = r_.axes[k]};
      put("panel", key, "least", panel.axes[k].least);
      put("panel", key, "median", panel.axes[k].median);
      put("panel", key, "most", panel.axes[k].most);
    }
    put("panel", {}, "kendall_w", panel.kendall_w, panel.no_agreement);
    put("panel", {}, "chi_squared", panel.chi_squared, panel.no_agreement);
    put("panel", {}, "p", panel.p, panel.no_agreement);
    count("panel", {}, "common_axes", panel.common_axes);
    for (const engine::PanelOrder& order : panel.orders)
      for (const std::size_t member : order.members)
        for (std::size_t place = 0; place < order.order.size(); ++place)
          count("panel_order", {.profile = panel.members[member].id, .audit = r_.labels[order.order[place]]}, "place",
                place + 1);
  }

  void composite(const std::string& audit, const engine::Composite& c) {
    const auto place = [](const std::optional<std::size_t>& at) {
      return at ? std::optional(static_cast<double>(*at)) : std::nullopt;
    };
    Key key{.audit = audit};
    put("composite", key, "value", c.value, c.reason);
    put("composite", key, "low", c.low, c.reason);
    put("composite", key, "high", c.high, c.reason);
    put("composite", key, "coverage", c.coverage);
    put("composite", key, "best_place", place(c.best_place));
    put("composite", key, "worst_place", place(c.worst_place));
    for (const auto& [axis, point] : c.beside) {
      key.item = axis;
      put("composite", key, point);
    }
  }

  const engine::ScenarioReport& r_;
  Sheet out_;
};

}  // namespace

Sheet scenarios_numbers(const engine::ScenarioReport& report) { return Numbers(report).build(); }

std::string write_scenarios_csv(const engine::ScenarioReport& report, const ScenarioReportOptions& options) {
  return write_sheet_csv(scenarios_numbers(report), options.report.csv_dialect);
}

}  // namespace boussole::reports
