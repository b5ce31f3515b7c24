#pragma once

#include <string>

#include "criteria/criteria.h"
#include "engine/scoring/gate.h"
#include "reports/document.h"

/// A gate for people (Markdown) and for continuous integration (JUnit XML, SARIF 2.1.0, JSON).
namespace boussole::reports {

struct GateOptions {
  Language language = Language::fr;
  std::string tool_version;
  std::string audit_file, policy_file;  ///< as the caller named them; SARIF points into the policy
};

Document gate_document(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options);

/// One test case a rule: not met is a failure, inconclusive an error, waived and skipped ones are skipped.
std::string write_gate_junit(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options);

/// One result a rule: fail, open (inconclusive), pass or notApplicable; a waiver is a suppression with its
/// justification.
std::string write_gate_sarif(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options);

/// "rempli", "non rempli", "indécis", "sans objet", "levé".
const Text& outcome_word(const engine::RuleResult& result);
const Text& outcome_word(engine::Outcome outcome);

}  // namespace boussole::reports
