#include "connectors/pull/clock.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <thread>

namespace boussole::connectors::pull {
namespace {

class SystemClock : public Clock {
 public:
  std::chrono::milliseconds running() const override {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
  }
  std::int64_t now() const override { return static_cast<std::int64_t>(std::time(nullptr)); }
  void sleep(std::chrono::milliseconds length) override { std::this_thread::sleep_for(length); }
};

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }

std::string iso_time(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 32> buffer{};
  const std::size_t size = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {buffer.data(), size};
}

std::int64_t http_date(const std::string& text) {
  // By hand, as the names of months must not follow the locale.
  std::tm parts{};
  std::array<char, 4> month{};
  int year = 0;
  if (std::sscanf(text.c_str(), "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT", &parts.tm_mday, month.data(), &year,
                  &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
    return -1;
  for (std::size_t m = 0; m < kMonths.size(); ++m)
    if (kMonths[m] == month.data()) {
      parts.tm_mon = static_cast<int>(m);
      parts.tm_year = year - 1900;
      return static_cast<std::int64_t>(::timegm(&parts));
    }
  return -1;
}

}  // namespace boussole::connectors::pull
