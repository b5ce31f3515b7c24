#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "criteria/evidence_file.h"
#include "criteria/evidence_guide.h"
#include "engine/claims.h"
#include "engine/scoring/evidence.h"

/// Private to scoring/: the proofs of one answer, judged.
namespace boussole::engine {

struct JudgedProof {
  Proof proof;
  bool counts = false;
  bool second_person = false;  ///< counts, and another person than the declarer confirmed it
};

std::vector<JudgedProof> judge_proofs(const criteria::EvidenceQuestion& question,
                                      const criteria::EvidenceAnswer& answer, const EvidenceRules& rules);

/// The date `years` later, as text: ISO dates compare as text, so the 29th of February needs no calendar.
std::string years_later(const std::string& date, int years);

}  // namespace boussole::engine
