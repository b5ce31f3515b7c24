#include "engine/json/writer.h"
#include "reports/scenarios.h"
#include "reports/scenarios_data_drivers.h"

namespace boussole::reports {
namespace {

using json::Writer;

void put_numbers(Writer& out, const char* key, const std::vector<double>& numbers) {
  out.key(key).begin_array();
  for (const double x : numbers) out.value(x);
  out.end_array();
}

void put(Writer& out, const char* key, const std::optional<Message>& message) {
  out.key(key);
  if (message)
    out.begin_object()
        .member("code", message->code)
        .member("fr", message->text.fr)
        .member("en", message->text.en)
        .end_object();
  else
    out.null();
}

void put_axes(Writer& out, const engine::ScenarioReport& r) {
  out.key("axes").begin_array();
  for (std::size_t k = 0; k < r.axes.size(); ++k) {
    out.begin_object().member("id", r.axes[k]).key("scores").begin_array();
    for (std::size_t i = 0; i < r.labels.size(); ++i) {
      const engine::AxisPoint& p = r.points[i][k];
      out.begin_object().member("audit", r.labels[i]).member("value", p.value).member("low", p.low);
      out.member("high", p.high).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

void put_dominance(Writer& out, const engine::ScenarioReport& r) {
  out.key("dominance").begin_array();
  for (const engine::Dominance& d : r.dominance) {
    out.begin_object().member("first", r.labels[d.first]).member("second", r.labels[d.second]);
    out.member("ahead", d.ahead).member("behind", d.behind).member("equal", d.equal).member("unknown", d.unknown);
    out.member("dominates", d.first_dominates() ? "first" : d.second_dominates() ? "second" : "neither").end_object();
  }
  out.end_array();
}

void put_ranks(Writer& out, const engine::ScenarioReport& r, const std::optional<engine::RobustRanks>& ranks) {
  out.key("ranks");
  if (!ranks) {
    out.null();
    return;
  }
  out.begin_array();
  for (std::size_t i = 0; i < r.labels.size(); ++i) {
    out.begin_object().member("audit", r.labels[i]);
    put_numbers(out, "acceptability", ranks->rank[i]);
    put_numbers(out, "beats", ranks->beats[i]);
    if (ranks->central_weights[i])
      put_numbers(out, "central_weights", *ranks->central_weights[i]);
    else
      out.key("central_weights").null();
    out.end_object();
  }
  out.end_array();
}

void put_profile(Writer& out, const engine::ScenarioReport& r, const engine::ProfileResult& profile) {
  out.begin_object().key("scenario");
  if (profile.scenario.empty())
    out.null();
  else
    out.value(profile.scenario);
  out.member("profile", profile.profile).member("own", profile.own);
  put_numbers(out, "weights", profile.weights);
  out.key("scores").begin_array();
  for (std::size_t i = 0; i < profile.scores.size(); ++i) {
    const engine::WeightedScore& s = profile.scores[i];
    out.begin_object().member("audit", r.labels[i]).member("coverage", s.coverage);
    out.member("arithmetic", s.arithmetic).member("arithmetic_low", s.low).member("arithmetic_high", s.high);
    out.member("geometric", s.geometric).member("geometric_low", s.geometric_low);
    out.member("geometric_high", s.geometric_high).end_object();
  }
  out.end_array().key("stability").begin_array();
  for (const engine::Radius& radius : profile.radii) {
    out.begin_object().member("ahead", r.labels[radius.ahead]).member("behind", r.labels[radius.behind]);
    out.member("axes", radius.axes).member("share_of_weights", radius.share);
    put_numbers(out, "level_weights", radius.weights);
    out.end_object();
  }
  out.end_array();
  put_ranks(out, r, profile.ranks);
  out.end_object();
}

void put_positions(Writer& out, const engine::ScenarioReport& r) {
  out.key("positions").begin_array();
  for (std::size_t i = 0; i < r.labels.size(); ++i) {
    out.begin_object().member("audit", r.labels[i]).key("observations").begin_array();
    for (const engine::Observation& o : r.observations[i]) {
      out.begin_object().member("observable", o.observable).key("kind");
      if (o.kind.empty())
        out.null();
      else
        out.value(o.kind);
      out.member("value", o.value).member("low", o.low).member("high", o.high);
      put(out, "reason", o.reason);
      out.end_object();
    }
    out.end_array().key("distances").begin_array();
    for (const engine::Position& p : r.positions[i]) {
      out.begin_object().member("scenario", p.scenario).member("kind", p.kind).member("distance", p.distance);
      out.member("low", p.low).member("high", p.high).member("least", p.least).member("most", p.most);
      out.member("membership", p.membership).member("membership_low", p.membership_low);
      out.member("membership_high", p.membership_high);
      out.member("observed", p.observed).member("dimensions", p.dimensions).key("pulls").begin_array();
      for (const engine::Pull& pull : p.pulls)
        out.begin_object().member("observable", pull.observable).member("distance", pull.distance).end_object();
      out.end_array().end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

}  // namespace

std::string write_scenarios_json(const engine::ScenarioReport& r, const ScenarioReportOptions& options) {
  Writer out;
  out.begin_object().member("schema", "boussole/scenario-report/1").key("tool").begin_object();
  out.member("name", "boussole").member("version", options.tool_version).end_object().key("audits").begin_array();
  for (const std::string& label : r.labels) out.value(label);
  out.end_array().member("level", r.level).member("kappa", r.kappa).member("draws", r.draws).member("seed", r.seed);
  out.key("warnings").begin_array();
  for (const Message& w : r.warnings)
    out.begin_object().member("code", w.code).member("fr", w.text.fr).member("en", w.text.en).end_object();
  out.end_array();
  put_dominance(out, r);
  put_axes(out, r);
  out.key("profiles").begin_array();
  for (const engine::ProfileResult& profile : r.profiles) put_profile(out, r, profile);
  out.end_array();
  put_positions(out, r);
  put_drivers(out, r);
  out.end_object();
  return out.take();
}

}  // namespace boussole::reports
