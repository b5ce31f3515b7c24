#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace boussole::engine::text {

/// A piece of text that stands in two texts: whole code points, of `size` bytes. Private to the room.
struct SharedRun {
  std::size_t begin_a = 0, begin_b = 0, size = 0;
};

/// Runs that two texts in normal form have in the same order. After each difference, the nearest place where they meet
/// again; where there is none near, what they end with. Like texts differ in a few words: little is left between the
/// runs. Any runs would do for what follows from them: these are only found fast.
void align(std::string_view a, std::string_view b, std::vector<SharedRun>& runs);

}  // namespace boussole::engine::text
