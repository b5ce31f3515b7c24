#pragma once

#include <string>

#include "criteria/criteria.h"
#include "engine/scoring/gate.h"
#include "reports/typography.h"

/// The sentences of a gate, shared by its formats; typeset, not escaped.
namespace boussole::reports {

/// "Taux de réponse officielle, valeur", with the space where there is one.
std::string rule_subject(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set);
/// "au moins 50 %".
std::string rule_demand(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set);
/// "62 % (de 55 % à 70 %)", or a dash.
std::string rule_figure(const Typography& type, const engine::RuleResult& result);
/// Why it is inconclusive, the rule's own reason, the waiver and whether it still holds; may be empty.
std::string rule_remarks(const Typography& type, const engine::RuleResult& result);
/// All of it in one line, the verdict first.
std::string rule_sentence(const Typography& type, const engine::RuleResult& result, const criteria::CriteriaSet& set);

}  // namespace boussole::reports
