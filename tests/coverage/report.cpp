#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

#include "engine/statistics/interval_policy.h"
#include "engine/statistics/resampling/regimes.h"
#include "tests/coverage/publics.h"
#include "tests/coverage/report_prose.h"
#include "tests/coverage/table.h"

/// The methodology page: prose that does not change and tables that the coverage table gives.
namespace boussole::coverage {

using namespace engine::statistics;

namespace {

std::string percent(double share, int digits = 0) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, 100 * share);
  return text;
}

std::string with_thousands(std::uint64_t n) {
  std::string out = std::to_string(n);
  for (int at = static_cast<int>(out.size()) - 3; at > 0; at -= 3) out.insert(static_cast<std::size_t>(at), ",");
  return out;
}

/// Cells of one family, and how one method fares in them.
struct Summary {
  std::size_t cells = 0, printed = 0, exact = 0, enough = 0;
  std::size_t likely = 0;  ///< within 93 to 97 % for all that its runs can tell
  double worst = 1, mean = 0, width = 0;
};

using Filter = std::function<bool(const Row&)>;

Summary summarise(const Table& table, const Filter& filter, std::size_t method, std::size_t target) {
  Summary out;
  for (const Row& row : table.rows) {
    if (!filter(row) || method >= row.methods.size() || target >= row.targets.size()) continue;
    ++out.cells;
    const MethodScore& score = row.methods[method];
    if (score.printed < 0.5) continue;
    ++out.printed;
    const double c = score.covers[target];
    out.exact += c >= 0.925 && c < 0.975;
    const double runs = score.printed * static_cast<double>(row.runs);
    const auto error = [&](double p) { return 1.96 * std::sqrt(p * (1 - p) / runs); };
    out.likely += c >= 0.93 - error(0.93) && c <= 0.97 + error(0.97);
    out.enough += c >= 0.90;
    out.worst = std::min(out.worst, c);
    out.mean += c;
    out.width += score.width;
  }
  if (out.printed > 0) {
    out.mean /= static_cast<double>(out.printed);
    out.width /= static_cast<double>(out.printed);
  }
  return out;
}

Filter family(const std::string& name) {
  return [name](const Row& row) { return row.family == name && !row.stress; };
}

struct Family {
  const char* id;
  const char* title;
  bool promised;  ///< the engine prints these
};
constexpr Family kFamilies[] = {
    {"count", "spread of contributions over people (Gini, top share, effective voices)", true},
    {"ratio", "rate of contributions, by participant", true},
    {"mean", "mean over conversations", true},
    {"proportion", "proportion of independent cases", true},
    {"min_ratio", "least served group", true},
    {"delay", "median delay, some still waiting", true},
    {"difference", "difference of two platforms' rates", true},
    {"distance", "distance from a reference", true},
    {"areas", "population of the areas that take part", true},
    {"diversity", "diversity with many rare classes", false},
    {"standardised_share", "share of cases brought to one standard mix", false},
    {"standardised_rate", "rate of events brought to one standard mix", false},
};

void summary_table(const Table& table, std::string& out) {
  out +=
      "| What | Cells | With an interval | 93 to 97 % | the same, for all that the runs can tell | 90 % or more | "
      "Worst "
      "| Mean |\n|---|---|---|---|---|---|---|---|\n";
  for (const Family& f : kFamilies) {
    const Summary s = summarise(table, family(f.id), 0, 0);
    if (s.cells == 0) continue;
    out += std::string("| ") + f.title + (f.promised ? "" : " (not printed yet)") + " | " + std::to_string(s.cells) +
           " | " + std::to_string(s.printed) + " | " + std::to_string(s.exact) + " | " + std::to_string(s.likely) +
           " | " + std::to_string(s.enough) + " | " + percent(s.worst, 1) + " | " + percent(s.mean, 1) + " |\n";
  }
  out += "\n";
}

void before_and_after(const Table& table, std::string& out) {
  out +=
      "| What | Method | Held to | Cells | Mean | Worst | 90 % or more | Mean width "
      "|\n|---|---|---|---|---|---|---|---|\n";
  for (const Family& f : kFamilies) {
    const auto first =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& r) { return r.family == f.id; });
    if (first == table.rows.end()) continue;
    for (std::size_t m = 0; m < first->methods.size(); ++m)
      for (std::size_t t = 0; t < first->targets.size(); ++t) {
        const Summary s = summarise(table, family(f.id), m, t);
        if (s.printed == 0) continue;
        const std::string name = m == 0 ? "**" + first->methods[m].name + "**" : first->methods[m].name;
        char width[32];
        std::snprintf(width, sizeof width, s.width < 1e3 ? "%.3f" : "-", s.width);
        out += std::string("| ") + f.id + " | " + name + " | " + first->targets[t] + " | " + std::to_string(s.printed) +
               " | " + percent(s.mean, 1) + " | " + percent(s.worst, 1) + " | " +
               percent(static_cast<double>(s.enough) / static_cast<double>(s.printed)) + " % | " + width + " |\n";
      }
  }
  out += "\n";
}

std::set<std::uint64_t> sizes(const Table& table, const std::string& id) {
  std::set<std::uint64_t> out;
  for (const Row& row : table.rows)
    if (row.family == id) out.insert(row.n);
  return out;
}

/// One line a law, one column a size: what a method covers for the Gini coefficient.
void gini_grid(const Table& table, std::size_t method, std::size_t target, std::string& out) {
  const auto columns = sizes(table, "count");
  out += "| Public |";
  for (const std::uint64_t n : columns) out += " " + with_thousands(n) + " |";
  out += "\n|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) out += "---|";
  out += "\n";
  for (const CountLaw& law : count_laws()) {
    out += "| " + law.name() + " |";
    for (const std::uint64_t n : columns) {
      const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& r) {
        return r.family == "count" && r.statistic == "gini" && r.kind == law.name() && r.n == n;
      });
      const bool shown = row != table.rows.end() && row->methods[method].printed >= 0.5;
      out += shown ? " " + percent(row->methods[method].covers[target]) + " |" : " - |";
    }
    out += "\n";
  }
  out += "\n";
}

/// One line a size: the mean and the worst over the kinds of public, method by method.
void by_size(const Table& table, const std::string& id, std::string& out) {
  const auto first = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& r) { return r.family == id; });
  if (first == table.rows.end()) return;
  out += "| n |";
  for (const MethodScore& m : first->methods) out += " " + m.name + " |";
  out += "\n|---|";
  for (std::size_t i = 0; i < first->methods.size(); ++i) out += "---|";
  out += "\n";
  for (const std::uint64_t n : sizes(table, id)) {
    out += "| " + with_thousands(n) + " |";
    for (std::size_t m = 0; m < first->methods.size(); ++m) {
      const Summary s = summarise(
          table, [&](const Row& r) { return r.family == id && r.n == n && !r.stress; }, m, 0);
      out += s.printed == 0 ? " - |" : " " + percent(s.mean, 1) + " (" + percent(s.worst, 1) + ") |";
    }
    out += "\n";
  }
  out += "\n";
}

void stress_table(const Table& table, std::string& out) {
  out += "| Family | Public | Statistic | n | Covers |\n|---|---|---|---|---|\n";
  for (const Row& row : table.rows)
    if (row.stress && row.methods[0].printed >= 0.5)
      out += "| " + row.family + " | " + row.kind + " | " + row.statistic + " | " + with_thousands(row.n) + " | " +
             percent(row.methods[0].covers[0], 1) + " |\n";
  out += "\n";
}

void questions(std::string& out) {
  const std::pair<const char*, IntervalFamily> families[] = {
      {"Gini, top share, effective voices", IntervalFamily::count_statistic},
      {"Rates by participant", IntervalFamily::ratio},
      {"Means over conversations", IntervalFamily::mean},
      {"Proportions of cases", IntervalFamily::simple_proportion},
      {"Least served group", IntervalFamily::min_ratio},
      {"Population of the areas that take part", IntervalFamily::covered_population}};
  out += "| Figure | What its interval answers | Ce que dit son intervalle |\n|---|---|---|\n";
  for (const auto& [name, id] : families)
    out += std::string("| ") + name + " | " + interval_question(id).en + " | " + interval_question(id).fr + " |\n";
  out += "\n";
}

void regimes(std::string& out) {
  out += "| Family | Printed from | Method |\n|---|---|---|\n";
  for (const Regime& r : kRegimes)
    out += "| " + std::string(r.family) + " | " + std::to_string(r.fewest) + " | " + std::string(r.method) + " |\n";
  out += "\n";
}

void laws(std::string& out) {
  for (const CountLaw& law : count_laws()) out += "- `" + law.name() + "`: " + law.description() + "\n";
  out += "\n";
}

}  // namespace

std::string to_markdown(const Table& table) {
  std::string out = kHead;
  questions(out);
  out += kEstimands;
  out += "## Summary\n\nSeed " + std::to_string(table.seed) + ", level 95 %, " + std::to_string(table.rows.size()) +
         " cells (a kind of public, a statistic, a size).\n\n";
  summary_table(table, out);
  out +=
      "## Before and after\n\nThe first method of each family, in bold, is the one that the engine prints or would "
      "print.\n\n";
  before_and_after(table, out);
  out += kMethods;
  regimes(out);
  out +=
      "A median delay is printed where the curve comes down to one half, its upper end left open where the limits do "
      "not.\n\n## Gini, by kind of public and number of participants\n\nThe interval printed, held to another public "
      "(percent):\n\n";
  gini_grid(table, 0, 0, out);
  out += "The percentile bootstrap, held to the mean figure at this size:\n\n";
  gini_grid(table, 1, 1, out);
  out += "BCa, held to the same:\n\n";
  gini_grid(table, 2, 1, out);
  out += "The kinds of public:\n\n";
  laws(out);
  out += "## Rates by participant\n\nMean coverage over the kinds of public, and the worst in brackets.\n\n";
  by_size(table, "ratio", out);
  for (const Family& f : kFamilies) {
    if (std::string(f.id) == "count" || std::string(f.id) == "ratio") continue;
    out += std::string("## ") + static_cast<char>(std::toupper(f.title[0])) + (f.title + 1) + "\n\n";
    by_size(table, f.id, out);
  }
  out += kTried;
  stress_table(table, out);
  return out + kRedo;
}

}  // namespace boussole::coverage
