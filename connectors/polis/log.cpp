#include "connectors/polis/log.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace boussole::connectors::polis {

namespace {

constexpr std::int64_t kFrom = 631'152'000;         // 1990-01-01
constexpr std::int64_t kTo = 4'133'980'800;         // 2101-01-01
constexpr std::int64_t kMostContradictions = 1000;  // one cell in so many may contradict the others

auto name_of(const Event& e) { return std::tuple(e.comment, e.voter); }
auto name_of(const Cell& c) { return std::tuple(c.comment, c.voter); }

}  // namespace

void UnitOfTime::add(std::int64_t stamp) {
  ++stamps_;
  seconds_ += stamp >= kFrom && stamp < kTo;
  milliseconds_ += stamp >= kFrom * 1000 && stamp < kTo * 1000;
}

std::optional<std::int64_t> UnitOfTime::per_second() const {
  if (seconds_ * 2 > stamps_) return 1;
  if (milliseconds_ * 2 > stamps_) return 1000;
  return std::nullopt;
}

std::uint32_t Numbers::of_large(std::uint64_t id) {
  const auto number = static_cast<std::uint32_t>(kFirstLarge + large_.size());
  const auto [at, fresh] = known_.try_emplace(id, number);
  if (fresh) large_.push_back(id);
  return at->second;
}

std::vector<std::uint32_t> Numbers::settle() {
  std::sort(large_.begin(), large_.end());
  std::vector<std::uint32_t> now(large_.size());
  for (std::size_t i = 0; i < large_.size(); ++i) {
    std::uint32_t& number = known_.at(large_[i]);
    now[number - kFirstLarge] = static_cast<std::uint32_t>(kFirstLarge + i);
    number = static_cast<std::uint32_t>(kFirstLarge + i);
  }
  return now;
}

void Log::add(std::uint64_t comment, std::uint64_t voter, std::int64_t stamp, std::int8_t vote) {
  constexpr std::int64_t kFits = std::int64_t{1} << 60;
  const std::int64_t fits = std::clamp(stamp, -kFits, kFits);
  kept_.push_back({comments_.of(comment), voters_.of(voter), fits * 4 + vote + 1});
  unit_.add(stamp);
}

void Log::settle() {
  renumber();
  sort();
  sort_times();
}

/// Events of one person on one comment stand in the order of the file: by time they may stand otherwise.
void Log::sort_times() {
  const auto begin = kept_.begin();
  for (std::size_t from = 0, to = 0; from < size(); from = to) {
    for (to = from + 1; to < size() && kept_[to].name() == kept_[from].name();) ++to;
    if (to - from > 1)
      std::stable_sort(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to),
                       [](const Kept& a, const Kept& b) { return a.stamp() < b.stamp(); });
  }
}

void Log::renumber() {
  const auto comments = comments_.settle(), voters = voters_.settle();
  if (comments.empty() && voters.empty()) return;
  for (Kept& kept : kept_) {
    if (kept.comment >= Numbers::kFirstLarge) kept.comment = comments[kept.comment - Numbers::kFirstLarge];
    if (kept.voter >= Numbers::kFirstLarge) kept.voter = voters[kept.voter - Numbers::kFirstLarge];
  }
}

/// By counting, where the numbers are near one another, as they nearly always are. Exports mostly come sorted already,
/// or by one of the two, and then half of the work falls away.
void Log::sort() {
  const auto in_order = [](const Kept& a, const Kept& b) { return a.name() < b.name(); };
  if (std::is_sorted(kept_.begin(), kept_.end(), in_order)) return;
  if (sort_by(&Kept::voter) && sort_by(&Kept::comment)) return;
  std::stable_sort(kept_.begin(), kept_.end(), in_order);
}

/// Sorts stably. @return false where the numbers are too far apart to be counted
bool Log::sort_by(std::uint32_t Kept::*number) {
  const auto lower = [&](const Kept& a, const Kept& b) { return a.*number < b.*number; };
  if (std::is_sorted(kept_.begin(), kept_.end(), lower)) return true;
  const std::size_t most = (*std::max_element(kept_.begin(), kept_.end(), lower)).*number;
  if (most > 4 * size() + 1024) return false;
  std::vector<std::uint32_t> places(most + 2);
  for (const Kept& kept : kept_) ++places[std::size_t{kept.*number} + 1];
  std::partial_sum(places.begin(), places.end(), places.begin());
  std::vector<Kept> sorted(size());
  for (const Kept& kept : kept_) sorted[places[kept.*number]++] = kept;
  kept_ = std::move(sorted);
  return true;
}

std::optional<int> Agreement::sign() const {
  if (same > 0 && opposite * kMostContradictions <= same) return 1;
  if (opposite > 0 && same * kMostContradictions <= opposite) return -1;
  return std::nullopt;
}

bool Agreement::equal(int sign) const {
  return (sign > 0 ? opposite : same) == 0 && others == 0 && only_log == 0 && only_matrix == 0;
}

Agreement compare(const Log& log, std::vector<Cell>& matrix) {
  std::sort(matrix.begin(), matrix.end(), [](const Cell& a, const Cell& b) { return name_of(a) < name_of(b); });
  Agreement out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const Event event = log[i];
    if (event.superseded) continue;
    for (; at < matrix.size() && name_of(matrix[at]) < name_of(event); ++at) ++out.only_matrix;
    if (at == matrix.size() || name_of(matrix[at]) != name_of(event)) {
      ++out.only_log;
      continue;
    }
    const int said = event.vote, cell = matrix[at++].vote;
    if (said == 0 && cell == 0) {
      ++out.passes;
    } else if (said == 0 || cell == 0) {
      ++out.others;
    } else {
      ++(said == cell ? out.same : out.opposite);
    }
  }
  out.only_matrix += static_cast<std::int64_t>(matrix.size() - at);
  return out;
}

std::optional<int> sign_by_counts(const Log& log, std::span<const Counted> comments) {
  std::map<std::uint64_t, Counted> counted;
  Counted* of = nullptr;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const Event event = log[i];
    if (of == nullptr || of->comment != event.comment) of = &counted.try_emplace(event.comment).first->second;
    of->comment = event.comment;
    of->agrees += event.vote > 0;
    of->disagrees += event.vote < 0;
  }
  bool straight = true, turned = true, tells = false;
  for (const Counted& said : comments) {
    const Counted found = counted[said.comment];
    straight = straight && said.agrees == found.agrees && said.disagrees == found.disagrees;
    turned = turned && said.agrees == found.disagrees && said.disagrees == found.agrees;
    tells = tells || said.agrees != said.disagrees;
  }
  if (!tells || straight == turned) return std::nullopt;
  return straight ? 1 : -1;
}

}  // namespace boussole::connectors::polis
