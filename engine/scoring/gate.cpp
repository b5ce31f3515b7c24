#include "engine/scoring/gate.h"

#include <algorithm>

#include "engine/claims.h"
#include "engine/scoring/compare.h"
#include "engine/scoring/compare_difference.h"
#include "engine/scoring/standing.h"

namespace boussole::engine {
namespace {

using criteria::PolicyRule;

/// A figure of one audit, or why there is none.
struct Found {
  std::optional<PrintedFigure> figure;
  std::string unit;
  std::optional<Message> reason;       ///< no figure
  std::optional<Message> no_interval;  ///< a figure, but no interval
  bool contested = false;              ///< the figure is the audit's, which stays in force
  std::vector<double> others;          ///< what it is by the open contests
};

Found none(const char* code, Text text) {
  Found out;
  out.reason = Message{code, std::move(text)};
  return out;
}

/// The figure by each open contest on it that gives one.
std::vector<double> by_contests(const Audit& audit, const std::string& indicator, const std::string& space,
                                bool score) {
  std::vector<double> out;
  if (!audit.claims || !audit.claims->replies) return out;
  for (const Reply& reply : audit.claims->replies->replies) {
    if (!reply.open() || reply.indicator != indicator || reply.space != space) continue;
    if (score && reply.other_score) out.push_back(reply.other_score->value);
    if (!score && reply.other_value) out.push_back(*reply.other_value);
  }
  return out;
}

Found of_indicator(const PolicyRule& rule, const Audit& audit, const std::string& space) {
  const double level = audit.parameters.level;
  for (const IndicatorResult& r : audit.indicators) {
    if (r.id != rule.indicator) continue;
    if (!stands(r) || !r.value) {
      Found out;
      out.reason = r.reason ? *r.reason : Message{"no_value", {"Pas de valeur.", "No value."}};
      return out;
    }
    const bool score = rule.figure == PolicyRule::Figure::score || rule.figure == PolicyRule::Figure::score_change;
    Found out;
    out.unit = score ? "points" : r.unit;
    out.no_interval = r.interval_reason;
    out.contested = r.status == Status::contested;
    out.others = by_contests(audit, r.id, space, score);
    if (score) {
      if (!r.score) return none("no_score", {"Ce chiffre n'a pas de score.", "This figure has no score."});
      out.figure = PrintedFigure{r.score->value, std::nullopt, r.interval ? r.interval->level : level};
      if (r.score->low && r.score->high) out.figure->interval = statistics::Range{*r.score->low, *r.score->high};
    } else {
      out.figure = PrintedFigure{*r.value, std::nullopt, r.interval ? r.interval->level : level};
      if (r.interval) out.figure->interval = statistics::Range{r.interval->low, r.interval->high};
    }
    return out;
  }
  return none("unknown_here", {"Cet audit ne contient pas l'indicateur.", "This audit does not hold the indicator."});
}

/// What open contests make of the axis; those of a space are not made again.
void put_contests(const PolicyRule& rule, const Audit& audit, const std::string& space, Found& out) {
  if (!space.empty() || !audit.claims || !audit.claims->replies) return;
  for (const ContestedAxis& axis : audit.claims->replies->axes) {
    if (axis.axis != rule.axis || axis.kind != "measured") continue;
    out.contested = true;
    for (const auto& other : {axis.lowest, axis.highest})
      if (other) out.others.push_back(*other);
  }
}

Found of_axis(const PolicyRule& rule, const Audit& audit, const std::string& space) {
  const double level = audit.parameters.level;
  for (const AxisScore& axis : audit.axes) {
    if (axis.id != rule.axis) continue;
    if (!axis.measured) {
      Found out;
      out.reason = axis.reason ? *axis.reason : Message{"no_score", {"Cet axe n'a pas de score.", "No axis score."}};
      return out;
    }
    Found out;
    out.unit = "points";
    put_contests(rule, audit, space, out);
    out.figure = PrintedFigure{axis.measured->value, std::nullopt, level};
    if (axis.measured->low && axis.measured->high)
      out.figure->interval = statistics::Range{*axis.measured->low, *axis.measured->high};
    out.no_interval = Message{"axis_without_interval",
                              {"Tous les indicateurs de cet axe n'ont pas d'intervalle.",
                               "Not all indicators of this axis have an interval."}};
    return out;
  }
  return none("unknown_here", {"Cet audit ne contient pas l'axe.", "This audit does not hold the axis."});
}

Found find(const PolicyRule& rule, const Audit& audit, const criteria::CriteriaSet& set,
           const std::string& of_space = "") {
  if (rule.space.empty())
    return rule.axis.empty() ? of_indicator(rule, audit, of_space) : of_axis(rule, audit, of_space);
  const auto space = subject_of_space(audit, rule.space, set);
  if (!space)
    return none("no_space", {"Cet audit ne contient pas l'espace « " + rule.space + " ».",
                             "This audit does not hold the space “" + rule.space + "”."});
  PolicyRule whole = rule;
  whole.space.clear();
  return find(whole, space->audit, set, rule.space);
}

/// The figure's difference from the baseline in its place.
Found difference_found(Found out, const DifferenceEstimate& difference, double level) {
  if (out.unit == "ratio") out.unit = "points";
  for (double& other : out.others) other += difference.difference - out.figure->value;
  out.figure = PrintedFigure{difference.difference, difference.interval, level};
  if (difference.reason) out.no_interval = difference.reason;
  return out;
}

/// An axis changes on what both audits measured: its published scores may rest on different indicators.
Found axis_change(const PolicyRule& rule, const Comparison& both, const Found& now) {
  for (const ComparedAxis& axis : both.axes)
    if (axis.id == rule.axis && !axis.differences.empty())
      return difference_found(now, axis.differences.front().estimate, both.level);
  return none("no_common_axis", {"Moins de la moitié du poids de cet axe est mesurée des deux côtés de la même façon.",
                                 "Less than half of this axis's weight is measured on both sides the same way."});
}

Found indicator_change(const PolicyRule& rule, const Comparison& both, const Found& now, const Found& before) {
  if (!now.figure) return now;
  if (!before.figure) {
    Found out = before;
    out.reason->text = {"Dans la référence : " + before.reason->text.fr, "In the baseline: " + before.reason->text.en};
    return out;
  }
  for (const LeftOut& row : both.left_out)
    if (row.id == rule.indicator) {
      Found out;
      out.reason = row.reason;
      return out;
    }
  return difference_found(now, difference_of(*now.figure, *before.figure), now.figure->level);
}

std::optional<Subject> scope_of(const PolicyRule& rule, const Audit& audit, const criteria::CriteriaSet& set) {
  if (rule.space.empty()) return Subject{audit, {}, {}};
  return subject_of_space(audit, rule.space, set);
}

Found change(const PolicyRule& rule, const Audit& audit, const Audit& baseline, const criteria::CriteriaSet& set) {
  const Found now = find(rule, audit, set), before = find(rule, baseline, set);
  const auto first = scope_of(rule, audit, set), second = scope_of(rule, baseline, set);
  if (!first) return now;
  if (!second) return before;
  const std::vector<Subject> pair{*first, *second};
  const Comparison both = compare(pair, set);
  return rule.axis.empty() ? indicator_change(rule, both, now, before) : axis_change(rule, both, now);
}

void judge_figure(RuleResult& result, const Found& found) {
  const PolicyRule& rule = result.rule;
  result.unit = found.unit;
  if (!found.figure) {
    result.reason = found.reason;
    result.outcome = rule.if_missing == PolicyRule::Missing::not_met ? Outcome::not_met
                     : rule.if_missing == PolicyRule::Missing::skip  ? Outcome::skipped
                                                                     : Outcome::inconclusive;
    return;
  }
  result.value = found.figure->value;
  result.interval = found.figure->interval;
  if (result.interval) {
    result.outcome = against(rule, *result.interval);
    if (result.outcome == Outcome::inconclusive)
      result.reason = Message{
          "straddles",
          {"L'intervalle passe de part et d'autre du seuil.", "The interval lies on both sides of the threshold."}};
  } else if (rule.exact_without_interval) {
    result.outcome = against(rule, {*result.value, *result.value});
  } else {
    const Text why = found.no_interval ? found.no_interval->text : Text{"", ""};
    result.reason = Message{"no_interval", {"Pas d'intervalle : " + why.fr, "No interval: " + why.en}};
  }
}

/// A contest takes no failure away. It may make a success less sure: where the rule is met by the audit's figure and
/// would not be by the contester's, nothing is decided until the contest is answered.
void judge_contests(RuleResult& result, const Found& found) {
  if (!found.contested || !found.figure) return;
  const auto fails = [&](double other) { return against(result.rule, {other, other}) != Outcome::met; };
  if (result.outcome == Outcome::met && std::any_of(found.others.begin(), found.others.end(), fails)) {
    result.outcome = Outcome::inconclusive;
    result.reason = Message{"contested",
                            {"Contesté : rempli avec la valeur de l'audit, pas avec celle de qui conteste.",
                             "Contested: met by the audit's value, not by the contester's."}};
  } else if (!result.reason) {
    result.reason = Message{"contested",
                            {"Contesté : jugé sur la valeur de l'audit, qui reste en vigueur.",
                             "Contested: judged on the audit's value, which stays in force."}};
  }
}

void apply_waiver(RuleResult& result, const criteria::Policy& policy, const std::string& today) {
  for (const criteria::Waiver& waiver : policy.waivers)
    if (waiver.rule == result.rule.id) result.waiver = waiver;
  const bool fails = result.outcome == Outcome::not_met || result.outcome == Outcome::inconclusive;
  // ISO dates sort as text.
  result.waived = result.waiver && fails && !today.empty() && today <= result.waiver->expires;
}

}  // namespace

Outcome against(const criteria::PolicyRule& rule, const statistics::Range& range) {
  const bool all = (!rule.at_least || range.low >= *rule.at_least) && (!rule.at_most || range.high <= *rule.at_most);
  const bool nothing = (rule.at_least && range.high < *rule.at_least) || (rule.at_most && range.low > *rule.at_most);
  return all ? Outcome::met : nothing ? Outcome::not_met : Outcome::inconclusive;
}

bool needs_baseline(const criteria::Policy& policy) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [](const PolicyRule& r) { return r.is_change(); });
}

Outcome Gate::overall() const {
  if (not_met > 0) return Outcome::not_met;
  // Rules that were all skipped have decided nothing.
  return inconclusive > 0 || met + waived == 0 ? Outcome::inconclusive : Outcome::met;
}

Gate check_gate(const criteria::Policy& policy, const Audit& audit, const Audit* baseline, const std::string& today,
                const criteria::CriteriaSet& set) {
  Gate out;
  out.policy = policy.name;
  out.today = today.empty() ? audit.as_of : today;
  for (const PolicyRule& rule : policy.rules) {
    RuleResult result;
    result.rule = rule;
    const auto judge = [](RuleResult& to, const Found& found) {
      judge_figure(to, found);
      judge_contests(to, found);
    };
    if (!rule.is_change())
      judge(result, find(rule, audit, set));
    else if (baseline != nullptr)
      judge(result, change(rule, audit, *baseline, set));
    else
      judge(result, none("no_baseline", {"Pas d'audit de référence.", "No baseline audit."}));
    apply_waiver(result, policy, out.today);
    std::size_t* const counts[] = {&out.met, &out.not_met, &out.inconclusive, &out.skipped};
    ++*(result.waived ? &out.waived : counts[static_cast<std::size_t>(result.outcome)]);
    out.results.push_back(std::move(result));
  }
  return out;
}

}  // namespace boussole::engine
