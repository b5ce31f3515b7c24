#include <catch2/catch.hpp>

#include "tests/support/connect_proxy.h"
#include "tests/unit/http/ca_file.h"
#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;
using http::Fault;

namespace {

constexpr auto kSix = FaultServer::Family::v6;

void hello(const Asked& asked, Wire& wire) { wire.answer(200, "", "six " + asked.target); }

http::ClientOptions six_options() {
  auto out = local_options();
  out.may_connect = [](const http::Address& address) { return address.text() == "::1"; };
  return out;
}

bool no_ipv6() {
  if (has_ipv6()) return false;
  WARN("skipped: the loopback of this machine has no IPv6");
  return true;
}

}  // namespace

TEST_CASE("a platform is asked over IPv6", "[http]") {
  if (no_ipv6()) return;
  FaultServer server(hello, std::nullopt, kSix);
  const std::string port = std::to_string(server.port());
  CHECK(fetch("http://[::1]:" + port + "/a", six_options()).sink.body == "six /a");
  CHECK(fetch("http://[0:0:0:0:0:0:0:1]:" + port + "/b", six_options()).sink.body == "six /b");
  REQUIRE(server.log().size() == 2);
  CHECK(server.log()[0].header("host") == "[::1]:" + port);
  CHECK(server.log()[0].target == "/a");
}

TEST_CASE("a name with both kinds of address falls back from one to the other", "[http]") {
  if (no_ipv6()) return;
  FaultServer server(hello, std::nullopt, kSix);
  auto options = local_options();
  options.may_connect = [](const http::Address&) { return true; };
  options.resolve = [](const std::string&, std::chrono::milliseconds, const std::function<bool()>&) {
    http::Address six;
    six.v6 = true;
    six.bytes[15] = 1;
    return http::Result<std::vector<http::Address>>(std::vector<http::Address>{{false, {127, 0, 0, 1}, 0}, six});
  };
  CHECK(fetch("http://both.example:" + std::to_string(server.port()) + "/", options).sink.body == "six /");
}

TEST_CASE("redirects keep the brackets of an IPv6 host", "[http]") {
  if (no_ipv6()) return;
  FaultServer server(
      [](const Asked& asked, Wire& wire) {
        const std::string host = asked.header("host");
        if (asked.target == "/relative") return wire.answer(302, "Location: end\r\n", "");
        if (asked.target == "/whole") return wire.answer(302, "Location: http://" + host + "/end\r\n", "");
        hello(asked, wire);
      },
      std::nullopt, kSix);
  for (const char* path : {"/relative", "/whole"})
    CHECK(fetch(server.origin() + path, six_options()).sink.body == "six /end");
}

TEST_CASE("over IPv6 the certificate must hold the address", "[http]") {
  if (no_ipv6()) return;
  const Authority authority;
  const CaFile file(authority);
  auto options = six_options();
  options.ca_file = file.path;
  FaultServer right(hello, authority.sign("IP:::1"), kSix);
  CHECK(fetch(right.origin() + "/x", options).sink.body == "six /x");
  const std::string port = ":" + std::to_string(right.port());
  CHECK(fetch("https://[0::0:1]" + port + "/y", options).sink.body == "six /y");
  for (const char* names : {"IP:::2", "IP:127.0.0.1", "DNS:localhost"}) {
    FaultServer wrong(hello, authority.sign(names), kSix);
    CHECK(fetch(wrong.origin() + "/x", options).failed_with(Fault::certificate));
    CHECK(wrong.log().empty());
  }
  const ConnectProxy proxy;
  options.proxy.https_proxy = proxy.origin();
  CHECK(fetch(right.origin() + "/z", options).sink.body == "six /z");
  CHECK(proxy.asked().at(0).starts_with("CONNECT [::1]" + port + " HTTP/1.1\r\nHost: [::1]" + port + "\r\n"));
  options.proxy.no_proxy = "[::1]" + port;
  CHECK(fetch(right.origin() + "/z", options).done);
  CHECK(proxy.asked().size() == 1);
}

TEST_CASE("local IPv6 addresses are refused unless they are allowed", "[http]") {
  auto options = local_options();
  options.may_connect = http::is_public;
  options.resolve = [](const std::string&, std::chrono::milliseconds, const std::function<bool()>&) {
    FAIL("an address needs no name server");
    return http::Result<std::vector<http::Address>>(std::vector<http::Address>{});
  };
  // The loopback, link-local, private, IPv4 inside IPv6, NAT64 (RFC 6052) and its local prefix (RFC 8215), 6to4.
  for (const char* host : {"::1", "::", "fe80::1", "fc00::1", "fdff:ffff::1", "::ffff:127.0.0.1", "::ffff:7f00:1",
                           "::FFFF:10.0.0.1", "0:0:0:0:0:ffff:c0a8:101", "::127.0.0.1", "64:ff9b::127.0.0.1",
                           "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::1"}) {
    INFO(host);
    const Fetched got = fetch("http://[" + std::string(host) + "]:1/", options);
    REQUIRE(got.failed_with(Fault::private_address));
    CHECK(got.done.error().error.in(Language::en).find("--allow-private") != std::string::npos);
  }
}

TEST_CASE("allowed, IPv4 inside IPv6 leads to its server", "[http]") {
  if (no_ipv6()) return;
  FaultServer server(hello);
  auto options = local_options();
  const std::string url = "http://[::ffff:127.0.0.1]:" + std::to_string(server.port()) + "/";
  CHECK(fetch(url, options).failed_with(Fault::private_address));  // only 127.0.0.1, written so, is allowed here
  options.may_connect = [](const http::Address&) { return true; };
  CHECK(fetch(url, options).sink.body == "six /");
  CHECK(server.log().at(0).header("host") == "[::ffff:127.0.0.1]:" + std::to_string(server.port()));
}

TEST_CASE("brackets hold an IPv6 address and nothing else", "[http]") {
  for (const char* text :
       {"https://[127.0.0.1]/", "https://[....]/", "https://[::g]/", "https://[1:2:3]/", "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/", "https://[]/", "https://::1/", "https://[[::1]]/", "https://[a.b]/"}) {
    INFO(text);
    CHECK_FALSE(http::parse_url(text));
  }
  CHECK(http::parse_url("https://[::1]:/x")->authority() == "[::1]");  // an empty port: RFC 3986, 3.2.3
}
