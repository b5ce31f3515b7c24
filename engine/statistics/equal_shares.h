#pragma once

#include <cstdint>

#include "engine/statistics/budgeting.h"

/// What the completion of equal shares needs of it; not for use outside the room.
namespace boussole::engine::statistics {

/// Equal shares when every voter gets a whole endowment, whatever the budget. The election has passed refuse_election.
EqualShares shares_from_endowment(const BudgetElection& election, Utility utility, std::int64_t endowment);

}  // namespace boussole::engine::statistics
