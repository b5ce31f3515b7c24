#include "tests/coverage/group_training.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "engine/base/parallel.h"
#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/samplers.h"

namespace boussole::coverage {

using namespace engine::statistics;

namespace {

struct Cell {
  std::string pattern;
  double base = 0;
  std::vector<double> rates;
  std::vector<std::uint64_t> sizes;
};

constexpr const char* kHeader = "groups,smallest,base,pattern,run,truth,observed,low,high,held\n";

/// The patterns of `count` groups: all equal, one behind, evenly spread, a third behind; of one size or up to five
/// times the smallest, the group behind being the smallest or the largest.
std::vector<Cell> cells_of(std::size_t count, double base, std::uint64_t size) {
  const auto last = static_cast<double>(count - 1);
  std::vector<std::uint64_t> uneven;
  for (std::size_t g = 0; g < count; ++g)
    uneven.push_back(
        static_cast<std::uint64_t>(static_cast<double>(size) * std::pow(5.0, static_cast<double>(g) / last) / 1.5));
  const std::vector<std::uint64_t> even(count, size);
  const std::vector<double> equal(count, base);
  std::vector<double> first = equal, largest = equal, spread, third = equal;
  first.front() = largest.back() = base * 0.6;
  for (std::size_t g = 0; g < count; ++g) {
    spread.push_back(base * (0.7 + 0.4 * static_cast<double>(g) / last));
    if (g < (count + 2) / 3) third[g] = base * 0.75;
  }
  const std::vector<double> falling(spread.rbegin(), spread.rend());
  return {{"equal", base, equal, even},
          {"equal uneven", base, equal, uneven},
          {"one behind", base, first, even},
          {"smallest behind", base, first, uneven},
          {"largest behind", base, largest, uneven},
          {"spread", base, spread, even},
          {"spread uneven", base, falling, uneven},
          {"third behind", base, third, even}};
}

double true_ratio(const Cell& cell) {
  double hits = 0, all = 0;
  for (std::size_t g = 0; g < cell.rates.size(); ++g) {
    hits += cell.rates[g] * static_cast<double>(cell.sizes[g]);
    all += static_cast<double>(cell.sizes[g]);
  }
  return *std::min_element(cell.rates.begin(), cell.rates.end()) * all / hits;
}

/// One public: its row, empty where nothing succeeded.
std::string row_of(const Cell& cell, double truth, RandomStream& random, std::uint64_t run) {
  std::vector<GroupCount> groups;
  double hits = 0, all = 0, lowest = 1;
  for (std::size_t g = 0; g < cell.rates.size(); ++g) {
    groups.push_back({draw_binomial(random, cell.sizes[g], cell.rates[g]), cell.sizes[g]});
    const auto x = static_cast<double>(groups.back().hits), n = static_cast<double>(groups.back().n);
    hits += x;
    all += n;
    lowest = std::min(lowest, x / n);
  }
  if (hits == 0) return {};
  const auto printed = *interval_for_min_ratio(groups, {}).interval;
  const bool held = truth >= printed.low - 1e-12 && truth <= printed.high + 1e-12;
  char text[200];
  std::snprintf(text, sizeof text, "%zu,%llu,%g,%s,%llu,%.10g,%.10g,%.10g,%.10g,%d\n", groups.size(),
                static_cast<unsigned long long>(*std::min_element(cell.sizes.begin(), cell.sizes.end())), cell.base,
                cell.pattern.c_str(), static_cast<unsigned long long>(run), truth, lowest * all / hits, printed.low,
                printed.high, held ? 1 : 0);
  return text;
}

void count_in(TrainingShare& share, double covered) {
  ++share.cells;
  share.within += covered >= 0.925 && covered < 0.975;
  share.covered += covered;  // a sum until all cells are there
  share.worst = std::min(share.worst, covered);
}

}  // namespace

std::vector<TrainingShare> write_group_training(const TrainingRequest& request, std::ostream& out) {
  out << kHeader;
  std::vector<TrainingShare> shares;
  TrainingShare all{.law = "all"};
  std::uint64_t number = 0;
  for (const std::size_t count : {std::size_t{2}, std::size_t{3}, std::size_t{6}, std::size_t{9}, std::size_t{20}}) {
    TrainingShare& share = shares.emplace_back();
    share.law = std::to_string(count) + " groups";
    for (const double base : {0.2, 0.45, 0.85})
      for (const std::uint64_t size : {15, 35, 120, 600})
        for (const Cell& cell : cells_of(count, base, size)) {
          ++number;
          const double truth = true_ratio(cell);
          std::vector<std::string> rows(std::max<std::uint64_t>(request.runs, 1));
          parallel_for(rows.size(), request.threads, [&](std::size_t run) {
            RandomStream random(request.seed, number, run);
            rows[run] = row_of(cell, truth, random, run);
          });
          double held = 0, seen = 0;
          for (const std::string& row : rows) {
            out << row;
            seen += !row.empty();
            held += !row.empty() && row[row.size() - 2] == '1';
          }
          count_in(share, held / std::max(seen, 1.0));
          count_in(all, held / std::max(seen, 1.0));
        }
    share.covered /= static_cast<double>(share.cells);
  }
  all.covered /= static_cast<double>(all.cells);
  shares.push_back(all);
  return shares;
}

}  // namespace boussole::coverage
