#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statistics/result.h"

/// Approximate counting in little memory, with the error it admits. Below ten million keys count exactly instead.
namespace boussole::engine::statistics {

/// Distinct counting with 2^p registers (Flajolet et al. 2007; Heule, Nunkesser and Hall 2013): its constants.
struct HyperLogLogSize {
  std::uint64_t registers = 0;
  double alpha = 0;           ///< bias factor
  double relative_error = 0;  ///< 1.04 / sqrt(registers)
  double linear_below = 0;    ///< 5/2 registers: below, empty registers tell more
};
/// p from 4 to 18.
Result<HyperLogLogSize> hyperloglog_size(unsigned p);
/// Count by empty registers, m ln(m / empty). Undefined when none is empty.
Result<double> linear_count(std::uint64_t registers, double empty);

/// Count-Min with error at most eps n except with chance delta (Cormode and Muthukrishnan 2005).
struct CountMinSize {
  std::uint64_t width = 0;  ///< ceil(e / eps)
  std::uint64_t depth = 0;  ///< ceil(ln(1 / delta))
};
Result<CountMinSize> count_min_size(double eps, double delta);

/// The most frequent keys of a stream with k counters (Metwally, Agrawal and El Abbadi 2005): for every key monitored,
/// count - error <= true count <= count, and error <= n / k. Every key more frequent than n / k is monitored. Ties are
/// broken by the key, so equal streams give equal answers.
class SpaceSaving {
 public:
  struct Item {
    std::string key;
    std::uint64_t count = 0;
    std::uint64_t error = 0;
  };

  /// k >= 1.
  explicit SpaceSaving(std::size_t k);
  void add(std::string_view key);
  std::uint64_t total() const { return total_; }
  double largest_error() const { return static_cast<double>(total_) / static_cast<double>(k_); }
  /// By descending count, then key.
  std::vector<Item> items() const;

 private:
  std::size_t k_;
  std::uint64_t total_ = 0;
  std::vector<Item> items_;
};

}  // namespace boussole::engine::statistics
