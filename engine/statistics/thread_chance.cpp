#include "engine/statistics/thread_chance.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/random.h"

namespace boussole::engine::statistics {

Result<DepthByChance> depth_by_chance(std::uint32_t comments, std::uint32_t depth, std::uint32_t replicates,
                                      std::uint64_t seed, std::uint64_t stream) {
  if (comments == 0) return undefined("n = 0");
  if (depth == 0 || depth > comments) return undefined("the depth must be between 1 and the number of comments");
  if (replicates == 0) return undefined("no replicate");
  std::vector<std::uint32_t> depth_of(std::size_t{comments} + 1, 0);  // the proposal first, at depth 0
  double sum = 0, squares = 0;
  std::uint32_t deeper = 0, flatter = 0;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    RandomStream random(seed, stream, replicate);
    std::uint32_t deepest = 0;
    for (std::size_t i = 1; i < depth_of.size(); ++i) {
      depth_of[i] = depth_of[random.below(i)] + 1;
      deepest = std::max(deepest, depth_of[i]);
    }
    sum += deepest;
    squares += static_cast<double>(deepest) * deepest;
    deeper += deepest >= depth;
    flatter += deepest <= depth;
  }
  const double n = replicates;
  DepthByChance result;
  result.mean = sum / n;
  result.sd = replicates > 1 ? std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1))) : 0;
  result.p_deeper = (1.0 + deeper) / (1 + n);
  result.p_flatter = (1.0 + flatter) / (1 + n);
  return result;
}

}  // namespace boussole::engine::statistics
