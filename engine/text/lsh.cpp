#include "engine/text/lsh.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

#include "engine/text/parallel.h"

namespace boussole::engine::text {
namespace {

constexpr double kWantedRecall = 0.98;
constexpr std::size_t kAllPairs = 128;    // texts in a bucket that is compared whole
constexpr std::size_t kKept = 8;          // partners that each text keeps there
constexpr std::size_t kWindow = 64;       // texts before each that a larger bucket is compared by
constexpr std::size_t kPartitions = 512;  // buckets are found in parts that fit the first cache

/// Key of one band in the upper half, rank of the text in the lower.
using Item = std::uint64_t;

std::uint32_t band_key(const Bins& bins, std::size_t first, std::size_t rows) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < rows; i += 4) {  // four bins a word
    std::uint64_t word = 0;
    for (std::size_t j = i; j < std::min(i + 4, rows); ++j) word = word << 16 | bins[first + j];
    key = (key ^ word) * 0xD511866E2D8E69CBULL;
    key ^= key >> 29;
  }
  return static_cast<std::uint32_t>(key >> 32);
}

bool same_band(const Bins& a, const Bins& b, std::size_t first, std::size_t rows) {
  return std::equal(a.begin() + static_cast<std::ptrdiff_t>(first),
                    a.begin() + static_cast<std::ptrdiff_t>(first + rows),
                    b.begin() + static_cast<std::ptrdiff_t>(first));
}

/// What one thread found.
struct Worker {
  std::vector<Candidate> found;
  std::vector<Item> repeated;
  std::vector<std::uint8_t> counts;
  std::vector<std::uint32_t> members;
};

class Search {
 public:
  Search(const Signatures& signatures, Banding banding, unsigned least, unsigned threads)
      : bins_(signatures.of_rank),
        in_memory_(signatures.in_memory),
        banding_(banding),
        least_(least),
        threads_(threads),
        crowded_(bins_.size()),
        workers_(threads) {}

  std::vector<Candidate> run() {
    items_.resize(bins_.size());
    make_keys();
    for (unsigned band = 0; band < banding_.bands; ++band) {
      partition(band);
      std::atomic<std::size_t> next{0};
      in_parallel(threads_, [&](unsigned worker) {
        for (std::size_t part = next++; part < kPartitions; part = next++) find_buckets(band, part, workers_[worker]);
      });
    }
    std::vector<Candidate> all;
    for (Worker& worker : workers_) all.insert(all.end(), worker.found.begin(), worker.found.end());
    return all;
  }

 private:
  static std::size_t part_of(std::uint32_t key) { return key >> 23; }

  /// Keys of all bands, in one pass over the signatures as they lie in memory.
  void make_keys() {
    keys_.assign(banding_.bands, LargeVector<std::uint32_t>(bins_.size()));
    in_parallel(threads_, [&](unsigned worker) {
      for (std::size_t i = share(bins_.size(), worker, threads_); i < share(bins_.size(), worker + 1, threads_); ++i) {
        const Bins& bins = *in_memory_[i].bins;
        for (std::size_t band = 0; band < banding_.bands; ++band)
          keys_[band][i] = band_key(bins, band * banding_.rows, banding_.rows);
      }
    });
  }

  /// Sorts all items of a band into parts by the upper bits of their keys.
  void partition(unsigned band) {
    const LargeVector<std::uint32_t>& keys = keys_[band];
    std::vector<std::vector<std::size_t>> at(threads_, std::vector<std::size_t>(kPartitions));
    in_parallel(threads_, [&](unsigned worker) {
      for (std::size_t i = share(keys.size(), worker, threads_); i < share(keys.size(), worker + 1, threads_); ++i)
        ++at[worker][part_of(keys[i])];
    });
    std::size_t sum = 0;
    for (std::size_t part = 0; part < kPartitions; ++part) {
      begin_[part] = sum;
      for (auto& of_worker : at) sum += std::exchange(of_worker[part], sum);
    }
    begin_[kPartitions] = sum;
    in_parallel(threads_, [&](unsigned worker) {
      for (std::size_t i = share(keys.size(), worker, threads_); i < share(keys.size(), worker + 1, threads_); ++i)
        items_[at[worker][part_of(keys[i])]++] = static_cast<Item>(keys[i]) << 32 | in_memory_[i].rank;
    });
    LargeVector<std::uint32_t>().swap(keys_[band]);
  }

  /// Buckets of one part: keys seen twice are rare, so they are picked out before anything is sorted.
  void find_buckets(unsigned band, std::size_t part, Worker& worker) {
    const std::span<const Item> items(items_.data() + begin_[part], begin_[part + 1] - begin_[part]);
    constexpr std::uint32_t kMask = (1U << 14) - 1;
    worker.counts.assign(kMask + 1, 0);
    for (Item item : items) {
      std::uint8_t& count = worker.counts[item >> 32 & kMask];
      count = static_cast<std::uint8_t>(count | (count << 1) | 1);
    }
    worker.repeated.clear();
    for (Item item : items)
      if (worker.counts[item >> 32 & kMask] > 1) worker.repeated.push_back(item);
    std::sort(worker.repeated.begin(), worker.repeated.end());
    keep_buckets(worker.repeated);
    // The signatures lie anywhere in memory: asked for all at once, they come while the first are compared.
    for (Item item : worker.repeated) {
      const Bins& bins = *bins_[static_cast<std::uint32_t>(item)];
      __builtin_prefetch(bins.data());
      __builtin_prefetch(bins.data() + bins.size() / 2);
    }
    for (std::size_t i = 0; i < worker.repeated.size();) {
      std::size_t end = i + 1;
      while (end < worker.repeated.size() && worker.repeated[end] >> 32 == worker.repeated[i] >> 32) ++end;
      worker.members.clear();
      for (; i < end; ++i) worker.members.push_back(static_cast<std::uint32_t>(worker.repeated[i]));
      if (worker.members.size() <= kAllPairs) {
        compare_all(band, worker);
      } else {
        compare_window(band, worker);
      }
    }
  }

  /// Drops the items that share a count but not a key.
  static void keep_buckets(std::vector<Item>& sorted) {
    const auto same = [&](std::size_t i, std::size_t j) { return sorted[i] >> 32 == sorted[j] >> 32; };
    std::size_t kept = 0;
    bool after_same = false;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const bool before_same = i + 1 < sorted.size() && same(i, i + 1);
      if (after_same || before_same) sorted[kept++] = sorted[i];
      after_same = before_same;
    }
    sorted.resize(kept);
  }

  /// Whether an earlier band compared the two already: they shared it in a bucket that was compared whole.
  bool met_before(unsigned band, std::uint32_t a, std::uint32_t b) const {
    for (unsigned earlier = 0; earlier < band; ++earlier)
      if ((crowded_[a] >> earlier & 1) == 0 &&
          same_band(*bins_[a], *bins_[b], std::size_t{earlier} * banding_.rows, banding_.rows))
        return true;
    return false;
  }

  void compare_all(unsigned band, Worker& worker) const {
    const auto& members = worker.members;  // by rank: by content
    for (std::size_t i = 1; i < members.size(); ++i) {
      const std::size_t first = worker.found.size();
      for (std::size_t j = 0; j < i; ++j) {
        const unsigned same = agreement(*bins_[members[i]], *bins_[members[j]]);
        if (same < least_ || met_before(band, members[i], members[j])) continue;
        worker.found.push_back({members[j], members[i], same});
      }
      keep_best(worker.found, first, kKept);
    }
  }

  void compare_window(unsigned band, Worker& worker) {
    auto& members = worker.members;
    for (std::uint32_t member : members) crowded_[member] |= std::uint64_t{1} << band;
    const std::size_t turn = std::size_t{band + 1} * banding_.rows % std::tuple_size_v<Bins>;
    std::sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Bins &left = *bins_[a], &right = *bins_[b];
      for (std::size_t i = turn; i < left.size(); ++i)
        if (left[i] != right[i]) return left[i] < right[i];
      for (std::size_t i = 0; i < turn; ++i)
        if (left[i] != right[i]) return left[i] < right[i];
      return a < b;
    });
    for (std::size_t i = 1; i < members.size(); ++i) {
      const std::size_t first = worker.found.size();
      for (std::size_t j = i > kWindow ? i - kWindow : 0; j < i; ++j) {
        const unsigned same = agreement(*bins_[members[i]], *bins_[members[j]]);
        if (same >= least_)
          worker.found.push_back({std::min(members[i], members[j]), std::max(members[i], members[j]), same});
      }
      keep_best(worker.found, first, 1);
    }
  }

  /// Of the pairs from `first` on, those that agree most; ties by content.
  static void keep_best(std::vector<Candidate>& found, std::size_t first, std::size_t count) {
    if (found.size() - first <= count) return;
    const auto begin = found.begin() + static_cast<std::ptrdiff_t>(first);
    const auto cut = begin + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(begin, cut, found.end(), [](const Candidate& a, const Candidate& b) {
      if (a.agreement != b.agreement) return a.agreement > b.agreement;
      return a.low != b.low ? a.low < b.low : a.high < b.high;
    });
    found.erase(cut, found.end());
  }

  const LargeVector<const Bins*>& bins_;
  const LargeVector<Signatures::Placed>& in_memory_;
  Banding banding_;
  unsigned least_;
  unsigned threads_;
  LargeVector<std::uint64_t> crowded_;  ///< for each text: the bands whose bucket was too large to compare whole
  std::vector<Worker> workers_;
  std::vector<LargeVector<std::uint32_t>> keys_;  ///< for each band, in the order of memory
  LargeVector<Item> items_;
  std::array<std::size_t, kPartitions + 1> begin_{};
};

}  // namespace

Banding banding_for(double threshold) {
  constexpr unsigned kBins = std::tuple_size_v<Bins>;
  assert(threshold > 0 && threshold <= 1);
  for (unsigned rows = kBins; rows > 1; --rows) {
    const unsigned bands = kBins / rows;
    if (1 - std::pow(1 - std::pow(threshold, rows), bands) >= kWantedRecall) return {bands, rows};
  }
  return {kBins, 1};
}

unsigned least_agreement(double threshold) {
  constexpr double kBins = std::tuple_size_v<Bins>;
  const double least = kBins * threshold - 2.5 * std::sqrt(kBins * threshold * (1 - threshold));
  return least > 0 ? static_cast<unsigned>(least) : 0;
}

unsigned agreement(const Bins& a, const Bins& b) {
  std::uint16_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same = static_cast<std::uint16_t>(same + (a[i] == b[i] ? 1 : 0));
  return same;
}

std::vector<Candidate> candidates(const Signatures& signatures, Banding banding, unsigned least, unsigned threads) {
  return Search(signatures, banding, least, threads).run();
}

}  // namespace boussole::engine::text
