#include "engine/text/near_duplicates.h"

#include <algorithm>
#include <cassert>
#include <utility>

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

/// All rows by fingerprint. Fingerprints are even, so their upper bits cut them into parts that are sorted apart.
std::vector<Entry> by_fingerprint(const Chunked<TextSignature>& signatures, unsigned threads) {
  constexpr std::size_t kParts = 1024;
  const auto part_of = [](std::uint64_t fingerprint) { return static_cast<std::size_t>(fingerprint >> 54); };
  const std::size_t rows = signatures.size();
  std::vector<std::vector<std::size_t>> at(threads, std::vector<std::size_t>(kParts));
  std::vector<std::size_t> begin(kParts + 1);
  std::vector<Entry> unsorted(rows), entries(rows);
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row) {
      unsorted[row] = {signatures[row].fingerprint, static_cast<std::uint32_t>(row)};
      ++at[worker][part_of(unsorted[row].fingerprint)];
    }
  });
  std::size_t sum = 0;
  for (std::size_t part = 0; part < kParts; ++part) {
    begin[part] = sum;
    for (auto& of_worker : at) sum += std::exchange(of_worker[part], sum);
  }
  begin[kParts] = sum;
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t row = share(rows, worker, threads); row < share(rows, worker + 1, threads); ++row)
      entries[at[worker][part_of(unsorted[row].fingerprint)]++] = unsorted[row];
  });
  in_parallel(threads, [&](unsigned worker) {
    for (std::size_t part = share(kParts, worker, threads); part < share(kParts, worker + 1, threads); ++part)
      std::sort(entries.begin() + static_cast<std::ptrdiff_t>(begin[part]),
                entries.begin() + static_cast<std::ptrdiff_t>(begin[part + 1]));
  });
  return entries;
}

/// Texts that differ: a row of each (the shortest raw cell, so that the choice does not depend on the order of rows
/// beyond equals), and the rank of the text of every row.
struct Distinct {
  std::vector<std::uint32_t> row_of_rank;
  std::vector<std::uint32_t> rank_of_row;
  std::vector<std::uint32_t> rows_of_rank;  ///< how many rows have it
};

Distinct distinct_texts(const Chunked<TextSignature>& signatures, unsigned threads) {
  const std::vector<Entry> entries = by_fingerprint(signatures, threads);
  Distinct distinct;
  distinct.rank_of_row.resize(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == 0 || entries[i].fingerprint != entries[i - 1].fingerprint) {
      distinct.row_of_rank.push_back(entries[i].row);
      distinct.rows_of_rank.push_back(0);
    }
    std::uint32_t& chosen = distinct.row_of_rank.back();
    if (chosen != entries[i].row && signatures[entries[i].row].length < signatures[chosen].length)
      chosen = entries[i].row;
    ++distinct.rows_of_rank.back();
    distinct.rank_of_row[entries[i].row] = static_cast<std::uint32_t>(distinct.row_of_rank.size() - 1);
  }
  return distinct;
}

Signatures signatures_of(const Chunked<TextSignature>& signatures, const Distinct& distinct) {
  Signatures out;
  out.of_rank.resize(distinct.row_of_rank.size());
  out.in_memory.reserve(distinct.row_of_rank.size());
  for (std::size_t row = 0; row < distinct.rank_of_row.size(); ++row) {
    const std::uint32_t rank = distinct.rank_of_row[row];
    if (distinct.row_of_rank[rank] != row) continue;
    out.of_rank[rank] = &signatures[row].bins;
    out.in_memory.push_back({out.of_rank[rank], rank});
  }
  return out;
}

/// Numbers the clusters of at least two rows by the least rank in each, which depends on content only.
void number(const Distinct& distinct, UnionFind& united, Clusters& clusters) {
  const std::size_t texts = distinct.row_of_rank.size();
  std::vector<std::uint32_t> rows(texts);
  for (std::uint32_t rank = 0; rank < texts; ++rank) rows[united.root(rank)] += distinct.rows_of_rank[rank];
  std::vector<OptionalIndex> number_of(texts);
  for (std::uint32_t rank = 0; rank < texts; ++rank)
    if (rows[rank] > 1) number_of[rank] = clusters.count++;
  clusters.cluster.resize(distinct.rank_of_row.size());
  for (std::size_t row = 0; row < clusters.cluster.size(); ++row)
    clusters.cluster[row] = number_of[united.root(distinct.rank_of_row[row])];
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
    const std::vector<Candidate> pairs =
        candidates(signatures_of(signatures, distinct), banding_for(threshold), least_agreement(threshold), threads);
    TextBatch batch(signatures, distinct.row_of_rank, reader);
    const auto verified = verify(pairs, threshold, batch, threads, united);
    if (!verified) return std::unexpected(verified.error());
    clusters.candidate_pairs = verified->candidate_pairs;
    clusters.verified_pairs = verified->verified_pairs;
  }
  number(distinct, united, clusters);
  return clusters;
}

}  // namespace boussole::engine::text
