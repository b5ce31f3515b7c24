#pragma once

#include <string>

#include "criteria/criteria.h"
#include "criteria/replies_file.h"
#include "engine/audit.h"
#include "engine/base/error.h"
#include "engine/claims.h"

namespace boussole::engine {

/// Attaches remarks and contests to their indicators. While a contest is open its figure is `contested`: its value and
/// score stay in force, beside the author's, so that a contest removes nothing (see standing.h). Axis scores are for
/// rescore(), what they would be without the contested figures or with the authors' for contested_axes().
/// @param today  ISO date; a reply dated after it is an error, as is one on a space or figure the audit does not hold
Expected<RepliesRecord> apply_replies(Audit& audit, const criteria::CriteriaSet& set, const criteria::RepliesFile& file,
                                      const std::string& today);

}  // namespace boussole::engine
