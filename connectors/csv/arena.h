#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace boussole::connectors::csv::detail {

/// Room for the texts whose doubled quotes had to be undone; they live as long as their block. Given room never moves.
class Arena {
 public:
  /// `size` bytes, uninitialised, with at least 32 writable bytes after them.
  char* allocate(std::size_t size) {
    if (size + kSlack > left_) grow(size + kSlack);
    char* given = next_;
    next_ += size;
    left_ -= size;
    return given;
  }
  /// Forgets all texts; keeps one piece of memory for the next block.
  void clear() {
    if (pieces_.empty()) return;
    pieces_.resize(1);
    next_ = pieces_.front().bytes.get();
    left_ = pieces_.front().size;
  }

 private:
  struct Piece {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  static constexpr std::size_t kPiece = std::size_t{256} << 10;
  static constexpr std::size_t kSlack = 32;

  void grow(std::size_t needed) {
    const std::size_t size = needed > kPiece ? needed : kPiece;
    // An oversized text must not stay as the piece that is kept.
    const bool keep_first = pieces_.empty() && needed > kPiece;
    if (keep_first) pieces_.push_back({std::make_unique_for_overwrite<char[]>(kPiece), kPiece});
    pieces_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
    next_ = pieces_.back().bytes.get();
    left_ = size;
  }

  std::vector<Piece> pieces_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace boussole::connectors::csv::detail
