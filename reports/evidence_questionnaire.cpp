#include "engine/json/writer.h"
#include "reports/evidence_form.h"

namespace boussole::reports {
namespace {

using criteria::EvidenceForm;
using criteria::EvidenceQuestion;
using json::Writer;

const char* form_name(EvidenceForm form) {
  switch (form) {
    case EvidenceForm::ladder:
      return "ladder";
    case EvidenceForm::share:
      return "share";
    case EvidenceForm::number:
      return "number";
    case EvidenceForm::items:
      return "items";
  }
  return "ladder";
}

/// What the reader of the file must know to answer; programs pass over it.
void put_guide(Writer& out, const criteria::CriteriaSet& set, const EvidenceQuestion& question, Language language) {
  const criteria::Indicator& indicator = *set.find(question.indicator);
  out.key("guide").begin_object().member("name", indicator.name.in(language));
  out.member("question", indicator.question.in(language)).member("form", form_name(question.form));
  if (!question.ask.empty()) out.member("ask", question.ask.in(language));
  if (!question.proof.empty()) out.member("proof", question.proof.in(language));
  if (!question.steps.empty()) {
    out.key("steps").begin_array();
    for (const criteria::EvidenceStep& step : question.steps) {
      out.begin_object().member("step", step.value).member("text", step.text.in(language));
      if (!step.proof.empty()) out.member("proof", step.proof.in(language));
      out.end_object();
    }
    out.end_array();
  }
  if (!question.numbers.empty()) {
    out.key("numbers").begin_object();
    for (const criteria::EvidenceNumber& number : question.numbers) out.member(number.id, number.label.in(language));
    out.end_object();
  }
  if (!question.items.empty()) {
    out.key("items").begin_object();
    for (const criteria::EvidenceItem& item : question.items)
      out.member(item.id, item.label.in(language) + (language == Language::fr ? ". Preuve : " : ". Proof: ") +
                              item.proof.in(language));
    out.end_object();
  }
  if (question.expires_after_years) out.member("expires_after_years", *question.expires_after_years);
  out.end_object();
}

void put_answer(Writer& out, const EvidenceQuestion& question) {
  out.member("applicable", true).member("why_not_applicable", "");
  if (question.form == EvidenceForm::ladder) out.key("step").null();
  if (!question.numbers.empty()) {
    out.key("numbers").begin_object();
    for (const criteria::EvidenceNumber& number : question.numbers) out.key(number.id).null();
    out.end_object();
  }
  if (!question.items.empty()) {
    out.key("items").begin_object();
    for (const criteria::EvidenceItem& item : question.items) out.key(item.id).null();
    out.end_object();
  }
  out.key("proofs").begin_array().end_array();
  out.member("remark", "");
}

}  // namespace

std::string write_questionnaire(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                Language language) {
  Writer out;
  out.begin_object().member("schema", "boussole/evidence/1");
  out.key("criteria").begin_object().member("id", set.id).member("version", set.version).end_object();
  out.key("platform").begin_object().member("name", "").member("url", "").end_object();
  out.key("declared_by").begin_object().member("role", "").member("date", "").end_object();
  out.key("answers").begin_array();
  for (const EvidenceQuestion& question : guide.questions) {
    out.begin_object().member("indicator", question.indicator);
    put_guide(out, set, question, language);
    put_answer(out, question);
    out.end_object();
  }
  out.end_array().end_object();
  return out.take();
}

}  // namespace boussole::reports
