#pragma once

#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/claims.h"

namespace boussole::engine {

/// The axes that open contests on figures of the whole platform bear on, each read four ways: with the audit's figures,
/// which stay in force; without the contested ones; and with the least and the greatest score that the audit and the
/// contesters give each of them. Measured and declared parts apart.
/// @param audit  scored, with `replies` applied
std::vector<ContestedAxis> contested_axes(const Audit& audit, const criteria::CriteriaSet& set,
                                          const RepliesRecord& replies);

}  // namespace boussole::engine
