#include "reports/scenarios_data_drivers.h"

namespace boussole::reports {
namespace {

using json::Writer;

void put_reason(Writer& out, const std::optional<Message>& message) {
  out.key("reason");
  if (!message) {
    out.null();
    return;
  }
  out.begin_object().member("code", message->code).member("fr", message->text.fr).member("en", message->text.en);
  out.end_object();
}

void put_spreads(Writer& out, const engine::ScenarioReport& r) {
  out.key("spread").begin_array();
  for (const engine::Spread& s : r.spreads) {
    out.begin_object().member("of", s.audit ? "score" : "mean_shift_of_places").key("audit");
    if (s.audit)
      out.value(r.labels[*s.audit]);
    else
      out.null();
    out.member("runs", s.runs).member("median", s.median).member("low", s.low).member("high", s.high);
    put_reason(out, s.reason);
    out.key("inputs").begin_array();
    for (std::size_t k = 0; k < engine::kSpreadInputs && !s.reason; ++k) {
      const engine::SpreadIndex& x = s.inputs[k];
      out.begin_object().member("input", engine::spread_input_id(k)).member("first", x.first);
      out.member("first_low", x.first_low).member("first_high", x.first_high).member("total", x.total);
      out.member("total_low", x.total_low).member("total_high", x.total_high).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

void put_paths(Writer& out, const engine::ScenarioReport& r) {
  out.key("paths").begin_array();
  for (const engine::Path& path : r.paths) {
    out.begin_object().member("from", path.from).member("to", path.to).member("profile", path.profile);
    out.key("pairs").begin_array();
    for (const engine::PathPair& p : path.pairs) {
      out.begin_object().member("first", r.labels[p.first]).member("second", r.labels[p.second]);
      const bool known = p.axes > 0;
      out.member("axes", p.axes).member("lead_from", known ? std::optional(p.lead_from) : std::nullopt);
      out.member("lead_to", known ? std::optional(p.lead_to) : std::nullopt).member("crossing", p.crossing);
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

void put_levers(Writer& out, const engine::ScenarioReport& r) {
  out.key("what_if").begin_object().member("target", r.lever_target).key("levers").begin_array();
  for (const engine::LeverEffect& e : r.levers) {
    out.begin_object().member("audit", r.labels[e.audit]).member("lever", e.lever).key("raised").begin_array();
    for (const std::string& id : e.raised) out.value(id);
    out.end_array().member("at_target", e.at_target).member("not_measured", e.unmeasured).key("axes").begin_array();
    for (std::size_t k = 0; k < e.before.size(); ++k) {
      out.begin_object().member("id", r.axes[k]).member("before", e.before[k].value).member("after", e.after[k].value);
      out.end_object();
    }
    out.end_array().key("score_change").begin_array();
    for (const auto& change : e.profile_change) out.value(change);
    out.end_array().member("first_place_before", e.first_before).member("first_place_after", e.first_after);
    out.end_object();
  }
  out.end_array().end_object();
}

void put_weights(Writer& out, const char* key, const std::vector<double>& weights) {
  out.key(key).begin_array();
  for (const double weight : weights) out.value(weight);
  out.end_array();
}

void put_compared(Writer& out, const engine::ScenarioReport& r, const std::optional<engine::ComparedWeights>& c) {
  out.key("compared");
  if (!c) {
    out.null();
    return;
  }
  out.begin_object().member("used", c->used);
  put_weights(out, "weights", c->weights);
  put_weights(out, "geometric", c->geometric);
  out.member("eigenvalue", c->eigenvalue).member("consistency_index", c->consistency_index);
  out.member("consistency_ratio", c->consistency_ratio).key("judgements").begin_array();
  for (const engine::AxisJudgement& j : c->judgements) {
    out.begin_object().member("first", r.axes[j.first]).member("second", r.axes[j.second]);
    out.member("times", j.times).member("implied", j.implied).end_object();
  }
  out.end_array().end_object();
}

void put_panel(Writer& out, const engine::ScenarioReport& r) {
  out.key("panel");
  if (!r.panel) {
    out.null();
    return;
  }
  const engine::Panel& panel = *r.panel;
  out.begin_object().key("members").begin_array();
  for (const engine::PanelMember& m : panel.members) {
    out.begin_object().member("id", m.id).member("fr", m.name.fr).member("en", m.name.en).member("by", m.by);
    put_weights(out, "weights", m.weights);
    put_compared(out, r, m.compared);
    out.end_object();
  }
  out.end_array().key("axes").begin_array();
  for (std::size_t k = 0; k < panel.axes.size(); ++k) {
    const engine::PanelAxis& a = panel.axes[k];
    out.begin_object().member("id", r.axes[k]).member("least", a.least).member("median", a.median);
    out.member("most", a.most).end_object();
  }
  out.end_array().member("kendall_w", panel.kendall_w).member("chi_squared", panel.chi_squared).member("p", panel.p);
  put_reason(out, panel.no_agreement);
  out.member("common_axes", panel.common_axes).key("orders").begin_array();
  for (const engine::PanelOrder& o : panel.orders) {
    out.begin_object().key("order").begin_array();
    for (const std::size_t i : o.order) out.value(r.labels[i]);
    out.end_array().key("members").begin_array();
    for (const std::size_t m : o.members) out.value(panel.members[m].id);
    out.end_array().end_object();
  }
  out.end_array().end_object();
}

void put_composites(Writer& out, const engine::ScenarioReport& r) {
  out.key("composite");
  if (r.composites.empty()) {
    out.null();
    return;
  }
  out.begin_array();
  for (std::size_t i = 0; i < r.composites.size(); ++i) {
    const engine::Composite& c = r.composites[i];
    out.begin_object().member("audit", r.labels[i]).member("value", c.value).member("low", c.low);
    out.member("high", c.high).member("coverage", c.coverage).member("best_place", c.best_place);
    out.member("worst_place", c.worst_place);
    put_reason(out, c.reason);
    out.key("beside").begin_array();
    for (const auto& [id, p] : c.beside) {
      out.begin_object().member("axis", id).member("value", p.value).member("low", p.low).member("high", p.high);
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

}  // namespace

void put_drivers(Writer& out, const engine::ScenarioReport& report) {
  put_spreads(out, report);
  put_paths(out, report);
  put_levers(out, report);
  put_panel(out, report);
  put_composites(out, report);
}

}  // namespace boussole::reports
