#pragma once

#include <iosfwd>
#include <vector>

#include "tests/coverage/training.h"

namespace boussole::coverage {

/// Groups served at different rates on which the two tails of lowest_ratio_interval were chosen
/// (engine/statistics/resampling/lowest_ratio.cpp): 480 cells, none of them in the grid (other numbers of groups,
/// rates, sizes and patterns). Of the request, `runs`, `seed` and `threads` are read. One row a public, one share a
/// number of groups, then one of all.
std::vector<TrainingShare> write_group_training(const TrainingRequest& request, std::ostream& out);

}  // namespace boussole::coverage
