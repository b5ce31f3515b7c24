#include "engine/indicators/bursts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/statistics/special.h"

namespace boussole::engine {
namespace {

constexpr Seconds kHour = 3600;
constexpr Seconds kHoursADay = 24;
constexpr double kQuantile = 0.001;
constexpr double kFalseDiscovery = 0.05;
constexpr double kNewcomerShare = 0.6;
constexpr double kOverdispersed = 1.5;
constexpr std::int64_t kHalfWindow = 14;  ///< days on either side

struct Hour {
  std::int64_t at = 0;  ///< hours since the epoch
  std::int64_t acts = 0, newcomers = 0;
  double expected = 0;
};

std::vector<Hour> count_hours(const std::vector<Act>& acts) {
  std::vector<Hour> hours;
  for (const Act& act : acts) {
    const std::int64_t at = act.time / kHour - (act.time % kHour < 0 ? 1 : 0);
    if (hours.empty() || hours.back().at != at) hours.push_back({at, 0, 0, 0});
    ++hours.back().acts;
    hours.back().newcomers += act.newcomer;
  }
  return hours;
}

/// Share of a day's acts in each hour of the day, a little smoothed so that no hour is impossible.
std::array<double, 24> shape_of_day(const std::vector<Hour>& hours) {
  std::array<double, 24> shape;
  shape.fill(1);
  double total = 24;
  for (const Hour& h : hours) {
    shape[static_cast<std::size_t>(((h.at % kHoursADay) + kHoursADay) % kHoursADay)] += double(h.acts);
    total += double(h.acts);
  }
  for (double& s : shape) s /= total;
  return shape;
}

/// Typical daily level around each day: the mean of the surrounding days after the highest tenth is cut, the day
/// itself left out, so that a burst does not raise its own baseline.
std::map<std::int64_t, double> levels_by_day(const std::vector<Hour>& hours) {
  std::map<std::int64_t, std::int64_t> days;
  for (const Hour& h : hours) days[h.at / kHoursADay] += h.acts;
  std::map<std::int64_t, double> levels;
  for (const auto& entry : days) {
    const std::int64_t day = entry.first;
    std::vector<std::int64_t> around;
    for (auto it = days.lower_bound(day - kHalfWindow); it != days.end() && it->first <= day + kHalfWindow; ++it)
      if (it->first != day) around.push_back(it->second);
    around.resize(2 * kHalfWindow, 0);  // days without any act count too
    std::sort(around.begin(), around.end());
    const std::size_t kept = around.size() - around.size() / 10;
    double sum = 0;
    for (std::size_t i = 0; i < kept; ++i) sum += double(around[i]);
    levels[day] = std::max(sum / double(kept), 1.0);
  }
  return levels;
}

/// Pearson dispersion of the hours seen, the highest hundredth left out so that bursts do not hide themselves.
double dispersion_of(const std::vector<Hour>& hours) {
  std::vector<double> terms;
  for (const Hour& h : hours) terms.push_back((double(h.acts) - h.expected) * (double(h.acts) - h.expected) / h.expected);
  std::sort(terms.begin(), terms.end());
  const std::size_t kept = terms.size() - terms.size() / 100;
  double sum = 0;
  for (std::size_t i = 0; i < kept; ++i) sum += terms[i];
  return sum / double(std::max<std::size_t>(kept, 1));
}

double surprise(const Hour& hour, double dispersion) {
  const auto count = static_cast<std::uint64_t>(hour.acts);
  if (dispersion <= kOverdispersed) return statistics::poisson_at_least(count, hour.expected);
  return statistics::negbin_at_least(count, hour.expected, hour.expected / (dispersion - 1));
}

}  // namespace

BurstSearch find_bursts(const std::vector<Act>& acts) {
  BurstSearch out;
  std::vector<Hour> hours = count_hours(acts);
  if (hours.empty()) return out;
  const auto shape = shape_of_day(hours);
  const auto levels = levels_by_day(hours);
  for (Hour& h : hours)
    h.expected = levels.at(h.at / kHoursADay) *
                 shape[static_cast<std::size_t>(((h.at % kHoursADay) + kHoursADay) % kHoursADay)];
  out.hours = static_cast<std::int64_t>(levels.size()) * kHoursADay;
  out.dispersion = dispersion_of(hours);

  struct Candidate {
    double p;
    const Hour* hour;
  };
  std::vector<Candidate> candidates;
  for (const Hour& h : hours)
    if (double(h.acts) > h.expected) candidates.push_back({surprise(h, out.dispersion), &h});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.p != b.p ? a.p < b.p : a.hour->at < b.hour->at;
  });
  // Benjamini-Hochberg over all hours looked at: those without a candidate have p = 1.
  std::size_t rejected = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].p <= kFalseDiscovery * double(i + 1) / double(out.hours)) rejected = i + 1;
  for (std::size_t i = 0; i < rejected; ++i) {
    if (candidates[i].p > kQuantile) break;
    const Hour& h = *candidates[i].hour;
    ++out.bursts;
    if (double(h.newcomers) < kNewcomerShare * double(h.acts)) continue;
    ++out.newcomer_bursts;
    out.acts_in_newcomer_bursts += h.acts;
  }
  return out;
}

}  // namespace boussole::engine
