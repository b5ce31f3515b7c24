#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/error.h"

/// What the cells of a column look like, seen on its first rows. Kept until the mapping is proposed, and no longer.
namespace boussole::connectors::mapped {

struct Profile {
  std::int64_t rows = 0, filled = 0;
  std::int64_t whole = 0, decimal = 0, truth = 0, mail = 0, lists = 0;
  std::int64_t characters = 0;                   ///< of all cells
  std::map<std::string, std::int64_t> distinct;  ///< at most kMostDistinct cells
  bool many = false;                             ///< more than that
  std::string format;         ///< of its dates; "iso" for the forms that need none; empty where it has no dates
  std::string month_locale;   ///< of the names of its months
  bool day_or_month = false;  ///< 03/04/2024: nothing tells which is the day

  static constexpr std::size_t kMostDistinct = 400;
  bool mostly(std::int64_t n) const { return filled > 0 && n * 20 >= filled * 19; }
  bool dates() const { return !format.empty(); }
  double length() const { return filled == 0 ? 0 : static_cast<double>(characters) / static_cast<double>(filled); }
  bool all_different() const { return filled > 1 && (many || static_cast<std::int64_t>(distinct.size()) == filled); }
};

/// Looks at cells one after the other.
class Profiler {
 public:
  void see(std::string_view cell);
  Profile done();

 private:
  void settle_dates();
  Profile profile_;
};

}  // namespace boussole::connectors::mapped
