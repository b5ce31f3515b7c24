#include "connectors/graphql/asker.h"

#include <catch2/catch.hpp>

#include "scripted.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::graphql;

namespace {

const std::string kUrl = "https://p.example/api";

std::string error_of(const std::string& message, const std::string& extensions = "{}") {
  return "{\"errors\":[{\"message\":" + as_literal(message) + ",\"extensions\":" + extensions + "}]}";
}

Asker::Build build(const char* wanted) {
  return [wanted](const Schema& schema, const Limits&) { return print(fit(parse_selection(wanted), "Query", schema)); };
}

Error refusal(Answer answer) {
  Scripted transport([&](const Request&, std::size_t) { return answer; });
  Asker asker(transport, kUrl, {});
  const auto done = asker.probe();
  REQUIRE_FALSE(done);
  return done.error();
}

}  // namespace

TEST_CASE("a sign-in wall, a closed interface, a page and an error are told apart", "[graphql]") {
  const std::string page = "<!doctype html><title>x</title>";
  const Error wall = refusal({200, "https://p.example/users/sign_in", {}, page});
  CHECK(wall.kind == Error::Kind::io);
  CHECK(wall.what.en.find("asks to sign in") != std::string::npos);
  CHECK(wall.what.fr.find("se connecter") != std::string::npos);
  CHECK(refusal({200, "https://p.example/", {}, page}).what.en.find("switched off") != std::string::npos);
  CHECK(refusal({404, kUrl, {}, page}).what.en.find("switched off") != std::string::npos);
  CHECK(refusal({200, kUrl, {}, page}).what.en.find("a page instead of JSON") != std::string::npos);
  CHECK(refusal({503, kUrl, {}, page}).what.en.find("error 503") != std::string::npos);
  CHECK(refusal({401, kUrl, {}, "{\"message\":\"no\"}"}).what.en.find("asks to sign in") != std::string::npos);
}

TEST_CASE("without introspection a refused query teaches which fields there are", "[graphql]") {
  Scripted transport([&](const Request& request, std::size_t before) {
    if (before == 0) return json_answer(error_of("Introspection is not allowed"));
    if (request.body.find("likesCount") != std::string::npos)
      return json_answer(error_of("Field 'likesCount' doesn't exist on type 'Proposal'",
                                  R"({"code":"undefinedField","typeName":"Proposal","fieldName":"likesCount"})"));
    return json_answer(R"({"data":{"proposal":{"id":"1"}}})");
  });
  Asker asker(transport, kUrl, {});
  REQUIRE(asker.probe());
  REQUIRE_FALSE(asker.schema().known());
  CHECK(asker.limits().levels == 2);  // introspection is refused by generations that refuse deep threads too
  const auto answer = asker.ask("x", build("proposal:Proposal{id likesCount}"));
  REQUIRE(answer);
  CHECK(asker.refused() == 1);
  CHECK(transport.asked.back().body == R"({"query":"{proposal{id}}"})");
}

TEST_CASE("the words of the reference implementation are understood too", "[graphql]") {
  Scripted transport([&](const Request& request, std::size_t) {
    if (request.body.find("stats") != std::string::npos)
      return json_answer(error_of("Cannot query field \"stats\" on type \"Organization\"."));
    if (request.body.find("translations") != std::string::npos)
      return json_answer(error_of("Field \"name\" must not have a selection since type \"String\" has no subfields."));
    return json_answer(R"({"data":{"organization":{"name":"x"}}})");
  });
  Asker asker(transport, kUrl, {});
  REQUIRE(asker.ask("x", build("organization:Organization{stats:Statistic{name} name@}")));
  CHECK(transport.asked.back().body == R"({"query":"{organization{name}}"})");
}

TEST_CASE("a query refused for its complexity is asked in smaller pages", "[graphql]") {
  std::vector<int> sizes;
  Scripted transport([&](const Request& request, std::size_t) {
    const auto at = request.body.find("first:") + 6;
    sizes.push_back(std::stoi(request.body.substr(at)));
    if (sizes.back() > 8)
      return json_answer(error_of("Query has complexity of 400, which exceeds max complexity of 100"));
    return json_answer(R"({"data":{"a":{"edges":[]}}})");
  });
  Asker asker(transport, kUrl, {});
  const auto answer = asker.ask("x", [](const Schema& schema, const Limits& limits) {
    auto query = fit(parse_selection("a:AConnection{edges:E{node:N{b c d e f g h i}}}"), "Query", schema);
    query.front().arguments = "first:" + std::to_string(limits.page_for(query));
    return print(query);
  });
  REQUIRE(answer);
  REQUIRE(sizes.size() == 2);
  CHECK(sizes[0] == 50);
  // 80 of 100 are used: 2 + 9 × first ≤ 80
  CHECK(sizes[1] <= 8);
}

TEST_CASE("what is refused for a reason that nothing can be done about ends with the platform's words", "[graphql]") {
  Scripted transport([&](const Request&, std::size_t) { return json_answer(error_of("Something odd")); });
  Asker asker(transport, kUrl, {});
  const auto answer = asker.ask("x", build("a"));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().what.en.find("Something odd") != std::string::npos);
  CHECK(transport.asked.size() == 1);
}

TEST_CASE("refusals for aliases, depth and recursion lower what is asked", "[graphql]") {
  for (const auto& [message, aliases, levels] :
       {std::tuple{"Query has 5 aliases, which exceeds max aliases of 3", 3, 4},
        std::tuple{"Query has depth of 17, which exceeds max depth of 15", 5, 3},
        std::tuple{"Recursion is not allowed", 5, 2}}) {
    Scripted transport([&, said = message](const Request&, std::size_t before) {
      return json_answer(before == 0 ? error_of(said) : R"({"data":{"a":1}})");
    });
    Asker asker(transport, kUrl, {});
    const auto answer = asker.ask("x", [](const Schema&, const Limits& limits) {
      return "{a" + std::to_string(limits.aliases * 10 + limits.levels) + "}";
    });
    REQUIRE(answer);
    CHECK(asker.limits().aliases == aliases);
    CHECK(asker.limits().levels == levels);
  }
}
