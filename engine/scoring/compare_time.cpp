#include "engine/scoring/compare_time.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>

namespace boussole::engine {
namespace {

constexpr double kDaysInYear = 365.25;

std::optional<std::chrono::sys_days> day_of(const std::string& iso) {
  if (iso.size() < 10) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t size) {
    int out = -1;
    const char* begin = iso.data() + from;
    const auto read = std::from_chars(begin, begin + size, out);
    return read.ec == std::errc() && read.ptr == begin + size ? out : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                         std::chrono::day(unsigned(day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// The subjects by date, or nothing where they are not one platform at different dates.
std::vector<std::pair<std::chrono::sys_days, std::size_t>> by_date(std::span<const Subject> subjects) {
  std::vector<std::pair<std::chrono::sys_days, std::size_t>> out;
  const Subject& first = subjects.front();
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Audit &a = first.audit, &b = subjects[i].audit;
    const bool same = a.platform_url.empty() ? a.platform_name == b.platform_name : a.platform_url == b.platform_url;
    const auto day = day_of(b.as_of);
    if (!same || subjects[i].space != first.space || !day) return {};
    out.emplace_back(*day, i);
  }
  std::ranges::sort(out);
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    if (out[i].first == out[i + 1].first) return {};
  return out;
}

Slope slope_of(const std::vector<PairDifference>& differences, std::size_t earlier, std::size_t later, double years) {
  Slope out;
  out.earlier = earlier;
  out.later = later;
  out.years = years;
  for (const PairDifference& pair : differences) {
    const bool straight = pair.first == later && pair.second == earlier;
    if (!straight && !(pair.first == earlier && pair.second == later)) continue;
    if (!pair.demonstrated || !pair.estimate.interval) continue;
    const double sign = straight ? 1 : -1;
    out.per_year = sign * pair.estimate.difference / years;
    const double one = sign * pair.estimate.interval->low / years, other = sign * pair.estimate.interval->high / years;
    out.low = std::min(one, other);
    out.high = std::max(one, other);
  }
  return out;
}

}  // namespace

std::vector<Slope> slopes_of(std::span<const Subject> subjects, const Comparison& comparison) {
  const auto dates = by_date(subjects);
  std::vector<Slope> out;
  const auto add = [&](const std::string& id, bool is_axis, const std::vector<PairDifference>& differences) {
    if (differences.empty()) return;
    for (std::size_t d = 0; d + 1 < dates.size(); ++d) {
      const double years = double((dates[d + 1].first - dates[d].first).count()) / kDaysInYear;
      out.push_back(slope_of(differences, dates[d].second, dates[d + 1].second, years));
      out.back().id = id;
      out.back().is_axis = is_axis;
    }
  };
  for (const ComparedAxis& axis : comparison.axes) add(axis.id, true, axis.differences);
  for (const ComparedIndicator& row : comparison.indicators) add(row.id, false, row.differences);
  return out;
}

}  // namespace boussole::engine
