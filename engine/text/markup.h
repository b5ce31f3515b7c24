#pragma once

#include <cstdint>

#include "engine/text/unicode.h"

/// Tags and entities of HTML, as far as reading the text between them needs. Private to the room.
namespace boussole::engine::text {

/// What stands where markup was.
enum class Gap : std::uint8_t { none, space, paragraph };

/// Where markup ends, and what it leaves behind. `after == at` where "<" is only a character.
struct Markup {
  const Byte* after = nullptr;
  Gap gap = Gap::none;
};

/// Remembers searches that came to the end of the text in vain, so that no text takes quadratic time.
struct MarkupSearch {
  bool no_close = false;    ///< no ">" follows
  bool no_comment = false;  ///< no "-->" follows
};

/// Reads the tag, comment or declaration that begins at `at` (*at == '<'). Inline elements leave nothing, the others a
/// space or a paragraph; script and style go with their content. Markup that is never closed is text.
Markup read_markup(const Byte* at, const Byte* end, MarkupSearch& search);

/// Reads the character reference at `at` (*at == '&'), numeric or one of the names of HTML 4, with its semicolon.
/// Length 0 where "&" is only a character.
Decoded read_entity(const Byte* at, const Byte* end);

}  // namespace boussole::engine::text
