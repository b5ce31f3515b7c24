#include "engine/base/large_memory.h"

#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace boussole {

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;

}  // namespace

void wish_for_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__)
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::size_t before = (kLargePage - address % kLargePage) % kLargePage;
  if (bytes < before + kLargePage) return;
  const std::size_t whole = (bytes - before) / kLargePage * kLargePage;
  static_cast<void>(::madvise(static_cast<char*>(begin) + before, whole, MADV_HUGEPAGE));
#endif
}

void* large_block(std::size_t bytes) {
  const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* const block = std::aligned_alloc(kLargePage, whole);
  if (block == nullptr) throw std::bad_alloc();
  wish_for_large_pages(block, whole);
  return block;
}

}  // namespace boussole
