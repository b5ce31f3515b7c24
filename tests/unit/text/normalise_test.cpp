#include "engine/text/normalise.h"

#include <unicode/uchar.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/text/normal_form.h"

using namespace boussole::engine::text;

namespace {

struct Outcome {
  std::string text;
  std::uint32_t words = 0, characters = 0;
  bool marks = false;
  bool operator==(const Outcome&) const = default;
};

using Variant = Normal (*)(std::string_view, NormalRules, Byte*);

Outcome run(Variant variant, std::string_view raw, NormalRules rules) {
  std::vector<Byte> out(normal_capacity(raw.size()));
  const Normal normal = variant(raw, rules, out.data());
  if (normal.marks) return {"", 0, 0, true};
  return {std::string(reinterpret_cast<char*>(out.data()), normal.size), normal.words, normal.characters, false};
}

Outcome html(std::string_view raw) {
  const Outcome scalar = run(normalise_scalar, raw, NormalRules{});
  if (has_avx2()) CHECK(run(normalise_avx2, raw, NormalRules{}) == scalar);
  return scalar;
}

std::string utf8(char32_t code) {
  Byte bytes[4];
  return std::string(reinterpret_cast<char*>(bytes), encode(code, bytes));
}

/// Pieces that meet every branch: runs of every length, capitals, accents cut by block ends, markup, broken bytes.
std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "Z",
                                                   " ",
                                                   "  ",
                                                   "\n",
                                                   "\t\r\n",
                                                   "é",
                                                   "É",
                                                   "À",
                                                   "ÿ",
                                                   "ß",
                                                   "×",
                                                   "÷",
                                                   "œ",
                                                   "Œ",
                                                   "’",
                                                   "«\u00A0",
                                                   "\u202F!",
                                                   "…",
                                                   "—",
                                                   "€",
                                                   "Ж",
                                                   "Ω",
                                                   "ς",
                                                   "Ÿ",
                                                   "İ",
                                                   "漢字",
                                                   "\U0001F600",
                                                   "\u00AD",
                                                   "\u200B",
                                                   "<p>",
                                                   "</p>",
                                                   "<br/>",
                                                   "<b>",
                                                   "</b>",
                                                   "<",
                                                   "< 3",
                                                   "&amp;",
                                                   "&eacute;",
                                                   "&#233;",
                                                   "&#x1F600;",
                                                   "&",
                                                   "&nbsp;",
                                                   "&bogus;",
                                                   "\xC3",
                                                   "\xE2\x80",
                                                   "\xE2",
                                                   "\x80",
                                                   "\xFF",
                                                   "\xF0\x9F",
                                                   "\xED\xA0\x80",
                                                   "\xC0\xAF",
                                                   std::string(1, '\0'),
                                                   "\x7F",
                                                   "<a title='x>y'>",
                                                   "<!-- c -->",
                                                   "<script>x</script>",
                                                   "La rue est à refaire avant l'été",
                                                   "0123456789",
                                                   "the quick brown fox jumps over it",
                                                   "ÉÈÀÇéèàçÉÈÀÇéèàçÉÈÀÇ"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

}  // namespace

TEST_CASE("Letters are lowered, white space collapsed, accents kept") {
  CHECK(html("  Été\t à\n\nPARIS ").text == "été à paris");
  CHECK(html("ŒUVRE ŠKODA ŁÓDŹ ΑΘΗΝΑΣ Άνθρωπος МОСКВА Ёлка").text == "œuvre škoda łódź αθηνασ άνθρωποσ москва ёлка");
  CHECK(html("").text.empty());
  CHECK(html(" \n\t ").text.empty());
  CHECK(html("a\u00A0\u202Fb\u3000c").text == "a b c");
  CHECK(html("co\u00ADopé\u200Bration").text == "coopération");
}

TEST_CASE("Words are runs of letters, digits and marks; characters are code points") {
  const Outcome text = html("L’été 2024, c'est-à-dire « demain » — oui…");
  CHECK(text.words == 9);  // l été 2024 c est à dire demain oui
  CHECK(text.characters == 42);
  CHECK(html("日本 語").words == 2);
  CHECK(html("... !").words == 0);
  CHECK(html("3×4 = 12").words == 3);
}

TEST_CASE("Tags go; only those of blocks separate") {
  CHECK(html("<p>Bonjour</p><p>Monde</p>").text == "bonjour monde");
  CHECK(html("<p><strong>B</strong>onjour</p>").text == "bonjour");
  CHECK(html("un<br>deux<BR />trois").text == "un deux trois");
  CHECK(html("a <script>var x = '<p>non</p>';</script>b<style>p{}</style> c").text == "a b c");
  CHECK(html("a<script>jamais fini").text == "a");
  CHECK(html("a<!-- un <b> commentaire -->b").text == "ab");
  CHECK(html("<a href=\"x?a>b\" title='c>d'>lien</a>").text == "lien");
  CHECK(html("<img alt=\"sans fin>reste").text == "reste");
  CHECK(html("1 < 2 et 3 > 2, <3").text == "1 < 2 et 3 > 2, <3");
  CHECK(html("un <tag jamais ferme").text == "un <tag jamais ferme");
  CHECK(html("<!doctype html>a<?php b ?>c</ >d").text == "acd");
  CHECK(run(normalise, "<p>A</p>", NormalRules{false, true, true}).text == "<p>a</p>");
}

TEST_CASE("Entities are the characters they name") {
  CHECK(html("R&amp;D &lt;p&gt; &quot;&#39;&apos;&nbsp;x").text == "r&d <p> \"'' x");
  CHECK(html("&Eacute;t&eacute; &#201;t&#xE9; &#146; &oelig; &euro;").text == "été été ’ œ €");
  CHECK(html("&#0; &#xD800; &#99999999;").text == "\uFFFD \uFFFD \uFFFD");
  CHECK(html("AT&T & &; &#; &#x; &inconnu; &amp").text == "at&t & &; &#; &#x; &inconnu; &amp");
  CHECK(html("&amp;lt;").text == "&lt;");
}

TEST_CASE("Bytes that are not UTF-8 become U+FFFD and nothing stops") {
  CHECK(html("a\xFFz").text == "a\uFFFDz");
  CHECK(html("\xC3").text == "\uFFFD");
  CHECK(html("\xE2\x80").text == "\uFFFD");
  CHECK(html("\xE2\x80z").text == "\uFFFDz");
  CHECK(html("\xC0\xAF").text == "\uFFFD\uFFFD");
  CHECK(html("\xED\xA0\x80").text == "\uFFFD\uFFFD\uFFFD");
  CHECK(html("\xF4\x90\x80\x80").characters == 4);
  CHECK(html("\xF0\x9F\x98\x80").characters == 1);
}

TEST_CASE("Lower case agrees with ICU where it says that it does") {
  for (char32_t code = 0; code < 0x530; ++code) {
    if (code == 0x130 || code == 0x3C2) continue;                                      // our own choices
    if ((code >= 0x180 && code < 0x1CD) || (code >= 0x1F0 && code < 0x1F8)) continue;  // not promised
    if (code == 0x220 || (code >= 0x234 && code < 0x246)) continue;
    if ((code >= 0x370 && code < 0x386) || (code >= 0x3F0 && code < 0x400)) continue;
    INFO(std::hex << static_cast<std::uint32_t>(code));
    CHECK(lower(code) == static_cast<char32_t>(u_tolower(static_cast<UChar32>(code))));
  }
  for (char32_t code = 0; code < 0x110000; ++code) {
    if (code >= 0xD800 && code < 0xE000) continue;
    REQUIRE(utf8(lower(code)).size() <= utf8(code).size());
  }
}

TEST_CASE("Word characters agree with ICU on what Unicode 14 had") {
  int different = 0;
  for (char32_t code = 0; code < 0x110000; ++code) {
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(code));
    UVersionInfo age;
    u_charAge(static_cast<UChar32>(code), age);
    if (mask == U_GC_CN_MASK || age[0] > 14 || (code >= 0xD800 && code < 0xE000)) continue;
    different += is_word(code) != ((mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0) ? 1 : 0;
  }
  CHECK(different == 0);
}

TEST_CASE("Decomposed accents meet composed ones") {
  Scratch a, b;
  const std::string_view composed = "Été à Noël, ça", apart = "E\u0301te\u0301 a\u0300 Noe\u0308l, c\u0327a";
  const Normal left = normal_form(composed, true, a), right = normal_form(apart, true, b);
  CHECK(std::string_view(reinterpret_cast<char*>(a.data()), left.size) ==
        std::string_view(reinterpret_cast<char*>(b.data()), right.size));
  CHECK(left.words == right.words);
  CHECK(left.characters == right.characters);
  const Normal entity = normal_form("<p>&lt;e&#769;</p>", true, a);
  CHECK(std::string_view(reinterpret_cast<char*>(a.data()), entity.size) == "<é");
}

TEST_CASE("The vectorised variant gives what the plain one gives") {
  if (!has_avx2()) return;
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random, random() % 40);
    const NormalRules rules{round % 2 == 0, round % 3 != 0, true};
    const Outcome expected = run(normalise_scalar, text, rules);
    if (run(normalise_avx2, text, rules) == expected) continue;
    INFO(text);
    FAIL_CHECK("different");
    break;
  }
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 100, ' ');
    for (char& c : text) c = static_cast<char>(random());
    const Outcome expected = run(normalise_scalar, text, NormalRules{});
    if (run(normalise_avx2, text, NormalRules{}) == expected) continue;
    FAIL_CHECK("different on random bytes");
    break;
  }
}

TEST_CASE("Normal form is a fixed point, and hostile markup takes linear time") {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    const Outcome once = run(normalise, random_text(random, random() % 40), NormalRules{});
    const Outcome twice = run(normalise, once.text, NormalRules{false, false, true});
    REQUIRE(twice == once);
  }
  for (const char* piece : {"<a", "<!--", "<a ='", "<a =\">", "<script>", "</", "&", "&#", "<a='>'"}) {
    std::string text;
    while (text.size() < 2'000'000) text += piece;
    (void)run(normalise, text, NormalRules{});
  }
  SUCCEED();
}
