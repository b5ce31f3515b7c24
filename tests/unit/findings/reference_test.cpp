// Populations of reference: tables of a few rows whose totals are known, then the census tables when they are there.
#include "connectors/reference/reference.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "engine/findings/answers.h"

using namespace boussole;
using connectors::ReferenceChoice;

namespace {

Expected<engine::ReferencePopulation> read(const std::string& text, const ReferenceChoice& choice = {}) {
  auto source = connectors::memory_source("ref_2023.csv", text);
  return connectors::read_reference(*source, choice);
}

engine::ReferencePopulation good(const std::string& text, const ReferenceChoice& choice = {}) {
  auto population = read(text, choice);
  if (!population) FAIL(population.error().in(Language::en));
  return *population;
}

Error bad(const std::string& text, const ReferenceChoice& choice = {}) {
  auto population = read(text, choice);
  REQUIRE_FALSE(population);
  CHECK_FALSE(population.error().what.fr.empty());
  CHECK_FALSE(population.error().remedy.en.empty());
  return population.error();
}

const std::string kHead = "territory,variable,class,count,source,year\n";
const std::string kDepartment = "dep_code,dep_name,sex,age_min,age_max,population\n";
const std::string kCommune = "CODGEO,LIBGEO,code_dept,nom_departement,code_reg,nom_region,Age,Nb_H,Nb_F\n";

std::string census(const std::string& file) {
  const std::string path = std::string(BOUSSOLE_SHARED) + "/data/census/" + file;
  if (std::filesystem::exists(path)) return path;
  std::cout << "SKIPPED: no real data in ../shared/data/census/" << file << "\n";
  return {};
}

}  // namespace

TEST_CASE("a tidy table gives its classes, its source and its year") {
  const auto p = good(kHead +
                      "T,sex,femme,52,INSEE,2021\nT,sex,homme,48,INSEE,2021\nT,age,15-29,40,INSEE,2021\n"
                      "T,age,30 ans et plus,60,INSEE,2021\n");
  CHECK(p.source == "INSEE");
  CHECK(p.year == "2021");
  CHECK(engine::margin_of(p, "sex") == engine::Margin{{"female", 52}, {"male", 48}});
  CHECK(engine::margin_of(p, "age") == engine::Margin{{"15-29", 40}, {"30+", 60}});
  CHECK(engine::population_of(p) == 100);
  const auto again = good(connectors::tidy_table(p));
  CHECK(connectors::tidy_table(again) == connectors::tidy_table(p));
}

TEST_CASE("French headings are read too, and a file that is something else is refused") {
  CHECK(engine::population_of(good(
            "territoire,variable,classe,effectif,source,annee\nT,sexe,femmes,5,I,2020\nT,sexe,hommes,4,I,2020\n")) ==
        9);
  CHECK(bad("a,b\n1,2\n").what.en.find("no known reference") != std::string::npos);
}

TEST_CASE("trap 10: a census table that counts everybody three times is refused with the numbers") {
  // Sex says 100, age says 300: the third sex of a table that counts everybody three times.
  const Error error =
      bad(kHead + "T,sex,female,52,I,2021\nT,sex,male,48,I,2021\nT,age,0-29,120,I,2021\nT,age,30+,180,I,2021\n");
  CHECK(error.what.en.find("100") != std::string::npos);
  CHECK(error.what.en.find("300") != std::string::npos);
  const Error total = bad(kHead + "T,sex,female,52,I,2021\nT,sex,male,48,I,2021\nT,sex,all,300,I,2021\n");
  CHECK(total.what.en.find("300") != std::string::npos);
}

TEST_CASE("trap 10: a department whose sexes do not add up to its total is refused") {
  const std::string rows =
      "01,Ain,all,0,4,300\n01,Ain,F,0,4,48\n01,Ain,M,0,4,52\n01,Ain,all,5,,100\n01,Ain,F,5,,50\n01,Ain,M,5,,50\n";
  const Error error = bad(kDepartment + rows);
  CHECK(error.what.en.find("300") != std::string::npos);
  CHECK(error.what.en.find("100") != std::string::npos);
}

TEST_CASE("a class given twice, bands that overlap or leave a gap, and counts that are none are refused") {
  const Error twice = bad(kHead + "T,sex,female,52,I,2021\nT,sex,F,52,I,2021\n");
  CHECK(twice.line == 3);
  CHECK(bad(kHead + "T,age,0-29,5,I,2021\nT,age,25+,5,I,2021\n").what.en.find("overlap") != std::string::npos);
  CHECK(bad(kHead + "T,age,0-29,5,I,2021\nT,age,35+,5,I,2021\n").what.en.find("gap") != std::string::npos);
  CHECK(bad(kHead + "T,sex,female,-1,I,2021\n").line == 2);
  CHECK(bad(kHead + "T,sex,female,many,I,2021\n").line == 2);
  CHECK(bad(kHead + "T,age,old,5,I,2021\n").what.en.find("no class") != std::string::npos);
  CHECK(bad(kHead + "T,sex,female,5,I,2021\nT,sex,male,5,I,2022\n").line == 3);
  CHECK(bad(kHead).what.en.find("empty") != std::string::npos);
}

TEST_CASE("rounded margins are taken as they are, and it is said") {
  const auto p = good(
      kHead + "T,sex,female,50001,I,2021\nT,sex,male,50000,I,2021\nT,age,0-29,50000,I,2021\nT,age,30+,50000,I,2021\n");
  REQUIRE(p.notes.size() == 1);
  CHECK(p.notes[0].code == "totals_rounded");
}

TEST_CASE("one territory of several must be chosen, by code or by name") {
  const std::string rows = kCommune +
                           "31555,Toulouse,31,HG,76,O,0,10,9\n31555,Toulouse,31,HG,76,O,1,8,7\n"
                           "34172,Montpellier,34,H,76,O,0,3,3\n34172,Montpellier,34,H,76,O,1,2,2\n";
  CHECK(bad(rows).what.en.find("2 territories") != std::string::npos);
  for (const char* name : {"31555", "toulouse"}) {
    ReferenceChoice choice;
    choice.territory = name;
    const auto p = good(rows, choice);
    CHECK(engine::population_of(p) == 34);
    // The oldest age of a pyramid holds everybody older.
    CHECK(engine::margin_of(p, "age") == engine::Margin{{"0", 19}, {"1+", 15}});
    CHECK(engine::margin_of(p, "sex") == engine::Margin{{"female", 16}, {"male", 18}});
    CHECK(p.year == "2023");
  }
  ReferenceChoice all;
  all.territory = "all";
  CHECK(engine::by_territory(good(rows, all)) == engine::Margin{{"31555", 34}, {"34172", 10}});
  ReferenceChoice nowhere;
  nowhere.territory = "75056";
  CHECK(bad(rows, nowhere).remedy.en.find("31555 Toulouse") != std::string::npos);
}

TEST_CASE("the youngest are left out where a band begins, of the sexes too") {
  ReferenceChoice choice;
  choice.from_age = 5;
  const std::string rows = kDepartment + "01,Ain,F,0,4,48\n01,Ain,M,0,4,52\n01,Ain,F,5,,30\n01,Ain,M,5,,50\n";
  const auto p = good(rows, choice);
  CHECK(engine::margin_of(p, "sex") == engine::Margin{{"female", 30}, {"male", 50}});
  CHECK(engine::population_of(p) == 80);
  choice.from_age = 3;
  CHECK(bad(rows, choice).what.en.find("both sides of 3") != std::string::npos);
  CHECK(bad(kHead + "T,sex,female,5,I,2021\nT,sex,male,5,I,2021\n", choice).what.en.find("no ages") !=
        std::string::npos);
}

TEST_CASE("a population known by a survey says how many were asked") {
  const std::string rows = kHead + "T,age,18-34,60,I,2021\nT,age,35+,40,I,2021\nT,échantillon,ensemble,1200,I,2021\n";
  ReferenceChoice choice;
  choice.from_age = 18;
  for (const auto& p : {good(rows), good(rows, choice)}) {
    CHECK(engine::margin_of(p, "sample") == engine::Margin{{"all", 1200}});
    CHECK(engine::population_of(p) == 100);
  }
  CHECK(bad(kHead + "T,sample,female,5,I,2021\n").what.en.find("no class of “sample”") != std::string::npos);
}

TEST_CASE("the census tables add up to the populations that they announce") {
  if (const std::string path = census("fr_dep_sex_age5_2023.csv"); !path.empty()) {
    ReferenceChoice all;
    all.territory = "all";
    const auto p = connectors::read_reference(path, all);
    if (!p) FAIL(p.error().in(Language::en));
    CHECK(p->territories.size() == 101);
    CHECK(engine::population_of(*p) == 68'042'591);
    CHECK(p->year == "2023");
  }
  if (const std::string path = census("pyramide_villes_occitanie.csv"); !path.empty()) {
    ReferenceChoice toulouse;
    toulouse.territory = "Toulouse";
    const auto p = connectors::read_reference(path, toulouse);
    if (!p) FAIL(p.error().in(Language::en));
    CHECK(engine::population_of(*p) == 503'980);
  }
}
