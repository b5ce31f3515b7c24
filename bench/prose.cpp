#include "bench/prose.h"

#include <array>
#include <string_view>

namespace boussole::bench {
namespace {

using synthetic::Random;

constexpr std::size_t kWords = 12'000;

constexpr std::array<std::string_view, 36> kSmallWords = {
    "le",   "la",   "les",  "de",   "des", "du",   "un",   "une",   "et",    "à",    "en",    "que",
    "qui",  "dans", "pour", "sur",  "pas", "plus", "par",  "avec",  "est",   "sont", "ce",    "cette",
    "nous", "vous", "on",   "mais", "ou",  "si",   "être", "faire", "comme", "tout", "aussi", "très"};

constexpr std::array<std::string_view, 40> kSyllables = {
    "ba",  "ber", "cha", "cou", "dé",  "dra", "é",   "fi",   "fou", "gla",  "gri", "hau", "jar", "lé",
    "lu",  "mai", "mon", "na",  "niè", "ou",  "pa",  "plan", "pro", "quar", "ré",  "ri",  "rou", "sa",
    "ser", "té",  "tra", "tu",  "va",  "vi",  "voi", "brin", "cor", "men",  "pin", "sol"};

constexpr std::array<std::string_view, 14> kEnds = {"tion", "ment", "ier", "age", "eur", "elle", "oir",
                                                    "ance", "ique", "é",   "er",  "ée",  "s",    "in"};

}  // namespace

Prose::Prose(std::uint64_t seed) {
  Random random(seed, 5);
  lexicon_.reserve(kWords);
  for (std::size_t i = 0; i < kWords; ++i) {
    std::string word;
    for (std::int64_t left = random.between(1, 3); left > 0; --left) word += random.pick(kSyllables);
    word += random.pick(kEnds);
    lexicon_.push_back(std::move(word));
  }
}

void Prose::add_sentence(std::string& out, Random& random) const {
  const std::int64_t words = random.between(7, 19);
  for (std::int64_t i = 0; i < words; ++i) {
    const std::string_view word =
        random.percent(42) ? random.pick(kSmallWords) : std::string_view(lexicon_[random.skewed(kWords, 3)]);
    if (i > 0) out += i == words / 2 && random.percent(40) ? ", " : " ";
    const std::size_t start = out.size();
    out += word;
    if (i == 0 && out[start] >= 'a' && out[start] <= 'z') out[start] = static_cast<char>(out[start] - 'a' + 'A');
  }
  out += random.percent(8) ? " ?" : ".";
}

std::vector<std::string> Prose::paragraphs(Random& random, std::size_t bytes) const {
  std::vector<std::string> out;
  for (std::size_t written = 0; written < bytes; written += out.back().size()) {
    std::string& paragraph = out.emplace_back();
    for (std::int64_t left = random.between(1, 3); left > 0 && written + paragraph.size() < bytes; --left) {
      if (!paragraph.empty()) paragraph += ' ';
      add_sentence(paragraph, random);
    }
  }
  return out;
}

}  // namespace boussole::bench
