#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace boussole {

/// Calls `body(i)` for every i in [0, count), on up to `threads` threads. Each index must write only its own place, so
/// that the result is the same for any number of threads.
template <class Body>
void parallel_for(std::size_t count, unsigned threads, const Body& body) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) body(i);
  };
  std::vector<std::jthread> pool;
  for (unsigned t = 1; t < threads && t < count; ++t) pool.emplace_back(work);
  work();
}

}  // namespace boussole
