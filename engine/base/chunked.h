#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/large_memory.h"

namespace boussole {

/// A growing table in blocks of fixed size: appending never copies what is there, so the peak of memory is the data
/// and not twice the data. A row is made when it is added: memory ahead of it is not touched.
template <class T>
class Chunked {
 public:
  static constexpr std::size_t kShift = 13;
  static constexpr std::size_t kChunk = std::size_t{1} << kShift;

  Chunked() = default;
  Chunked(Chunked&& other) noexcept { swap(other); }
  Chunked& operator=(Chunked&& other) noexcept {
    Chunked taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~Chunked() {
    if constexpr (!std::is_trivially_destructible_v<T>)
      for (T& row : *this) std::destroy_at(&row);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return chunks_[i >> kShift][i & (kChunk - 1)]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> kShift][i & (kChunk - 1)]; }
  T& back() { return (*this)[size_ - 1]; }
  const T& back() const { return (*this)[size_ - 1]; }

  T& push_back(T value) { return add(std::move(value)); }

  /// A new row at the end as the type makes it, to be filled in place: no copy of a large one passes by.
  T& emplace_back() { return add(); }

  template <class Table>
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = T;
    Iterator(Table* table, std::size_t at) : table_(table), at_(at) {}
    auto& operator*() const { return (*table_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    Table* table_;
    std::size_t at_;
  };
  auto begin() { return Iterator<Chunked>(this, 0); }
  auto end() { return Iterator<Chunked>(this, size_); }
  auto begin() const { return Iterator<const Chunked>(this, 0); }
  auto end() const { return Iterator<const Chunked>(this, size_); }

 private:
  static_assert(alignof(T) <= alignof(std::max_align_t));
  static constexpr std::size_t kChunkBytes = kChunk * sizeof(T);

  struct Free {
    void operator()(void* block) const { std::free(block); }
  };

  template <class... From>
  T& add(From&&... from) {
    if (next_ == end_of_chunk_) open_chunk();
    T* const row = std::construct_at(next_, std::forward<From>(from)...);
    ++next_;
    ++size_;
    return *row;
  }

  /// Makes the next chunk the one that rows are added to. There is one more row to come than chunks have room for.
  void open_chunk() {
    const std::size_t chunk = size_ >> kShift;
    if (chunk == chunks_.size()) {
      const bool large = chunk * kChunkBytes >= kLargeTable;
      const std::size_t chunks = large ? std::max(std::size_t{1}, kLargeTable / kChunkBytes) : 1;
      void* const memory = large ? large_block(chunks * kChunkBytes) : std::malloc(kChunkBytes);
      if (memory == nullptr) throw std::bad_alloc();
      blocks_.emplace_back(memory);
      for (std::size_t i = 0; i < chunks; ++i) chunks_.push_back(static_cast<T*>(memory) + i * kChunk);
    }
    next_ = chunks_[chunk];
    end_of_chunk_ = next_ + kChunk;
  }

  void swap(Chunked& other) noexcept {
    std::swap(blocks_, other.blocks_);
    std::swap(chunks_, other.chunks_);
    std::swap(next_, other.next_);
    std::swap(end_of_chunk_, other.end_of_chunk_);
    std::swap(size_, other.size_);
  }

  std::vector<std::unique_ptr<void, Free>> blocks_;
  std::vector<T*> chunks_;  ///< within the blocks
  T *next_ = nullptr, *end_of_chunk_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace boussole
