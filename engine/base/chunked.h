#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace boussole {

/// A growing table in blocks of fixed size: appending never copies what is there, so the peak of memory is the data
/// and not twice the data.
template <class T>
class Chunked {
 public:
  static constexpr std::size_t kShift = 13;
  static constexpr std::size_t kChunk = std::size_t{1} << kShift;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return chunks_[i >> kShift][i & (kChunk - 1)]; }
  const T& operator[](std::size_t i) const { return chunks_[i >> kShift][i & (kChunk - 1)]; }
  T& back() { return (*this)[size_ - 1]; }
  const T& back() const { return (*this)[size_ - 1]; }

  T& push_back(T value) {
    T& slot = emplace_back();
    slot = std::move(value);
    return slot;
  }

  /// A new row at the end as the type makes it, to be filled in place: no copy of a large one passes by.
  T& emplace_back() {
    if ((size_ & (kChunk - 1)) == 0 && (size_ >> kShift) == chunks_.size())
      chunks_.push_back(std::make_unique<T[]>(kChunk));
    T& slot = chunks_[size_ >> kShift][size_ & (kChunk - 1)];
    ++size_;
    return slot;
  }

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
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace boussole
