#include "engine/text/near_duplicates.h"

#include <algorithm>
#include <cassert>
#include <span>
#include <utility>

#include "engine/base/large_memory.h"
#include "engine/text/lsh.h"
#include "engine/text/parallel.h"
#include "engine/text/text_batch.h"
#include "engine/text/union_find.h"
#include "engine/text/verify.h"

namespace boussole::engine::text {
namespace {

struct Entry {
  std::uint64_t fingerprint = 0;
  std::uint32_t row = 0;
  auto operator<=>(const Entry&) const = default;
};

constexpr std::size_t kParts = 1024;

/// All rows by fingerprint. Fingerprints are even, so their upper bits cut them into parts that are sorted apart.
struct ByFingerprint {
  LargeVector<Entry> entries;
  std::vector<std::size_t> begin;  ///< of each part; one more

  std::span<const Entry> part(std::size_t i) const {
    return std::span(entries).subspan(begin[i], begin[i + 1] - begin[i]);
  }
};

ByFingerprint by_fingerprint(const Chunked<TextSignature>& signatures, unsigned threads) {
  const auto part_of = [](std::uint64_t fingerprint) { return static_cast<std::size_t>(fingerprint >> 54); };
  const std::size_t rows = signatures.size();
  std::vector<std::vector<std::size_t>> at(threads, std::vector<std::size_t>(kParts));
  ByFingerprint out;
  out.begin.resize(kParts + 1);
  out.entries.resize(rows);
  LargeVector<Entry> unsorted(rows);
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row) {
      unsorted[row] = {signatures[row].fingerprint, static_cast<std::uint32_t>(row)};
      ++at[worker][part_of(unsorted[row].fingerprint)];
    }
  });
  std::size_t sum = 0;
  for (std::size_t part = 0; part < kParts; ++part) {
    out.begin[part] = sum;
    for (auto& of_worker : at) sum += std::exchange(of_worker[part], sum);
  }
  out.begin[kParts] = sum;
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row)
      out.entries[at[worker][part_of(unsorted[row].fingerprint)]++] = unsorted[row];
  });
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t part = share(kParts, worker, threads); part < share(kParts, worker + 1, threads); ++part)
      std::sort(out.entries.begin() + static_cast<std::ptrdiff_t>(out.begin[part]),
                out.entries.begin() + static_cast<std::ptrdiff_t>(out.begin[part + 1]));
  });
  return out;
}

/// Texts that differ: a row of each (the shortest raw cell, so that the choice does not depend on the order of rows
/// beyond equals), and the rank of the text of every row.
struct Distinct {
  LargeVector<std::uint32_t> row_of_rank;
  LargeVector<std::uint32_t> rank_of_row;
  LargeVector<std::uint32_t> rows_of_rank;  ///< how many rows have it
};

std::uint32_t count_distinct(std::span<const Entry> entries) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < entries.size(); ++i)
    count += i == 0 || entries[i].fingerprint != entries[i - 1].fingerprint;
  return count;
}

/// Ranks of the texts of one part, from `rank` on.
void rank_part(const Chunked<TextSignature>& signatures, std::span<const Entry> entries, std::uint32_t rank,
               Distinct& distinct) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0 && entries[i].fingerprint != entries[i - 1].fingerprint) ++rank;
    std::uint32_t& chosen = distinct.row_of_rank[rank];
    if (distinct.rows_of_rank[rank]++ == 0 || signatures[entries[i].row].length < signatures[chosen].length)
      chosen = entries[i].row;
    distinct.rank_of_row[entries[i].row] = rank;
  }
}

Distinct distinct_texts(const Chunked<TextSignature>& signatures, unsigned threads) {
  const ByFingerprint rows = by_fingerprint(signatures, threads);
  std::vector<std::uint32_t> first(kParts + 1);  // ranks
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t part = share(kParts, worker, threads); part < share(kParts, worker + 1, threads); ++part)
      first[part + 1] = count_distinct(rows.part(part));
  });
  for (std::size_t part = 0; part < kParts; ++part) first[part + 1] += first[part];
  Distinct distinct;
  distinct.rank_of_row.resize(signatures.size());
  distinct.row_of_rank.resize(first[kParts]);
  distinct.rows_of_rank.resize(first[kParts]);
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t part = share(kParts, worker, threads); part < share(kParts, worker + 1, threads); ++part)
      rank_part(signatures, rows.part(part), first[part], distinct);
  });
  return distinct;
}

Signatures signatures_of(const Chunked<TextSignature>& signatures, const Distinct& distinct, unsigned threads) {
  const std::size_t rows = distinct.rank_of_row.size();
  const auto chosen = [&](std::size_t row) { return distinct.row_of_rank[distinct.rank_of_row[row]] == row; };
  std::vector<std::size_t> at(threads + 1);
  in_parallel(threads, [&](unsigned worker) {
    std::size_t count = 0;
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row)
      count += chosen(row);
    at[worker + 1] = count;
  });
  for (unsigned worker = 0; worker < threads; ++worker) at[worker + 1] += at[worker];
  Signatures out;
  out.of_rank.resize(distinct.row_of_rank.size());
  out.in_memory.resize(distinct.row_of_rank.size());
  in_parallel(threads, [&](unsigned worker) {
    std::size_t to = at[worker];
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row) {
      if (!chosen(row)) continue;
      const std::uint32_t rank = distinct.rank_of_row[row];
      out.of_rank[rank] = &signatures[row].bins;
      out.in_memory[to++] = {out.of_rank[rank], rank};
    }
  });
  return out;
}

/// Numbers the clusters of at least two rows by the least rank in each, which depends on content only.
void number(const Distinct& distinct, UnionFind& united, unsigned threads, Clusters& clusters) {
  const std::size_t texts = distinct.row_of_rank.size();
  std::vector<std::uint32_t> rows(texts);
  for (std::uint32_t rank = 0; rank < texts; ++rank) rows[united.root(rank)] += distinct.rows_of_rank[rank];
  std::vector<OptionalIndex> number_of(texts);
  for (std::uint32_t rank = 0; rank < texts; ++rank)
    if (rows[rank] > 1) number_of[rank] = clusters.count++;
  for (std::uint32_t rank = 0; rank < texts; ++rank) number_of[rank] = number_of[united.root(rank)];
  clusters.cluster.resize(distinct.rank_of_row.size());
  in_parallel(threads, [&](unsigned worker) {
    const std::size_t size = clusters.cluster.size();
    for (std::size_t row = share(size, worker, threads); row < share(size, worker + 1, threads); ++row)
      clusters.cluster[row] = number_of[distinct.rank_of_row[row]];
  });
}

}  // namespace

Expected<Clusters> near_duplicates(const Chunked<TextSignature>& signatures, double threshold, const TextReader& reader,
                                   unsigned threads) {
  assert(threshold > 0 && threshold <= 1);
  threads = std::max(1U, threads);
  Clusters clusters;
  if (signatures.empty()) return clusters;
  const Distinct distinct = distinct_texts(signatures, threads);
  UnionFind united(distinct.row_of_rank.size());
  {
    const auto sigs = signatures_of(signatures, distinct, threads);
    const std::vector<Candidate> pairs = candidates(sigs, banding_for(threshold), least_agreement(threshold), threads);
    TextBatch batch(signatures, distinct.row_of_rank, reader);
    const auto verified = verify(pairs, threshold, batch, threads, united);
    if (!verified) return std::unexpected(verified.error());
    clusters.candidate_pairs = verified->candidate_pairs;
    clusters.verified_pairs = verified->verified_pairs;
  }
  number(distinct, united, threads, clusters);
  return clusters;
}

}  // namespace boussole::engine::text
