#pragma once

#include <cstddef>
#include <thread>
#include <vector>

namespace boussole::engine::text {

/// Calls work(0), ..., work(threads - 1), each on its own thread, and waits for all. Private to the room.
template <class Work>
void in_parallel(unsigned threads, const Work& work) {
  std::vector<std::jthread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back([&work, t] { work(t); });
  work(0U);
}

/// Where the share of one worker begins: [share(n, t, threads), share(n, t + 1, threads)).
inline std::size_t share(std::size_t count, unsigned worker, unsigned threads) { return count * worker / threads; }

}  // namespace boussole::engine::text
