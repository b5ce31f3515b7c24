#include "connectors/polis/log.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace boussole::connectors::polis {

namespace {

constexpr std::int64_t kFrom = 631'152'000;         // 1990-01-01
constexpr std::int64_t kTo = 4'133'980'800;         // 2101-01-01
constexpr std::int64_t kMostContradictions = 1000;  // one cell in so many may contradict the others

auto name_of(const Event& e) { return std::tuple(e.comment, e.voter); }
auto name_of(const Cell& c) { return std::tuple(c.comment, c.voter); }

}  // namespace

std::optional<std::int64_t> units_per_second(std::span<const std::int64_t> stamps) {
  std::size_t seconds = 0, milliseconds = 0;
  for (const std::int64_t stamp : stamps) {
    seconds += stamp >= kFrom && stamp < kTo;
    milliseconds += stamp >= kFrom * 1000 && stamp < kTo * 1000;
  }
  if (seconds * 2 > stamps.size()) return 1;
  if (milliseconds * 2 > stamps.size()) return 1000;
  return std::nullopt;
}

namespace {

/// An event with both ids in one number: most ids are small, and one comparison orders both.
struct Packed {
  std::uint64_t name = 0;
  std::int64_t stamp = 0;
  std::int32_t order = 0;
  std::int8_t vote = 0;
};

/// @return false, and nothing is changed, where an id does not fit
bool sort_small(std::vector<Event>& events) {
  constexpr std::uint64_t kMost = 0xffffffff;
  const auto small = [](const Event& e) { return e.comment <= kMost && e.voter <= kMost; };
  if (!std::all_of(events.begin(), events.end(), small)) return false;
  std::vector<Packed> packed;
  packed.reserve(events.size());
  for (const Event& e : events) packed.push_back({(e.comment << 32) | e.voter, e.stamp, e.order, e.vote});
  std::sort(packed.begin(), packed.end(), [](const Packed& a, const Packed& b) {
    return a.name != b.name ? a.name < b.name : a.stamp != b.stamp ? a.stamp < b.stamp : a.order < b.order;
  });
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const Packed& p = packed[i];
    events[i] = {p.name >> 32, p.name & kMost, p.stamp, p.order, p.vote, false};
  }
  return true;
}

}  // namespace

void mark_superseded(std::vector<Event>& events) {
  if (!sort_small(events))
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      return std::tie(a.comment, a.voter, a.stamp, a.order) < std::tie(b.comment, b.voter, b.stamp, b.order);
    });
  for (std::size_t i = 0; i + 1 < events.size(); ++i)
    events[i].superseded = name_of(events[i]) == name_of(events[i + 1]);
}

std::optional<int> Agreement::sign() const {
  if (same > 0 && opposite * kMostContradictions <= same) return 1;
  if (opposite > 0 && same * kMostContradictions <= opposite) return -1;
  return std::nullopt;
}

bool Agreement::equal(int sign) const {
  return (sign > 0 ? opposite : same) == 0 && others == 0 && only_log == 0 && only_matrix == 0;
}

Agreement compare(std::span<const Event> events, std::vector<Cell>& matrix) {
  std::sort(matrix.begin(), matrix.end(), [](const Cell& a, const Cell& b) { return name_of(a) < name_of(b); });
  Agreement out;
  std::size_t at = 0;
  for (const Event& event : events) {
    if (event.superseded) continue;
    for (; at < matrix.size() && name_of(matrix[at]) < name_of(event); ++at) ++out.only_matrix;
    if (at == matrix.size() || name_of(matrix[at]) != name_of(event)) {
      ++out.only_log;
      continue;
    }
    const int log = event.vote, cell = matrix[at++].vote;
    if (log == 0 && cell == 0) {
      ++out.passes;
    } else if (log == 0 || cell == 0) {
      ++out.others;
    } else {
      ++(log == cell ? out.same : out.opposite);
    }
  }
  out.only_matrix += static_cast<std::int64_t>(matrix.size() - at);
  return out;
}

std::optional<int> sign_by_counts(std::span<const Event> events, std::span<const Counted> comments) {
  std::map<std::uint64_t, Counted> counted;
  for (const Event& event : events) {
    counted[event.comment].agrees += event.vote > 0;
    counted[event.comment].disagrees += event.vote < 0;
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
