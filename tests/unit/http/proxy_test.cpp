#include "connectors/http/proxy.h"

#include <catch2/catch.hpp>
#include <map>

using namespace boussole::http;

namespace {

Url at(const char* text) { return *parse_url(text); }

}  // namespace

TEST_CASE("NO_PROXY names hosts, domains, addresses and blocks", "[http]") {
  CHECK(bypasses_proxy("*", at("https://a.org")));
  CHECK(bypasses_proxy("example.org", at("https://example.org")));
  CHECK(bypasses_proxy("example.org", at("https://sub.example.org")));
  CHECK(bypasses_proxy(".example.org", at("https://sub.example.org")));
  CHECK(bypasses_proxy("a.org, EXAMPLE.org ", at("https://example.org")));
  CHECK_FALSE(bypasses_proxy("example.org", at("https://badexample.org")));
  CHECK_FALSE(bypasses_proxy("example.org:8080", at("https://example.org")));
  CHECK(bypasses_proxy("example.org:8080", at("https://example.org:8080")));
  CHECK(bypasses_proxy("10.0.0.0/8", at("https://10.200.3.4")));
  CHECK_FALSE(bypasses_proxy("10.0.0.0/8", at("https://11.0.0.1")));
  CHECK(bypasses_proxy("127.0.0.1", at("https://127.0.0.1:444")));
  CHECK(bypasses_proxy("fd00::/8", at("https://[fd12::1]")));
  CHECK(bypasses_proxy("::1", at("https://[::1]")));
  CHECK_FALSE(bypasses_proxy("10.0.0.0/99", at("https://10.0.0.1")));
  CHECK_FALSE(bypasses_proxy("", at("https://a.org")));
}

TEST_CASE("the proxy comes from the usual variables", "[http]") {
  std::map<std::string, std::string> variables{{"https_proxy", "http://us%40er:pass@proxy.example:3129/"},
                                               {"HTTP_PROXY", "http://evil.example:1"},
                                               {"NO_PROXY", "direct.org"}};
  const auto settings = proxy_settings([&](const char* name) { return variables[name]; });
  const auto proxy = proxy_for(settings, at("https://a.org"));
  REQUIRE(proxy);
  REQUIRE(*proxy);
  CHECK((*proxy)->host == "proxy.example");
  CHECK((*proxy)->port == 3129);
  CHECK((*proxy)->authorization == "Basic dXNAZXI6cGFzcw==");  // base64 of "us@er:pass", by hand
  CHECK_FALSE(*proxy_for(settings, at("http://a.org")));       // HTTP_PROXY in capitals is not read
  CHECK_FALSE(*proxy_for(settings, at("https://direct.org")));
  const auto bare = proxy_for({"proxy.example:8080", "", "", ""}, at("https://a.org"));
  REQUIRE(bare);
  CHECK((*bare)->port == 8080);
}

TEST_CASE("a proxy of another kind is an error that does not show its password", "[http]") {
  const auto proxy = proxy_for({"", "", "socks5://me:hunter2@proxy.example:1080", ""}, at("https://a.org"));
  REQUIRE_FALSE(proxy);
  CHECK(proxy.error().fault == Fault::proxy);
  CHECK(proxy.error().error.in(boussole::Language::en).find("hunter2") == std::string::npos);
}
