#include "connectors/http/client.h"

#include <catch2/catch.hpp>

#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;
using http::Fault;
using std::chrono::milliseconds;

namespace {

/// The fault a server gives that writes these bytes and then closes.
Fetched raw(const std::string& bytes, http::ClientOptions options = local_options()) {
  FaultServer server([&](const Asked&, Wire& wire) {
    wire.send(bytes);
    wire.close();
  });
  return fetch(server.origin() + "/x", std::move(options));
}

}  // namespace

TEST_CASE("an answer comes whole, and the connection is kept", "[http]") {
  FaultServer server(
      [](const Asked& asked, Wire& wire) { wire.answer(200, "ETag: \"a\"\r\n", "you asked " + asked.target); });
  http::Client client(local_options());
  for (int i = 0; i < 3; ++i) {
    Fetched got;
    fetch(client, server.origin() + "/page?n=" + std::to_string(i), got);
    REQUIRE(got.done);
    CHECK(got.sink.head.status == 200);
    CHECK(got.sink.head.header("etag") == "\"a\"");
    CHECK(got.sink.body == "you asked /page?n=" + std::to_string(i));
  }
  for (const Asked& asked : server.log()) {
    CHECK(asked.connection == 1);
    CHECK(asked.header("accept-encoding") == "gzip");
    CHECK(asked.header("host") == "127.0.0.1:" + std::to_string(server.port()));
  }
}

TEST_CASE("chunks, gzip and an answer of the 100s are undone", "[http]") {
  const std::string packed = gzip("hello hello hello");
  char size[16];
  std::snprintf(size, sizeof size, "%zx", packed.size());
  const Fetched got =
      raw("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
          "Transfer-Encoding: chunked\r\n\r\n" +
          std::string(size) + "\r\n" + packed + "\r\n0\r\n\r\n");
  REQUIRE(got.done);
  CHECK(got.sink.body == "hello hello hello");
  CHECK(got.done->wire_bytes == packed.size());
}

TEST_CASE("a kept connection that was closed meanwhile is opened anew", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    wire.answer(200, "", "x");
    if (asked.target == "/close") wire.close();
  });
  http::Client client(local_options());
  for (const char* path : {"/close", "/close", "/stay", "/stay"}) {
    Fetched got;
    fetch(client, server.origin() + path, got);
    CHECK(got.done);
  }
}

TEST_CASE("each fault has its name", "[http]") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  SECTION("dropped in the middle of the body") {
    CHECK(raw(head + "Content-Length: 100\r\n\r\nshort").failed_with(Fault::dropped));
    CHECK(raw(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n").failed_with(Fault::dropped));
    CHECK(raw("").failed_with(Fault::dropped));
    CHECK(raw("HTTP/1.1 20").failed_with(Fault::dropped));
  }
  SECTION("a body longer than announced") {
    CHECK(raw(head + "Content-Length: 2\r\n\r\nfar more").failed_with(Fault::malformed));
  }
  SECTION("no HTTP at all") {
    CHECK(raw("SSH-2.0-OpenSSH_9.2\r\n").failed_with(Fault::malformed));
    CHECK(raw(head + "Content-Length: 10\r\nContent-Length: 20\r\n\r\n0123456789").failed_with(Fault::malformed));
    CHECK(raw(head + "Content-Length: -5\r\n\r\n").failed_with(Fault::malformed));
    CHECK(raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").failed_with(Fault::malformed));
  }
  SECTION("gzip that is not, is spoiled, or is cut") {
    const auto packed_answer = [&](const std::string& body) {
      return raw(head + "Content-Encoding: gzip\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    };
    std::string text;
    for (int i = 0; i < 3000; ++i) text += std::to_string(i * i);
    CHECK(packed_answer(gzip(text, true)).failed_with(Fault::encoding));
    CHECK(packed_answer(gzip(text).substr(0, 200)).failed_with(Fault::encoding));
    CHECK(packed_answer("plain text").failed_with(Fault::encoding));
    CHECK(packed_answer(gzip(std::string(32 << 20, 'a'))).failed_with(Fault::bomb));
    CHECK(packed_answer(gzip(text)).sink.body == text);
  }
  SECTION("an encoding nobody asked for") {
    CHECK(raw(head + "Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx").failed_with(Fault::encoding));
  }
  SECTION("a body over the limit, announced or not") {
    auto options = local_options();
    options.limits.wire_bytes = 1000;
    CHECK(raw(head + "Content-Length: 5000\r\n\r\n" + std::string(5000, 'x'), options).failed_with(Fault::body_limit));
    CHECK(raw(head + "\r\n" + std::string(5000, 'x'), options).failed_with(Fault::body_limit));
  }
}

TEST_CASE("headers and bodies without end are stopped", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    wire.send(asked.target == "/body" ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100'000; ++i)
      if (!wire.send("X-Header-" + std::to_string(i) + ": " + std::string(1000, 'y') + "\r\n")) return;
  });
  auto options = local_options();
  options.limits.wire_bytes = 5 << 20;
  CHECK(fetch(server.origin() + "/headers", options).failed_with(Fault::header_limit));
  CHECK(fetch(server.origin() + "/body", options).failed_with(Fault::body_limit));
}

TEST_CASE("nothing hangs beyond its time", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    if (asked.target == "/silent") wire.pause(milliseconds(20'000));
    if (asked.target == "/headers") {
      wire.send("HTTP/1.1 200 OK\r\n");
      for (int i = 0; i < 300 && wire.pause(milliseconds(50)) && wire.send("A: b\r\n"); ++i) {
      }
    }
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegin");
    if (asked.target == "/stuck") wire.pause(milliseconds(20'000));
    // One byte before each idle time is over: only the time of the whole request ends it.
    for (int i = 0; i < 300 && wire.pause(milliseconds(100)) && wire.send("x"); ++i) {
    }
  });
  for (const char* path : {"/silent", "/headers", "/stuck"}) {
    const Fetched got = fetch(server.origin() + path);
    CHECK(got.failed_with(Fault::timeout));
    CHECK(got.seconds < 2.4);
  }
  const Fetched slow = fetch(server.origin() + "/drip");
  CHECK(slow.failed_with(Fault::timeout));
  CHECK(slow.seconds >= 2.4);
  CHECK(slow.seconds < 6);
}

TEST_CASE("the user's wish to stop is seen while waiting", "[http]") {
  FaultServer server([](const Asked&, Wire& wire) { wire.pause(milliseconds(20'000)); });
  auto options = local_options();
  options.timeouts.answer = options.timeouts.whole = milliseconds(10'000);
  const auto start = std::chrono::steady_clock::now();
  options.stop = [&] { return std::chrono::steady_clock::now() - start > milliseconds(200); };
  const Fetched got = fetch(server.origin() + "/", options);
  CHECK(got.failed_with(Fault::stopped));
  CHECK(got.seconds < 2);
}

TEST_CASE("redirects are followed within bounds", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    const auto to = [&](const std::string& where) { wire.answer(302, "Location: " + where + "\r\n", "moved"); };
    if (asked.target == "/circle") return to("/circle2");
    if (asked.target == "/circle2") return to("/circle");
    if (asked.target.starts_with("/far/")) return to("/far/" + std::to_string(std::stoi(asked.target.substr(5)) + 1));
    if (asked.target == "/once") return to("there?x=1");
    if (asked.target == "/bad") return to("https://user:pw@x.org/");
    if (asked.target == "/private") return to("http://127.0.0.2:1/");
    if (asked.target == "/metadata") return to("http://169.254.169.254/latest/meta-data/");
    if (asked.target == "/large") return wire.answer(302, "Location: /end\r\n", std::string(1 << 20, 'x'));
    wire.answer(200, "", "end of " + asked.target);
  });
  const Fetched once = fetch(server.origin() + "/once");
  REQUIRE(once.done);
  CHECK(once.sink.body == "end of /there?x=1");
  CHECK(once.sink.head.url.target == "/there?x=1");
  CHECK(once.done->redirects == 1);
  CHECK(fetch(server.origin() + "/large").sink.body == "end of /end");
  CHECK(fetch(server.origin() + "/circle").failed_with(Fault::redirects));
  CHECK(fetch(server.origin() + "/far/0").failed_with(Fault::redirects));
  CHECK(fetch(server.origin() + "/bad").failed_with(Fault::redirects));
  CHECK(fetch(server.origin() + "/private").failed_with(Fault::private_address));
  CHECK(fetch(server.origin() + "/metadata").failed_with(Fault::private_address));
}

TEST_CASE("addresses are checked after they were resolved, and the checked one is used", "[http]") {
  FaultServer server([](const Asked&, Wire& wire) { wire.answer(200, "", "in"); });
  const std::string url = "http://platform.example:" + std::to_string(server.port()) + "/";
  auto options = local_options();
  const http::Address loopback{false, {127, 0, 0, 1}, 0}, inner{false, {10, 0, 0, 7}, 0};
  int asked = 0;
  options.resolve = [&](const std::string&, milliseconds, const std::function<bool()>&) {
    ++asked;
    return http::Result<std::vector<http::Address>>(std::vector<http::Address>{loopback});
  };
  CHECK(fetch(url, options).sink.body == "in");
  CHECK(asked == 1);  // nobody resolves the name a second time
  options.may_connect = http::is_public;
  CHECK(fetch(url, options).failed_with(Fault::private_address));
  CHECK(server.log().size() == 1);
  options = local_options();
  options.resolve = [&](const std::string&, milliseconds, const std::function<bool()>&) {
    return http::Result<std::vector<http::Address>>(std::vector<http::Address>{loopback, inner});
  };
  CHECK(fetch(url, options).failed_with(Fault::private_address));  // one bad address is enough
}

TEST_CASE("http is refused unless it is allowed", "[http]") {
  FaultServer server([](const Asked&, Wire& wire) { wire.answer(200, "", ""); });
  auto options = local_options();
  options.allow_http = false;
  const Fetched got = fetch(server.origin() + "/", options);
  CHECK(got.failed_with(Fault::plain_http));
  CHECK(server.log().empty());
}

TEST_CASE("a proxy is asked with the whole address", "[http]") {
  FaultServer proxy([](const Asked& asked, Wire& wire) { wire.answer(200, "", "via " + asked.target); });
  auto options = local_options();
  options.proxy.http_proxy = "http://me:pw@127.0.0.1:" + std::to_string(proxy.port());
  options.resolve = [](const std::string& host, milliseconds, const std::function<bool()>&) {
    return http::Result<std::vector<http::Address>>(
        std::unexpected(http::failure(Fault::resolve, host, {"inconnu", "unknown"}, {})));
  };
  const Fetched got = fetch("http://platform.example/x", options);
  CHECK(got.sink.body == "via http://platform.example/x");
  CHECK(proxy.log().at(0).header("proxy-authorization") == "Basic bWU6cHc=");
}
