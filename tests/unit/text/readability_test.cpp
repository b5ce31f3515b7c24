#include <catch2/catch.hpp>

#include "engine/text/features.h"
#include "engine/text/syllables.h"

using namespace boussole::engine::text;

TEST_CASE("Syllables of French words, counted by hand") {
  const std::pair<std::u32string_view, std::uint32_t> words[] = {
      {U"chat", 1},         {U"ville", 1},     {U"école", 2},       {U"participation", 5}, {U"citoyen", 3},
      {U"théâtre", 2},      {U"client", 2},    {U"noël", 2},        {U"maïs", 2},          {U"quartier", 2},
      {U"langue", 1},       {U"le", 1},        {U"des", 1},         {U"idée", 2},          {U"idées", 2},
      {U"municipalité", 6}, {U"réunion", 3},   {U"payer", 2},       {U"yeux", 1},          {U"ouvrier", 3},
      {U"pluie", 1},        {U"crier", 2},     {U"crie", 1},        {U"chaos", 2},         {U"août", 1},
      {U"étaient", 2},      {U"bruit", 1},     {U"poésie", 3},      {U"aérien", 3},        {U"eau", 1},
      {U"l'eau", 1},        {U"peut-être", 2}, {U"aujourd'hui", 3}, {U"qu'il", 1},         {U"œuvre", 1},
      {U"guerre", 1},       {U"mangeait", 2},  {U"nation", 2},      {U"pays", 1},          {U"sncf", 1},
      {U"km", 1},           {U"2024", 4},      {U"habitants", 3},   {U"rue", 1},           {U"priorité", 4},
      {U"coopération", 5},  {U"héros", 2},     {U"cruel", 2}};
  for (const auto& [word, count] : words) {
    std::string shown;
    for (char32_t c : word) shown += c < 0x80 ? static_cast<char>(c) : '?';
    INFO(shown);
    CHECK(syllables(word) == count);
  }
}

TEST_CASE("Sentences end where a reader ends them") {
  const auto sentences = [](std::string_view text) { return readability(text, true).sentences; };
  CHECK(sentences("Le chat dort. Le chien mange ! Et vous ?") == 3);
  CHECK(sentences("Il pleut... et il vente. Oui.") == 2);
  CHECK(sentences("M. Dupont et Mme. Durand, cf. art. 5, ont 3.5 ha.") == 1);
  CHECK(sentences("Voir www.exemple.fr. Merci") == 2);
  CHECK(sentences("« Bonjour ! » dit-il. « Oui. » Fin") == 3);
  CHECK(sentences("<h1>Budget participatif</h1><p>Votez. Merci</p><ul><li>un</li><li>deux</li></ul>") == 5);
  CHECK(sentences("Titre\n\nTexte sans point") == 2);
  CHECK(sentences("ligne une\nligne deux") == 1);
  CHECK(sentences("") == 0);
  CHECK(sentences("... !!!") == 0);
}

TEST_CASE("Kandel and Moles, by hand") {
  // Le(1) chat(1) dort(1) dans(1) la(1) cuisine(2). Il(1) est(1) heureux(2).
  const Readability text = readability("<p>Le chat dort dans la cuisine. Il est heureux.</p>", true);
  CHECK(text.words == 9);
  CHECK(text.sentences == 2);
  CHECK(text.syllables == 11);
  CHECK(kandel_moles(text) == Approx(207 - 1.015 * 4.5 - 73.6 * 11 / 9).epsilon(1e-12));
  CHECK(readability("L'e\u0301te\u0301", true).syllables == readability("L'été", true).syllables);
}

TEST_CASE("A law is harder to read than a tale") {
  const auto tale =
      kandel_moles(readability("Il était une fois un roi. Il avait un fils. Le fils aimait la mer.", false));
  const auto law = kandel_moles(readability(
      "La délibération municipale relative à l'approbation des orientations budgétaires pluriannuelles est transmise "
      "au représentant de l'administration départementale.",
      false));
  CHECK(tale > 80);
  CHECK(law < 30);
}
