#pragma once

#include <array>

#include "engine/text/markup.h"
#include "engine/text/normalise.h"

namespace boussole::engine::text {

/// The state of normalisation between two characters, and the step that handles any one of them. The vectorised
/// variant handles runs itself and calls `step` for the rest.
struct Walker {
  const Byte* at;
  const Byte* end;
  Byte* begin_out;
  Byte* out;
  NormalRules rules;
  MarkupSearch search{};
  std::uint32_t words = 0, characters = 0;
  bool gap = true;  ///< nothing written yet, or a space last
  bool in_word = false;
  bool marks = false;

  Walker(std::string_view raw, NormalRules the_rules, Byte* into)
      : at(reinterpret_cast<const Byte*>(raw.data())),
        end(at + raw.size()),
        begin_out(into),
        out(into),
        rules(the_rules) {}

  bool done() const { return at == end || marks; }

  void space() {
    in_word = false;
    if (gap) return;
    *out++ = ' ';
    ++characters;
    gap = true;
  }

  void ascii(Byte c) {
    const Byte letter = static_cast<Byte>((c | 0x20) - 'a');
    const bool word = letter < 26 || static_cast<Byte>(c - '0') < 10;
    *out++ = static_cast<Byte>(static_cast<Byte>(c - 'A') < 26 ? c | 0x20 : c);
    ++characters;
    words += word && !in_word ? 1U : 0U;
    in_word = word;
    gap = false;
  }

  void character(char32_t code) {
    if (is_space(code)) return space();
    if (code < 0x80) return ascii(static_cast<Byte>(code));
    if (is_invisible(code)) return;
    if (is_combining(code) && rules.stop_at_marks) {
      marks = true;
      return;
    }
    const char32_t small = lower(code);
    const bool word = is_word(small);
    out += encode(small, out);
    ++characters;
    words += word && !in_word ? 1U : 0U;
    in_word = word;
    gap = false;
  }

  /// Reads one character, tag or entity; at != end.
  void step() {
    const Byte c = *at;
    if (c == '<' && rules.tags) {
      const Markup markup = read_markup(at, end, search);
      if (markup.after != at) {
        at = markup.after;
        if (markup.gap != Gap::none) space();
        return;
      }
    }
    if (c == '&' && rules.entities) {
      const Decoded entity = read_entity(at, end);
      if (entity.length > 0) {
        at += entity.length;
        return character(entity.code);
      }
    }
    const Decoded decoded = decode(at, end);
    at += decoded.length;
    character(decoded.code);
  }

  Normal result() {
    if (gap && out != begin_out) {
      --out;
      --characters;
    }
    return {static_cast<std::size_t>(out - begin_out), words, characters, marks};
  }
};

}  // namespace boussole::engine::text
