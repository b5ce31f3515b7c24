#include <catch2/catch.hpp>

#include "reports/english.h"
#include "reports/french.h"
#include "reports/typography.h"

using namespace boussole::reports;

namespace {

// Spaces are told apart by name, so that a reader of the test sees them.
std::string visible(std::string text) {
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  };
  replace("\u00A0", "~");
  replace("\u202F", "_");
  return text;
}

}  // namespace

TEST_CASE("french_marks_get_their_space") {
  CHECK(visible(french::typeset("Qui participe ?")) == "Qui participe_?");
  CHECK(visible(french::typeset("Qui participe?")) == "Qui participe_?");
  CHECK(visible(french::typeset("Non ; oui !")) == "Non_; oui_!");
  CHECK(visible(french::typeset("À savoir : rien")) == "À savoir~: rien");
  CHECK(visible(french::typeset("été: chaud")) == "été~: chaud");
  CHECK(visible(french::typeset("Il dit « oui » puis «non»")) == "Il dit «~oui~» puis «~non~»");
  CHECK(visible(french::typeset("Quoi ?! Encore !!!")) == "Quoi_?! Encore_!!!");
  CHECK(visible(french::typeset("(vraiment ?)")) == "(vraiment_?)");
}

TEST_CASE("french_leaves_codes_and_addresses_alone") {
  CHECK(french::typeset("https://exemple.fr/a?b=1;c") == "https://exemple.fr/a?b=1;c");
  CHECK(french::typeset("10:30") == "10:30");
  CHECK(french::typeset("std::string") == "std::string");
  CHECK(french::typeset("(?)") == "(?)");
  CHECK(french::typeset("").empty());
  CHECK(french::typeset("?") == "?");
}

TEST_CASE("french_units_apostrophes_ellipses") {
  CHECK(visible(french::typeset("63 % et 63%")) == "63~% et 63~%");
  CHECK(visible(french::typeset("60 jours, 5 Mo")) == "60~jours, 5~Mo");
  CHECK(visible(french::typeset("12 joueurs")) == "12 joueurs");
  CHECK(french::typeset("l'eau d'où qu'elle vienne") == "l’eau d’où qu’elle vienne");
  CHECK(french::typeset("'a' et b'") == "'a' et b'");
  CHECK(french::typeset("attendre...") == "attendre…");
}

TEST_CASE("french_typesetting_twice_changes_nothing") {
  for (const char* text :
       {"Qui participe ?", "« a » : b ; c !", "«a»", "63 %", "l'eau...", "Quoi ?!", " : x", "a  ?"}) {
    const std::string once = french::typeset(text);
    CHECK(french::typeset(once) == once);
  }
}

TEST_CASE("french_numbers") {
  CHECK(visible(french::number(1234.5, 2)) == "1_234,50");
  CHECK(visible(french::number(-1234567.0, 0)) == "−1_234_567");
  CHECK(french::number(-0.001, 2) == "0,00");
  CHECK(french::number(0.125, 2) == "0,12");  // a tie goes to the even digit
  CHECK(french::number(2.5, 0) == "2");
  CHECK(french::number(999.9996, 3) == "1\u202F000,000");
  CHECK(visible(french::integer(5171)) == "5_171");
  CHECK(french::integer(999) == "999");
  CHECK(visible(french::integer(-9223372036854775807 - 1)) == "−9_223_372_036_854_775_808");
  CHECK(visible(french::percent(0.634, 0)) == "63~%");
  CHECK(visible(french::percent(0.634, 1)) == "63,4~%");
}

TEST_CASE("french_dates_and_plurals") {
  CHECK(visible(french::date("2026-11-24")) == "24~novembre 2026");
  CHECK(visible(french::date("2026-03-01")) == "1er~mars 2026");
  CHECK(visible(french::date("2026-08-15T10:00:00Z")) == "15~août 2026");
  CHECK(french::date("2026-13-01") == "2026-13-01");
  CHECK(french::date("hier") == "hier");
  CHECK(french::date("2026-1-01") == "2026-1-01");
  CHECK(french::date("-026-01-01") == "-026-01-01");
  CHECK(french::date("2026-01-01garbage") == "2026-01-01garbage");
  CHECK(french::singular(0));
  CHECK(french::singular(1));
  CHECK_FALSE(french::singular(2));
  CHECK(french::list({}).empty());
  CHECK(french::list({"a"}) == "a");
  CHECK(french::list({"a", "b", "c"}) == "a, b et c");
  CHECK(visible(french::quote("oui")) == "«~oui~»");
}

TEST_CASE("english_counterpart") {
  CHECK(english::typeset("Who's there?") == "Who’s there?");
  CHECK(english::typeset("Note: 5 days") == "Note: 5\u00A0days");
  CHECK(english::number(-1234.5, 2) == "−1,234.50");
  CHECK(english::percent(0.634, 0) == "63%");
  CHECK(visible(english::date("2026-11-01")) == "1~November 2026");
  CHECK_FALSE(english::singular(0));
  CHECK(english::singular(1));
  CHECK(english::list({"a", "b"}) == "a and b");
}

TEST_CASE("typography_follows_the_language") {
  const Typography fr(boussole::Language::fr), en(boussole::Language::en);
  const boussole::Text one{"espace", "space"}, many{"espaces", "spaces"};
  CHECK(visible(fr.count(0, one, many)) == "0~espace");
  CHECK(visible(en.count(0, one, many)) == "0~spaces");
  CHECK(visible(fr.count(1500, one, many)) == "1_500~espaces");
  CHECK(visible(std::string(fr.colon())) == "~: ");
  CHECK(en.colon() == ": ");
}
