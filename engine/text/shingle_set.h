#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text/alignment.h"
#include "engine/text/shingle_key.h"
#include "engine/text/shingle_table.h"

/// How much the sets of shingles of two texts overlap. Private to the room.
namespace boussole::engine::text {

/// Sizes of the intersection and the union of two sets.
struct Overlap {
  std::size_t both = 0, either = 0;

  Overlap& operator+=(const Overlap& more) {
    both += more.both;
    either += more.either;
    return *this;
  }
  /// Whether the Jaccard similarity both / either is at least `threshold`; not where both sets are empty.
  bool reaches(double threshold) const {
    return either > 0 && static_cast<double>(both) / static_cast<double>(either) >= threshold;
  }
};

/// Compares texts in normal form, exactly. Keeps its tables from call to call.
template <class Key>
class ShingleComparer {
 public:
  /// @return  nothing where a code point does not fit this kind of key
  std::optional<Overlap> overlap(std::string_view a, std::string_view b, Part part = {});

  /// What `overlap` says of the threshold, sooner where the runs that the texts share tell enough.
  std::optional<bool> alike(std::string_view a, std::string_view b, double threshold);

 private:
  bool collect(std::string_view a, std::string_view b, Part part);
  Level<Key> first_level();
  Overlap exact(Level<Key> level);
  std::size_t distinct(std::span<const Key> keys);

  std::vector<SharedRun> runs_;
  std::vector<Key> shared_;           ///< shingles inside the runs that both texts have
  std::vector<Key> rest_a_, rest_b_;  ///< all others of each text, and perhaps some of these again
  std::vector<Key> table_, lost_;
};

extern template class ShingleComparer<NarrowKey>;
extern template class ShingleComparer<WideKey>;

}  // namespace boussole::engine::text
