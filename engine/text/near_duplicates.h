#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/chunked.h"
#include "engine/base/error.h"
#include "engine/dataset/rows.h"

namespace boussole::engine::text {

/// Gives the raw cells of the signatures named to `got`, each once with its index in the question, from several threads
/// at once if it likes; none is longer than its signature says. Provided by the connector, which knows the sources; the
/// texts die with the call.
using TextReader = std::function<Expected<void>(std::span<const std::uint32_t> signatures,
                                                const std::function<void(std::size_t, std::string_view)>& got)>;

struct Clusters {
  /// For each signature: its cluster (numbered by content, not by row order), or empty where it stands alone.
  std::vector<OptionalIndex> cluster;
  std::uint32_t count = 0;
  std::uint64_t candidate_pairs = 0, verified_pairs = 0;
};

/// Clusters of texts whose shingles of 5 characters (code points of the normalised text) have an exact Jaccard
/// similarity of at least `threshold`, found by locality sensitive hashing of the signatures (Broder 1997; Li, Owen and
/// Zhang 2012 for one permutation; Shrivastava and Li 2014 for densification) and verified on the texts themselves. The
/// result depends neither on the order of the rows nor on the number of threads.
Expected<Clusters> near_duplicates(const Chunked<TextSignature>& signatures, double threshold, const TextReader& reader,
                                   unsigned threads);

}  // namespace boussole::engine::text
