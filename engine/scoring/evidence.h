#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/evidence_file.h"
#include "criteria/evidence_guide.h"
#include "engine/audit.h"
#include "engine/claims.h"

/// What a questionnaire's answers are worth: the highest step that is proven, and no more.
namespace boussole::engine {

/// What does not hang on the answer itself.
struct EvidenceRules {
  std::string today;    ///< ISO date that expiry is judged by; empty: neither future nor expiry is judged
  std::string by;       ///< who declares: not a second person
  double level = 0.95;  ///< recorded with the interval, which is one step either way and no confidence interval
};

/// An answer as a result of kind "declared", and how it came about.
struct DeclaredFigure {
  IndicatorResult result;
  Declaration declaration;
};

/// A step counts where at least one proof of it counts; the claim falls to the highest such step. A proof counts when
/// it has an address, or a file and its hash; a date, not in the future and not expired; and was not refused by whoever
/// looked again. A claim of which nothing is proven is no figure; a claim of the step "nothing" needs no proof. The
/// interval is one step either way (criteria, rule 5) until a second person confirmed the step; a number read in a
/// document has none. More proofs that count never lower the value.
DeclaredFigure evaluate(const criteria::Indicator& indicator, const criteria::EvidenceQuestion& question,
                        const criteria::EvidenceAnswer& answer, const EvidenceRules& rules);

/// Puts the answers into the audit: into the declared indicators, and beside the measured figure for the mixed ones.
/// Indicators without an answer stay as they are. Scores by criterion and axis are for rescore().
EvidenceRecord apply_evidence(Audit& audit, const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                              const criteria::EvidenceFile& file, const EvidenceRules& rules);

/// Scores by criterion and axis again, after evidence and replies. A declared group has a score only when every
/// declared indicator of it that applies has one, so that one more answer never lowers it.
void rescore(Audit& audit, const criteria::CriteriaSet& set);

/// Why a proof does not count, in words; empty where it does.
Text refusal_words(const std::string& code);

}  // namespace boussole::engine
