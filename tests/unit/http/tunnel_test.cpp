#include <catch2/catch.hpp>

#include "tests/support/connect_proxy.h"
#include "tests/unit/http/ca_file.h"
#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;
using http::Fault;

namespace {

/// A platform with a certificate for participa.example, a client that trusts its authority, and no name server at all:
/// only the proxy knows where the platform is.
struct Behind {
  explicit Behind(const std::string& names = "DNS:participa.example")
      : server([](const Asked& asked, Wire& wire) { wire.answer(200, "", "safe " + asked.target); },
               authority.sign(names)) {}

  http::ClientOptions options(const std::string& proxy) const {
    auto out = local_options();
    out.ca_file = file.path;
    out.proxy.https_proxy = proxy;
    out.resolve = [](const std::string& host, std::chrono::milliseconds, const std::function<bool()>&) {
      return http::Result<std::vector<http::Address>>(
          std::unexpected(http::failure(Fault::resolve, host, {"inconnu", "unknown"}, {})));
    };
    return out;
  }
  std::string url(const std::string& host = "participa.example") const {
    return "https://" + host + ":" + std::to_string(server.port()) + "/x?token=sesame";
  }

  Authority authority;
  CaFile file{authority};
  FaultServer server;
};

std::string words(const Fetched& got, Language language = Language::en) {
  REQUIRE_FALSE(got.done);
  return got.done.error().error.in(language);
}

/// What comes of a proxy that answers so and makes no tunnel.
Fetched answered(const std::string& answer) {
  const Behind behind;
  const ConnectProxy proxy({answer, false, std::nullopt});
  const Fetched got = fetch(behind.url(), behind.options(proxy.origin()));
  CHECK(behind.server.log().empty());
  CHECK(proxy.seen().find("sesame") == std::string::npos);
  return got;
}

std::string with_password(const std::string& origin) { return "http://me:hunter2@" + origin.substr(7); }

}  // namespace

TEST_CASE("https goes through a tunnel, and the proxy reads nothing of it", "[http]") {
  const Behind behind;
  const ConnectProxy proxy;
  http::Client client(behind.options(with_password(proxy.origin())));
  for (int i = 0; i < 2; ++i) {
    Fetched got;
    fetch(client, behind.url(), got, "Bearer sesame");
    REQUIRE(got.done);
    CHECK(got.sink.body == "safe /x?token=sesame");
  }
  REQUIRE(proxy.asked().size() == 1);  // the tunnel is kept
  const std::string asked = proxy.asked().front(), port = std::to_string(behind.server.port());
  CHECK(asked.starts_with("CONNECT participa.example:" + port + " HTTP/1.1\r\n"));
  CHECK(asked.find("Host: participa.example:" + port + "\r\n") != std::string::npos);
  CHECK(asked.find("Proxy-Authorization: Basic bWU6aHVudGVyMg==\r\n") != std::string::npos);  // "me:hunter2", by hand
  CHECK(asked.find("\r\nAuthorization") == std::string::npos);
  CHECK(proxy.seen().size() > 1000);
  // All of four bytes or more: two would turn up by chance in a kilobyte of ciphertext.
  for (const char* secret : {"sesame", "Bearer", "/x?token", "safe /x"})
    CHECK(proxy.seen().find(secret) == std::string::npos);
  // The platform has the key, and not the proxy's password.
  REQUIRE(behind.server.log().size() == 2);
  for (const Asked& request : behind.server.log()) {
    CHECK(request.target == "/x?token=sesame");
    CHECK(request.header("authorization") == "Bearer sesame");
    CHECK(request.header("proxy-authorization").empty());
  }
}

TEST_CASE("in a tunnel the certificate must be that of the platform", "[http]") {
  const ConnectProxy proxy;
  // A certificate for the proxy's own address is not one for the platform.
  const Behind proxys("IP:127.0.0.1,DNS:localhost");
  const Fetched got = fetch(proxys.url(), proxys.options(proxy.origin()));
  CHECK(got.failed_with(Fault::certificate));
  CHECK(words(got).find("another host") != std::string::npos);
  CHECK(proxys.server.log().empty());
  const Behind right;
  CHECK(fetch(right.url(), right.options(proxy.origin())).done);
  CHECK(fetch(right.url("other.example"), right.options(proxy.origin())).failed_with(Fault::certificate));
  // A proxy that opens what it carries signs with an authority of its own.
  auto suspicious = right.options(proxy.origin());
  suspicious.ca_file.clear();
  CHECK(words(fetch(right.url(), suspicious)).find("unknown authority") != std::string::npos);
}

TEST_CASE("a proxy that refuses is named, with what to do", "[http]") {
  const Fetched forbidden = answered("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nno!\n");
  CHECK(forbidden.failed_with(Fault::proxy));
  CHECK(words(forbidden).find("the proxy refuses the connection to this host (403)") != std::string::npos);
  CHECK(words(forbidden, Language::fr).find("le proxy refuse la connexion") != std::string::npos);
  CHECK(words(forbidden).find("participa.example") != std::string::npos);
  const Fetched nameless =
      answered("HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
  CHECK(nameless.failed_with(Fault::proxy));
  CHECK(words(nameless).find("asks for a user name and a password") != std::string::npos);
  CHECK(words(nameless).find("https_proxy=http://name:password@") != std::string::npos);
  const Fetched unreached = answered("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  CHECK(unreached.failed_with(Fault::connect));
  CHECK(unreached.done.error().worth_a_retry());
  CHECK_FALSE(forbidden.done.error().worth_a_retry());
  CHECK(words(unreached).find("the proxy does not reach this host (502)") != std::string::npos);
  // A password that was refused is not shown.
  const Behind behind;
  const ConnectProxy strict({"HTTP/1.1 407 X\r\n\r\n", false, std::nullopt});
  const std::string refused = words(fetch(behind.url(), behind.options(with_password(strict.origin()))));
  CHECK(refused.find("hunter2") == std::string::npos);
  CHECK(refused.find("bWU6") == std::string::npos);
}

TEST_CASE("what is no proxy, or is not there, is said", "[http]") {
  for (const char* answer : {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n<html>a page</html>"}) {
    const Fetched got = answered(answer);
    CHECK(got.failed_with(Fault::proxy));
    CHECK(words(got).find("no proxy") != std::string::npos);
  }
  const Behind behind;
  std::string gone;
  {
    const ConnectProxy proxy;
    gone = proxy.origin();
  }
  const Fetched absent = fetch(behind.url(), behind.options(with_password(gone)));
  CHECK(absent.failed_with(Fault::connect));
  CHECK(words(absent).find("cannot connect to the proxy 127.0.0.1") != std::string::npos);
  CHECK(words(absent).find("hunter2") == std::string::npos);
  // One that takes the connection and says nothing.
  FaultServer silent([](const Asked&, Wire& wire) { wire.pause(std::chrono::milliseconds(20'000)); });
  const Fetched waiting = fetch(behind.url(), behind.options(silent.origin()));
  CHECK(waiting.failed_with(Fault::timeout));
  CHECK(words(waiting).find("waiting for the proxy") != std::string::npos);
  CHECK(waiting.seconds < 2);
}

TEST_CASE("a proxy that drops the connection is a fault of its own, wherever it does", "[http]") {
  const Fetched mute = answered("");
  CHECK(mute.failed_with(Fault::dropped));
  CHECK(words(mute).find("proxy") != std::string::npos);
  CHECK(answered("HTTP/1.1 200 Conn").failed_with(Fault::dropped));
  // Right behind its answer, or in the middle of the handshake.
  CHECK(answered("HTTP/1.1 200 Connection established\r\n\r\n").failed_with(Fault::dropped));
  for (const std::size_t bytes : {1U, 5U, 100U, 400U}) {
    const Behind behind;
    ConnectProxy::Manners manners;
    manners.cuts_after = bytes;
    const ConnectProxy proxy(manners);
    const Fetched got = fetch(behind.url(), behind.options(proxy.origin()));
    CHECK(got.failed_with(Fault::dropped));
    CHECK(got.done.error().worth_a_retry());
    CHECK(words(got).find("proxy") != std::string::npos);
    CHECK(behind.server.log().empty());
  }
}

TEST_CASE("NO_PROXY leads past the proxy", "[http]") {
  const Behind behind("DNS:participa.example,DNS:a.participa.example,IP:127.0.0.1");
  const ConnectProxy proxy;
  const std::string port = std::to_string(behind.server.port());
  const auto proxied = [&](const std::string& no_proxy, const std::string& host) {
    auto options = behind.options(proxy.origin());
    options.proxy.no_proxy = no_proxy;
    options.resolve = [](const std::string&, std::chrono::milliseconds, const std::function<bool()>&) {
      return http::Result<std::vector<http::Address>>(std::vector<http::Address>{{false, {127, 0, 0, 1}, 0}});
    };
    const std::size_t before = proxy.asked().size();
    CHECK(fetch(behind.url(host), options).done);
    return proxy.asked().size() > before;
  };
  CHECK(proxied("", "participa.example"));
  CHECK(proxied("other.example,.org", "participa.example"));
  CHECK_FALSE(proxied("participa.example", "participa.example"));
  CHECK_FALSE(proxied("other.example, .participa.example", "a.participa.example"));
  CHECK_FALSE(proxied("*", "participa.example"));
  CHECK_FALSE(proxied("participa.example:" + port, "participa.example"));
  CHECK(proxied("participa.example:1", "participa.example"));
  CHECK_FALSE(proxied("127.0.0.0/8", "127.0.0.1"));
  CHECK(proxied("10.0.0.0/8", "127.0.0.1"));
}

TEST_CASE("a proxy opens no way to private addresses", "[http]") {
  const Behind behind("IP:127.0.0.1");
  const ConnectProxy proxy;
  auto options = behind.options(proxy.origin());
  options.may_connect = http::is_public;
  for (const char* host : {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"})
    CHECK(fetch(behind.url(host), options).failed_with(Fault::private_address));
  CHECK(proxy.asked().empty());
}

TEST_CASE("no key is sent in clear through a proxy", "[http]") {
  FaultServer proxy([](const Asked&, Wire& wire) { wire.answer(200, "", ""); });
  auto options = local_options();
  options.proxy.http_proxy = proxy.origin();
  http::Client client(options);
  Fetched got;
  fetch(client, "http://127.0.0.1:1/x", got, "Bearer sesame");
  CHECK(got.failed_with(Fault::plain_http));
  CHECK(words(got).find("sesame") == std::string::npos);
  CHECK(proxy.log().empty());
  fetch(client, "http://127.0.0.1:1/x", got);
  CHECK(got.done);
  // There too, a proxy that asks for a password is not taken for the platform.
  FaultServer strict([](const Asked&, Wire& wire) { wire.answer(407, "", "who are you?"); });
  options.proxy.http_proxy = strict.origin();
  const Fetched nameless = fetch("http://127.0.0.1:1/x", options);
  CHECK(nameless.failed_with(Fault::proxy));
  CHECK(nameless.sink.body.empty());
}
