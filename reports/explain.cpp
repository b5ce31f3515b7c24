#include "reports/explain.h"

#include <algorithm>
#include <charconv>

#include "reports/claims_words.h"
#include "reports/hidden.h"
#include "reports/reading.h"
#include "reports/typography.h"

namespace boussole::reports {
namespace {

/// The fewest digits that read back as the same number; what a person needs to redo the arithmetic.
std::string exact(double value, Language language) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  std::string out(text, end.ptr);
  if (language == Language::fr) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

class Explanation {
 public:
  Explanation(const engine::Audit& audit, const criteria::CriteriaSet& set, Language language)
      : audit_(audit), set_(set), type_(language), language_(language) {}

  std::string of(const engine::IndicatorResult& r) {
    const criteria::Indicator* definition = set_.find(r.id);
    line((definition != nullptr ? definition->name.in(language_) : r.id) + " (" + r.id + ")");
    if (definition != nullptr) {
      line(definition->question.in(language_));
      section({"Formule", "Formula"});
      line(definition->formula.in(language_));
    }
    counts(r);
    if (r.value) {
      section({"Valeur", "Value"});
      line(exact(*r.value, language_) + " (" + r.unit + ")");
    } else {
      section({"Pas de valeur", "No value"});
    }
    line(word(reading(r)).in(language_) + (r.reason ? type_.colon().data() + r.reason->text.in(language_) : ""));
    said_of(r);
    interval(r);
    if (definition != nullptr && r.score) scale(r, *definition);
    for (const Message& w : r.warnings) line("! " + w.text.in(language_));
    sources(r);
    return out_;
  }

 private:
  void line(const std::string& text) { out_ += type_.typeset(text) + "\n"; }
  void raw(const std::string& text) { out_ += text + "\n"; }
  void section(const Text& title) { out_ += "\n" + title.in(language_) + "\n"; }
  const std::string& say(const Text& text) const { return text.in(language_); }

  void counts(const engine::IndicatorResult& r) {
    section({"Nombres comptés", "Numbers counted"});
    for (const engine::Part& p : r.parts)
      raw("  " + p.id + " = " +
          (p.value ? exact(*p.value, language_)
                   : say({"retenu (moins de 5 personnes)", "withheld (fewer than 5 people)"})) +
          "   " + p.label.in(language_));
    if (r.n) raw("  n = " + std::to_string(*r.n));
    if (r.missing) raw(say({"  manquants = ", "  missing = "}) + std::to_string(*r.missing));
  }

  /// The documents that a declared figure rests on, and what people reply to this very figure.
  void said_of(const engine::IndicatorResult& r) {
    if (!audit_.claims) return;
    if (const engine::Declaration* declared = declaration_of(audit_, r.id); declared && !declared->proofs.empty()) {
      section({"Pièces", "Documents"});
      for (const engine::Proof& proof : declared->proofs)
        raw("  " + without_hidden_marks(proof.what) + (proof.what.empty() ? "" : ". ") + proof_sentence(type_, proof));
    }
    if (!audit_.claims->replies) return;
    bool first = true;
    for (const engine::Reply& reply : audit_.claims->replies->replies) {
      if (reply.indicator != r.id || reply.value != r.value) continue;  // of another space
      if (first) section({"Droit de réponse", "Right of reply"});
      first = false;
      raw("  " + reply_head(type_, reply, audit_.claims->replies->today) + " " + without_hidden_marks(reply.text));
      if (const std::string values = reply_values(type_, reply, r.unit); !values.empty()) raw("  " + values);
      if (reply.answer) raw("  " + answer_head(type_, reply) + " " + without_hidden_marks(reply.answer->text));
    }
  }

  void interval(const engine::IndicatorResult& r) {
    if (!r.interval && !r.interval_reason) return;
    section({"Intervalle", "Interval"});
    if (!r.interval) {
      line(r.interval_reason->text.in(language_));
      return;
    }
    raw("  [" + exact(r.interval->low, language_) + " ; " + exact(r.interval->high, language_) + "]");
    raw(say({"  niveau ", "  level "}) + exact(r.interval->level, language_) + say({", graine ", ", seed "}) +
        std::to_string(audit_.parameters.seed));
    raw(say({"  méthode : ", "  method: "}) + r.interval->method);
  }

  void step(const criteria::Goalposts& g, double value) {
    const std::string v = exact(value, language_), zero = exact(g.zero_at, language_), one = exact(g.one_at, language_);
    raw(say({"  0 à ", "  0 at "}) + zero + say({", 1 à ", ", 1 at "}) + one);
    raw("  (" + v + " - " + zero + ") / (" + one + " - " + zero +
        ") = " + exact((value - g.zero_at) / (g.one_at - g.zero_at), language_) +
        say({", borné à [0 ; 1]", ", kept within [0, 1]"}));
  }
  void step(const criteria::Band& b, double) {
    raw(say({"  1 de ", "  1 from "}) + exact(b.one_from, language_) + say({" à ", " to "}) +
        exact(b.one_to, language_) + say({" ; 0 sous ", "; 0 below "}) + exact(b.zero_below, language_) +
        say({" et au-delà de ", " and above "}) + exact(b.zero_above, language_) +
        say({" ; linéaire entre les deux", "; linear in between"}));
  }
  void step(const criteria::Ladder&, double) { raw(say({"  échelle à preuves", "  ladder of evidence"})); }

  void scale(const engine::IndicatorResult& r, const criteria::Indicator& definition) {
    section({"De la valeur au score", "From the value to the score"});
    auto variant = definition.norm_variants.find(r.norm_variant);
    const criteria::Norm& norm = variant == definition.norm_variants.end() ? definition.norm : variant->second;
    std::visit([&](const auto& s) { step(s, *r.value); }, norm);
    raw("  score = " + exact(r.score->value, language_));
    if (r.score->low && r.score->high)
      raw(say({"  avec l'intervalle : de ", "  with the interval: from "}) + exact(*r.score->low, language_) +
          say({" à ", " to "}) + exact(*r.score->high, language_));
    line("  " + definition.norm_source.in(language_));
  }

  void sources(const engine::IndicatorResult& r) {
    section({"D'où cela vient", "Where this comes from"});
    raw(say({"  méthode : ", "  method: "}) + r.method);
    raw(say({"  références : ", "  references: "}) + r.references);
    raw(say({"  critères : ", "  criteria: "}) + audit_.criteria.id + " " + audit_.criteria.version + " " +
        audit_.criteria.sha256);
    for (const engine::SourceRecord& s : audit_.sources) raw("  " + s.file + "  " + s.sha256);
  }

  const engine::Audit& audit_;
  const criteria::CriteriaSet& set_;
  Typography type_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string explain(const engine::Audit& audit, const engine::IndicatorResult& result, const criteria::CriteriaSet& set,
                    Language language) {
  return Explanation(audit, set, language).of(result);
}

}  // namespace boussole::reports
