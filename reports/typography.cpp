#include "reports/typography.h"

#include "reports/english.h"
#include "reports/french.h"

namespace boussole::reports {

std::string Typography::typeset(std::string_view text) const {
  return language_ == Language::fr ? french::typeset(text) : english::typeset(text);
}

std::string Typography::number(double value, int decimals) const {
  return language_ == Language::fr ? french::number(value, decimals) : english::number(value, decimals);
}

std::string Typography::integer(std::int64_t value) const {
  return language_ == Language::fr ? french::integer(value) : english::integer(value);
}

std::string Typography::percent(double ratio, int decimals) const {
  return language_ == Language::fr ? french::percent(ratio, decimals) : english::percent(ratio, decimals);
}

std::string Typography::date(std::string_view iso) const {
  return language_ == Language::fr ? french::date(iso) : english::date(iso);
}

std::string Typography::list(const std::vector<std::string>& items) const {
  return language_ == Language::fr ? french::list(items) : english::list(items);
}

std::string Typography::quote(std::string_view text) const {
  return language_ == Language::fr ? french::quote(text) : english::quote(text);
}

std::string Typography::count(std::int64_t n, const Text& one, const Text& many) const {
  return integer(n) + "\u00A0" + form(n, one, many);
}

const std::string& Typography::form(std::int64_t n, const Text& one, const Text& many) const {
  const bool singular = language_ == Language::fr ? french::singular(n) : english::singular(n);
  return (singular ? one : many).in(language_);
}

}  // namespace boussole::reports
