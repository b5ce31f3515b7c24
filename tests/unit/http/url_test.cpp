#include "connectors/http/url.h"

#include <catch2/catch.hpp>

using namespace boussole::http;

TEST_CASE("an address is taken apart", "[http]") {
  const auto url = parse_url("https://Participa.Example.org:8443/a/b?x=1&y=2#part");
  REQUIRE(url);
  CHECK(url->host == "participa.example.org");
  CHECK(url->port == 8443);
  CHECK(url->target == "/a/b?x=1&y=2");
  CHECK(url->text() == "https://participa.example.org:8443/a/b?x=1&y=2");
  CHECK(parse_url("https://example.org")->target == "/");
  CHECK(parse_url("https://example.org?q")->target == "/?q");
  CHECK(parse_url("https://example.org:443/")->authority() == "example.org");
  CHECK(parse_url("http://example.org")->port == 80);
  CHECK(parse_url("https://example.org./")->host == "example.org");
  const auto six = parse_url("https://[2001:DB8::1]:444/x");
  REQUIRE(six);
  CHECK(six->host == "2001:db8::1");
  CHECK(six->authority() == "[2001:db8::1]:444");
}

TEST_CASE("what is no address of a page is refused", "[http]") {
  for (const char* text :
       {"", "example.org", "ftp://example.org/", "https://", "https:///x", "https://user:secret@example.org/",
        "https://exa mple.org/", "https://example.org/a\r\nHost: x", "https://example.org:0/",
        "https://example.org:65536/", "https://example.org:12x/", "https://[::1/", "https://[zz]/", "https://démo.org/",
        "https://.org/", "https://-x.org/", "https://a\\@b/", "javascript:alert(1)", "https://[::1]x/"})
    CHECK_FALSE(parse_url(text));
  CHECK_FALSE(parse_url("https://example.org/" + std::string(9000, 'a')));
}

// RFC 3986, section 5.4, with what a client needs of it.
TEST_CASE("a reference is read from its page", "[http]") {
  const Url base = *parse_url("https://a.org/b/c/d?q");
  const auto at = [&](const char* reference) { return resolve(base, reference)->text(); };
  CHECK(at("g") == "https://a.org/b/c/g");
  CHECK(at("./g") == "https://a.org/b/c/g");
  CHECK(at("g/") == "https://a.org/b/c/g/");
  CHECK(at("/g") == "https://a.org/g");
  CHECK(at("//g.org") == "https://g.org/");
  CHECK(at("?y") == "https://a.org/b/c/d?y");
  CHECK(at("g?y") == "https://a.org/b/c/g?y");
  CHECK(at("#s") == "https://a.org/b/c/d?q");
  CHECK(at("..") == "https://a.org/b/");
  CHECK(at("../g") == "https://a.org/b/g");
  CHECK(at("../../../g") == "https://a.org/g");
  CHECK(at("http://h.org/x") == "http://h.org/x");
  CHECK_FALSE(resolve(base, "mailto:x@y.org"));
  CHECK_FALSE(resolve(base, "https://u:p@h.org/"));
  CHECK_FALSE(resolve(base, "/a b"));
}

TEST_CASE("no key or signature of an address is shown", "[http]") {
  const auto url = *parse_url(
      "https://s3.org/"
      "f.zip?X-Amz-Signature=abc&X-Amz-Credential=def&page=2&access_token=zz&X-Amz-Security-Token=q&locale=fr");
  const std::string shown = redacted(url);
  for (const char* secret : {"abc", "def", "zz", "=q"}) CHECK(shown.find(secret) == std::string::npos);
  CHECK(shown.find("page=2") != std::string::npos);
  CHECK(shown.ends_with("locale=fr"));
  CHECK(printable("a\x1b[31m\r\nb\xC3\xA9", 100) == "a?[31m??b??");
}
