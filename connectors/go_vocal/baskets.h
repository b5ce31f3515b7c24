#pragma once

#include <string>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/mapped/reader.h"

namespace boussole::connectors::go_vocal {

/// A table of baskets has a column an input, and a row a voter. Its rows become two small tables: what could be chosen
/// (by the titles, matched with the inputs), and the ballots.
struct BasketTables {
  std::string projects, ballots;  ///< CSV
  mapped::TablePlan project_plan, ballot_plan;
  std::vector<std::size_t> inputs;    ///< columns; none where no column before the time holds whole numbers only
  std::vector<std::string> personal;  ///< columns of the account, by the words of the platform
};
Expected<BasketTables> basket_tables(Source& source, const std::vector<std::string>& columns, const std::string& scope);

}  // namespace boussole::connectors::go_vocal
