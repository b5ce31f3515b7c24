#pragma once

#include <cstddef>
#include <memory>
#include <vector>

/// Memory by the megabyte. The system clears and hands out fresh memory a page at a time: in pages of 2 MB, where it
/// has them, that takes a tenth of the time that it takes in pages of 4 KB.
namespace boussole {

/// Bytes from which on a table is large: a large page more or less no longer matters.
inline constexpr std::size_t kLargeTable = std::size_t{4} << 20;

/// Asks for large pages where whole ones lie within these bytes, which hold nothing yet. A wish: never fails.
void wish_for_large_pages(void* begin, std::size_t bytes);

/// At least so many bytes, of any content, in large pages if possible; for `std::free`. Throws std::bad_alloc.
void* large_block(std::size_t bytes);

/// For std::vector: large pages once a table is large.
template <class T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <class U>
  explicit LargePages(const LargePages<U>&) {}
  T* allocate(std::size_t count) {
    T* const memory = std::allocator<T>().allocate(count);
    if (count * sizeof(T) >= kLargeTable) wish_for_large_pages(memory, count * sizeof(T));
    return memory;
  }
  void deallocate(T* memory, std::size_t count) { std::allocator<T>().deallocate(memory, count); }
  bool operator==(const LargePages&) const { return true; }
};
template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace boussole
