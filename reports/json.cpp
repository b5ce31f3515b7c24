#include "reports/json.h"

#include "engine/claims.h"
#include "engine/json/writer.h"
#include "engine/merge.h"
#include "reports/json_merge.h"
#include "reports/json_findings.h"

namespace boussole::reports {

using json::Writer;

const char* to_string(engine::Status status) {
  switch (status) {
    case engine::Status::ok:
      return "ok";
    case engine::Status::insufficient_sample:
      return "insufficient_sample";
    case engine::Status::missing:
      return "missing";
    case engine::Status::not_applicable:
      return "not_applicable";
    case engine::Status::contested:
      return "contested";
  }
  return "missing";
}

namespace {

void put(Writer& out, const Text& text) { out.begin_object().member("fr", text.fr).member("en", text.en).end_object(); }

void put(Writer& out, const Message& message) {
  out.begin_object().member("code", message.code).member("fr", message.text.fr).member("en", message.text.en);
  out.end_object();
}

void put(Writer& out, const std::string& text) { out.value(text); }

void put(Writer& out, const engine::Interval& interval) {
  out.begin_object().member("low", interval.low).member("high", interval.high).member("level", interval.level);
  out.member("method", interval.method).end_object();
}

void put(Writer& out, const engine::Part& part) {
  out.begin_object().member("id", part.id).key("label");
  put(out, part.label);
  out.member("value", part.value).end_object();
}

void put(Writer& out, const engine::Score& score) {
  out.begin_object().member("value", score.value).member("low", score.low).member("high", score.high).end_object();
}

/// `geometric` is a key of axes only.
void put_group(Writer& out, const engine::GroupScore& score, bool with_geometric) {
  out.begin_object().member("value", score.value).member("low", score.low).member("high", score.high);
  out.member("coverage", score.coverage);
  if (with_geometric) out.member("geometric", score.geometric);
  out.end_object();
}

// The templates below look these up by name, so they are declared before them.
void put(Writer& out, const engine::SourceRecord& source);
void put(Writer& out, const engine::ContextFigure& figure);
void put(Writer& out, const engine::IndicatorResult& result);
void put(Writer& out, const engine::CriterionScore& score);
void put(Writer& out, const engine::AxisScore& axis);
void put(Writer& out, const engine::SpaceResult& space);
void put(Writer& out, const engine::OtherSet& other);
void put(Writer& out, const engine::RejectedRow& row);
void put(Writer& out, const engine::Proof& proof);
void put(Writer& out, const engine::ContestedAxis& axis);
void put(Writer& out, const engine::Declaration& declaration);
void put(Writer& out, const engine::ReplyAnswer& answer);
void put(Writer& out, const engine::Reply& reply);

template <class T>
void put_optional(Writer& out, std::string_view name, const std::optional<T>& maybe) {
  out.key(name);
  if (maybe)
    put(out, *maybe);
  else
    out.null();
}

template <class T>
void put_list(Writer& out, std::string_view name, const std::vector<T>& items) {
  out.key(name).begin_array();
  for (const T& item : items) put(out, item);
  out.end_array();
}

void put_group_member(Writer& out, std::string_view name, const std::optional<engine::GroupScore>& score,
                      bool with_geometric) {
  out.key(name);
  if (score)
    put_group(out, *score, with_geometric);
  else
    out.null();
}

void put(Writer& out, const engine::SourceRecord& source) {
  out.begin_object().member("file", source.file).member("entity", source.entity).member("sha256", source.sha256);
  out.member("bytes", source.bytes).member("rows_read", source.rows_read).member("rows_rejected", source.rows_rejected);
  out.member("rows_duplicate", source.rows_duplicate);
  put_list(out, "columns_ignored", source.columns_ignored);
  put_list(out, "columns_personal", source.columns_personal);
  put_list(out, "notes", source.notes);
  out.end_object();
}

void put(Writer& out, const engine::CriteriaRecord& record) {
  out.begin_object().member("id", record.id).member("version", record.version).member("sha256", record.sha256);
  out.member("status", record.status).end_object();
}

void put(Writer& out, const engine::Parameters& parameters) {
  out.begin_object().member("level", parameters.level).member("seed", parameters.seed);
  out.member("replicates", parameters.replicates).member("min_cell", parameters.min_cell);
  out.member("language", parameters.language).member("as_of", parameters.as_of);
  put_list(out, "spaces", parameters.spaces);
  put_list(out, "locales", parameters.locales);
  out.member("organiser_accounts", parameters.organiser_accounts);
  out.member("organisers_listed", parameters.organisers_listed).end_object();
}

void put(Writer& out, const engine::ContextFigure& figure) {
  out.begin_object().member("id", figure.id).member("value", figure.value).member("unit", figure.unit);
  out.member("n", figure.n);
  put_optional(out, "reason", figure.reason);
  out.end_object();
}

void put(Writer& out, const engine::IndicatorResult& result) {
  out.begin_object().member("id", result.id).member("axis", result.axis).member("criterion", result.criterion);
  out.member("kind", result.kind).member("status", to_string(result.status));
  put_optional(out, "reason", result.reason);
  out.member("value", result.value).member("unit", result.unit);
  put_optional(out, "interval", result.interval);
  put_optional(out, "interval_reason", result.interval_reason);
  out.member("n", result.n).member("missing", result.missing);
  put_list(out, "parts", result.parts);
  put_optional(out, "score", result.score);
  out.member("norm_variant", result.norm_variant);
  out.member("method", result.method).member("formula", result.formula).member("references", result.references);
  put_list(out, "warnings", result.warnings);
  out.end_object();
}

void put(Writer& out, const engine::CriterionScore& score) {
  out.begin_object().member("id", score.id).member("axis", score.axis);
  put_group_member(out, "measured", score.measured, false);
  put_group_member(out, "declared", score.declared, false);
  out.end_object();
}

void put(Writer& out, const engine::AxisScore& axis) {
  out.begin_object().member("id", axis.id);
  put_group_member(out, "measured", axis.measured, true);
  put_group_member(out, "declared", axis.declared, true);
  out.member("status", to_string(axis.status));
  put_optional(out, "reason", axis.reason);
  out.member("coverage", axis.coverage).end_object();
}

void put(Writer& out, const engine::SpaceResult& space) {
  out.begin_object().member("id", space.id).member("kind", space.kind).key("title");
  put(out, space.title);
  out.member("url", space.url).member("participants", space.participants);
  out.member("contributions", space.contributions).member("comments", space.comments);
  put_list(out, "indicators", space.indicators);
  out.end_object();
}

void put(Writer& out, const engine::OtherSet& other) {
  out.begin_object().key("criteria");
  put(out, other.criteria);
  out.member("scope", other.scope).key("scope_title");
  put(out, other.scope_title);
  put_list(out, "indicators", other.indicators);
  put_list(out, "totals", other.totals);
  out.end_object();
}

void put(Writer& out, const engine::RejectedRow& row) {
  out.begin_object().member("file", row.file).member("line", row.line).member("column", row.column).key("reason");
  put(out, row.reason);
  out.end_object();
}

void put(Writer& out, const engine::Rejections& rejections) {
  out.begin_object().member("total", rejections.total).key("by_reason").begin_object();
  for (const auto& [code, count] : rejections.by_reason) out.member(code, count);
  out.end_object();
  put_list(out, "sample", rejections.sample);
  out.end_object();
}

void put(Writer& out, const engine::Proof& proof) {
  out.begin_object().member("step", proof.step).member("item", proof.item).member("what", proof.what);
  out.member("url", proof.url).member("date", proof.date).member("file", proof.file).member("sha256", proof.sha256);
  if (!proof.proves.empty()) {
    out.key("proves");
    put(out, proof.proves);
  }
  out.member("file_check", proof.file_check).member("checked_by", proof.checked_by);
  out.member("checked_on", proof.checked_on).member("refused", proof.refused);
  put_optional(out, "refusal", proof.refusal);
  out.end_object();
}

void put(Writer& out, const engine::Declaration& declaration) {
  out.begin_object().member("indicator", declaration.indicator).member("claimed", declaration.claimed);
  out.member("second_person", declaration.second_person);
  put_list(out, "proofs", declaration.proofs);
  put_list(out, "notes", declaration.notes);
  out.member("remark", declaration.remark);
  put_optional(out, "declared", declaration.declared);
  out.end_object();
}

void put(Writer& out, const engine::ReplyAnswer& answer) {
  out.begin_object().member("outcome", answer.outcome).member("text", answer.text);
  out.member("author_role", answer.by).member("date", answer.on).end_object();
}

void put(Writer& out, const engine::Reply& reply) {
  out.begin_object().member("id", reply.id).member("indicator", reply.indicator).member("space", reply.space);
  out.member("kind", reply.kind).member("reason", reply.reason).member("text", reply.text);
  out.member("author_role", reply.by).member("date", reply.on);
  out.member("file", reply.file).member("sha256", reply.sha256).member("answer_due", reply.answer_due);
  put_optional(out, "answer", reply.answer);
  out.member("value", reply.value).member("other_value", reply.other_value);
  put_optional(out, "score", reply.score);
  put_optional(out, "other_score", reply.other_score);
  put_optional(out, "range", reply.range);
  out.end_object();
}

void put(Writer& out, const engine::ContestedAxis& axis) {
  out.begin_object().member("axis", axis.axis).member("kind", axis.kind).key("indicators").begin_array();
  for (const std::string& id : axis.indicators) out.value(id);
  out.end_array();
  put_group_member(out, "in_force", axis.in_force, true);
  put_group_member(out, "without", axis.without, true);
  out.member("lowest", axis.lowest).member("highest", axis.highest).end_object();
}

/// Only where something was given: an audit without evidence and replies is written as it always was.
void put_claims(Writer& out, const engine::Claims& claims) {
  if (claims.evidence) {
    const engine::EvidenceRecord& e = *claims.evidence;
    out.key("evidence").begin_object().member("file", e.file).member("sha256", e.sha256);
    out.member("declared_by", e.by).member("declared_on", e.on).member("today", e.today);
    put_list(out, "declarations", e.declarations);
    out.end_object();
  }
  if (claims.replies) {
    const engine::RepliesRecord& r = *claims.replies;
    out.key("replies").begin_object().member("file", r.file).member("sha256", r.sha256).member("today", r.today);
    put_list(out, "replies", r.replies);
    put_list(out, "axes", r.axes);
    out.end_object();
  }
}

void put_head(Writer& out, const engine::Audit& audit) {
  out.member("schema", audit.schema).key("tool").begin_object();
  out.member("name", audit.tool_name).member("version", audit.tool_version).end_object();
  out.key("platform").begin_object().member("name", audit.platform_name).member("url", audit.platform_url);
  out.member("connector", audit.connector).member("generation", audit.generation).end_object();
  out.member("as_of", audit.as_of);
  put_list(out, "sources", audit.sources);
  out.key("criteria");
  put(out, audit.criteria);
  out.key("parameters");
  put(out, audit.parameters);
  out.key("capabilities").begin_object();
  for (const auto& [field, presence] : audit.capabilities) out.member(field, presence);
  out.end_object();
}

}  // namespace

std::string write_json(const engine::Audit& audit) {
  Writer out;
  out.begin_object();
  put_head(out, audit);
  if (audit.merge) put_merge(out, *audit.merge);
  put_list(out, "context", audit.context);
  put_list(out, "indicators", audit.indicators);
  put_list(out, "criteria_scores", audit.criteria_scores);
  put_list(out, "axes", audit.axes);
  put_list(out, "spaces", audit.spaces);
  put_list(out, "other_sets", audit.other_sets);
  if (audit.claims) put_claims(out, *audit.claims);
  if (audit.findings) {
    out.key("findings");
    put_findings(out, *audit.findings);
  }
  out.key("rejections");
  put(out, audit.rejections);
  put_list(out, "declarations", audit.declarations);
  out.end_object();
  return out.take();
}

std::string write_json(const engine::Audit& audit, const criteria::CriteriaSet&, const Options&) {
  return write_json(audit);
}

}  // namespace boussole::reports
