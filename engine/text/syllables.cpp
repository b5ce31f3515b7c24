#include "engine/text/syllables.h"

#include <algorithm>

namespace boussole::engine::text {
namespace {

constexpr std::u32string_view kVowels = U"aàâäáãåæeéèêëiîïíoôöóœuùûüúyÿ";
constexpr std::u32string_view kDiaeresis = U"äëïöüÿ";

bool is_one_of(char32_t letter, std::u32string_view set) { return set.find(letter) != std::u32string_view::npos; }

/// One part of a word, between apostrophes and hyphens.
class Part {
 public:
  explicit Part(std::u32string_view letters) : letters_(letters) {}

  std::uint32_t count() const {
    std::uint32_t nuclei = 0;
    for (std::size_t i = 0; i < letters_.size(); ++i) {
      if (letters_[i] >= U'0' && letters_[i] <= U'9') ++nuclei;
      if (!is_vowel(i)) continue;
      const bool begins = i == 0 || !is_vowel(i - 1);
      if ((begins && !is_mute(i)) || (!begins && parts_from_previous(i))) ++nuclei;
    }
    return nuclei;
  }

 private:
  char32_t at(std::size_t i) const { return i < letters_.size() ? letters_[i] : U'\0'; }
  bool is_letter_vowel(std::size_t i) const { return i < letters_.size() && is_one_of(letters_[i], kVowels); }

  /// Whether a letter is heard as a vowel or as part of one.
  bool is_vowel(std::size_t i) const {
    if (!is_letter_vowel(i)) return false;
    const char32_t before = i > 0 ? letters_[i - 1] : U'\0';
    if (letters_[i] == U'y' && is_letter_vowel(i + 1)) return i > 0 && !is_letter_vowel(i - 1);
    if (letters_[i] != U'u') return true;
    return before != U'q' && !(before == U'g' && is_one_of(at(i + 1), U"eéèêiy"));
  }

  /// Whether e or es ends the word here.
  bool is_final_e(std::size_t i) const {
    return letters_[i] == U'e' && (i + 1 == letters_.size() || (i + 2 == letters_.size() && letters_[i + 1] == U's'));
  }

  /// A final e that is its own group is silent, unless the word has no other vowel (le, des).
  bool is_mute(std::size_t i) const {
    if (!is_final_e(i)) return false;
    for (std::size_t k = 0; k < i; ++k)
      if (is_vowel(k)) return true;
    return false;
  }

  /// Whether a stop or f, v and then l or r stand before: there i and u are sounded apart (pri-ère, cru-el).
  bool after_cluster(std::size_t i) const {
    return i >= 2 && is_one_of(letters_[i - 1], U"lr") && is_one_of(letters_[i - 2], U"bcdfgptv");
  }

  /// Whether a vowel begins a new syllable though a vowel stands before it.
  bool parts_from_previous(std::size_t i) const {
    const char32_t before = letters_[i - 1], here = letters_[i];
    if (is_final_e(i)) return false;
    if (is_one_of(here, kDiaeresis) || before == U'é' || is_one_of(before, U"ïë")) return true;
    if ((before == U'a' && (here == U'é' || (here == U'o' && at(i + 1) != U'û'))) ||
        (before == U'o' && (is_one_of(here, U"aéèeâ") || (here == U'o' && is_one_of(at(i + 1), U"pr")))))
      return !(before == U'o' && i >= 2 && letters_[i - 2] == U'e');
    if (before == U'i') return after_cluster(i - 1);
    return before == U'u' && here != U'i' && here != U'y' && after_cluster(i - 1);
  }

  std::u32string_view letters_;
};

}  // namespace

std::uint32_t syllables(std::u32string_view word) {
  constexpr std::u32string_view kJoints = U"'’-\u2010\u2011";
  std::uint32_t sum = 0;
  while (!word.empty()) {
    const std::size_t end = std::min(word.find_first_of(kJoints), word.size());
    sum += Part(word.substr(0, end)).count();
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return std::max<std::uint32_t>(1, sum);
}

}  // namespace boussole::engine::text
