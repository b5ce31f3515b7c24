#include "reports/figures.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace boussole::reports {

namespace {

constexpr std::string_view kNoBreak = "\u00A0";

/// Shares and gaps are stored in [0, 1] and read in hundredths.
bool in_hundredths(const std::string& unit) { return unit == "ratio" || unit == "points"; }

double shown(double value, const std::string& unit) { return in_hundredths(unit) ? value * 100 : value; }

int most_decimals(const std::string& unit) {
  if (in_hundredths(unit)) return 1;
  if (unit == "days") return 1;
  if (unit == "index") return 3;
  return 2;
}

int decimals_of_width(double width, int most) {
  if (!(width > 0)) return most;
  const int place = static_cast<int>(std::floor(std::log10(width))) - 1;
  return std::clamp(-place, 0, most);
}

int decimals_of_count(const Quantity& quantity) {
  const std::int64_t n = quantity.n.value_or(0);
  if (in_hundredths(quantity.unit)) return n >= 1000 ? 1 : 0;
  if (quantity.unit == "index") return n >= 10000 ? 3 : 2;
  if (quantity.unit == "days") return std::fabs(quantity.value) < 10 && n >= 100 ? 1 : 0;
  if (quantity.value == std::floor(quantity.value)) return 0;
  return n >= 100 ? 2 : 1;
}

Text unit_word(const std::string& unit, double value) {
  const bool one_fr = std::fabs(value) < 2, one_en = value == 1;
  if (unit == "days") return {one_fr ? "jour" : "jours", one_en ? "day" : "days"};
  if (unit == "points") return {one_fr ? "point" : "points", one_en ? "point" : "points"};
  if (unit == "megabytes") return {"Mo", "MB"};
  if (unit == "score") return {"sur 5", "out of 5"};
  if (unit == "euros") return {"€", "€"};
  return {};
}

/// "12 points": `text` is the number already written, `value` the one that decides singular or plural.
std::string with_unit(const Typography& type, std::string text, const std::string& unit, double value) {
  if (unit == "ratio") return text + (type.language() == Language::fr ? std::string(kNoBreak) + "%" : "%");
  const std::string word = unit_word(unit, value).in(type.language());
  if (word.empty()) return text;
  return text.append(kNoBreak) + word;
}

std::string beyond(const Typography& type, bool below, const std::string& bound) {
  const Text words = below ? Text{"moins de ", "less than "} : Text{"plus de ", "more than "};
  return words.in(type.language()) + bound;
}

}  // namespace

Quantity quantity(const engine::IndicatorResult& result) {
  Quantity out{*result.value, result.unit, std::nullopt, std::nullopt, result.n};
  if (result.interval) out.low = result.interval->low, out.high = result.interval->high;
  return out;
}

Quantity quantity(const engine::ContextFigure& figure) {
  return {*figure.value, figure.unit, std::nullopt, std::nullopt, figure.n};
}

int decimals(const Quantity& quantity) {
  const int most = most_decimals(quantity.unit);
  if (!quantity.low || !quantity.high) return std::min(decimals_of_count(quantity), most);
  const double width = shown(*quantity.high, quantity.unit) - shown(*quantity.low, quantity.unit);
  return width > 0 ? decimals_of_width(width, most) : std::min(decimals_of_count(quantity), most);
}

std::string figure(const Typography& type, const Quantity& quantity) {
  const int digits = decimals(quantity);
  const double value = shown(quantity.value, quantity.unit);
  const double step = std::pow(10.0, -digits);
  if (quantity.unit == "ratio" && value > 0 && value < step / 2)
    return beyond(type, true, with_unit(type, type.number(step, digits), quantity.unit, step));
  if (quantity.unit == "ratio" && value < 100 && value > 100 - step / 2)
    return beyond(type, false, with_unit(type, type.number(100 - step, digits), quantity.unit, 100));
  return with_unit(type, type.number(value, digits), quantity.unit, value);
}

namespace {

/// Both bounds, rounded outwards at the digits of the figure: the first without its unit on demand.
struct Bounds {
  std::string bare_low, low, high;
};

Bounds bounds(const Typography& type, const Quantity& quantity) {
  const int digits = decimals(quantity);
  const double low = round_down(shown(*quantity.low, quantity.unit), digits);
  const double high = round_up(shown(*quantity.high, quantity.unit), digits);
  const std::string bare = type.number(low, digits);
  return {bare, with_unit(type, bare, quantity.unit, low),
          with_unit(type, type.number(high, digits), quantity.unit, high)};
}

}  // namespace

std::string range(const Typography& type, const Quantity& quantity) {
  if (!quantity.low || !quantity.high) return {};
  const Bounds at = bounds(type, quantity);
  return Text{"de " + at.low + " à " + at.high, "from " + at.low + " to " + at.high}.in(type.language());
}

std::string between(const Typography& type, const Quantity& quantity) {
  if (!quantity.low || !quantity.high) return {};
  const Bounds at = bounds(type, quantity);
  return Text{"entre " + at.low + " et " + at.high, "between " + at.low + " and " + at.high}.in(type.language());
}

std::string short_range(const Typography& type, const Quantity& quantity) {
  if (!quantity.low || !quantity.high) return {};
  const Bounds at = bounds(type, quantity);
  return at.bare_low + Text{" à ", " to "}.in(type.language()) + at.high;
}

std::string score_points(const Typography& type, double score) { return type.number(score * 100, 0); }

std::string score_range(const Typography& type, const engine::Score& score) {
  if (!score.low || !score.high) return {};
  return type.number(round_down(*score.low * 100, 0), 0) + Text{" à ", " to "}.in(type.language()) +
         type.number(round_up(*score.high * 100, 0), 0);
}

namespace {

/// The parts that are the indicator read another way: by the beginning of their id.
bool reads_like_the_value(const std::string& id) {
  for (const std::string_view start : {"value", "without_", "share_", "retention", "fresh", "uncapped", "fraction"})
    if (id.starts_with(start)) return true;
  return false;
}

}  // namespace

std::string part_value(const Typography& type, const engine::Part& part, const engine::IndicatorResult& result,
                       std::int64_t min_cell) {
  if (!part.value) {
    const std::string few = type.integer(min_cell);
    return Text{"retenu (moins de " + few + " personnes)", "withheld (fewer than " + few + " people)"}.in(
        type.language());
  }
  const double value = *part.value;
  if (reads_like_the_value(part.id)) {
    Quantity same{value, result.unit, std::nullopt, std::nullopt, result.n};
    if (result.interval) same.low = result.interval->low, same.high = result.interval->high;
    return figure(type, same);
  }
  if (value == std::floor(value)) return type.number(value, 0);
  const double size = std::fabs(value);
  return type.number(value, size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

std::string bytes(const Typography& type, std::int64_t count) {
  struct Scale {
    double size;
    Text unit;
  };
  static const Scale kScales[] = {{1e9, {"Go", "GB"}}, {1e6, {"Mo", "MB"}}, {1e3, {"ko", "kB"}}};
  for (const Scale& scale : kScales) {
    const double scaled = static_cast<double>(count) / scale.size;
    if (scaled >= 1) return type.number(scaled, scaled < 10 ? 1 : 0).append(kNoBreak) + scale.unit.in(type.language());
  }
  return type.integer(count).append(kNoBreak) + Text{"o", "B"}.in(type.language());
}

double round_down(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::floor(value * scale + 1e-9) / scale;
}

double round_up(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::ceil(value * scale - 1e-9) / scale;
}

}  // namespace boussole::reports
