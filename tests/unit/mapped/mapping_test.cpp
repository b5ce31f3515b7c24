// Mapping files: what they say, and what is wrong with them.
#include <catch2/catch.hpp>

#include "connectors/mapped/mapping.h"
#include "engine/json/reader.h"

namespace boussole::connectors::mapped {

namespace {

std::string with_table(const std::string& table) {
  return "{\"mapping\": \"boussole/mapping/1\",\n\"tables\": [\n" + table + "\n]}";
}

Error refused(const std::string& text) {
  const auto mapping = parse_mapping(text, "m.json");
  if (mapping) FAIL("it was not refused");
  CHECK(mapping.error().file == "m.json");
  CHECK_FALSE(mapping.error().what.fr.empty());
  CHECK_FALSE(mapping.error().remedy.fr.empty());
  CHECK_FALSE(mapping.error().remedy.en.empty());
  return mapping.error();
}

}  // namespace

TEST_CASE("a mapping is read whole") {
  const auto mapping =
      parse_mapping(R"({"mapping": "boussole/mapping/1", "platform": {"name": "Ville", "url": "https://v.example"},
    "time_zone": "Europe/Paris", "tables": [{"file": "idees*.csv", "entity": "proposals", "kind": "debate",
    "space": {"key": "pb", "title": "Budget", "kind": "voting"},
    "columns": {"id": "N", "body": ["T", "D"], "created_at": {"column": "Le", "format": "dd/MM/yyyy"},
                "state": {"column": "S", "values": {"Retenue": "accepted"}}},
    "attributes": {"sex": {"column": "G", "origin": "verified"}}, "personal": ["X"]}]})",
                    "m.json");
  REQUIRE(mapping);
  CHECK(mapping->platform_name == "Ville");
  const MappedTable& table = mapping->tables.at(0);
  CHECK(table.kind == engine::ContributionKind::debate);
  CHECK(table.space->key == "/spaces/pb");
  CHECK(table.columns[1].second.columns == std::vector<std::string>{"T", "D"});
  CHECK(table.columns[2].second.zone == "Europe/Paris");
  CHECK(table.columns[3].second.values.at("retenue") == "accepted");
  CHECK(table.attributes[0].origin == engine::AttributeOrigin::verified);
}

TEST_CASE("errors name the file, the line and what to do") {
  CHECK(refused("{").line.has_value());
  CHECK(refused("{\"mapping\": \"boussole/mapping/2\", \"tables\": []}").place == "mapping");
  const Error word =
      refused(with_table("{\"entity\": \"proposals\",\n\"columns\": {\"id\": \"a\",\n\"state\": {\"column\": \"s\", "
                         "\"values\": {\"x\": \"good\"}}}}"));
  CHECK(word.line == 5);
  CHECK(word.place == "tables[0].columns.state.values");
  CHECK(word.remedy.en.find("accepted") != std::string::npos);
  const Error field = refused(with_table("{\"entity\": \"votes\", \"columns\": {\"on\": \"p\",\n\"title\": \"t\"}}"));
  CHECK(field.line == 4);
  CHECK(field.what.en.find("no field “title”") != std::string::npos);
  CHECK(refused(with_table("{\"entity\": \"comments\", \"columns\": {\"id\": \"a\"}}")).what.en.find("“body”") !=
        std::string::npos);
  CHECK(refused(
            with_table(
                "{\"entity\": \"proposals\", \"columns\": {\"created_at\": {\"column\": \"d\", \"format\": \"HH\"}}}"))
            .line == 3);
  CHECK(refused(with_table("{\"entity\": \"proposals\", \"columns\": {\"id\": [\"a\", \"b\"]}}"))
            .what.en.find("several columns") != std::string::npos);
  CHECK(refused(with_table("{\"entity\": \"proposals\", \"columns\": {\"id\": \"a\", \"state\": {\"column\": \"s\", "
                           "\"values\": {\"Été\": \"draft\", \"ETE\": \"other\"}}}}"))
            .what.en.find("twice") != std::string::npos);
  CHECK(refused("{\"mapping\": \"boussole/mapping/1\", \"time_zone\": \"Paris\",\n\"tables\": [{\"entity\": "
                "\"proposals\", \"columns\": {\"created_at\": \"d\"}}]}")
            .what.en.find("time zone") != std::string::npos);
}

TEST_CASE("a column that is not there is named with its line and those that are") {
  const auto mapping = parse_mapping(
      with_table(
          "{\"file\": \"a.csv\", \"entity\": \"proposals\", \"columns\": {\"id\": \"Numéro\",\n\"body\": \"Texte\"}}"),
      "m.json");
  REQUIRE(mapping);
  const std::vector<std::string> columns{"numero", "Description"};
  const auto plan = plan_of(*mapping, mapping->tables[0], "a.csv", columns);
  REQUIRE_FALSE(plan);
  CHECK(plan.error().file == "m.json");
  CHECK(plan.error().line == 4);
  CHECK(plan.error().place == "tables[0].columns.body");
  CHECK(plan.error().what.en.find("Description") != std::string::npos);
  // Case and accents do not count, unless two columns are the same without them.
  const std::vector<std::string> near{"numero", "TEXTE"};
  CHECK(plan_of(*mapping, mapping->tables[0], "a.csv", near));
  const std::vector<std::string> twice{"Numéro", "Texte ", "texte"};
  CHECK_FALSE(plan_of(*mapping, mapping->tables[0], "a.csv", twice));
}

TEST_CASE("tables are found by file, by sheet, or by their columns") {
  CHECK(fits("idees*.csv", "idees-2024.csv"));
  CHECK(fits("*", ""));
  CHECK_FALSE(fits("idees*.csv", "votes.csv"));
  const auto mapping =
      parse_mapping(with_table(R"({"file": "x.xlsx", "sheet": "Id*", "entity": "proposals", "columns": {"id": "a"}},
                    {"entity": "votes", "columns": {"on": "p", "author": "u"}})"),
                    "m.json");
  REQUIRE(mapping);
  const std::vector<std::string> votes{"u", "p"}, other{"p"};
  CHECK(table_for(*mapping, "all.zip!x.xlsx!Ideas", other) == &mapping->tables[0]);
  CHECK(table_for(*mapping, "x.xlsx!Votes", votes) == &mapping->tables[1]);
  CHECK(table_for(*mapping, "x.xlsx!Votes", other) == nullptr);
}

TEST_CASE("the schema is a schema, and every field and entity is in it") {
  const auto schema = json::parse(mapping_schema(), "mapping-1.json");
  REQUIRE(schema);
  for (const EntityDef& entity : entity_defs()) {
    CHECK(mapping_schema().find("\"" + std::string(entity.name) + "\"") != std::string_view::npos);
    for (const Field field : entity.fields)
      CHECK(mapping_schema().find("\"" + std::string(def_of(field).name) + "\"") != std::string_view::npos);
  }
  for (const FieldDef& def : field_defs()) CHECK(field_named(def.name) == def.field);
}

}  // namespace boussole::connectors::mapped
