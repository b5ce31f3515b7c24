#include "connectors/pull/go_vocal.h"

#include <catch2/catch.hpp>
#include <functional>
#include <vector>

using namespace boussole;
using namespace boussole::connectors;

namespace {

struct FakeTransport : Transport {
  std::function<Answer(const Request&)> reply;
  std::vector<Request> log;
  Expected<Answer> send(const Request& request) override {
    log.push_back(request);
    return reply(request);
  }
};

Answer json_answer(const std::string& body) { return {200, "", {{"content-type", "application/json"}}, body}; }

PlanOptions plan() {
  PlanOptions out;
  out.base_url = "https://go.example";
  out.until = "2026-01-02T03:04:05Z";
  return out;
}

}  // namespace

TEST_CASE("every page of every collection is asked for, up to one moment", "[pull]") {
  FakeTransport transport;
  transport.reply = [](const Request& request) {
    if (request.url.find("/ideas?") != std::string::npos) {
      const bool last = request.url.find("page_number=3") != std::string::npos;
      return json_answer(std::string("{\"ideas\":[{\"id\":1}") + (last ? "" : ",{\"id\":2}") +
                         "],\"meta\":{\"current_page\":1,\"total_pages\":3}}");
    }
    if (request.url.find("/baskets?") != std::string::npos) return Answer{404, "", {}, "{}"};
    return json_answer("{\"x\":[],\"meta\":{\"total_pages\":0}}");
  };
  const auto found = pull::pull_go_vocal(transport, plan());
  REQUIRE(found);
  CHECK(found->notes.size() == 1);
  std::int64_t ideas = 0;
  for (const CountCheck& check : found->counts)
    if (check.what == "ideas") ideas = check.received;
  CHECK(ideas == 5);
  std::vector<std::string> pages;
  for (const Request& request : transport.log) {
    CHECK(request.url.starts_with("https://go.example/api/v2/"));
    if (request.url.find("/ideas?") != std::string::npos) pages.push_back(request.url);
  }
  REQUIRE(pages.size() == 3);
  CHECK(pages[2] == "https://go.example/api/v2/ideas?page_number=3&page_size=100&created_at=,2026-01-02T03:04:05Z");
}

TEST_CASE("pages that become more or fewer meanwhile are said, and a list without end ends", "[pull]") {
  FakeTransport transport;
  std::int64_t calls = 0;
  transport.reply = [&](const Request& request) {
    if (request.url.find("/ideas?") == std::string::npos) return json_answer("{\"x\":[],\"meta\":{\"total_pages\":0}}");
    ++calls;
    // Each page announces one more; after five they are empty.
    return json_answer(std::string("{\"ideas\":[") + (calls <= 5 ? "{}" : "") +
                       "],\"meta\":{\"total_pages\":" + std::to_string(calls + 1) + "}}");
  };
  const auto found = pull::pull_go_vocal(transport, plan());
  REQUIRE(found);
  CHECK(found->changes.size() == 1);
  CHECK(calls == 6);
}

TEST_CASE("a refused token and a page instead of JSON are errors", "[pull]") {
  FakeTransport transport;
  transport.reply = [](const Request&) { return Answer{401, "", {}, "{}"}; };
  const auto refused = pull::pull_go_vocal(transport, plan());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().in(Language::en).find("token") != std::string::npos);
  transport.reply = [](const Request&) { return Answer{200, "", {}, "<html>sign in</html>"}; };
  CHECK_FALSE(pull::pull_go_vocal(transport, plan()));
  transport.reply = [](const Request&) { return Answer{404, "", {}, "{}"}; };
  CHECK_FALSE(pull::pull_go_vocal(transport, plan()));
}
