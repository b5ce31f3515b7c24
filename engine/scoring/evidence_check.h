#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scoring/evidence.h"

/// What is left to do in a questionnaire: missing, out of date, not proven.
namespace boussole::engine {

struct EvidenceFinding {
  bool to_fix = true;     ///< else it is only good to know
  std::int64_t line = 0;  ///< in the file; 0 where it is about no line
  Message message;
};

/// One question: its figure where there is one, and what is left to do.
struct EvidenceRow {
  std::string indicator;
  std::optional<DeclaredFigure> figure;  ///< empty where nothing was answered
  std::vector<EvidenceFinding> findings;
};

struct EvidenceCheck {
  std::string today;  ///< may be empty: neither future nor expiry was judged
  std::vector<EvidenceFinding> of_the_file;
  std::vector<EvidenceRow> rows;         ///< in the order of the guide
  std::size_t answered = 0, to_fix = 0;  ///< questions answered; findings to fix
};

EvidenceCheck check_evidence_file(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                  const criteria::EvidenceFile& file, const EvidenceRules& rules);

}  // namespace boussole::engine
