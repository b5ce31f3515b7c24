#include "engine/run/results.h"

#include <algorithm>

#include "engine/base/parallel.h"
#include "engine/indicators/support.h"
#include "engine/indicators/voice_intervals.h"

namespace boussole::engine {
namespace {

const char* kind_name(criteria::Kind kind) {
  switch (kind) {
    case criteria::Kind::measured: return "measured";
    case criteria::Kind::declared: return "declared";
    case criteria::Kind::mixed: return "mixed";
  }
  return "declared";
}

Status status_of(Why why) {
  switch (why) {
    case Why::not_applicable: return Status::not_applicable;
    case Why::too_few: return Status::insufficient_sample;
    case Why::contested: return Status::contested;
    case Why::not_provided:
    case Why::not_computable: return Status::missing;
  }
  return Status::missing;
}

IndicatorResult describe(const criteria::Indicator& definition) {
  IndicatorResult out;
  out.id = definition.id;
  out.axis = definition.axis;
  out.criterion = definition.criterion;
  out.kind = kind_name(definition.kind);
  out.unit = definition.unit_code;
  out.formula = definition.formula_id + ": " + definition.formula.en;
  out.references = definition.references;
  return out;
}

void fill(IndicatorResult& out, Measurement measurement) {
  if (auto* e = std::get_if<Estimate>(&measurement)) {
    out.status = Status::ok;
    out.value = e->value;
    out.interval = e->interval;
    out.interval_reason = e->interval_reason;
    out.n = e->n;
    out.missing = e->missing;
    out.parts = std::move(e->parts);
    out.warnings = std::move(e->warnings);
    out.norm_variant = std::move(e->norm_variant);
    return;
  }
  auto& u = std::get<Unavailable>(measurement);
  out.status = status_of(u.why);
  out.reason = std::move(u.reason);
  out.n = u.n;
  out.parts = std::move(u.parts);
  out.warnings = std::move(u.warnings);
}

const IndicatorDef* find_def(const std::string& id) {
  for (const IndicatorDef& def : indicator_table())
    if (def.id == id) return &def;
  return nullptr;
}

IndicatorResult result(const criteria::Indicator& definition, const Inputs& inputs) {
  IndicatorResult out = describe(definition);
  if (const IndicatorDef* def = find_def(definition.id)) {
    out.method = def->method;
    if (def->rule != nullptr) out.method += def->rule(inputs);
    fill(out, measure(*def, inputs));
    return out;
  }
  out.method = definition.kind == criteria::Kind::declared ? "declared, with evidence" : "needs other data";
  out.status = Status::missing;
  out.reason = Message{definition.kind == criteria::Kind::declared ? "needs_evidence" : "needs_other_data",
                       definition.fed_by};
  return out;
}

double minimal_of(const criteria::CriteriaSet& set, const char* indicator, const char* what, double otherwise) {
  const criteria::Indicator* definition = set.find(indicator);
  if (definition == nullptr) return otherwise;
  const auto it = definition->minimal.find(what);
  return it == definition->minimal.end() ? otherwise : it->second;
}

/// Asked only where at least one of the three figures is published.
VoiceIntervals voice_of(const criteria::CriteriaSet& set, const Tally& tally, const Sampling& sampling,
                        std::string_view scope) {
  const double fewest = std::min({minimal_of(set, "div-gini-contributions", "authors", 30),
                                  minimal_of(set, "div-voix-effectives", "authors", 30),
                                  minimal_of(set, "div-part-top1", "authors_top10", 50)});
  if (double(people_with_acts(tally, not_organiser)) < fewest) return {};
  return voice_intervals(tally, sampling, scope, minimal_of(set, "div-part-top1", "authors_top1", kManyAuthors));
}

}  // namespace

std::vector<IndicatorResult> all_results(const criteria::CriteriaSet& set, const Dataset& data, const Tally& tally,
                                         const Sampling& sampling, OptionalTime as_of,
                                         const Findings* findings) {
  std::vector<IndicatorResult> out(set.indicators.size());
  // One indicator a thread; each writes its own place, and within it the intervals use one thread.
  const VoiceIntervals voice = voice_of(set, tally, sampling, "platform");
  Sampling alone = sampling;
  alone.threads = 1;
  parallel_for(out.size(), sampling.threads, [&](std::size_t i) {
    out[i] = result(set.indicators[i], {data, tally, set.indicators[i], alone, "platform", as_of, &voice, findings});
  });
  return out;
}

std::vector<IndicatorResult> space_results(const criteria::CriteriaSet& set, const Dataset& data, const Tally& tally,
                                           const Sampling& sampling, OptionalTime as_of, std::string_view scope,
                                           const Findings* findings) {
  std::vector<IndicatorResult> out;
  const VoiceIntervals voice = voice_of(set, tally, sampling, scope);
  for (const criteria::Indicator& definition : set.indicators) {
    const IndicatorDef* def = find_def(definition.id);
    if (def == nullptr || def->reach != Reach::everywhere) continue;
    IndicatorResult r = result(definition, {data, tally, definition, sampling, scope, as_of, &voice, findings});
    if (r.status == Status::ok) out.push_back(std::move(r));
  }
  return out;
}

}  // namespace boussole::engine
