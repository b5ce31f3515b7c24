#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/text/features.h"
#include "engine/text/normal_form.h"
#include "engine/text/syllables.h"
#include "engine/text/unicode.h"

namespace boussole::engine::text {
namespace {

bool is_one_of(char32_t code, std::u32string_view set) { return set.find(code) != std::u32string_view::npos; }

constexpr std::u32string_view kStops = U".!?…";
constexpr std::u32string_view kClosing = U"»”’\"')]}";
constexpr std::u32string_view kOpening = U"«“‘\"'([{—–-•";

/// Words that a full stop follows without ending the sentence.
bool is_abbreviation(std::u32string_view word) {
  static constexpr std::u32string_view kKnown[] = {U"mm", U"mme", U"mmes", U"mlle", U"mlles", U"dr",   U"pr",  U"me",
                                                   U"st", U"ste", U"art",  U"cf",   U"ex",    U"pp",   U"no",  U"tél",
                                                   U"av", U"bd",  U"env",  U"réf",  U"vol",   U"chap", U"fig", U"ann"};
  return word.size() == 1 ? word[0] > U'9' : std::find(std::begin(kKnown), std::end(kKnown), word) != std::end(kKnown);
}

std::u32string code_points(std::string_view raw, bool html) {
  std::string plain = plain_text(raw, html);
  std::u32string out;
  const auto decode_all = [&] {
    out.clear();
    const Byte* at = reinterpret_cast<const Byte*>(plain.data());
    const Byte* const end = at + plain.size();
    while (at < end) {
      const Decoded decoded = decode(at, end);
      at += decoded.length;
      if (!is_invisible(decoded.code)) out += decoded.code;
    }
  };
  decode_all();
  if (std::any_of(out.begin(), out.end(), is_combining)) {
    plain = composed(plain);
    decode_all();
  }
  return out;
}

class Reading {
 public:
  explicit Reading(std::u32string text) : text_(std::move(text)) {}

  Readability run() {
    while (at_ < text_.size()) {
      const char32_t code = text_[at_];
      if (is_word(code)) {
        word();
      } else if (is_one_of(code, kStops)) {
        stop();
      } else {
        if (code == U'\n' && empty_line()) end_sentence();
        ++at_;
      }
    }
    end_sentence();
    return result_;
  }

 private:
  /// A run of letters, digits and marks; an apostrophe, a hyphen or a decimal sign between two joins them.
  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const bool inside = at_ + 1 < text_.size() && is_word(text_[at_ + 1]);
      const bool joins = is_one_of(text_[at_], U"'’-\u2010\u2011") ||
                         (is_one_of(text_[at_], U".,") && is_digit(at_ - 1) && is_digit(at_ + 1));
      if (!is_word(text_[at_]) && !(joins && inside)) break;
      ++at_;
    }
    last_.assign(text_, begin, at_ - begin);
    for (char32_t& letter : last_) letter = lower(letter);
    ++result_.words;
    ++in_sentence_;
    result_.syllables += syllables(last_);
  }

  bool is_digit(std::size_t i) const { return i < text_.size() && text_[i] >= U'0' && text_[i] <= U'9'; }

  void stop() {
    const bool only_full_stop = text_[at_] == U'.' && (at_ + 1 == text_.size() || !is_one_of(text_[at_ + 1], kStops));
    const bool after_word = at_ > 0 && is_word(text_[at_ - 1]);
    while (at_ < text_.size() && (is_one_of(text_[at_], kStops) || is_one_of(text_[at_], kClosing))) ++at_;
    if (at_ < text_.size() && !is_space(text_[at_])) return;
    if (only_full_stop && after_word && is_abbreviation(last_) && at_ < text_.size()) return;
    if (!small_letter_follows()) end_sentence();
  }

  /// Whether the text goes on, in the same paragraph, with a small letter.
  bool small_letter_follows() const {
    std::size_t i = at_;
    for (; i < text_.size() && (is_space(text_[i]) || is_one_of(text_[i], kOpening) || is_one_of(text_[i], kClosing));
         ++i)
      if (text_[i] == U'\n' && i + 1 < text_.size() && text_[i + 1] == U'\n') return false;
    if (i == text_.size() || !is_word(text_[i]) || (text_[i] >= U'0' && text_[i] <= U'9')) return false;
    return lower(text_[i]) == text_[i];
  }

  /// Whether the line end at `at_` is followed by an empty line.
  bool empty_line() const {
    std::size_t i = at_ + 1;
    while (i < text_.size() && is_space(text_[i]) && text_[i] != U'\n') ++i;
    return i < text_.size() && text_[i] == U'\n';
  }

  void end_sentence() {
    if (in_sentence_ > 0) ++result_.sentences;
    in_sentence_ = 0;
  }

  std::u32string text_;
  std::u32string last_;  ///< the word before, in small letters
  std::size_t at_ = 0;
  std::uint32_t in_sentence_ = 0;
  Readability result_;
};

}  // namespace

Readability readability(std::string_view raw, bool html) { return Reading(code_points(raw, html)).run(); }

}  // namespace boussole::engine::text
