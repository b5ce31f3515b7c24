#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/dataset/rows.h"

/// Texts become numbers while they are read; none is kept. This is the hot path: most of an export's bytes pass here.
namespace boussole::engine::text {

/// What one pass over a text gives.
struct Extracted {
  TextFeatures features;
  bool has_signature = false;
};
/// Words, characters and fingerprint of one text: HTML tags and entities skipped, letters lowered (Latin, Greek and
/// Cyrillic), accents kept, white space collapsed; a word is a run of letters, digits or marks.
/// @param html   whether tags are markup (bodies, answers) or characters
/// @param bins   where not null and the text has at least 20 words: filled with the one-permutation MinHash (densified)
///               of its shingles of 5 characters (Broder 1997; Li, Owen and Zhang 2012; Shrivastava and Li 2014)
Extracted extract(std::string_view raw, bool html, std::array<std::uint16_t, 64>* bins);

/// Words, sentences and syllables of an official text (French rules for syllables), for the Kandel-Moles index. Here,
/// as in the index, "l'eau" and "peut-être" are one word each. A sentence ends at . ! ? or an ellipsis before white
/// space, unless a small letter follows or an abbreviation stood before; and at the end of a paragraph, a heading or
/// an item of a list.
struct Readability {
  std::uint32_t words = 0, sentences = 0, syllables = 0;
};
Readability readability(std::string_view raw, bool html);

/// Ease of reading of a French text, higher is easier, 50 and more is plain (Kandel and Moles 1958):
/// 207 - 1.015 words/sentences - 73.6 syllables/words. The text has words; no sentence counts as one.
inline double kandel_moles(const Readability& r) {
  const double sentences = r.sentences == 0 ? 1 : r.sentences;
  return 207 - 1.015 * r.words / sentences - 73.6 * r.syllables / r.words;
}

}  // namespace boussole::engine::text
