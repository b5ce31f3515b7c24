#pragma once

#include <string>

#include "criteria/criteria.h"
#include "criteria/evidence_guide.h"
#include "engine/base/text.h"

/// The questionnaire of the declared indicators, empty: as JSON to fill in by hand, and as a page that saves the same.
namespace boussole::reports {

/// boussole/evidence/1 without answers; each with its question, steps and what proves them, in one language.
std::string write_questionnaire(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                Language language);

/// One page that works from a file, without a network: reads and saves that JSON. Saved untouched, it gives the very
/// bytes of write_questionnaire().
std::string write_evidence_form(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                Language language);

}  // namespace boussole::reports
