#include <charconv>

#include "engine/claims.h"
#include "engine/json/reader.h"
#include "engine/merge.h"
#include "reports/json.h"
#include "reports/json_merge.h"
#include "reports/json_findings.h"

namespace boussole::reports {

namespace {

/// The first thing wrong in the document: reading goes on with defaults, so that no check hides in an early return.
struct Failure {
  std::string file;
  std::optional<Error> error;

  void note(const json::Value* at, const std::string& place, const Text& what) {
    if (error) return;
    error = Error{};
    error->file = file;
    error->place = place;
    if (at != nullptr && at->line() != 0) {
      error->line = at->line();
      error->column = at->column();
    }
    error->what = what;
    error->remedy = {"Refaire l'audit avec boussole audit : ce fichier n'est pas un audit.json de version 1 intact",
                     "Run boussole audit again: this file is not an intact audit.json of version 1"};
  }
};

/// A value of the document with its place, or the absence of one.
class Cursor {
 public:
  Cursor(const json::Value* value, std::string place, Failure& failure)
      : value_(value), place_(std::move(place)), failure_(&failure) {}

  Cursor operator[](std::string_view key) const {
    std::string place = place_.empty() ? std::string(key) : place_ + "." + std::string(key);
    const json::Value* child = value_ == nullptr ? nullptr : value_->find(key);
    if (child == nullptr) failure_->note(value_, place, {"clé absente", "missing key"});
    return {child, std::move(place), *failure_};
  }

  bool has(std::string_view key) const { return value_ != nullptr && value_->find(key) != nullptr; }
  bool null() const { return value_ == nullptr || value_->is_null(); }

  void get(std::string& out) const {
    if (const auto* text = value_ == nullptr ? nullptr : value_->as_string())
      out = *text;
    else
      wrong({"un texte était attendu", "a string was expected"});
  }
  void get(bool& out) const {
    if (const auto truth = value_ == nullptr ? std::nullopt : value_->as_bool())
      out = *truth;
    else
      wrong({"true ou false était attendu", "true or false was expected"});
  }
  void get(double& out) const {
    if (const auto number = value_ == nullptr ? std::nullopt : value_->as_double())
      out = *number;
    else
      wrong({"un nombre était attendu", "a number was expected"});
  }
  void get(std::int64_t& out) const {
    if (const auto number = value_ == nullptr ? std::nullopt : value_->as_integer())
      out = *number;
    else
      wrong({"un entier était attendu", "an integer was expected"});
  }
  void get(std::uint64_t& out) const {
    const auto* number = value_ == nullptr ? nullptr : value_->as_number();
    if (number != nullptr) {
      const char* end = number->lexeme.data() + number->lexeme.size();
      const auto parsed = std::from_chars(number->lexeme.data(), end, out);
      if (parsed.ec == std::errc() && parsed.ptr == end) return;
    }
    wrong({"un entier positif était attendu", "a natural number was expected"});
  }
  void get(engine::Status& out) const {
    std::string word;
    get(word);
    if (const auto status = status_of(word))
      out = *status;
    else
      wrong({"statut inconnu : " + word, "unknown status: " + word});
  }
  void get(Text& out) const { (*this)["fr"].get(out.fr), (*this)["en"].get(out.en); }
  void get(Message& out) const {
    (*this)["code"].get(out.code), (*this)["fr"].get(out.text.fr), (*this)["en"].get(out.text.en);
  }
  void get(engine::Interval& out) const;
  void get(engine::Part& out) const;
  void get(engine::Score& out) const;
  void get(engine::GroupScore& out) const;
  void get(engine::SourceRecord& out) const;
  void get(engine::CriteriaRecord& out) const;
  void get(engine::Parameters& out) const;
  void get(engine::ContextFigure& out) const;
  void get(engine::IndicatorResult& out) const;
  void get(engine::CriterionScore& out) const;
  void get(engine::AxisScore& out) const;
  void get(engine::SpaceResult& out) const;
  void get(engine::OtherSet& out) const;
  void get(engine::RejectedRow& out) const;
  void get(engine::Rejections& out) const;
  void get(engine::Proof& out) const;
  void get(engine::ContestedAxis& out) const;
  void get(engine::Declaration& out) const;
  void get(engine::EvidenceRecord& out) const;
  void get(engine::ReplyAnswer& out) const;
  void get(engine::Reply& out) const;
  void get(engine::RepliesRecord& out) const;

  template <class T>
  void get(std::optional<T>& out) const {
    if (null()) return;
    get(out.emplace());
  }
  template <class T>
  void get(std::vector<T>& out) const {
    const auto* array = value_ == nullptr ? nullptr : value_->as_array();
    if (array == nullptr) return wrong({"une liste était attendue", "an array was expected"});
    for (std::size_t i = 0; i < array->size(); ++i)
      Cursor(&(*array)[i], place_ + "[" + std::to_string(i) + "]", *failure_).get(out.emplace_back());
  }
  template <class T>
  void get(std::vector<std::pair<std::string, T>>& out) const {
    const auto* object = value_ == nullptr ? nullptr : value_->as_object();
    if (object == nullptr) return wrong({"un objet était attendu", "an object was expected"});
    for (const json::Member& member : *object)
      Cursor(&member.value, place_ + "." + member.key, *failure_).get(out.emplace_back(member.key, T{}).second);
  }

  void wrong(const Text& what) const { failure_->note(value_, place_, what); }

 private:
  const json::Value* value_;
  std::string place_;
  Failure* failure_;
};

void Cursor::get(engine::Interval& out) const {
  const Cursor& in = *this;
  in["low"].get(out.low), in["high"].get(out.high), in["level"].get(out.level), in["method"].get(out.method);
  if (out.low > out.high) wrong({"low dépasse high", "low is above high"});
}

void Cursor::get(engine::Part& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["label"].get(out.label), in["value"].get(out.value);
}

void Cursor::get(engine::Score& out) const {
  const Cursor& in = *this;
  in["value"].get(out.value), in["low"].get(out.low), in["high"].get(out.high);
}

void Cursor::get(engine::GroupScore& out) const {
  const Cursor& in = *this;
  in["value"].get(out.value), in["low"].get(out.low), in["high"].get(out.high), in["coverage"].get(out.coverage);
  if (value_ != nullptr && value_->find("geometric") != nullptr) in["geometric"].get(out.geometric);
}

void Cursor::get(engine::SourceRecord& out) const {
  const Cursor& in = *this;
  in["file"].get(out.file), in["entity"].get(out.entity), in["sha256"].get(out.sha256), in["bytes"].get(out.bytes);
  in["rows_read"].get(out.rows_read), in["rows_rejected"].get(out.rows_rejected);
  in["rows_duplicate"].get(out.rows_duplicate);
  in["columns_ignored"].get(out.columns_ignored), in["columns_personal"].get(out.columns_personal);
  in["notes"].get(out.notes);
}

void Cursor::get(engine::CriteriaRecord& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["version"].get(out.version), in["sha256"].get(out.sha256), in["status"].get(out.status);
}

void Cursor::get(engine::Parameters& out) const {
  const Cursor& in = *this;
  in["level"].get(out.level), in["seed"].get(out.seed), in["replicates"].get(out.replicates);
  in["min_cell"].get(out.min_cell), in["language"].get(out.language), in["as_of"].get(out.as_of);
  in["spaces"].get(out.spaces), in["locales"].get(out.locales);
  in["organiser_accounts"].get(out.organiser_accounts), in["organisers_listed"].get(out.organisers_listed);
}

void Cursor::get(engine::ContextFigure& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["value"].get(out.value), in["unit"].get(out.unit), in["n"].get(out.n);
  in["reason"].get(out.reason);
}

void Cursor::get(engine::IndicatorResult& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["axis"].get(out.axis), in["criterion"].get(out.criterion), in["kind"].get(out.kind);
  in["status"].get(out.status), in["reason"].get(out.reason), in["value"].get(out.value), in["unit"].get(out.unit);
  in["interval"].get(out.interval), in["interval_reason"].get(out.interval_reason);
  in["n"].get(out.n), in["missing"].get(out.missing), in["parts"].get(out.parts), in["score"].get(out.score);
  in["norm_variant"].get(out.norm_variant);
  in["method"].get(out.method), in["formula"].get(out.formula), in["references"].get(out.references);
  in["warnings"].get(out.warnings);
  if (out.status != engine::Status::ok && !out.reason)
    in["reason"].wrong({"la raison est obligatoire quand il n'y a pas de mesure",
                        "the reason is mandatory where there is no measurement"});
}

void Cursor::get(engine::CriterionScore& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["axis"].get(out.axis), in["measured"].get(out.measured), in["declared"].get(out.declared);
}

void Cursor::get(engine::AxisScore& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["measured"].get(out.measured), in["declared"].get(out.declared);
  in["status"].get(out.status), in["reason"].get(out.reason), in["coverage"].get(out.coverage);
}

void Cursor::get(engine::SpaceResult& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["kind"].get(out.kind), in["title"].get(out.title), in["url"].get(out.url);
  in["participants"].get(out.participants), in["contributions"].get(out.contributions);
  in["comments"].get(out.comments), in["indicators"].get(out.indicators);
}

void Cursor::get(engine::OtherSet& out) const {
  const Cursor& in = *this;
  in["criteria"].get(out.criteria), in["scope"].get(out.scope), in["scope_title"].get(out.scope_title);
  in["indicators"].get(out.indicators), in["totals"].get(out.totals);
}

void Cursor::get(engine::RejectedRow& out) const {
  const Cursor& in = *this;
  in["file"].get(out.file), in["line"].get(out.line), in["column"].get(out.column), in["reason"].get(out.reason);
}

void Cursor::get(engine::Rejections& out) const {
  const Cursor& in = *this;
  in["total"].get(out.total), in["by_reason"].get(out.by_reason), in["sample"].get(out.sample);
}

void Cursor::get(engine::Proof& out) const {
  const Cursor& in = *this;
  in["step"].get(out.step), in["item"].get(out.item), in["what"].get(out.what), in["url"].get(out.url);
  in["date"].get(out.date), in["file"].get(out.file), in["sha256"].get(out.sha256);
  if (in.has("proves")) in["proves"].get(out.proves);
  in["file_check"].get(out.file_check), in["checked_by"].get(out.checked_by), in["checked_on"].get(out.checked_on);
  in["refused"].get(out.refused), in["refusal"].get(out.refusal);
}

void Cursor::get(engine::Declaration& out) const {
  const Cursor& in = *this;
  in["indicator"].get(out.indicator), in["claimed"].get(out.claimed), in["second_person"].get(out.second_person);
  in["proofs"].get(out.proofs), in["notes"].get(out.notes), in["remark"].get(out.remark);
  in["declared"].get(out.declared);
}

void Cursor::get(engine::EvidenceRecord& out) const {
  const Cursor& in = *this;
  in["file"].get(out.file), in["sha256"].get(out.sha256), in["declared_by"].get(out.by), in["declared_on"].get(out.on);
  in["today"].get(out.today), in["declarations"].get(out.declarations);
}

void Cursor::get(engine::ReplyAnswer& out) const {
  const Cursor& in = *this;
  in["outcome"].get(out.outcome), in["text"].get(out.text), in["author_role"].get(out.by), in["date"].get(out.on);
}

void Cursor::get(engine::Reply& out) const {
  const Cursor& in = *this;
  in["id"].get(out.id), in["indicator"].get(out.indicator), in["space"].get(out.space), in["kind"].get(out.kind);
  in["reason"].get(out.reason), in["text"].get(out.text), in["author_role"].get(out.by), in["date"].get(out.on);
  in["file"].get(out.file), in["sha256"].get(out.sha256), in["answer_due"].get(out.answer_due);
  in["answer"].get(out.answer), in["value"].get(out.value), in["other_value"].get(out.other_value);
  in["score"].get(out.score), in["other_score"].get(out.other_score), in["range"].get(out.range);
}

void Cursor::get(engine::ContestedAxis& out) const {
  const Cursor& in = *this;
  in["axis"].get(out.axis), in["kind"].get(out.kind), in["indicators"].get(out.indicators);
  in["in_force"].get(out.in_force), in["without"].get(out.without);
  in["lowest"].get(out.lowest), in["highest"].get(out.highest);
}

void Cursor::get(engine::RepliesRecord& out) const {
  const Cursor& in = *this;
  in["file"].get(out.file), in["sha256"].get(out.sha256), in["today"].get(out.today), in["replies"].get(out.replies);
  if (in.has("axes")) in["axes"].get(out.axes);  // older audits have none
}

void read_claims(const Cursor& in, engine::Audit& out) {
  if (!in.has("evidence") && !in.has("replies")) return;
  engine::Claims claims;
  if (in.has("evidence")) in["evidence"].get(claims.evidence.emplace());
  if (in.has("replies")) in["replies"].get(claims.replies.emplace());
  out.claims = std::make_shared<const engine::Claims>(std::move(claims));
}

void read_head(const Cursor& in, engine::Audit& out) {
  const Cursor tool = in["tool"], platform = in["platform"];
  tool["name"].get(out.tool_name), tool["version"].get(out.tool_version);
  platform["name"].get(out.platform_name), platform["url"].get(out.platform_url);
  platform["connector"].get(out.connector), platform["generation"].get(out.generation);
  in["as_of"].get(out.as_of), in["sources"].get(out.sources), in["criteria"].get(out.criteria);
  in["parameters"].get(out.parameters), in["capabilities"].get(out.capabilities);
}

}  // namespace

std::optional<engine::Status> status_of(std::string_view word) {
  using enum engine::Status;
  for (const engine::Status status : {ok, insufficient_sample, missing, not_applicable, contested})
    if (word == to_string(status)) return status;
  return std::nullopt;
}

Expected<engine::Audit> read_audit(std::string_view text, std::string file) {
  const auto document = json::parse(text, file);
  if (!document) return std::unexpected(document.error());
  Failure failure{std::move(file), std::nullopt};
  const Cursor in(&*document, "", failure);
  engine::Audit audit;
  const std::string known = audit.schema;
  in["schema"].get(audit.schema);
  if (audit.schema != known)
    in["schema"].wrong({"version inconnue : " + audit.schema + " au lieu de " + known,
                        "unknown version: " + audit.schema + " instead of " + known});
  if (!failure.error) {
    read_head(in, audit);
    auto merge = merge_of(*document, failure.file);
    if (!merge) return std::unexpected(merge.error());
    if (!merge->sheet.empty() || !merge->sources.empty())
      audit.merge = std::make_shared<const engine::Merge>(std::move(*merge));
    in["context"].get(audit.context), in["indicators"].get(audit.indicators);
    in["criteria_scores"].get(audit.criteria_scores), in["axes"].get(audit.axes), in["spaces"].get(audit.spaces);
    in["other_sets"].get(audit.other_sets), in["rejections"].get(audit.rejections);
    in["declarations"].get(audit.declarations);
    read_claims(in, audit);
  }
  if (failure.error) return std::unexpected(*failure.error);
  if (const json::Value* findings = document->find("findings")) {
    auto found = findings_of(*findings, failure.file);
    if (!found) return std::unexpected(found.error());
    audit.findings = std::make_shared<const engine::Findings>(std::move(*found));
  }
  return audit;
}

}  // namespace boussole::reports
