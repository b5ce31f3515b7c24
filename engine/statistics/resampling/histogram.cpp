#include "engine/statistics/resampling/histogram.h"

#include <algorithm>
#include <tuple>

namespace boussole::engine::statistics {

namespace {

/// Sorts by `key`, joins neighbours of equal key by adding what `weight` points to.
template <class Bin, class Key>
std::vector<Bin> join(std::vector<Bin> bins, std::uint64_t Bin::*weight, const Key& key) {
  std::sort(bins.begin(), bins.end(), [&](const Bin& a, const Bin& b) { return key(a) < key(b); });
  std::size_t out = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (out > 0 && key(bins[out - 1]) == key(bins[i])) {
      bins[out - 1].*weight += bins[i].*weight;
    } else {
      bins[out++] = bins[i];
    }
  }
  bins.resize(out);
  return bins;
}

}  // namespace

std::vector<CountBin> canonical(std::span<const CountBin> bins) {
  std::vector<CountBin> kept;
  for (const CountBin& bin : bins)
    if (bin.value > 0 && bin.people > 0) kept.push_back(bin);
  return join(std::move(kept), &CountBin::people, [](const CountBin& b) { return b.value; });
}

std::vector<ClusterBin> canonical(std::span<const ClusterBin> bins) {
  std::vector<ClusterBin> kept;
  for (const ClusterBin& bin : bins)
    if (bin.size > 0 && bin.people > 0) kept.push_back(bin);
  return join(std::move(kept), &ClusterBin::people, [](const ClusterBin& b) { return std::tuple(b.size, b.hits); });
}

std::vector<ValueBin> canonical(std::span<const ValueBin> bins) {
  std::vector<ValueBin> kept;
  for (const ValueBin& bin : bins)
    if (bin.units > 0) kept.push_back(bin);
  return join(std::move(kept), &ValueBin::units, [](const ValueBin& b) { return b.value; });
}

std::vector<CountBin> histogram_of(std::span<const std::uint64_t> counts) {
  // Nearly all counts are small: those are counted, the others sorted.
  constexpr std::size_t kSmall = 1024;
  std::vector<std::uint64_t> small(kSmall), large;
  for (const std::uint64_t value : counts) {
    if (value < kSmall) {
      ++small[value];
    } else {
      large.push_back(value);
    }
  }
  std::vector<CountBin> bins;
  for (std::size_t value = 1; value < kSmall; ++value)
    if (small[value] > 0) bins.push_back({value, small[value]});
  std::sort(large.begin(), large.end());
  for (const std::uint64_t value : large) {
    if (!bins.empty() && bins.back().value == value) {
      ++bins.back().people;
    } else {
      bins.push_back({value, 1});
    }
  }
  return bins;
}

}  // namespace boussole::engine::statistics
