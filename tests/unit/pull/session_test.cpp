#include "tests/unit/http/ca_file.h"
#include "tests/unit/pull/session_world.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::pull;
using namespace boussole::test;
using std::chrono::milliseconds;

TEST_CASE("requests keep their distance", "[pull]") {
  World world(no_robots([](const Asked&, Wire& wire) { wire.answer(200, "", "{}"); }), 30);
  for (int i = 0; i < 4; ++i) REQUIRE(world.get("/" + std::to_string(i)));
  CHECK(world.server.log().size() == 5);      // with robots.txt
  CHECK(world.seconds() == Approx(4 * 2.0));  // 30 a minute: one every two seconds
}

TEST_CASE("robots.txt is asked first, once, and obeyed", "[pull]") {
  World world([](const Asked& asked, Wire& wire) {
    if (asked.target == "/robots.txt")
      return wire.answer(200, "Content-Type: text/plain\r\n", "User-agent: *\nDisallow: /closed\nCrawl-delay: 10\n");
    wire.answer(200, "", "{}");
  });
  CHECK(world.get("/open"));
  const auto closed = world.get("/closed/x?token=1");
  REQUIRE_FALSE(closed);
  CHECK(closed.error().in(Language::en).find("/closed/x") != std::string::npos);
  CHECK(closed.error().in(Language::en).find("token") == std::string::npos);
  CHECK(world.get("/open2"));
  CHECK(world.server.count("/robots.txt") == 1);
  CHECK(world.server.count("/closed/x?token=1") == 0);
  CHECK(world.seconds() >= 10);
}

TEST_CASE("a robots.txt that fails closes the site", "[pull]") {
  World world([](const Asked&, Wire& wire) { wire.answer(503, "", ""); });
  CHECK_FALSE(world.get("/x"));
  CHECK(world.server.count("/x") == 0);
}

TEST_CASE("Retry-After is waited for, as seconds and as a date", "[pull]") {
  std::atomic<int> calls{0};
  World world(no_robots([&](const Asked& asked, Wire& wire) {
    const int call = ++calls;
    if (asked.target == "/seconds" && call == 1) return wire.answer(429, "Retry-After: 42\r\n", "slow down");
    if (asked.target == "/date" && call == 1)
      return wire.answer(503, "Retry-After: Thu, 01 Jan 2026 00:02:00 GMT\r\n", "");
    wire.answer(200, "", "{\"ok\":1}");
  }));
  SECTION("seconds") {
    const auto got = world.get("/seconds");
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(world.seconds() >= 42);
    CHECK(world.seconds() < 45);
  }
  SECTION("date") {
    REQUIRE(world.get("/date"));
    CHECK(world.seconds() >= 119);
    CHECK(world.seconds() < 125);
  }
}

TEST_CASE("a wait beyond reason ends the run and says when to come back", "[pull]") {
  World world(no_robots([](const Asked&, Wire& wire) { wire.answer(429, "Retry-After: 7200\r\n", ""); }));
  const auto got = world.get("/x");
  REQUIRE_FALSE(got);
  CHECK(got.error().in(Language::en).find("120 minutes") != std::string::npos);
  CHECK(world.session->broken());
}

TEST_CASE("what may pass is asked again, less and less often, and not for ever", "[pull]") {
  std::atomic<int> calls{0};
  World world(no_robots([&](const Asked& asked, Wire& wire) {
    const int call = ++calls;
    if (asked.target == "/drops" && call < 4) {
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half");
      return wire.close();
    }
    if (asked.target == "/never") return wire.answer(500, "", "oops");
    if (asked.target == "/limit") return wire.answer(413, "", "no");
    wire.answer(200, "", "{\"whole\":1}");
  }));
  SECTION("a connection that drops three times") {
    const auto got = world.get("/drops");
    REQUIRE(got);
    CHECK(got->body == "{\"whole\":1}");
    CHECK(calls == 4);
    CHECK(world.seconds() >= 1 + 2 + 4);
    CHECK(world.seconds() < 8);
  }
  SECTION("a server that never recovers") {
    const auto got = world.get("/never");
    REQUIRE(got);
    CHECK(got->status == 500);
    CHECK(calls == 5);
    CHECK(world.store->answers() == 1);  // robots.txt: a failure is not kept, so that the next run asks again
  }
  SECTION("an answer that will not change") {
    REQUIRE(world.get("/limit"));
    CHECK(calls == 1);
  }
}

TEST_CASE("what was kept is not asked again, and asking twice asks twice", "[pull]") {
  std::atomic<int> calls{0};
  World world(no_robots([&](const Asked&, Wire& wire) {
    wire.answer(200, "ETag: \"e\"\r\nX-Other: y\r\n", "{\"n\":" + std::to_string(++calls) + "}");
  }));
  const auto first = world.get("/a"), second = world.get("/a");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(second->body == "{\"n\":2}");
  world.start();  // as another run would
  const auto again = world.get("/a"), again2 = world.get("/a"), again3 = world.get("/a");
  CHECK(again->body == first->body);
  CHECK(again->headers == first->headers);
  CHECK(again->header("etag") == "\"e\"");
  CHECK(again->final_url == first->final_url);
  CHECK(again2->body == "{\"n\":2}");
  CHECK(again3->body == "{\"n\":3}");
  CHECK(calls == 3);
  CHECK(world.server.count("/robots.txt") == 1);
}

TEST_CASE("the limits of a run end it with what to do", "[pull]") {
  World world(
      no_robots([](const Asked&, Wire& wire) { wire.answer(200, "", "{\"" + std::string(5000, 'x') + "\":1}"); }));
  const auto words_of = [&](const char* option) {
    for (int i = 0; i < 50; ++i)
      if (const auto got = world.get("/" + std::to_string(i)); !got)
        return got.error().in(Language::en).find(option) != std::string::npos;
    return false;
  };
  SECTION("requests") {
    world.options.politeness.most_requests = 5;
    CHECK(words_of("--max-requests"));
    CHECK(world.server.log().size() == 5);
  }
  SECTION("bytes") {
    world.options.politeness.most_bytes = 12'000;
    CHECK(words_of("--max-bytes"));
    CHECK(world.store->bytes() <= 12'000);
  }
  SECTION("time") {
    world.options.politeness.per_minute = 1;
    world.options.politeness.most_time = std::chrono::seconds(300);
    CHECK(words_of("--max-time"));
  }
}

TEST_CASE("a token is sent to the platform and written nowhere", "[pull]") {
  const Authority authority;
  const CaFile trusted(authority);
  World world(no_robots([](const Asked&, Wire& wire) { wire.answer(200, "", "{}"); }), 6000,
              authority.sign("IP:127.0.0.1"));
  world.options.client.ca_file = trusted.path;
  world.options.token = "sesame-open";
  REQUIRE(world.get("/a"));
  CHECK(world.server.log().back().header("authorization") == "Bearer sesame-open");
  CHECK(world.scratch.bytes("p/manifest.jsonl").find("sesame") == std::string::npos);
}

TEST_CASE("a token is never sent unencrypted, not even to this machine", "[pull]") {
  World world(no_robots([](const Asked&, Wire& wire) { wire.answer(200, "", "{}"); }));
  world.options.token = "sesame-open";  // http is allowed, and so is the loopback
  const auto got = world.get("/a");
  REQUIRE_FALSE(got);
  CHECK(got.error().kind == Error::Kind::usage);
  CHECK(got.error().in(Language::en).find("your key could be read on its way") != std::string::npos);
  CHECK(got.error().in(Language::fr).find("votre clé pourrait être lue en chemin") != std::string::npos);
  CHECK(got.error().in(Language::en).find("sesame") == std::string::npos);
  CHECK(world.server.log().empty());
}
