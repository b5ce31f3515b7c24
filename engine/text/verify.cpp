#include "engine/text/verify.h"

#include <algorithm>
#include <atomic>
#include <compare>
#include <span>
#include <utility>

#include "engine/text/pair_checker.h"
#include "engine/text/parallel.h"

namespace boussole::engine::text {
namespace {

/// Pairs compared between two looks at what has been united meanwhile.
constexpr std::size_t kWave = 4096;

/// A pair in the order of work: group by group of texts that hang together through pairs, the most alike first.
struct Edge {
  std::uint32_t group = 0, disagreement = 0, low = 0, high = 0;
  auto operator<=>(const Edge&) const = default;
};

/// Sorts each part: a thread each, and a part that holds more than a thread's share by all of them.
void sort_parts(std::vector<Edge>& edges, std::span<const std::size_t> begin, unsigned threads) {
  const auto at = [&](std::size_t i) { return edges.begin() + static_cast<std::ptrdiff_t>(i); };
  const std::size_t large = edges.size() / threads + 1;
  for (std::size_t part = 0; part + 1 < begin.size(); ++part) {
    const std::size_t first = begin[part], size = begin[part + 1] - first;
    if (threads == 1 || size < large) continue;
    in_parallel(threads, [&](unsigned worker) {
      std::sort(at(first + share(size, worker, threads)), at(first + share(size, worker + 1, threads)));
    });
    for (unsigned worker = 1; worker < threads; ++worker)
      std::inplace_merge(at(first), at(first + share(size, worker, threads)),
                         at(first + share(size, worker + 1, threads)));
  }
  std::atomic<std::size_t> next{0};
  in_parallel(threads, [&](unsigned) {
    for (std::size_t part = next++; part + 1 < begin.size(); part = next++)
      if (threads == 1 || begin[part + 1] - begin[part] < large) std::sort(at(begin[part]), at(begin[part + 1]));
  });
}

std::vector<Edge> ordered(const std::vector<Candidate>& pairs, std::size_t texts, unsigned threads) {
  UnionFind groups(texts);
  for (const Candidate& pair : pairs) groups.unite(pair.low, pair.high);
  // Groups are named by a rank of a hash, so equal ranges of names hold about as many edges.
  const std::size_t parts = threads * std::size_t{8};
  const auto part_of = [&](std::uint32_t group) { return group * parts / texts; };
  LargeVector<std::uint32_t> group_of(pairs.size());
  std::vector<std::size_t> begin(parts + 2);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    group_of[i] = groups.root(pairs[i].low);
    ++begin[part_of(group_of[i]) + 2];
  }
  for (std::size_t part = 2; part < begin.size(); ++part) begin[part] += begin[part - 1];
  std::vector<Edge> edges(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i)
    edges[begin[part_of(group_of[i]) + 1]++] = {group_of[i], 64 - pairs[i].agreement, pairs[i].low, pairs[i].high};
  sort_parts(edges, begin, threads);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

class Verification {
 public:
  Verification(double threshold, TextBatch& batch, unsigned threads, UnionFind& clusters, const VerifyLimits& limits)
      : threshold_(threshold),
        batch_(batch),
        threads_(threads),
        clusters_(clusters),
        limits_(limits),
        checkers_(threads),
        counts_(threads),
        asked_last_(batch.texts()) {}

  Expected<Verified> run(std::span<const Edge> edges) {
    for (std::size_t i = 0; i < edges.size();) {
      std::size_t end = i + 1;
      while (end < edges.size() && edges[end].group == edges[i].group) ++end;
      if (auto done = add(edges.subspan(i, end - i)); !done) return std::unexpected(done.error());
      i = end;
    }
    if (auto done = check_groups(); !done) return std::unexpected(done.error());
    Verified verified{edges.size(), 0};
    for (const Count& count : counts_) verified.verified_pairs += count.value;
    return verified;
  }

 private:
  struct alignas(64) Count {
    std::uint64_t value = 0;
  };

  /// Names the texts of these edges once each, and returns their bytes.
  std::size_t texts_of(std::span<const Edge> edges, std::vector<std::uint32_t>& texts) {
    texts.clear();
    ++asked_;
    std::size_t bytes = 0;
    for (const Edge& edge : edges)
      for (std::uint32_t text : {edge.low, edge.high}) {
        if (std::exchange(asked_last_[text], asked_) == asked_) continue;
        texts.push_back(text);
        bytes += batch_.bytes(text);
      }
    return bytes;
  }

  /// Puts a group into the batch, or checks it apart where it is large.
  Expected<void> add(std::span<const Edge> group) {
    const std::size_t bytes = texts_of(group, texts_);
    if (bytes > limits_.large_bytes) return check_large(group);
    if (bytes_ + bytes > limits_.batch_bytes)
      if (auto done = check_groups(); !done) return done;
    bytes_ += bytes;
    wanted_.insert(wanted_.end(), texts_.begin(), texts_.end());
    groups_.push_back(group);
    return {};
  }

  bool compare(unsigned worker, const Edge& edge) {
    ++counts_[worker].value;
    return checkers_[worker].alike(batch_, edge.low, edge.high, threshold_);
  }

  /// Checks the small groups of the batch, each by one thread: groups do not meet, so threads do not either.
  Expected<void> check_groups() {
    if (groups_.empty()) return {};
    if (auto loaded = batch_.load(wanted_, threads_); !loaded) return loaded;
    std::atomic<std::size_t> next{0};
    in_parallel(threads_, [&](unsigned worker) {
      for (std::size_t i = next++; i < groups_.size(); i = next++)
        for (const Edge& edge : groups_[i])
          if (!clusters_.together(edge.low, edge.high) && compare(worker, edge)) clusters_.unite(edge.low, edge.high);
    });
    groups_.clear();
    wanted_.clear();
    bytes_ = 0;
    return {};
  }

  /// Checks a group whose texts may not fit in memory together: as many pairs at a time as their texts allow.
  Expected<void> check_large(std::span<const Edge> group) {
    std::vector<Edge> chosen;
    std::vector<bool> loaded(group.empty() ? 0 : batch_.texts());
    for (std::size_t i = 0; i < group.size();) {
      std::size_t bytes = 0;
      std::vector<std::uint32_t> wanted;
      chosen.clear();
      for (; i < group.size() && bytes <= limits_.batch_bytes; ++i) {
        if (clusters_.together(group[i].low, group[i].high)) continue;
        chosen.push_back(group[i]);
        for (std::uint32_t text : {group[i].low, group[i].high}) {
          if (loaded[text]) continue;
          loaded[text] = true;
          bytes += batch_.bytes(text);
          wanted.push_back(text);
        }
      }
      for (std::uint32_t text : wanted) loaded[text] = false;
      if (auto done = batch_.load(wanted, threads_); !done) return done;
      check_waves(chosen);
    }
    return {};
  }

  void check_waves(std::span<const Edge> edges) {
    std::vector<Edge> wave;
    std::vector<std::uint8_t> alike;
    for (std::size_t i = 0; i < edges.size();) {
      wave.clear();
      for (; i < edges.size() && wave.size() < kWave; ++i)
        if (!clusters_.together(edges[i].low, edges[i].high)) wave.push_back(edges[i]);
      alike.assign(wave.size(), 0);
      in_parallel(threads_, [&](unsigned worker) {
        for (std::size_t k = share(wave.size(), worker, threads_); k < share(wave.size(), worker + 1, threads_); ++k)
          alike[k] = compare(worker, wave[k]) ? 1 : 0;
      });
      for (std::size_t k = 0; k < wave.size(); ++k)
        if (alike[k] != 0) clusters_.unite(wave[k].low, wave[k].high);
    }
  }

  double threshold_;
  TextBatch& batch_;
  unsigned threads_;
  UnionFind& clusters_;
  VerifyLimits limits_;
  std::vector<PairChecker> checkers_;
  std::vector<Count> counts_;
  std::vector<std::span<const Edge>> groups_;
  std::vector<std::uint32_t> wanted_, texts_;
  std::uint32_t asked_ = 0;                ///< number of the group that is looked at
  std::vector<std::uint32_t> asked_last_;  ///< for each text: the last group that asked for it
  std::size_t bytes_ = 0;
};

}  // namespace

Expected<Verified> verify(const std::vector<Candidate>& pairs, double threshold, TextBatch& batch, unsigned threads,
                          UnionFind& clusters, const VerifyLimits& limits) {
  const std::vector<Edge> edges = ordered(pairs, batch.texts(), threads);
  return Verification(threshold, batch, threads, clusters, limits).run(edges);
}

}  // namespace boussole::engine::text
