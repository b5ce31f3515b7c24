#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/unicode.h"

/// The normal form of a text: markup out, entities read, letters lowered, white space collapsed. Private to the room.
namespace boussole::engine::text {

struct NormalRules {
  bool tags = true;           ///< "<p>" is markup
  bool entities = true;       ///< "&eacute;" is a letter
  bool stop_at_marks = true;  ///< a combining mark ends the work: the text must be composed first
};

struct Normal {
  std::size_t size = 0;  ///< bytes written
  std::uint32_t words = 0;
  std::uint32_t characters = 0;  ///< code points
  bool marks = false;            ///< stopped at a combining mark: nothing else counts
};

/// Bytes that `out` must hold: an invalid byte becomes three, and blocks are written whole.
constexpr std::size_t normal_capacity(std::size_t raw) { return 3 * raw + 64; }

/// UTF-8 in normal form, in `out`. The variants differ in speed only; `normalise` takes the fastest that runs here.
Normal normalise_scalar(std::string_view raw, NormalRules rules, Byte* out);
Normal normalise_avx2(std::string_view raw, NormalRules rules, Byte* out);
Normal normalise(std::string_view raw, NormalRules rules, Byte* out);

/// Whether the vectorised variants run on this machine.
bool has_avx2();

}  // namespace boussole::engine::text
