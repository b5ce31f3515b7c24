#include "connectors/mapped/profile.h"

#include <algorithm>
#include <array>

#include "connectors/csv/values.h"
#include "connectors/mapped/moments.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

struct Pattern {
  std::string_view format, locale;
  bool month_first = false;
};

/// In the order in which they are tried; the day first where both readings fit.
constexpr std::array<Pattern, 19> kPatterns{{
    {"", "en"},
    {"dd/MM/yyyy HH:mm:ss", "fr"},
    {"dd/MM/yyyy HH:mm", "fr"},
    {"dd/MM/yyyy", "fr"},
    {"MM/dd/yyyy HH:mm:ss", "en", true},
    {"MM/dd/yyyy HH:mm", "en", true},
    {"MM/dd/yyyy hh:mm a", "en", true},
    {"MM/dd/yyyy", "en", true},
    {"dd-MM-yyyy HH:mm:ss", "fr"},
    {"dd-MM-yyyy HH:mm", "fr"},
    {"dd-MM-yyyy", "fr"},
    {"yyyy/MM/dd HH:mm:ss", "en"},
    {"yyyy/MM/dd", "en"},
    {"d MMMM yyyy HH:mm", "fr"},
    {"d MMMM yyyy 'à' HH:mm", "fr"},
    {"d MMMM yyyy", "fr"},
    {"MMMM d, yyyy", "en"},
    {"dd/MM/yy HH:mm", "fr"},
    {"dd/MM/yy", "fr"},
}};

bool could_be_dates(const Profile& profile) {
  if (profile.filled == 0 || profile.length() > 40) return false;
  return std::all_of(profile.distinct.begin(), profile.distinct.end(), [](const auto& cell) {
    const bool digit = cell.first.find_first_of("0123456789") != std::string::npos;
    const bool mark =
        cell.first.find_first_of("/-. :") != std::string::npos || cell.first.find("\xC2\xA0") != std::string::npos;
    return digit && mark;
  });
}

/// Whether nearly all cells read with this pattern.
bool reads(const Profile& profile, const Pattern& pattern) {
  const auto reader = MomentReader::make({std::string(pattern.format), "UTC", std::string(pattern.locale)});
  if (!reader) return false;
  std::int64_t read = 0, all = 0;
  for (const auto& [cell, times] : profile.distinct) {
    all += times;
    if ((*reader)->read(cell)) read += times;
  }
  return all > 0 && read * 20 >= all * 19;
}

}  // namespace

void Profiler::see(std::string_view cell) {
  cell = csv::trimmed(csv::undo_formula_guard(cell));
  ++profile_.rows;
  if (cell.empty()) return;
  ++profile_.filled;
  profile_.characters += static_cast<std::int64_t>(cell.size());
  profile_.whole += whole_of(cell).has_value();
  profile_.decimal += csv::parse_decimal(cell).has_value() || amount_of(cell).has_value();
  profile_.truth += truth_of(cell).has_value();
  const auto at = cell.find('@');
  profile_.mail += at != std::string_view::npos && cell.find('.', at) != std::string_view::npos &&
                   cell.find(' ') == std::string_view::npos;
  profile_.lists += parts_of(cell, ",").size() > 1;
  auto& distinct = profile_.distinct;
  const std::string key(cell.substr(0, 80));
  if (const auto known = distinct.find(key); known != distinct.end()) {
    ++known->second;
  } else if (distinct.size() < Profile::kMostDistinct) {
    distinct.emplace(key, 1);
  } else {
    profile_.many = true;
  }
}

void Profiler::settle_dates() {
  if (!could_be_dates(profile_)) return;
  const Pattern* day_first = nullptr;
  for (const Pattern& pattern : kPatterns) {
    if (!reads(profile_, pattern)) continue;
    if (!pattern.month_first) {
      if (day_first == nullptr) day_first = &pattern;
    } else if (day_first != nullptr) {
      profile_.day_or_month = true;
    } else {
      day_first = &pattern;
    }
  }
  if (day_first == nullptr) return;
  profile_.format = day_first->format.empty() ? "iso" : std::string(day_first->format);
  if (day_first->format.find("MMM") != std::string_view::npos) profile_.month_locale = day_first->locale;
}

Profile Profiler::done() {
  settle_dates();
  return std::move(profile_);
}

}  // namespace boussole::connectors::mapped
