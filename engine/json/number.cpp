#include "engine/json/number.h"

#include <algorithm>
#include <charconv>

namespace boussole::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The power of ten of the first significant digit, saturated far beyond the range of doubles; nothing for zero.
std::optional<long long> magnitude(std::string_view lexeme) {
  constexpr long long kFar = 1'000'000'000'000;
  long long exponent = 0;
  if (const std::size_t e = lexeme.find_first_of("eE"); e != std::string_view::npos) {
    const bool negative = lexeme[e + 1] == '-';
    for (const char c : lexeme.substr(e + 1))
      if (is_digit(c)) exponent = std::min(kFar, exponent * 10 + (c - '0'));
    if (negative) exponent = -exponent;
    lexeme = lexeme.substr(0, e);
  }
  const std::size_t first = lexeme.find_first_of("123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t point = std::min(lexeme.find('.'), lexeme.size());
  const auto before = static_cast<long long>(point) - static_cast<long long>(first);
  return exponent + (before > 0 ? before - 1 : before);
}

}  // namespace

std::optional<Number> number_of(std::string_view lexeme) {
  Number number;
  number.lexeme = std::string(lexeme);
  const char* begin = lexeme.data();
  const char* end = begin + lexeme.size();

  if (lexeme.find_first_of(".eE") == std::string_view::npos) {
    std::int64_t integer = 0;
    if (std::from_chars(begin, end, integer).ec == std::errc()) number.integer = integer;
  }
  const auto [stopped, error] = std::from_chars(begin, end, number.value);
  if (error == std::errc::result_out_of_range) {
    // from_chars says "out of range" on both sides; only the digits tell which.
    const auto power = magnitude(lexeme);
    if (power && *power > 0) return std::nullopt;
    number.value = 0;
  } else if (error != std::errc() || stopped != end) {
    return std::nullopt;
  }
  return number;
}

}  // namespace boussole::json
