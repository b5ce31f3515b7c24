#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/audit.h"
#include "reports/typography.h"

/// How many digits a figure may carry, and how it is written: the only place where a number is rounded.
namespace boussole::reports {

/// A number with what decides its digits.
struct Quantity {
  double value = 0;
  std::string unit;  ///< as in the criteria set; what has no word of its own is a plain number
  std::optional<double> low, high;
  std::optional<std::int64_t> n;
};

Quantity quantity(const engine::IndicatorResult& result);  ///< the result must have a value
Quantity quantity(const engine::ContextFigure& figure);    ///< the figure must have a value

/// Digits after the separator. With an interval: the last digit is worth between a hundredth and a tenth of the
/// interval's width. Without: what n cases can tell apart, a share of n < 1,000 being a whole percent.
int decimals(const Quantity& quantity);

/// "63 %", "0,63", "72 jours", "12 points", "1,4 Mo". A share that is neither nothing nor all is never written 0 or
/// 100 %: "moins de 1 %", "plus de 99 %".
std::string figure(const Typography& type, const Quantity& quantity);

/// "de 51 % à 72 %": bounds are rounded outwards, never tighter than computed. Empty without bounds.
std::string range(const Typography& type, const Quantity& quantity);

/// The same after a verb: "entre 51 % et 72 %".
std::string between(const Typography& type, const Quantity& quantity);

/// The same for narrow columns: "51 à 72 %".
std::string short_range(const Typography& type, const Quantity& quantity);

/// A score of [0, 1] as a whole number of 0 to 100, and its range, rounded outwards: "51 à 72".
std::string score_points(const Typography& type, double score);
std::string score_range(const Typography& type, const engine::Score& score);

/// A part of `result`: whole numbers grouped, others with at most three digits after the separator. A part that reads
/// the indicator another way (its value with organisers, a share of its own) has the indicator's unit and digits. Where
/// the number is withheld, says so.
std::string part_value(const Typography& type, const engine::Part& part, const engine::IndicatorResult& result,
                       std::int64_t min_cell);

/// "4,1 Mo", "312 Ko": 1,000 bytes to the kilobyte.
std::string bytes(const Typography& type, std::int64_t count);

/// Towards minus or plus infinity at `decimals` digits; a difference below a billionth of the last digit is noise.
double round_down(double value, int decimals);
double round_up(double value, int decimals);

}  // namespace boussole::reports
