#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.h"

/// The coverage table: what each method was seen to cover in each cell of the grid.
namespace boussole::coverage {

struct MethodScore {
  std::string name;
  double printed = 0;          ///< share of the runs in which it printed an interval
  std::vector<double> covers;  ///< of those, the share that held each target
  double below = 0;            ///< share where the first target lay below the interval
  double above = 0;            ///< … above
  double width = 0;            ///< mean width of the printed intervals
};

struct Row {
  std::string family, kind, statistic;
  std::uint64_t n = 0;
  std::uint64_t runs = 0;
  bool stress = false;
  std::vector<std::string> targets;
  std::vector<MethodScore> methods;  ///< the engine's first
};

struct Table {
  std::uint64_t seed = 0;
  double level = 0.95;
  std::vector<Row> rows;
};

/// One row a line; the same table gives the same bytes.
std::string to_json(const Table& table);
Expected<Table> table_of(const std::string& json, const std::string& file);

/// The methodology page that the table supports.
std::string to_markdown(const Table& table);

/// What the promise of `committed` says against `fresh`: one line per cell that covers less than promised by more than
/// chance explains. Empty when the promise is kept.
std::vector<std::string> broken_promises(const Table& committed, const Table& fresh);

}  // namespace boussole::coverage
