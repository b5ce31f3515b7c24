#pragma once

#include <cstdint>
#include <string>

namespace boussole::synthetic {

/// Seconds since 1970-01-01 00:00:00 UTC.
using Time = std::int64_t;

inline constexpr Time kMinute = 60;
inline constexpr Time kHour = 3600;
inline constexpr Time kDay = 86400;

/// Midnight UTC of a day of the proleptic Gregorian calendar, plus a time of day.
Time at(int year, unsigned month, unsigned day, unsigned hour = 0, unsigned minute = 0, unsigned second = 0);

/// How a platform prints a time that has a zone. A Decidim installation that sets no zone prints UTC.
enum class Zone { utc, paris };

/// "2023-05-02 16:20:06 UTC" or "2023-05-02 18:20:06 +0200" (summer time of the European Union).
std::string zoned(Time time, Zone zone);

/// "2023-05-02 16:20:06", in UTC: what `to_s(:db)` gives.
std::string unzoned(Time time);

/// "2023-05-02" in the zone.
std::string date(Time time, Zone zone);

}  // namespace boussole::synthetic
