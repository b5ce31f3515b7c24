#include "reports/gate_words.h"

#include <cmath>

#include "reports/figures.h"
#include "reports/gate.h"

namespace boussole::reports {
namespace {

using criteria::PolicyRule;

const Text& figure_word(PolicyRule::Figure figure) {
  static const Text kValue{"valeur", "value"}, kScore{"score", "score"},
      kValueChange{"écart à la référence", "change from the baseline"},
      kScoreChange{"écart de score à la référence", "change of score from the baseline"};
  switch (figure) {
    case PolicyRule::Figure::value:
      return kValue;
    case PolicyRule::Figure::score:
      return kScore;
    case PolicyRule::Figure::value_change:
      return kValueChange;
    case PolicyRule::Figure::score_change:
      return kScoreChange;
  }
  return kValue;
}

/// The unit a threshold is written in, known even where the figure is missing.
std::string unit_of(const engine::RuleResult& result, const criteria::CriteriaSet& set) {
  if (!result.unit.empty()) return result.unit;
  const criteria::Indicator* known = set.find(result.rule.indicator);
  if (known == nullptr || result.rule.figure == PolicyRule::Figure::score ||
      result.rule.figure == PolicyRule::Figure::score_change)
    return "points";
  return result.rule.is_change() && known->unit_code == "ratio" ? "points" : known->unit_code;
}

/// A threshold is written without digits it was not given.
std::string threshold(const Typography& type, double value, const std::string& unit) {
  const bool whole = std::fabs(value * 100 - std::round(value * 100)) < 1e-9;
  return figure(type, Quantity{value, unit, std::nullopt, std::nullopt, whole ? 1 : 1000});
}

void add_sentence(std::string& out, const std::string& sentence) {
  if (sentence.empty()) return;
  if (!out.empty()) out += " ";
  out += sentence;
}

}  // namespace

const Text& outcome_word(engine::Outcome outcome) {
  static const Text kMet{"rempli", "met"}, kNot{"non rempli", "not met"}, kOpen{"indécis", "inconclusive"},
      kSkipped{"passé", "skipped"};
  switch (outcome) {
    case engine::Outcome::met:
      return kMet;
    case engine::Outcome::not_met:
      return kNot;
    case engine::Outcome::inconclusive:
      return kOpen;
    case engine::Outcome::skipped:
      return kSkipped;
  }
  return kOpen;
}

const Text& outcome_word(const engine::RuleResult& result) {
  static const Text kWaived{"levé", "waived"};
  return result.waived ? kWaived : outcome_word(result.outcome);
}

std::string rule_subject(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set) {
  const PolicyRule& rule = result.rule;
  std::string out = rule.axis.empty() ? rule.indicator : rule.axis;
  if (const criteria::Indicator* known = set.find(rule.indicator)) out = type.typeset(known->name);
  for (const criteria::Axis& axis : set.axes)
    if (axis.id == rule.axis) out = type.typeset(axis.name);
  out += ", " + type.typeset(figure_word(rule.figure));
  return rule.space.empty() ? out : out + ", " + rule.space;
}

std::string rule_demand(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set) {
  const std::string unit = unit_of(result, set);
  const auto &low = result.rule.at_least, &high = result.rule.at_most;
  Text out;
  if (low) {
    const std::string bound = threshold(type, *low, unit);
    out = {"au moins " + bound, "at least " + bound};
  }
  if (high) {
    const std::string bound = threshold(type, *high, unit);
    out.fr += (low ? " et au plus " : "au plus ") + bound;
    out.en += (low ? " and at most " : "at most ") + bound;
  }
  return type.typeset(out);
}

std::string rule_figure(const Typography& type, const engine::RuleResult& result) {
  if (!result.value) return "—";
  Quantity quantity{*result.value, result.unit, std::nullopt, std::nullopt, std::nullopt};
  if (result.interval) quantity.low = result.interval->low, quantity.high = result.interval->high;
  const std::string bounds = range(type, quantity);
  return figure(type, quantity) + (bounds.empty() ? "" : " (" + bounds + ")");
}

std::string rule_remarks(const Typography& type, const engine::RuleResult& result) {
  std::string out;
  if (result.reason) add_sentence(out, type.typeset(result.reason->text));
  if (!result.rule.why.empty()) add_sentence(out, type.typeset(Text{"Règle : ", "Rule: "}) + result.rule.why);
  if (!result.waiver) return out;
  const std::string until = type.date(result.waiver->expires);
  const bool fails = result.outcome == engine::Outcome::not_met || result.outcome == engine::Outcome::inconclusive;
  if (result.waived)
    add_sentence(out, type.typeset(Text{"Levée jusqu'au " + until + " : ", "Waived until " + until + ": "}) +
                          result.waiver->justification);
  else if (fails)
    add_sentence(out, type.typeset(Text{"La levée ne vaut plus (elle allait jusqu'au " + until + ").",
                                        "The waiver no longer holds (it ran until " + until + ")."}));
  else
    add_sentence(out,
                 type.typeset(Text{"La levée ne sert plus : retirez-la.", "The waiver is not needed: remove it."}));
  return out;
}

std::string rule_sentence(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set) {
  std::string out = type.typeset(outcome_word(result)) + std::string(type.colon()) + rule_subject(type, result, set) +
                    std::string(type.colon()) + rule_figure(type, result) + "; " + rule_demand(type, result, set) + ".";
  if (type.language() == Language::fr) out = type.typeset(out);
  add_sentence(out, rule_remarks(type, result));
  return out;
}

}  // namespace boussole::reports
