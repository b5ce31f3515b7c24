#pragma once

#include <string>

#include "criteria/evidence_file.h"
#include "criteria/evidence_guide.h"
#include "criteria/loader.h"
#include "engine/claims.h"
#include "engine/scoring/evidence.h"

/// Answers in a few words.
namespace boussole::testing {

inline const criteria::CriteriaSet& the_set() { return criteria::built_in("boussole"); }
inline const criteria::EvidenceGuide& the_guide() { return criteria::built_in_evidence_guide(); }

inline criteria::EvidenceProof proof(std::optional<double> step, const std::string& date = "2026-01-10") {
  criteria::EvidenceProof out;
  out.step = step;
  out.what = "document";
  out.url = "https://example.org/document";
  out.date = date;
  return out;
}

inline criteria::EvidenceProof confirmed(criteria::EvidenceProof proof) {
  proof.checked_by = "another team";
  proof.checked_on = "2026-02-01";
  proof.confirmed = true;
  return proof;
}

inline criteria::EvidenceAnswer ladder(const std::string& indicator, double claim,
                                       std::vector<criteria::EvidenceProof> proofs = {}) {
  criteria::EvidenceAnswer out;
  out.indicator = indicator;
  out.step = claim;
  out.proofs = std::move(proofs);
  return out;
}

inline engine::DeclaredFigure worth(const criteria::EvidenceAnswer& answer, const std::string& today = "2026-03-01") {
  return engine::evaluate(*the_set().find(answer.indicator), *the_guide().find(answer.indicator), answer,
                          {today, "participation team", 0.95});
}

/// An audit of the built-in set in which every declared indicator waits for evidence.
inline engine::Audit unanswered_audit() {
  engine::Audit out;
  out.as_of = "2026-03-01";
  for (const criteria::Indicator& indicator : the_set().indicators) {
    engine::IndicatorResult r;
    r.id = indicator.id;
    r.axis = indicator.axis;
    r.criterion = indicator.criterion;
    r.kind = indicator.kind == criteria::Kind::declared ? "declared"
             : indicator.kind == criteria::Kind::mixed  ? "mixed"
                                                        : "measured";
    r.unit = indicator.unit_code;
    r.reason = Message{"needs_evidence", indicator.fed_by};
    if (r.kind != "declared") {
      r.status = engine::Status::ok;
      r.reason.reset();
      r.value = 0.4;
      r.n = 100;
      r.score = engine::Score{0.6, 0.5, 0.7};
      r.interval = engine::Interval{0.3, 0.5, 0.95, "Wilson"};
    }
    out.indicators.push_back(std::move(r));
  }
  engine::rescore(out, the_set());
  return out;
}

}  // namespace boussole::testing
