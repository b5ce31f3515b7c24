#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/findings.h"
#include "reports/typography.h"

/// What the findings say in words: the page and the Markdown use the same sentences. All texts are typeset, not escaped.
namespace boussole::reports {

/// "12 %", a dash where there is none. A share that is neither nothing nor all is never 0 or 100 %.
std::string share_words(const Typography& type, const std::optional<double>& share);

/// "25 à 34 ans : 22 % des participants (de 20 à 24 %), 15 % de la population".
std::string class_sentence(const Typography& type, const engine::ClassShare& share);
std::string reference_sentence(const Typography& type, const std::optional<engine::ReferenceRecord>& reference);
/// "bulletins, Toulouse 2019".
std::string composition_subject(const Typography& type, const engine::Composition& composition);
std::vector<std::string> composition_sentences(const Typography& type, const engine::Composition& composition);

std::vector<std::string> opinion_sentences(const Typography& type, const engine::OpinionFinding& opinion);
std::vector<std::string> budget_sentences(const Typography& type, const engine::BudgetFinding& budget);

}  // namespace boussole::reports
