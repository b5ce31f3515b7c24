#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "examples/synthetic/random.h"

/// Invented French texts, put together from sentence patterns over the themes of a town. Nothing here was said by
/// anyone. The same random numbers give the same texts.
namespace boussole::synthetic::words {

/// Themes that proposals are about; each has its own vocabulary.
std::size_t themes();
std::string_view theme_name(std::size_t theme);     ///< French
std::string_view theme_name_en(std::size_t theme);  ///< English

std::string proposal_title(Random& random, std::size_t theme);
/// Two to four paragraphs, about 90 to 160 words, sometimes with a list whose lines begin with a dash.
std::vector<std::string> proposal_body(Random& random, std::size_t theme);
/// One or two paragraphs in the tone of the alignment (-1, 0, 1); about 25 to 70 words.
std::vector<std::string> comment_body(Random& random, std::size_t theme, int alignment);
/// A word or two: "Tout à fait d'accord." Shorter than any text that is compared with others.
std::string short_comment(Random& random, int alignment);
/// An answer of the town that gives its reasons (40 words or more).
std::vector<std::string> reasoned_answer(Random& random, std::size_t theme, std::string_view state);
/// The same few words for everybody.
std::vector<std::string> stock_answer(std::string_view state);
/// A description of a space, a meeting or a result: short plain sentences, or long and legal ones.
std::string official_text(Random& random, bool plain);
std::string official_text_en(Random& random);

std::string person_name(Random& random);
/// A pseudonym chosen by its owner: one word and figures, no name.
std::string pseudonym(Random& random);
std::string about(Random& random);
std::string address(Random& random);
/// "Marie-Ève O'Lune" → "marie_eve_o_lune_7".
std::string nickname(std::string_view name, std::size_t number);

/// The same text with a short greeting at its end: a near-duplicate where the text has 400 characters or more.
std::vector<std::string> nearly(const std::vector<std::string>& paragraphs, Random& random);

}  // namespace boussole::synthetic::words
