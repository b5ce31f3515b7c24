#include "examples/synthetic/words.h"

#include <algorithm>
#include <cctype>

#include "examples/synthetic/words_tables.h"

namespace boussole::synthetic::words {
namespace {

void capitalise(std::string& text) {
  if (text.empty()) return;
  if (const auto first = static_cast<unsigned char>(text[0]); first < 0x80)
    text[0] = static_cast<char>(std::toupper(first));
  else if (text.size() > 1 && first == 0xc3 && static_cast<unsigned char>(text[1]) >= 0xa0)
    text[1] = static_cast<char>(static_cast<unsigned char>(text[1]) - 0x20);  // é → É and its like
}

void append_slot(std::string& out, std::string_view slot, Random& random, const Theme& theme, const Thing& thing) {
  if (slot == "le") {
    out += thing.le;
  } else if (slot == "de") {
    out += thing.de;
  } else if (slot == "lieu") {
    out += random.pick(kPlaces);
  } else if (slot == "qui") {
    out += random.pick(kWho);
  } else if (slot == "quand") {
    out += random.pick(kWhen);
  } else if (slot == "but") {
    out += random.pick(theme.goals);
  } else if (slot == "autre") {
    out += random.pick(theme.things).le;
  } else {
    out += std::to_string(random.between(3, 90));
  }
}

/// One sentence from a pattern.
std::string filled(std::string_view pattern, Random& random, const Theme& theme, const Thing& thing) {
  std::string out;
  out.reserve(pattern.size() + 64);
  while (true) {
    const std::size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    append_slot(out, pattern.substr(open + 1, close - open - 1), random, theme, thing);
    pattern.remove_prefix(close + 1);
  }
  capitalise(out);
  return out;
}

template <class Patterns>
void add_sentence(std::string& paragraph, const Patterns& patterns, Random& random, const Theme& theme,
                  const Thing& thing) {
  if (!paragraph.empty()) paragraph += ' ';
  paragraph += filled(random.pick(patterns), random, theme, thing);
}

std::string list_of(Random& random, const Theme& theme, const Thing& thing) {
  std::string out;
  for (std::int64_t left = random.between(2, 4); left > 0; --left) {
    std::string item = filled(random.pick(kItems), random, theme, thing);
    out += (out.empty() ? "- " : "\n- ") + item + (left > 1 ? " ;" : ".");
  }
  return out;
}

std::string plain_letter(unsigned char first, unsigned char second) {
  if (first != 0xc3) return "";
  static constexpr std::string_view kLetters = "aaaaaaaceeeeiiiidnooooo.ouuuuypy";
  const unsigned code = second & 0x1fu;
  return std::string(1, kLetters[code]);
}

}  // namespace

std::size_t themes() { return kThemes.size(); }
std::string_view theme_name(std::size_t theme) { return kThemes[theme % kThemes.size()].name; }
std::string_view theme_name_en(std::size_t theme) { return kThemes[theme % kThemes.size()].name_en; }

std::string proposal_title(Random& random, std::size_t theme) {
  const Theme& words = kThemes[theme % kThemes.size()];
  return filled(random.pick(kTitles), random, words, random.pick(words.things));
}

std::vector<std::string> proposal_body(Random& random, std::size_t theme) {
  const Theme& words = kThemes[theme % kThemes.size()];
  const Thing& thing = random.pick(words.things);
  std::vector<std::string> out(1);
  add_sentence(out[0], kOpenings, random, words, thing);
  add_sentence(out[0], kMiddles, random, words, thing);
  for (std::int64_t left = random.between(1, 2); left > 0; --left) {
    std::string& paragraph = out.emplace_back();
    for (std::int64_t sentences = random.between(1, 2); sentences > 0; --sentences)
      add_sentence(paragraph, kMiddles, random, words, thing);
  }
  if (random.percent(30)) out.push_back(list_of(random, words, thing));
  if (random.percent(4)) std::swap(out.front(), out.back());  // now and then the text begins with its list
  std::string& last = out.emplace_back();
  add_sentence(last, kClosings, random, words, thing);
  add_sentence(last, kMiddles, random, words, thing);
  return out;
}

std::vector<std::string> comment_body(Random& random, std::size_t theme, int alignment) {
  const Theme& words = kThemes[theme % kThemes.size()];
  const Thing& thing = random.pick(words.things);
  std::vector<std::string> out(1);
  const auto& first = alignment > 0 ? kFor : alignment < 0 ? kAgainst : kNeutral;
  add_sentence(out[0], first, random, words, thing);
  add_sentence(out[0], kMiddles, random, words, thing);
  if (random.percent(40)) {
    std::string& more = out.emplace_back();
    add_sentence(more, first, random, words, thing);
    add_sentence(more, kMiddles, random, words, thing);
  }
  return out;
}

std::string short_comment(Random& random, int alignment) {
  if (alignment > 0) return std::string(random.pick(kShortFor));
  return std::string(alignment < 0 ? random.pick(kShortAgainst) : random.pick(kShortNeutral));
}

std::vector<std::string> reasoned_answer(Random& random, std::size_t theme, std::string_view state) {
  const Theme& words = kThemes[theme % kThemes.size()];
  const Thing& thing = random.pick(words.things);
  std::string first = "Bonjour, merci pour cette contribution. ";
  if (state == "accepted")
    first += "Elle est retenue.";
  else if (state == "rejected")
    first += "Elle n'est pas retenue, pour les raisons qui suivent.";
  else
    first += "Elle est à l'étude.";
  std::string reasons;
  // Four different reasons: a step of three walks through all ten.
  const std::size_t first_reason = random.below(kReasons.size());
  for (std::size_t i = 0; i < 4; ++i) {
    const std::array one = {kReasons[(first_reason + 3 * i) % kReasons.size()]};
    add_sentence(reasons, one, random, words, thing);
  }
  return {std::move(first), std::move(reasons)};
}

std::vector<std::string> stock_answer(std::string_view state) {
  if (state == "rejected")
    return {
        "Bonjour, nous vous remercions de votre participation. Votre proposition a été étudiée avec attention par "
        "les services, mais elle ne peut malheureusement pas être retenue dans le cadre de la présente démarche, "
        "et nous vous invitons à poursuivre vos échanges sur la plateforme."};
  return {
      "Bonjour, nous vous remercions de votre participation. Votre proposition a été transmise aux services "
      "compétents, qui l'examineront avec la plus grande attention dans le cadre de la présente démarche, et nous "
      "vous invitons à poursuivre vos échanges sur la plateforme."};
}

std::string official_text(Random& random, bool plain) {
  std::string out;
  for (int i = 0; i < (plain ? 4 : 2); ++i) {
    if (!out.empty()) out += ' ';
    out += plain ? random.pick(kPlain) : random.pick(kLegal);
  }
  return out;
}

std::string official_text_en(Random& random) {
  std::string out;
  for (int i = 0; i < 3; ++i) {
    if (!out.empty()) out += ' ';
    out += random.pick(kEnglish);
  }
  return out;
}

std::string person_name(Random& random) {
  std::string out(random.pick(kFirstNames));
  out += ' ';
  out += random.pick(kLastNames);
  return out;
}

std::string pseudonym(Random& random) {
  std::string out(random.pick(kPseudonyms));
  return out + std::to_string(random.between(1, 99));
}

std::string about(Random& random) { return std::string(random.pick(kAbout)); }

std::string address(Random& random) {
  return std::to_string(random.between(1, 120)) + ", " + std::string(random.pick(kPlaces));
}

std::string nickname(std::string_view name, std::size_t number) {
  std::string out;
  for (std::size_t i = 0; i < name.size() && out.size() < 14; ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c < 0x80)
      out += std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '_';
    else if (i + 1 < name.size())
      out += plain_letter(c, static_cast<unsigned char>(name[++i]));
  }
  return out + "_" + std::to_string(number);
}

std::vector<std::string> nearly(const std::vector<std::string>& paragraphs, Random& random) {
  static constexpr std::array<std::string_view, 8> kEnds = {"Merci", "Bien à vous", "Cordialement", "À bientôt",
                                                            "Salut", "Une voisine", "Un riverain",  "Amitiés"};
  std::vector<std::string> out = paragraphs;
  // A few letters more at the very end: of 400 shingles of five characters or more, at most a dozen are new.
  out.back() += ' ';
  out.back() += random.pick(kEnds);
  out.back() += '.';
  return out;
}

}  // namespace boussole::synthetic::words
