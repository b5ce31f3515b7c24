// What `boussole mapping new` proposes.
#include <catch2/catch.hpp>

#include "connectors/mapped/mapping.h"
#include "connectors/mapped/propose.h"
#include "tests/unit/archive/scratch.h"

namespace boussole::connectors::mapped {

namespace {

std::vector<GuessedTable> guessed(const Scratch& scratch, const std::string& name, const std::string& csv) {
  const std::vector<std::string> paths{scratch.file(name, csv)};
  auto tables = guess_tables(paths);
  if (!tables) FAIL(tables.error().in(Language::en));
  return std::move(*tables);
}

const GuessedColumn& column(const GuessedTable& table, const std::string& name) {
  for (const GuessedColumn& each : table.columns)
    if (each.name == name) return each;
  FAIL("no column " + name);
  return table.columns.front();
}

const std::string kLong = "Un texte assez long pour être une contribution, avec des phrases et des idées.";

}  // namespace

TEST_CASE("a French export of ideas") {
  const Scratch scratch;
  const auto tables =
      guessed(scratch, "idees.csv",
              "Numéro;Titre;Description;Identifiant auteur;Nom;Courriel;Date de dépôt;Statut;Nombre de votes;Genre\n"
              "1;Une piste;" +
                  kLong +
                  ";u1;Marie;m@x.example;13/02/2024;Retenue;12;Femme\n"
                  "2;Un banc;" +
                  kLong + ";u2;Jean;j@x.example;14/02/2024;Non retenue;3;Homme\n");
  REQUIRE(tables.size() == 1);
  const GuessedTable& t = tables[0];
  CHECK(t.entity == Entity::proposals);
  CHECK(t.french);
  CHECK(column(t, "Numéro").field == Field::id);
  CHECK(column(t, "Description").field == Field::body);
  CHECK(column(t, "Date de dépôt").field == Field::created_at);
  CHECK(column(t, "Date de dépôt").certainty == Certainty::sure);
  CHECK(column(t, "Nombre de votes").field == Field::votes);
  CHECK(column(t, "Genre").attribute == "sex");
  CHECK(column(t, "Nom").personal);
  CHECK(column(t, "Courriel").personal);
  CHECK(column(t, "Statut").values ==
        std::vector<std::pair<std::string, std::string>>{{"Non retenue", "rejected"}, {"Retenue", "accepted"}});
  // What is proposed is a mapping, and no cell of a person stands in it.
  const std::string file = proposal_of(tables, "idees");
  const auto mapping = parse_mapping(file, "m.json");
  if (!mapping) FAIL(mapping.error().in(Language::en));
  CHECK(mapping->zone == "Europe/Paris");
  CHECK(file.find("Marie") == std::string::npos);
  CHECK(file.find("@") == std::string::npos);
}

TEST_CASE("an English export of comments with American dates") {
  const Scratch scratch;
  const auto tables = guessed(scratch, "export.csv",
                              "id,proposal id,reply to,comment,user id,created at,position\n1,4,,I like this idea very "
                              "much indeed and so do we all,9,12/31/2023 10:00,for\n"
                              "2,4,1,Not me and here is a long text that says why not,8,01/02/2024 11:00,against\n");
  const GuessedTable& t = tables.at(0);
  CHECK(t.entity == Entity::comments);
  CHECK_FALSE(t.french);
  CHECK(column(t, "proposal id").field == Field::on);
  CHECK(column(t, "reply to").field == Field::parent);
  CHECK(column(t, "created at").format == "MM/dd/yyyy HH:mm");
  CHECK(column(t, "position").field == Field::alignment);
}

TEST_CASE("a date that may be two days is not sure") {
  const Scratch scratch;
  const auto tables = guessed(scratch, "ideas.csv",
                              "id,title,created at\n1,First idea of all,03/04/2024\n2,Second idea of all,05/06/2024\n");
  CHECK(column(tables.at(0), "created at").certainty == Certainty::unsure);
}

TEST_CASE("votes, budgets, meetings and people are told apart") {
  const Scratch scratch;
  CHECK(guessed(scratch, "votes.csv", "id proposition,votant,date du vote\n1,u1,2024-01-01\n1,u2,2024-01-01\n")
            .at(0)
            .entity == Entity::votes);
  CHECK(guessed(scratch, "projets.csv",
                "id,nom du projet,coût,laureat,votes\n1,Banc,\"1 000\",oui,4\n2,Rue,\"2 000\",non,5\n")
            .at(0)
            .entity == Entity::projects);
  CHECK(
      guessed(scratch, "reunions.csv",
              "titre,date de la réunion,nombre de participants\nAtelier un,2024-01-01,30\nAtelier deux,2024-02-01,20\n")
          .at(0)
          .entity == Entity::meetings);
  CHECK(guessed(scratch, "inscrits.csv",
                "identifiant utilisateur,sexe,année de naissance,code postal\nu1,F,1980,31000\nu2,H,1970,31100\n")
            .at(0)
            .entity == Entity::participants);
}

TEST_CASE("nothing to guess is an error") {
  const Scratch scratch;
  const std::vector<std::string> paths{scratch.file("a.csv", "\n")};
  CHECK_FALSE(guess_tables(paths));
}

}  // namespace boussole::connectors::mapped
