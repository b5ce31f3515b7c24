#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace boussole::connectors::pull {

/// Time, passed in so that waiting can be tested without waiting.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::milliseconds running() const = 0;  ///< since some moment, never backwards
  virtual std::int64_t now() const = 0;                   ///< seconds since 1970, UTC
  virtual void sleep(std::chrono::milliseconds length) = 0;
};

std::unique_ptr<Clock> system_clock();

/// "2026-11-24T09:40:55Z".
std::string iso_time(std::int64_t seconds);

/// Seconds since 1970 of a date of HTTP ("Sun, 06 Nov 1994 08:49:37 GMT", RFC 9110, 5.6.7); -1 where it is none.
std::int64_t http_date(const std::string& text);

}  // namespace boussole::connectors::pull
