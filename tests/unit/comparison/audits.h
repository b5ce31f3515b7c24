#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"

/// Small audits drawn in a few lines.
namespace boussole::testing {

/// Two axes ("a": indicators a1, a2 and the declared ad; "b": b1), shares, more is better, scale 0 to 1.
criteria::CriteriaSet small_set();

struct Drawn {
  std::string id;
  double value = 0;
  double low = 0, high = 0;  ///< no interval where equal
  std::int64_t n = 100;
};

/// A subject whose other indicators are missing with the reason "no_data"; its scores follow from the set.
engine::Subject subject(const std::string& name, const std::vector<Drawn>& figures);

}  // namespace boussole::testing
