#include "connectors/graphql/pager.h"

#include <catch2/catch.hpp>

#include "connectors/graphql/pull.h"
#include "scripted.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::graphql;

namespace {

std::string page(const std::string& nodes, const std::string& next) {
  return "{\"data\":{\"list\":{\"pageInfo\":{\"hasNextPage\":" + std::string(next.empty() ? "false" : "true") +
         ",\"endCursor\":\"" + next + "\"},\"edges\":[" + nodes + "]}}}";
}
std::string node(const std::string& id) { return "{\"node\":{\"id\":\"" + id + "\"}}"; }

struct Paged {
  PullFindings findings;
  std::vector<std::string> ids;
  std::int64_t received = 0, hidden = 0;
  std::size_t requests = 0;
};

Paged run(const std::vector<std::string>& pages) {
  Scripted transport(
      [&](const Request&, std::size_t before) { return json_answer(pages[std::min(before, pages.size() - 1)]); });
  Asker asker(transport, "https://p.example/api", {});
  Paged out;
  Pager pager(asker, out.findings, "things");
  const auto done = pager.run(
      "things",
      [](const std::string& after, const Schema&, const Limits&) { return "{list(after:\"" + after + "\")}"; },
      [&](const json::Value& each) { out.ids.push_back(text_of(each.find("id"))); });
  REQUIRE(done);
  out.received = pager.received();
  out.hidden = pager.hidden();
  out.requests = transport.asked.size();
  return out;
}

}  // namespace

TEST_CASE("pages are followed by their cursors to the end", "[graphql]") {
  const Paged out = run({page(node("1") + "," + node("2"), "b"), page(node("3"), "")});
  CHECK(out.ids == std::vector<std::string>{"1", "2", "3"});
  CHECK(out.requests == 2);
  CHECK(out.findings.changes.empty());
  CHECK(out.findings.notes.empty());
}

TEST_CASE("null nodes are skipped and counted, not taken for the end", "[graphql]") {
  const Paged out = run({page("{\"node\":null}," + node("1"), "b"), page("{\"node\":null}", "c"), page(node("2"), "")});
  CHECK(out.ids == std::vector<std::string>{"1", "2"});
  CHECK(out.hidden == 2);
}

TEST_CASE("an object that comes twice is counted once and said", "[graphql]") {
  const Paged out = run({page(node("1") + "," + node("2"), "b"), page(node("2") + "," + node("3"), "")});
  CHECK(out.received == 3);
  REQUIRE(out.findings.changes.size() == 1);
  CHECK(out.findings.changes.front().code == "repeated_objects");
}

TEST_CASE("a list without an end is left", "[graphql]") {
  const Paged same = run({page(node("1"), "b"), page(node("1"), "c"), page(node("1"), "d")});
  CHECK(same.requests == 2);
  REQUIRE(same.findings.notes.size() == 1);
  CHECK(same.findings.notes.front().code == "endless_list");
  const Paged stuck = run({page(node("1"), "b"), page(node("2"), "b")});
  CHECK(stuck.requests == 2);
  CHECK(stuck.findings.notes.front().code == "endless_list");
  const Paged empty = run({page("", "b"), page("", "c"), page("", "d")});
  CHECK(empty.requests == 1);
  CHECK(empty.findings.notes.front().code == "endless_list");
}

TEST_CASE("replies deeper than a query goes are asked for by their comment, a few at once", "[graphql]") {
  Scripted transport([](const Request& request, std::size_t) {
    const auto holds = [&](const char* word) { return request.body.find(word) != std::string::npos; };
    if (holds("__schema")) return json_answer(R"({"errors":[{"message":"Introspection is not allowed"}]})");
    if (holds("participatoryProcesses"))
      return json_answer(R"({"data":{"participatoryProcesses":[{"id":"1","slug":"s","title":{"translations":[]},
        "components":[{"__typename":"Proposals","id":"5"},null]}]}})");
    if (holds("commentable("))
      return json_answer(R"({"data":{"d2_5_proposals_7_c11":{"id":"11","type":"Decidim::Comments::Comment","comments":[
        {"id":"12","body":"c","hasComments":false,"comments":[]}]}}})");
    if (holds("component(") && holds("comments{"))
      return json_answer(R"({"data":{"component":{"__typename":"Proposals","id":"5","proposals":{
        "pageInfo":{"hasNextPage":false,"endCursor":null},"edges":[{"node":{"id":"7","totalCommentsCount":3,"comments":[
        {"id":"10","body":"a","hasComments":true,"comments":[{"id":"11","body":"b","hasComments":true}]}]}}]}}}})");
    if (holds("component("))
      return json_answer(R"({"data":{"component":{"__typename":"Proposals","id":"5","proposals":{
        "pageInfo":{"hasNextPage":false,"endCursor":null},
        "edges":[{"node":{"id":"7","title":{"translations":[]},"totalCommentsCount":3}}]}}}})");
    return json_answer(R"({"data":{"organization":{"stats":[{"name":"comments_count","value":3}]}}})");
  });
  PlanOptions options;
  options.base_url = "https://p.example";
  const auto found = pull_decidim(transport, options);
  REQUIRE(found);
  bool checked = false;
  for (const CountCheck& count : found->counts)
    if (count.what == "comments on proposals of component 5") {
      checked = true;
      CHECK(count.announced == 3);
      CHECK(count.received == 3);
    }
  CHECK(checked);
}
