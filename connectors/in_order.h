#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace boussole::connectors {

/// Makes `count` pieces on all threads and takes them strictly in order, on the calling thread: `make(i, slot)` fills a
/// slot from piece `i` alone, `take(slot)` may touch anything and says whether to go on. Slots are used again; there
/// are two more than threads. What is taken depends on the pieces, never on the threads. Rethrows what `make` threw.
template <class Slot, class Make, class Take>
void in_order(std::size_t count, unsigned threads, const Make& make, const Take& take) {
  threads = std::max(1U, threads);
  std::vector<Slot> slots(threads == 1 ? 1 : threads + 2);
  std::vector<char> ready(slots.size(), 0);
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0, taken = 0;
  bool stop = false;
  std::exception_ptr thrown;
  const auto can_make = [&] { return next < count && next < taken + slots.size(); };
  // Called with the lock held, and returns with it.
  const auto make_one = [&](std::unique_lock<std::mutex>& lock) {
    const std::size_t i = next++;
    lock.unlock();
    std::exception_ptr failed;
    try {
      make(i, slots[i % slots.size()]);
    } catch (...) {
      failed = std::current_exception();
    }
    lock.lock();
    if (failed && !thrown) thrown = failed;
    ready[i % slots.size()] = 1;
    changed.notify_all();
  };
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < threads && i < count; ++i)
    helpers.emplace_back([&] {
      std::unique_lock lock(mutex);
      while (!stop && next < count) {
        if (can_make()) {
          make_one(lock);
        } else {
          changed.wait(lock);
        }
      }
    });
  std::unique_lock lock(mutex);
  // Leaving by an exception of `take`, too, the helpers must find the end.
  struct AtEnd {
    std::unique_lock<std::mutex>& lock;
    std::condition_variable& changed;
    bool& stop;
    ~AtEnd() {
      if (!lock.owns_lock()) lock.lock();
      stop = true;
      lock.unlock();
      changed.notify_all();
    }
  } const at_end{lock, changed, stop};
  for (; taken < count && !thrown; ++taken) {
    const std::size_t here = taken % slots.size();
    while (ready[here] == 0) {
      if (can_make()) {
        make_one(lock);
      } else {
        changed.wait(lock);
      }
    }
    if (thrown) break;
    lock.unlock();
    const bool more = take(slots[here]);
    lock.lock();
    ready[here] = 0;
    changed.notify_all();
    if (!more) break;
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace boussole::connectors
