#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>

#include "engine/base/large_memory.h"

namespace boussole::engine::text {

/// Disjoint sets of 0, ..., n - 1. The root of a set is its least member, so the result does not depend on the order of
/// unions. Threads may work at once on elements whose sets never meet. Private to the room.
class UnionFind {
 public:
  explicit UnionFind(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }
  bool together(std::uint32_t a, std::uint32_t b) { return root(a) == root(b); }
  void unite(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a < b) parent_[b] = a;
    if (b < a) parent_[a] = b;
  }

 private:
  LargeVector<std::uint32_t> parent_;
};

}  // namespace boussole::engine::text
