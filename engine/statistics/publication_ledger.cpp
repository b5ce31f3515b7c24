#include "engine/statistics/publication_ledger.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/statistics/checks.h"
#include "engine/statistics/linked_tables.h"
#include "engine/statistics/sums.h"

namespace boussole::engine::statistics {
namespace {

std::vector<std::size_t> without(const std::vector<std::size_t>& all, const std::vector<std::size_t>& taken) {
  std::vector<std::size_t> rest;
  std::ranges::set_difference(all, taken, std::back_inserter(rest));
  return rest;
}

}  // namespace

Result<PublicationLedger> PublicationLedger::over(std::vector<std::uint64_t> counts, std::uint64_t k) {
  if (k < 2) return undefined("k must be at least 2");
  if (counts.empty()) return undefined("no base cell");
  return PublicationLedger(std::move(counts), k);
}

std::uint64_t PublicationLedger::total(std::span<const std::size_t> cells) const {
  std::uint64_t sum = 0;
  for (const std::size_t cell : cells) sum += counts_[cell];
  return sum;
}

void PublicationLedger::add_differences(const std::vector<std::size_t>& cells, std::vector<Leak>& leaks) const {
  const auto add = [&](std::size_t earlier, std::vector<std::size_t> rest) {
    const std::uint64_t people = total(rest);
    if (people > 0 && people < k_) leaks.push_back({Leak::Way::difference, earlier, std::move(rest), people, people});
  };
  for (std::size_t i = 0; i < published_.size(); ++i) {
    const auto& other = published_[i].cells;
    if (std::ranges::includes(cells, other))
      add(i, without(cells, other));
    else if (std::ranges::includes(other, cells))
      add(i, without(other, cells));
  }
}

Result<bool> PublicationLedger::add_together(const Publication& publication, std::vector<Leak>& leaks) const {
  // The base cells are hidden, the totals are shown.
  LinkedTables tables;
  tables.cells = counts_;
  std::vector<bool> held(counts_.size(), false);
  const auto add = [&](const Publication& one) {
    for (const std::size_t cell : one.cells) held[cell] = true;
    tables.relations.push_back({tables.cells.size(), one.cells});
    tables.cells.push_back(total(one.cells));
  };
  for (const Publication& one : published_) add(one);
  add(publication);
  std::vector<std::size_t> hidden;
  for (std::size_t cell = 0; cell < counts_.size(); ++cell)
    if (held[cell]) hidden.push_back(cell);
  const auto ranges = linked_ranges(tables, hidden);
  if (!ranges) return std::unexpected(ranges.error());
  for (const LinkedRange& range : *ranges) {
    const std::uint64_t people = counts_[range.cell];
    if (people == 0 || people >= k_ || !range.high) continue;
    if (*range.high > range.low && (*range.high - range.low >= k_ - 1 || *range.high >= k_)) continue;
    leaks.push_back({Leak::Way::together, 0, {range.cell}, range.low, *range.high});
  }
  return true;
}

Result<std::vector<Leak>> PublicationLedger::leaks(const Publication& publication) const {
  Publication sorted = publication;
  std::ranges::sort(sorted.cells);
  if (sorted.cells.empty()) return undefined("a total of no cell");
  if (sorted.cells.back() >= counts_.size()) return undefined("a publication names a cell that is not there");
  if (std::ranges::adjacent_find(sorted.cells) != sorted.cells.end())
    return undefined("a publication names a cell twice");
  std::vector<Leak> found;
  const std::uint64_t people = total(sorted.cells);
  if (people > 0 && people < k_) found.push_back({Leak::Way::itself, 0, sorted.cells, people, people});
  add_differences(sorted.cells, found);
  if (const auto done = add_together(sorted, found); !done) return std::unexpected(done.error());
  return found;
}

Result<std::vector<Leak>> PublicationLedger::publish(Publication publication) {
  auto found = leaks(publication);
  if (!found || !found->empty()) return found;
  std::ranges::sort(publication.cells);
  published_.push_back(std::move(publication));
  return found;
}

Result<double> composed_epsilon(std::span<const double> epsilon) {
  for (const double e : epsilon)
    if (!std::isfinite(e) || e <= 0) return undefined("each epsilon must be positive");
  return finite_or_undefined(sum(epsilon), "the sum");
}

Result<double> composed_epsilon_advanced(double epsilon, std::uint64_t releases, double delta) {
  if (!std::isfinite(epsilon) || epsilon <= 0) return undefined("epsilon must be positive");
  if (!(delta > 0 && delta < 1)) return undefined("delta must lie between 0 and 1");
  const double k = static_cast<double>(releases);
  const double advanced = std::sqrt(2 * k * std::log(1 / delta)) * epsilon + k * epsilon * std::expm1(epsilon);
  return finite_or_undefined(std::min(k * epsilon, advanced), "the sum");
}

}  // namespace boussole::engine::statistics
