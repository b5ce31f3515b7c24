#include "connectors/pull/open_data.h"

#include <catch2/catch.hpp>

#include "connectors/pull/clock.h"
#include "connectors/pull/platform.h"

using namespace boussole::connectors::pull;

TEST_CASE("the links of an open data page name its resources", "[pull]") {
  const std::string page =
      "<a href=\"/open-data/download/proposals\">x</a><a "
      "href='https://a.org/open-data/download/proposal_comments?locale=fr'>"
      "<a href=\"/open-data/download\">zip</a><a href=\"/open-data/download/proposals\">again</a>"
      "<a href=\"/open-data/download/../../etc\">";
  CHECK(resources_of_page(page) == std::vector<std::string>{"proposals", "proposal_comments"});
}

TEST_CASE("platforms are known by what their programs write into pages", "[pull]") {
  CHECK(platform_of_page("<script src=\"/decidim-packs/js/decidim_core-1.js\">") == PlatformKind::decidim);
  CHECK(platform_of_page("<meta name=\"generator\" content=\"CONSUL Democracy\">") == PlatformKind::consul);
  CHECK(platform_of_page("<div id=\"cl2-front\">") == PlatformKind::go_vocal);
  CHECK_FALSE(platform_of_page("<p>We left decidim for another platform</p>"));
}

TEST_CASE("dates of HTTP and of the manifest", "[pull]") {
  CHECK(http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784'111'777);  // RFC 9110, 5.6.7
  CHECK(http_date("tomorrow") == -1);
  CHECK(iso_time(784'111'777) == "1994-11-06T08:49:37Z");
}
