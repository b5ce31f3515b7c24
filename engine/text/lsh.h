#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/large_memory.h"
#include "engine/text/minhash.h"

/// Which pairs of signatures are worth checking: banding of MinHash values. Private to the room.
namespace boussole::engine::text {

struct Banding {
  unsigned bands = 1, rows = 1;
};

/// Bands of bins so that a pair at the threshold is found with a probability of at least 0.98, as 1 - (1 - s^r)^b says
/// for independent bins, with the longest rows (the fewest false candidates) that allow it. For 0.9: 8 bands of 8.
///     similarity   0.50  0.60  0.70  0.80  0.85  0.90    0.95
///     found        0.03  0.13  0.38  0.77  0.92  0.9889  0.9998
Banding banding_for(double threshold);

/// The fewest bins of 64 that must agree before texts are read: the threshold less two and a half standard errors. At
/// 0.9 it is 51, which loses 4 pairs in 1,000 that stand exactly there and 3 in a million at 0.95.
unsigned least_agreement(double threshold);

/// How many bins are the same.
unsigned agreement(const Bins& a, const Bins& b);

/// A pair of distinct texts (by rank of their fingerprints, low < high) and how many bins agree.
struct Candidate {
  std::uint32_t low = 0, high = 0;
  std::uint32_t agreement = 0;
};

/// Signatures of distinct texts.
struct Signatures {
  struct Placed {
    const Bins* bins = nullptr;
    std::uint32_t rank = 0;
  };
  LargeVector<const Bins*> of_rank;  ///< by rank of the fingerprint: an order by content
  LargeVector<Placed> in_memory;     ///< the same, in the order in which they lie in memory: a pass over all is faster
};

/// Pairs that agree in all rows of some band and in `least` bins over all. Same pairs for any
/// number of threads; each at least once, in no particular order.
///
/// No bucket (texts that share a band) costs the square of its size. Up to 128 texts, all pairs are compared and each
/// text keeps its 8 best earlier partners. In a larger one the texts are sorted by the rest of their signature,
/// beginning after the band, so that like stands by like; each is compared with the 64 before it and keeps the best.
/// Clusters come out whole nevertheless, since a text needs one true partner in one of its bands to join.
std::vector<Candidate> candidates(const Signatures& signatures, Banding banding, unsigned least, unsigned threads);

}  // namespace boussole::engine::text
