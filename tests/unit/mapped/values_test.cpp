// How people write dates, numbers and yes or no.
#include <catch2/catch.hpp>
#include <string>

#include "connectors/csv/values.h"
#include "connectors/demographics_builder.h"
#include "connectors/mapped/moments.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

namespace {

OptionalTime read(const MomentReader::Options& options, std::string_view cell) {
  const auto reader = MomentReader::make(options);
  if (!reader) FAIL(reader.error().in(Language::en));
  return (*reader)->read(cell);
}

}  // namespace

TEST_CASE("folding keeps what tells two words apart") {
  CHECK(folded("  Créée   le : ") == "creee le");
  CHECK(folded("N°") == "n");
  CHECK(folded("ÉTAT_d’avancement") == "etat d avancement");
  CHECK(folded("-1") == "-1");
  CHECK(folded("1") == "1");
  CHECK(folded("2-3") == "2 3");
  CHECK(folded("") == "");
}

TEST_CASE("whole numbers, amounts and truths") {
  CHECK(whole_of("1 204") == 1204);
  CHECK(whole_of("1\xE2\x80\xAF"
                 "204") == 1204);
  CHECK(whole_of("12.0") == 12);
  CHECK_FALSE(whole_of("12.5"));
  CHECK_FALSE(whole_of("twelve"));
  CHECK(amount_of("12 500,50 €") == 12500.5);
  CHECK(amount_of("12,500") == 12500);
  CHECK(amount_of("$1,234.56") == 1234.56);
  CHECK(amount_of("48,8566") == 48.8566);
  CHECK(amount_of("-3.5") == -3.5);
  CHECK_FALSE(amount_of("environ"));
  CHECK(truth_of("Oui") == true);
  CHECK(truth_of("non") == false);
  CHECK_FALSE(truth_of(""));
  CHECK_FALSE(truth_of("peut-être"));
  CHECK(parts_of("a, b,,c ", ",") == std::vector<std::string_view>{"a", "b", "c"});
}

TEST_CASE("a cell without a zone is in the zone of the file, summer and winter") {
  CHECK(read({"", "Europe/Paris", "en"}, "2024-01-15 12:00:00") == csv::parse_time("2024-01-15 11:00:00"));
  CHECK(read({"", "Europe/Paris", "en"}, "2024-07-15 12:00:00") == csv::parse_time("2024-07-15 10:00:00"));
  CHECK(read({"", "Indian/Reunion", "en"}, "15/07/2024 12:00") == csv::parse_time("2024-07-15 08:00:00"));
  CHECK(read({"", "Europe/Paris", "en"}, "2024-07-15T12:00:00Z") == csv::parse_time("2024-07-15 12:00:00"));
  CHECK(read({"", "Europe/Paris", "en"}, "2024-07-15 12:00:00 +0300") == csv::parse_time("2024-07-15 09:00:00"));
  // A day is that day, wherever it is.
  CHECK(read({"", "Pacific/Tahiti", "en"}, "2024-07-15") == csv::parse_time("2024-07-15"));
}

TEST_CASE("formats, with the names of months, several of them, and real dates of workbooks") {
  CHECK(read({"MM/dd/yyyy", "UTC", "en"}, "07/04/2024") == csv::parse_time("2024-07-04"));
  CHECK(read({"d MMMM yyyy", "UTC", "fr"}, "8 février 2024") == csv::parse_time("2024-02-08"));
  CHECK(read({"dd/MM/yyyy HH:mm", "Europe/Paris", "fr"}, "08/02/2024 01:30") == csv::parse_time("2024-02-08 00:30:00"));
  CHECK(read({"MM/dd/yyyy HH:mm|MM/dd/yyyy", "UTC", "en"}, "12/31/2024 23:00") ==
        csv::parse_time("2024-12-31 23:00:00"));
  CHECK(read({"MM/dd/yyyy HH:mm|MM/dd/yyyy", "UTC", "en"}, "12/31/2024") == csv::parse_time("2024-12-31"));
  CHECK(read({"MM/dd/yyyy", "UTC", "en"}, "2024-07-04") == csv::parse_time("2024-07-04"));
  CHECK_FALSE(read({"MM/dd/yyyy", "UTC", "en"}, "31/12/2024"));  // never rolled over
  CHECK_FALSE(read({"MM/dd/yyyy", "UTC", "en"}, "07/04/2024 and more"));
  CHECK_FALSE(read({"dd/MM/yyyy", "UTC", "en"}, "01/01/0001"));
}

TEST_CASE("a format of fixed widths gives what the library gives, through every turn of the clocks") {
  // A quoted sign means the same, and only the library reads it.
  for (const char* zone : {"Europe/Paris", "Australia/Lord_Howe", "America/New_York"}) {
    const auto quick = MomentReader::make({"dd/MM/yyyy HH:mm:ss", zone, "en"});
    const auto library = MomentReader::make({"dd/MM/yyyy' 'HH:mm:ss", zone, "en"});
    REQUIRE(quick);
    REQUIRE(library);
    std::size_t differ = 0, skipped = 0;
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    for (int month = 1; month <= 13; ++month)
      for (int day = 1; day <= 32; ++day)
        for (int quarter = 0; quarter < 16; ++quarter) {
          const std::string cell = two(day) + "/" + two(month) + "/2023 " + two(quarter / 4) + ":" +
                                   two(quarter % 4 * 15) + ":" + two(quarter * 4);
          const OptionalTime one = (*quick)->read(cell), other = (*library)->read(cell);
          differ += one != other;
          skipped += day < 28 && month < 13 && quarter < 15 && !other;
        }
    CHECK(differ == 0);
    CHECK(skipped > 0);
  }
}

TEST_CASE("a zone or a format that is none is refused with a remedy") {
  const auto zone = MomentReader::make({"", "Europe/Pari", "en"});
  REQUIRE_FALSE(zone);
  CHECK(zone.error().remedy.en.find("Europe/Paris") != std::string::npos);
  CHECK_FALSE(MomentReader::make({"HH:mm", "UTC", "en"}));
  CHECK_FALSE(MomentReader::make({"dd/mm/yyyy", "UTC", "en"}));  // minutes for months
}

TEST_CASE("which headers name people, and which name things") {
  for (const char* personal : {"Nom", "Prénom", "Adresse e-mail", "author email", "First name", "Téléphone portable",
                               "Date de naissance", "IP address", "username"})
    CHECK(looks_personal(personal));
  for (const char* thing : {"Nom du projet", "Titre", "Nombre de votes", "Quartier", "Description", "Date de dépôt",
                            "Nom de la proposition"})
    CHECK_FALSE(looks_personal(thing));
}

TEST_CASE("what people say of themselves, in one form") {
  const auto is = [](std::string_view variable, std::string_view cell) {
    bool readable = true;
    const std::string value = canonical_value(variable, cell, readable);
    return readable ? value : "unreadable";
  };
  CHECK(is("sex", "Femme") == "female");
  CHECK(is("sex", "K") == "female");
  CHECK(is("sex", "H") == "male");
  CHECK(is("sex", "Non-binaire") == "other");
  CHECK(is("sex", "Prefer not to say") == "");
  CHECK(is("sex", "banana") == "unreadable");
  CHECK(is("birth_year", "08/02/1978") == "1978");
  CHECK(is("birth_year", "1978-02-08") == "1978");
  CHECK(is("birth_year", "78") == "unreadable");
  CHECK(is("age", "25 à 34 ans") == "25-34");
  CHECK(is("age", "75 ans et plus") == "75+");
  CHECK(is("age", "Moins de 18 ans") == "0-17");
  CHECK(is("age", "230") == "unreadable");
  CHECK(is("age", "") == "");
  CHECK(is("area", " 31000 ") == "31000");
  CHECK(usual_variable("Année de naissance") == "birth_year");
  CHECK(usual_variable("birthyear") == "birth_year");
  CHECK(usual_variable("Titre") == "");
}

TEST_CASE("the short way of folding gives what the tables of Unicode give") {
  const std::vector<std::string> pieces{"a", "Z", "9", " ", "-", "+", "#", "%", "'", "_", "\t", "é",    "É",    "ç",
                                        "Ñ", "ß", "æ", "Ø", "÷", "ÿ", "€", "ﬁ", "е́", "1", "0",  "\xC3", "\xE9", "·"};
  std::uint64_t state = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 6; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      text += pieces[(state >> 33) % pieces.size()];
    }
    if (folded(text) != folded_by_tables(text))
      FAIL(text << ": " << folded(text) << " is not " << folded_by_tables(text));
  }
  for (int c = 1; c < 128; ++c)
    for (const char* rest : {"", "1", "a"}) {
      const std::string text = std::string(1, static_cast<char>(c)) + rest;
      if (folded(text) != folded_by_tables(text)) FAIL(c << rest);
    }
}

}  // namespace boussole::connectors::mapped
