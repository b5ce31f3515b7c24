#include "examples/synthetic/calendar.h"

#include <array>
#include <chrono>

namespace boussole::synthetic {
namespace {

using std::chrono::sys_days;

struct Civil {
  int year;
  unsigned month, day;
};

Time floor_days(Time time) { return (time >= 0 ? time : time - (kDay - 1)) / kDay; }

Civil civil(Time time) {
  const std::chrono::year_month_day ymd{sys_days{std::chrono::days{floor_days(time)}}};
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
}

/// 01:00 UTC of the last Sunday of a month: when summer time begins (March) and ends (October).
Time last_sunday(int year, unsigned month) {
  const std::chrono::year_month_weekday_last last{std::chrono::year{year}, std::chrono::month{month},
                                                  std::chrono::weekday_last{std::chrono::Sunday}};
  return static_cast<Time>(sys_days{last}.time_since_epoch().count()) * kDay + kHour;
}

Time offset(Time time, Zone zone) {
  if (zone == Zone::utc) return 0;
  const int year = civil(time).year;
  return time >= last_sunday(year, 3) && time < last_sunday(year, 10) ? 2 * kHour : kHour;
}

void append(std::string& out, unsigned value, unsigned digits) {
  std::array<char, 8> buffer{};
  for (unsigned i = digits; i-- > 0; value /= 10) buffer[i] = static_cast<char>('0' + value % 10);
  out.append(buffer.data(), digits);
}

std::string day_of(Time local) {
  const Civil c = civil(local);
  std::string out;
  append(out, static_cast<unsigned>(c.year), 4);
  out += '-';
  append(out, c.month, 2);
  out += '-';
  append(out, c.day, 2);
  return out;
}

std::string second_of(Time local) {
  std::string out = day_of(local);
  const auto rest = static_cast<unsigned>(local - floor_days(local) * kDay);
  out += ' ';
  append(out, rest / 3600, 2);
  out += ':';
  append(out, rest / 60 % 60, 2);
  out += ':';
  append(out, rest % 60, 2);
  return out;
}

}  // namespace

Time at(int year, unsigned month, unsigned day, unsigned hour, unsigned minute, unsigned second) {
  const sys_days days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
  return static_cast<Time>(days.time_since_epoch().count()) * kDay + static_cast<Time>(hour) * kHour +
         static_cast<Time>(minute) * kMinute + static_cast<Time>(second);
}

std::string zoned(Time time, Zone zone) {
  const Time shift = offset(time, zone);
  std::string out = second_of(time + shift);
  out += zone == Zone::utc ? " UTC" : (shift == kHour ? " +0100" : " +0200");
  return out;
}

std::string unzoned(Time time) { return second_of(time); }

std::string date(Time time, Zone zone) { return day_of(time + offset(time, zone)); }

}  // namespace boussole::synthetic
