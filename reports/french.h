#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// French typography: the one place where spaces, separators, dates and plurals of French text are decided.
/// Every function takes plain UTF-8 and gives plain UTF-8; escaping for HTML or Markdown comes after.
namespace boussole::reports::french {

/// No-break space before « : » and « » », after « « », before % and units; narrow no-break space before ; ! ?
/// Curly apostrophes and true ellipses. A mark that is stuck to a word gets its space only where the word ends
/// there, so that https://…, 10:30 and a::b stay as they are. Applying it twice changes nothing more.
std::string typeset(std::string_view text);

/// Decimal comma, narrow no-break space between thousands, true minus sign: "−1 234,50". `value` must be finite.
std::string number(double value, int decimals);
std::string integer(std::int64_t value);

/// `ratio` 0.634 with 0 decimals gives "63 %" (no-break space).
std::string percent(double ratio, int decimals);

/// "2026-11-24" gives "24 novembre 2026", the first of a month "1er"; anything that is not an ISO date comes back as
/// is.
std::string date(std::string_view iso);

/// Whether a noun counted `n` times is singular: in French 0 and 1 are.
bool singular(std::int64_t n);

/// "a, b et c"; empty for no item.
std::string list(const std::vector<std::string>& items);

/// « text », with its no-break spaces.
std::string quote(std::string_view text);

}  // namespace boussole::reports::french
