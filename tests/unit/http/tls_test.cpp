#include <catch2/catch.hpp>

#include "tests/unit/http/ca_file.h"
#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;
using http::Fault;

namespace {

constexpr const char* kHere = "IP:127.0.0.1";

void ok(const Asked& asked, Wire& wire) { wire.answer(200, "", "safe " + asked.target); }

Fetched over_tls(const Authority& trusted, const Credentials& credentials, const FaultServer::Handler& handler = ok) {
  const CaFile file(trusted);
  FaultServer server(handler, credentials);
  auto options = local_options();
  options.ca_file = file.path;
  return fetch(server.origin() + "/x", options);
}

}  // namespace

TEST_CASE("a right certificate is accepted, and only that", "[http]") {
  const Authority authority, stranger("a stranger");
  const Fetched good = over_tls(authority, authority.sign(kHere));
  REQUIRE(good.done);
  CHECK(good.sink.body == "safe /x");
  const auto words = [](const Fetched& got) {
    CHECK(got.failed_with(Fault::certificate));
    CHECK(got.sink.body.empty());
    return got.done.error().error.in(Language::en);
  };
  CHECK(words(over_tls(authority, authority.sign(kHere, -7200, -60))).find("expired") != std::string::npos);
  CHECK(words(over_tls(authority, authority.sign(kHere, 3600, 7200))).find("not valid yet") != std::string::npos);
  CHECK(words(over_tls(authority, authority.sign("DNS:other.example"))).find("another host") != std::string::npos);
  CHECK(words(over_tls(authority, authority.sign("IP:127.0.0.9"))).find("another host") != std::string::npos);
  CHECK(words(over_tls(authority, stranger.sign(kHere))).find("unknown authority") != std::string::npos);
}

TEST_CASE("host names are checked too", "[http]") {
  const Authority authority;
  const CaFile file(authority);
  auto options = local_options();
  options.ca_file = file.path;
  options.resolve = [](const std::string&, std::chrono::milliseconds, const std::function<bool()>&) {
    return http::Result<std::vector<http::Address>>(std::vector<http::Address>{{false, {127, 0, 0, 1}, 0}});
  };
  FaultServer server(ok, authority.sign("DNS:participa.example"));
  const std::string port = ":" + std::to_string(server.port()) + "/";
  CHECK(fetch("https://participa.example" + port, options).done);
  CHECK(fetch("https://other.example" + port, options).failed_with(Fault::certificate));
}

TEST_CASE("a server that speaks no TLS, or cuts it, is said", "[http]") {
  const Authority authority;
  FaultServer plain([](const Asked&, Wire& wire) { wire.answer(200, "", ""); });
  CHECK(fetch("https://127.0.0.1:" + std::to_string(plain.port()) + "/").done.has_value() == false);
  const Fetched half = over_tls(authority, authority.sign(kHere), [](const Asked&, Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf");
    wire.close();
  });
  CHECK(half.failed_with(Fault::dropped));
}

TEST_CASE("an answer of no announced length is whole only where TLS ends too", "[http]") {
  const Authority authority;
  const auto until_the_end = [&](bool cut) {
    return over_tls(authority, authority.sign(kHere), [cut](const Asked&, Wire& wire) {
      wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nthe whole of it, or not");
      if (cut) return wire.cut();  // as someone on the way may do
      wire.close();
    });
  };
  CHECK(until_the_end(false).done);
  CHECK(until_the_end(true).failed_with(Fault::dropped));
}

TEST_CASE("no redirect leads from https to http", "[http]") {
  const Authority authority;
  FaultServer plain(ok);
  const Fetched got = over_tls(authority, authority.sign(kHere), [&](const Asked&, Wire& wire) {
    wire.answer(302, "Location: " + plain.origin() + "/y\r\n", "");
  });
  CHECK(got.failed_with(Fault::downgrade));
  CHECK(plain.log().empty());
}

TEST_CASE("a credential goes to the platform alone", "[http]") {
  const Authority authority;
  const CaFile file(authority);
  const Credentials credentials = authority.sign(kHere);
  FaultServer elsewhere(ok, credentials);
  FaultServer platform(
      [&](const Asked& asked, Wire& wire) {
        if (asked.target == "/away") return wire.answer(302, "Location: " + elsewhere.origin() + "/z\r\n", "");
        ok(asked, wire);
      },
      credentials);
  auto options = local_options();
  options.ca_file = file.path;
  http::Client client(options);
  Fetched got;
  fetch(client, platform.origin() + "/away", got, "Bearer sesame");
  REQUIRE(got.done);
  CHECK(platform.log().at(0).header("authorization") == "Bearer sesame");
  CHECK(elsewhere.log().at(0).header("authorization").empty());
}

TEST_CASE("a file of authorities that holds none is an input error", "[http]") {
  auto options = local_options();
  options.ca_file = "/dev/null";
  const Fetched got = fetch("https://127.0.0.1:1/", options);
  REQUIRE_FALSE(got.done);
  CHECK(got.done.error().error.kind == Error::Kind::invalid_input);
}
