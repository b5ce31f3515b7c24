#include "tests/coverage/table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "engine/json/reader.h"
#include "engine/statistics/resampling/regimes.h"
#include "tests/coverage/group_training.h"
#include "tests/coverage/training.h"

using namespace boussole;
using namespace boussole::coverage;

namespace {

Table committed() {
  const auto text = json::read_file(COVERAGE_TABLE);
  REQUIRE(text);
  const auto table = table_of(*text, COVERAGE_TABLE);
  REQUIRE(table);
  return *table;
}

}  // namespace

TEST_CASE("the engine prints intervals exactly where the committed table has them") {
  const Table table = committed();
  for (const auto& regime : engine::statistics::kRegimes) {
    std::size_t cells = 0;
    for (const Row& row : table.rows) {
      if (row.family != regime.family) continue;
      ++cells;
      INFO(row.family << " " << row.kind << " n=" << row.n);
      CHECK(row.methods.front().name == regime.method);
      if (static_cast<std::int64_t>(row.n) < regime.fewest)
        CHECK(row.methods.front().printed == 0);
      else
        CHECK(row.methods.front().printed > 0.5);
    }
    INFO(regime.family);
    CHECK(cells >= 20);
  }
}

TEST_CASE("wherever the committed table has an interval, it covers at least 90 %, and near 95 % on the whole") {
  const Table table = committed();
  for (const auto& regime : engine::statistics::kRegimes) {
    double mean = 0, cells = 0;
    for (const Row& row : table.rows) {
      if (row.family != regime.family || row.stress || row.methods.front().printed == 0) continue;
      const double covers = row.methods.front().covers.front();
      // Three standard errors below 90 %: no cell may be under it for any other reason than the luck of its runs.
      const double error = std::sqrt(0.09 / (row.methods.front().printed * static_cast<double>(row.runs)));
      INFO(row.family << " " << row.kind << " " << row.statistic << " n=" << row.n << " covers " << covers);
      CHECK(covers >= 0.90 - 3 * error);
      mean += covers;
      ++cells;
    }
    INFO(regime.family);
    CHECK(mean / cells >= 0.935);
    if (regime.family != "areas") CHECK(mean / cells <= 0.985);  // whole areas: 100 % where none is in doubt
  }
}

TEST_CASE("a table survives writing and reading") {
  Table table;
  table.seed = 5;
  Row row;
  row.family = "ratio";
  row.kind = "zipf, p=0.5";
  row.statistic = "rate";
  row.n = 60;
  row.runs = 200;
  row.targets = {"mean at this n"};
  row.methods = {{"Wilson by participant", 1, {0.95}, 0.02, 0.03, 0.21}};
  table.rows = {row};
  const std::string text = to_json(table);
  const auto read = table_of(text, "t.json");
  REQUIRE(read);
  CHECK(to_json(*read) == text);
  CHECK_FALSE(table_of("{\"seed\": 1}", "t.json"));
  CHECK_FALSE(table_of("{\"seed\": 1, \"level\": 0.95, \"rows\": [{}]}", "t.json"));
}

TEST_CASE("a promise is broken when a cell covers less than chance explains") {
  Table then;
  Row row;
  row.family = "ratio";
  row.n = 60;
  row.runs = 1000;
  row.targets = {"mean"};
  row.methods = {{"w", 1, {0.95}, 0, 0, 0}};
  then.rows = {row};
  Table now = then;
  now.rows[0].runs = 200;
  CHECK(broken_promises(then, now).empty());
  now.rows[0].methods[0].covers = {0.90};
  CHECK(broken_promises(then, now).empty());
  now.rows[0].methods[0].covers = {0.82};
  CHECK(broken_promises(then, now).size() == 1);
  now.rows[0].stress = then.rows[0].stress = true;
  CHECK(broken_promises(then, now).empty());
  now.rows[0].n = 61;
  CHECK(broken_promises(then, now).size() == 1);
}

TEST_CASE("the rows of training are the same for the same seed, whatever the threads, and say what they held") {
  for (const Training kind : {Training::rates, Training::counts}) {
    TrainingRequest request = training_as_used(kind);
    request.runs = 2;
    request.largest = training_sizes(kind).front();
    std::ostringstream one, again, other;
    request.threads = 1;
    const auto shares = write_training(request, one);
    request.threads = 3;
    write_training(request, again);
    CHECK(one.str() == again.str());
    if (kind == Training::counts) {  // the truths of rates take half a second
      ++request.seed;
      write_training(request, other);
      CHECK(one.str() != other.str());
    }

    REQUIRE(shares.size() == training_laws(kind).size() + 1);
    std::istringstream rows(one.str());
    std::string line;
    std::getline(rows, line);
    const auto columns = std::count(line.begin(), line.end(), ',');
    std::uint64_t held = 0, all = 0;
    while (std::getline(rows, line)) {
      CHECK(std::count(line.begin(), line.end(), ',') == columns);
      held += line.back() == '1';
      ++all;
    }
    // Two runs a cell: the mean over cells is the mean over rows, unless a public was all equal.
    if (kind == Training::rates) {
      CHECK(all == 2 * shares.back().cells);
      CHECK(shares.back().covered == Approx(static_cast<double>(held) / static_cast<double>(all)));
    }
    CHECK(all >= 100);
  }
}

TEST_CASE("the groups of training: the same rows whatever the threads, 480 cells, each row as long as the header") {
  TrainingRequest request{.runs = 2, .seed = 77, .threads = 1};
  std::ostringstream one, again;
  const auto shares = write_group_training(request, one);
  request.threads = 3;
  write_group_training(request, again);
  CHECK(one.str() == again.str());
  CHECK(shares.back().cells == 480);
  std::istringstream rows(one.str());
  std::string line;
  std::uint64_t held = 0, all = 0;
  std::getline(rows, line);
  const auto columns = std::count(line.begin(), line.end(), ',');
  while (std::getline(rows, line)) {
    CHECK(std::count(line.begin(), line.end(), ',') == columns);
    held += line.back() == '1';
    ++all;
  }
  CHECK(all >= 950);
  CHECK(static_cast<double>(held) / static_cast<double>(all) == Approx(shares.back().covered).margin(0.01));
}

TEST_CASE("no law that constants were chosen on is one of the grid's") {
  for (const Training kind : {Training::rates, Training::counts})
    for (const CountLaw& mine : training_laws(kind))
      for (const CountLaw& theirs : count_laws()) {
        INFO(mine.name() << " and " << theirs.name());
        CHECK(mine.name() != theirs.name());
        std::uint64_t apart = 0;
        for (int i = 1; i < 1000; ++i) apart += mine.count_of(i / 1000.0) != theirs.count_of(i / 1000.0);
        CHECK(apart > 0);
      }
}
