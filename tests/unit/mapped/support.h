#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "tests/unit/archive/scratch.h"
#include "tests/unit/platforms/support.h"

/// Home-made tables for the tests of the mapped connector.
namespace boussole::connectors::test {

inline Expected<Reading> try_mapped(const Scratch& scratch, Files files, const std::string& tables,
                                    unsigned threads = 1) {
  ReadOptions options;
  options.threads = threads;
  options.mapping = scratch.file("m.json",
                                 "{\"mapping\": \"boussole/mapping/1\", \"time_zone\": \"Europe/Paris\", \"platform\": "
                                 "{\"name\": \"Ville\"}, \"tables\": [" +
                                     tables + "]}");
  return try_read(std::move(files), options);
}

inline Reading mapped(Files files, const std::string& tables) {
  const Scratch scratch;
  auto reading = try_mapped(scratch, std::move(files), tables);
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

inline const std::string kIdeas =
    R"({"file": "idees.csv", "entity": "proposals", "columns": {"id": "Numéro", "title": "Titre", "body": "Texte",
  "author": "Auteur", "author_kind": {"column": "Type", "values": {"Citoyen": "person", "Ville": "organiser"}},
  "created_at": "Date", "state": {"column": "Statut", "values": {"Retenue": "accepted", "Refusée": "rejected"}},
  "votes": "Votes", "votes_paper": "Papier", "category": "Thème", "space": "Projet"},
  "attributes": {"sex": "Genre", "birth_year": "Né le"}})";
inline const std::string kIdeasCsv =
    "Numéro;Titre;Texte;Auteur;Type;Date;Statut;Votes;Papier;Thème;Projet;Genre;Né le;Courriel;Note\n"
    "7;Vélo;Une piste cyclable;u1;Citoyen;03/02/2024 18:05;Retenue;1 "
    "204;12;Ville;Budget;Femme;08/02/1978;a@b.example;x\n"
    "8;Banc;;u2;Citoyen;04/02/2024;refusee;;;Ville;Budget;Homme;1951;c@d.example;\n"
    "9;Rue;Une rue calme;u1;Ville;05/02/2024;Bizarre;3;;;Autre;Homme;;;\n"
    "7;Vélo;Une piste cyclable;u1;Citoyen;03/02/2024 18:05;Retenue;1 "
    "204;12;Ville;Budget;Femme;08/02/1978;a@b.example;x\n";

}  // namespace boussole::connectors::test
