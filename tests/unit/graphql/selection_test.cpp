#include "connectors/graphql/selection.h"

#include <catch2/catch.hpp>

#include "engine/json/reader.h"

using namespace boussole;
using namespace boussole::connectors::graphql;

namespace {

Schema schema_of(const std::string& types) {
  const auto document = json::parse("{\"data\":{\"__schema\":{\"types\":[" + types + "]}}}", "schema");
  REQUIRE(document);
  auto schema = Schema::read(*document);
  REQUIRE(schema);
  return *schema;
}

const char* const kTypes = R"(
 {"name":"Query","fields":[{"name":"proposal","args":[],"type":{"kind":"OBJECT","name":"Proposal"}},
                           {"name":"name","args":[],"type":{"kind":"SCALAR","name":"String"}}]},
 {"name":"Proposal","fields":[
   {"name":"id","args":[],"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"ID"}}},
   {"name":"title","args":[],"type":{"kind":"OBJECT","name":"TranslatedField"}},
   {"name":"organizationName","args":[],"type":{"kind":"SCALAR","name":"String"}}]},
 {"name":"TranslatedField","fields":[{"name":"translations","args":[],"type":{"kind":"NON_NULL","name":null,
   "ofType":{"kind":"LIST","name":null,"ofType":{"kind":"OBJECT","name":"LocalizedString"}}}}]},
 {"name":"LocalizedString","fields":[{"name":"locale","args":[],"type":{"kind":"SCALAR","name":"String"}},
   {"name":"text","args":[],"type":{"kind":"SCALAR","name":"String"}}]})";

}  // namespace

TEST_CASE("a selection is printed as GraphQL", "[graphql]") {
  const auto fields =
      parse_selection("id x=name ...Proposals{proposals(first:5):ProposalConnection{edges:E{node:P{id}}}}");
  REQUIRE(print(fields) == "{id x:name ... on Proposals{proposals(first:5){edges{node{id}}}}}");
}

TEST_CASE("fields that a generation lacks are left out, with what they would have held", "[graphql]") {
  const Schema schema = schema_of(kTypes);
  const auto wanted =
      parse_selection("proposal:Proposal{id likesCount title@ category:Category{id name@}} assembly:A{id}");
  REQUIRE(print(fit(wanted, "Query", schema)) == "{proposal{id title{translations{locale text}}}}");
}

TEST_CASE("a text that became translated is asked as what it is there", "[graphql]") {
  const Schema schema = schema_of(kTypes);
  REQUIRE(print(fit(parse_selection("proposal:Proposal{organizationName@}"), "Query", schema)) ==
          "{proposal{organizationName}}");
}

TEST_CASE("complexity is counted as graphql-ruby counts it", "[graphql]") {
  // 1 + pageInfo (1 + 2) + edges 1 + 10 × (node 1 + id 1 + title 1 + translations 1 + locale 1) = 55
  const auto fields = parse_selection(
      "proposals:ProposalConnection{pageInfo:PageInfo{hasNextPage endCursor} "
      "edges:ProposalEdge{node:Proposal{id title:TranslatedField{translations:L{locale}}}}}");
  REQUIRE(complexity(fields, 10) == 55);
  REQUIRE(complexity(parse_selection("a b:B{c d}"), 10) == 4);
}

TEST_CASE("depth counts fields, not fragments", "[graphql]") {
  REQUIRE(depth(parse_selection("component:C{...Proposals{proposals:P{edges:E{node:N{id}}}}}")) == 5);
}

TEST_CASE("texts in queries cannot leave their quotes", "[graphql]") {
  REQUIRE(as_literal("a\"b\\c\nd") == R"("a\"b\\c\u000ad")");
}

TEST_CASE("an interface that writes in snake_case is asked by its names and answers under ours", "[graphql]") {
  const Schema schema = schema_of(R"(
    {"name":"QueryType","fields":[{"name":"proposals","args":[],"type":{"kind":"OBJECT","name":"Proposal"}}]},
    {"name":"Proposal","fields":[{"name":"id","args":[],"type":{"kind":"SCALAR","name":"ID"}},
      {"name":"commentsCount","args":[],"type":{"kind":"SCALAR","name":"Int"}},
      {"name":"comments_count","args":[],"type":{"kind":"SCALAR","name":"Int"}},
      {"name":"public_author","args":[],"type":{"kind":"OBJECT","name":"User"}}]},
    {"name":"User","fields":[{"name":"public_name","args":[],"type":{"kind":"SCALAR","name":"String"}}]})");
  const auto wanted = parse_selection("proposals:Proposal{id commentsCount publicAuthor:Person{publicName} hotScore}");
  const auto asked = in_names_of(wanted, "QueryType", schema);
  REQUIRE(print(fit(asked, "QueryType", schema)) ==
          "{proposals{id commentsCount publicAuthor:public_author{publicName:public_name}}}");
}
