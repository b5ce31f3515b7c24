#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The English counterpart of french.h: same functions, English rules.
namespace boussole::reports::english {

/// Curly apostrophes and true ellipses; a no-break space between a number and its unit.
std::string typeset(std::string_view text);

/// Decimal point, comma between thousands, true minus sign: "−1,234.50". `value` must be finite.
std::string number(double value, int decimals);
std::string integer(std::int64_t value);

/// `ratio` 0.634 with 0 decimals gives "63%".
std::string percent(double ratio, int decimals);

/// "2026-11-24" gives "24 November 2026"; anything that is not an ISO date comes back as is.
std::string date(std::string_view iso);

/// Whether a noun counted `n` times is singular: in English only 1 is.
bool singular(std::int64_t n);

/// "a, b and c"; empty for no item.
std::string list(const std::vector<std::string>& items);

/// “text”.
std::string quote(std::string_view text);

}  // namespace boussole::reports::english
