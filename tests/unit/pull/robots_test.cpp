#include "connectors/pull/robots.h"

#include <catch2/catch.hpp>

using boussole::connectors::pull::Robots;

// The cases of RFC 9309, sections 2.2 and 5, and those its authors' own tests name.
TEST_CASE("the longest rule wins, and allow among equals", "[pull]") {
  const Robots robots(
      "User-agent: *\nDisallow: /\nAllow: /open-data\nDisallow: /open-data/private\nAllow: /p\nDisallow: /p\n",
      "boussole");
  CHECK_FALSE(robots.allows("/"));
  CHECK_FALSE(robots.allows("/meetings"));
  CHECK(robots.allows("/open-data/download?locale=fr"));
  CHECK_FALSE(robots.allows("/open-data/private/x"));
  CHECK(robots.allows("/page"));
}

TEST_CASE("stars and the end are understood", "[pull]") {
  const Robots robots("user-agent: *\ndisallow: /*.zip$\ndisallow: /a*b*c\ndisallow: *?locale=\n", "boussole");
  CHECK_FALSE(robots.allows("/x/y.zip"));
  CHECK(robots.allows("/x/y.zip?z"));
  CHECK_FALSE(robots.allows("/axxbyyc/more"));
  CHECK(robots.allows("/axxbyy"));
  CHECK_FALSE(robots.allows("/open-data?locale=fr"));
}

TEST_CASE("a group that names the program counts, the others do not", "[pull]") {
  const std::string text =
      "User-agent: other\nUser-agent: Boussole/2\nDisallow: /private\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /\n"
      "User-agent: boussole\nDisallow: /more\n";
  const Robots robots(text, "boussole");
  CHECK(robots.allows("/open-data"));
  CHECK_FALSE(robots.allows("/private"));
  CHECK_FALSE(robots.allows("/more"));  // groups of one program are one group
  CHECK(robots.delay() == 2.5);
  const Robots stranger(text, "stranger");
  CHECK_FALSE(stranger.allows("/open-data"));
  CHECK_FALSE(stranger.delay());
}

TEST_CASE("what says nothing allows everything", "[pull]") {
  CHECK(Robots("", "boussole").allows("/x"));
  CHECK(Robots("User-agent: *\nDisallow:\n", "boussole").allows("/x"));
  CHECK(Robots("Disallow: /\n", "boussole").allows("/x"));  // in no group
  CHECK(Robots("# all closed\nnonsense\n\x01\x02", "boussole").allows("/x"));
  CHECK_FALSE(Robots("\xEF\xBB\xBFUser-agent: *\r\nDisallow: / # all\r\n", "boussole").allows("/x"));
}

TEST_CASE("percent signs are compared by what they mean", "[pull]") {
  const Robots robots("User-agent: *\nDisallow: /%7Ejoe\nDisallow: /é\nDisallow: /a%3cd\n", "boussole");
  CHECK_FALSE(robots.allows("/~joe/x"));
  CHECK_FALSE(robots.allows("/%C3%A9"));
  CHECK_FALSE(robots.allows("/a%3Cd"));
}
