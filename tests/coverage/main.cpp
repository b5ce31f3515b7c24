// Does a 95 % interval hold its target 95 times in 100? Invented platforms of known laws say so.
//
//   coverage --short [--check TABLE]        a part of the grid, minutes; compares with the committed table
//   coverage --long -o TABLE [--runs N]     the whole grid, hours; writes the table
//   coverage --long --keep OLD -o TABLE     the same, but for the methods of the books, taken over from an older table
//   coverage --long --update TABLE [--family F] [--kind TEXT] [--size N]   some cells again, the others as they are
//   coverage --report TABLE -o PAGE         the methodology page of a table
//   coverage --training rates|counts|groups the publics that the constants of a method were chosen on, one a row
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

#include "engine/base/parallel.h"
#include "engine/json/reader.h"
#include "engine/statistics/resampling/outcome.h"
#include "tests/coverage/experiment.h"
#include "tests/coverage/group_training.h"
#include "tests/coverage/table.h"
#include "tests/coverage/training.h"

namespace boussole::coverage {

std::uint64_t stream_for(const Experiment::Label& label, Purpose purpose) {
  return engine::statistics::stream_of(label.family + "/" + label.kind + "/" + std::to_string(label.n)) * 8 +
         static_cast<std::uint64_t>(purpose);
}

namespace {

struct Options {
  Form form = Form::brief;
  std::string table, out, report, family, kind, keep, update;
  std::uint64_t runs = 0, size = 0;
  std::optional<Training> training;
  bool group_training = false;
  std::uint64_t seed = 0;
  unsigned threads = 2;
};

/// Cheap families can afford more runs, large platforms fewer.
std::uint64_t runs_for(const Experiment::Label& label, std::uint64_t runs) {
  std::uint64_t out = runs;
  if (label.family == "proportion" || label.family == "min_ratio" || label.family == "delay" ||
      label.family == "areas" || label.family.starts_with("standardised"))
    return 10 * runs;
  if (label.family == "mean") out *= 4;
  // A public with the outcomes of a million people takes a third of a second to invent.
  if (label.family == "ratio" && label.n > 10'000) out /= label.n > 100'000 ? 5 : 2;
  return std::max<std::uint64_t>(out, 40);
}

/// The methods of the books cost the most and are shown for comparison only: fewer runs are enough for them.
std::uint64_t book_runs_for(const Experiment::Label& label) {
  return label.n > 100'000 ? 40 : label.n > 10'000 ? 62 : label.n > 1000 ? 125 : 250;
}

void tally(const std::vector<std::vector<Reading>>& readings, std::size_t statistic, Row& row) {
  for (std::size_t m = 0; m < row.methods.size(); ++m) {
    MethodScore& score = row.methods[m];
    score.covers.assign(row.targets.size(), 0);
    double printed = 0, asked = 0;
    for (const auto& run : readings) {
      const Reading& reading = run[statistic];
      if (m >= reading.ranges.size()) continue;
      ++asked;
      const auto& range = reading.ranges[m];
      if (!range) continue;
      ++printed;
      score.width += range->high - range->low;
      for (std::size_t t = 0; t < row.targets.size(); ++t) {
        // A bound reached by rounding is held.
        const double slack = 1e-12 * (1 + std::abs(reading.truths[t]));
        const bool below = reading.truths[t] < range->low - slack;
        const bool above = reading.truths[t] > range->high + slack;
        score.covers[t] += !below && !above;
        if (t == 0) {
          score.below += below;
          score.above += above;
        }
      }
    }
    score.printed = asked > 0 ? printed / asked : 0;
    if (printed == 0) continue;
    for (double& c : score.covers) c /= printed;
    score.below /= printed;
    score.above /= printed;
    score.width /= printed;
  }
}

std::vector<Row> rows_of(Experiment& experiment, const Options& options) {
  experiment.prepare(options.seed);
  const Experiment::Label label = experiment.label();
  const std::uint64_t runs = runs_for(label, options.runs);
  std::vector<std::vector<Reading>> readings(runs);
  const bool books = options.form == Form::full && options.keep.empty() && options.update.empty();
  const std::uint64_t all = books ? book_runs_for(label) : 0;
  parallel_for(runs, options.threads, [&](std::size_t r) {
    readings[r] = experiment.run(options.seed, r, r < all ? Experiment::Asked::all : Experiment::Asked::printed);
  });
  std::vector<Row> rows;
  for (std::size_t s = 0; s < experiment.statistics().size(); ++s) {
    Row& row = rows.emplace_back();
    row.family = label.family;
    row.kind = label.kind;
    row.n = label.n;
    row.statistic = experiment.statistics()[s];
    row.runs = runs;
    row.stress = experiment.stress();
    row.targets = experiment.targets();
    for (const std::string& name : experiment.methods()) row.methods.push_back({name, 0, {}, 0, 0, 0});
    tally(readings, s, row);
  }
  return rows;
}

/// What the books' methods were seen to do, from an older table of the same seed: they have not changed.
void keep_books(const Table& old, Row& row) {
  for (const Row& then : old.rows) {
    if (then.family != row.family || then.kind != row.kind || then.statistic != row.statistic || then.n != row.n)
      continue;
    for (std::size_t m = 1; m < row.methods.size(); ++m)
      for (const MethodScore& score : then.methods)
        if (score.name == row.methods[m].name && row.methods[m].covers.size() == score.covers.size() &&
            row.methods[m].printed == 0)
          row.methods[m] = score;
  }
}

bool asked_for(const Options& options, const Experiment::Label& label) {
  return (options.family.empty() || label.family == options.family) && (options.size == 0 || label.n == options.size) &&
         (options.kind.empty() || label.kind.find(options.kind) != std::string::npos);
}

Experiments grid_of(Form form) {
  Experiments grid;
  add_count_experiments(grid, form);
  add_ratio_experiments(grid, form);
  add_mean_experiments(grid, form);
  add_proportion_experiments(grid, form);
  add_min_ratio_experiments(grid, form);
  add_difference_experiments(grid, form);
  add_distance_experiments(grid, form);
  add_delay_experiments(grid, form);
  add_richness_experiments(grid, form);
  add_area_experiments(grid, form);
  add_standard_experiments(grid, form);
  return grid;
}

Table measure(const Options& options, const Table& old) {
  Table table;
  table.seed = options.seed;
  const Experiments grid = grid_of(options.form);
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!asked_for(options, grid[i]->label())) continue;
    for (Row& row : rows_of(*grid[i], options)) {
      keep_books(old, row);
      std::fprintf(stderr, "%4zu/%zu %7.0f s  %-10s %-46s %-14s n=%-8llu printed %.2f covers %.3f\n", i + 1,
                   grid.size(), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
                   row.family.c_str(), row.kind.c_str(), row.statistic.c_str(), static_cast<unsigned long long>(row.n),
                   row.methods[0].printed, row.methods[0].printed > 0 ? row.methods[0].covers[0] : 0);
      table.rows.push_back(std::move(row));
    }
    // Hours of work are kept as they come.
    if (!options.out.empty() && options.form == Form::full && options.update.empty())
      std::ofstream(options.out) << to_json(table);
  }
  return table;
}

/// The older table with the fresh rows in the place of its own; those that it does not have come after their family.
Table updated(Table old, const Table& fresh) {
  for (const Row& row : fresh.rows) {
    const auto same = std::find_if(old.rows.begin(), old.rows.end(), [&](const Row& then) {
      return then.family == row.family && then.kind == row.kind && then.statistic == row.statistic && then.n == row.n;
    });
    if (same != old.rows.end()) {
      *same = row;
      continue;
    }
    const auto last =
        std::find_if(old.rows.rbegin(), old.rows.rend(), [&](const Row& then) { return then.family == row.family; });
    old.rows.insert(last == old.rows.rend() ? old.rows.end() : last.base(), row);
  }
  return old;
}

int fail(const std::string& text) {
  std::fprintf(stderr, "coverage: %s\n", text.c_str());
  return 2;
}

Expected<Table> read_table(const std::string& path) {
  const auto text = json::read_file(path);
  if (!text) return std::unexpected(text.error());
  return table_of(*text, path);
}

int write_report(const Options& options) {
  const auto table = read_table(options.report);
  if (!table) return fail(table.error().in(Language::en));
  std::ofstream(options.out) << to_markdown(*table);
  return 0;
}

int check(const Options& options, const Table& fresh) {
  const auto committed = read_table(options.table);
  if (!committed) return fail(committed.error().in(Language::en));
  const auto broken = broken_promises(*committed, fresh);
  for (const std::string& line : broken) std::printf("broken promise: %s\n", line.c_str());
  std::printf("%zu cells compared with %s, %zu promises broken\n", fresh.rows.size(), options.table.c_str(),
              broken.size());
  return broken.empty() ? 0 : 1;
}

int write_training_rows(const Options& options) {
  TrainingRequest request =
      options.group_training ? TrainingRequest{.runs = 600, .seed = 77} : training_as_used(*options.training);
  if (options.runs > 0) request.runs = options.runs;
  if (options.seed > 0) request.seed = options.seed;
  request.threads = options.threads;
  std::ofstream file;
  if (!options.out.empty()) file.open(options.out);
  if (!file) return fail("cannot write " + options.out);
  std::ostream& out = options.out.empty() ? std::cout : file;
  const auto shares = options.group_training ? write_group_training(request, out) : write_training(request, out);
  if (!out.flush()) return fail("the rows could not be written");
  std::fprintf(stderr, "%s", words_of(shares).c_str());
  return 0;
}

int run(Options options) {
  if (options.training || options.group_training) return write_training_rows(options);
  if (options.seed == 0) options.seed = 20261;
  if (options.runs == 0) options.runs = options.form == Form::brief ? 200 : 1000;
  if (!options.report.empty()) return write_report(options);
  Table old;
  const std::string from = options.keep.empty() ? options.update : options.keep;
  if (!from.empty()) {
    auto kept = read_table(from);
    if (!kept) return fail(kept.error().in(Language::en));
    if (kept->seed != options.seed) return fail("the table to keep from has another seed");
    old = std::move(*kept);
  }
  const Table table = measure(options, old);
  if (!options.update.empty())
    std::ofstream(options.update) << to_json(updated(std::move(old), table));
  else if (!options.out.empty())
    std::ofstream(options.out) << to_json(table);
  return options.table.empty() ? 0 : check(options, table);
}

}  // namespace

}  // namespace boussole::coverage

int main(int argc, char** argv) {
  using namespace boussole::coverage;
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto next = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (argument == "--short")
      options.form = Form::brief;
    else if (argument == "--long")
      options.form = Form::full;
    else if (argument == "--check")
      options.table = next();
    else if (argument == "--report")
      options.report = next();
    else if (argument == "--training") {
      const std::string kind = next();
      if (kind != "rates" && kind != "counts" && kind != "groups")
        return fail("--training asks for rates, counts or groups");
      if (kind == "groups")
        options.group_training = true;
      else
        options.training = kind == "rates" ? Training::rates : Training::counts;
    } else if (argument == "-o")
      options.out = next();
    else if (argument == "--keep")
      options.keep = next();
    else if (argument == "--update")
      options.update = next();
    else if (argument == "--family")
      options.family = next();
    else if (argument == "--kind")
      options.kind = next();
    else if (argument == "--size")
      options.size = std::strtoull(next().c_str(), nullptr, 10);
    else if (argument == "--runs")
      options.runs = std::strtoull(next().c_str(), nullptr, 10);
    else if (argument == "--seed")
      options.seed = std::strtoull(next().c_str(), nullptr, 10);
    else if (argument == "--threads")
      options.threads = static_cast<unsigned>(std::atoi(next().c_str()));
    else {
      std::fprintf(stderr,
                   "coverage --short [--check TABLE] | --long [--keep OLD] -o TABLE | --report TABLE -o PAGE\n"
                   "         | --long --update TABLE | --training rates|counts|groups [-o ROWS]\n"
                   "         [--family NAME] [--kind TEXT] [--size N] [--runs N] [--seed N] [--threads N]\n");
      return 2;
    }
  }
  return run(options);
}
