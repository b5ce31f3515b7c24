#include <catch2/catch.hpp>

#include <set>

#include "reports/catalog.h"
#include "reports/html.h"
#include "reports/html/page.h"
#include "tests/support/audit_fixture.h"
#include "tests/support/golden.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

std::string write(Language language, const engine::Audit& audit = testing::fixture_audit()) {
  Options options;
  options.language = language;
  options.command = "boussole audit <export>.zip -o audit";
  options.other_sets = {testing::fixture_other_criteria()};
  return write_html(audit, testing::fixture_criteria(), options);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> attributes(const std::string& page, const std::string& name) {
  std::vector<std::string> out;
  const std::string start = " " + name + "=\"";
  for (std::size_t at = 0; (at = page.find(start, at)) != std::string::npos;) {
    at += start.size();
    out.push_back(page.substr(at, page.find('"', at) - at));
  }
  return out;
}

}  // namespace

TEST_CASE("html_escapes") {
  CHECK(html::escape("<a b=\"c\" d='e'>&") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  CHECK(html::escape(std::string("a\x01\0b", 4)) == "a\uFFFD\uFFFDb");
  CHECK(html::escape("é\n") == "é\n");
}

TEST_CASE("html_links_only_to_web_addresses") {
  const auto link = [](const char* url) { return html::Page(Typography(Language::fr)).link(url, "x").take(); };
  CHECK(link("javascript:alert(1)") == "x");
  CHECK(link("data:text/html,x") == "x");
  CHECK(link("//evil.example") == "x");
  CHECK(link("https://") == "x");
  CHECK(link("https://a.example/?b=\"c") == "<a href=\"https://a.example/?b=&quot;c\" rel=\"noreferrer\">x</a>");
}

TEST_CASE("html_never_lets_a_title_become_markup") {
  for (const Language language : {Language::fr, Language::en}) {
    const std::string page = write(language);
    CHECK_FALSE(contains(page, "<script"));
    CHECK(contains(page, "&lt;script&gt;alert(&quot;1&quot;)"));
    CHECK_FALSE(contains(page, "javascript:"));
    CHECK_FALSE(contains(page, "<Co>"));
    CHECK_FALSE(contains(page, "<31/"));
  }
}

TEST_CASE("html_needs_no_network") {
  const std::string page = write(Language::fr);
  CHECK(attributes(page, "src").empty());
  CHECK_FALSE(contains(page, "<link"));
  CHECK_FALSE(contains(page, "@import"));
  for (std::size_t at = 0; (at = page.find("url(", at)) != std::string::npos; ++at) CHECK(page[at + 4] == '#');
  for (const std::string& target : attributes(page, "href"))
    CHECK((target.starts_with("#") || target.starts_with("https://participer.example")));
}

TEST_CASE("html_ids_are_unique_and_every_inner_link_has_its_target") {
  const std::string page = write(Language::fr);
  const auto ids = attributes(page, "id");
  const std::set<std::string> known(ids.begin(), ids.end());
  CHECK(known.size() == ids.size());
  for (const std::string& target : attributes(page, "href"))
    if (target.starts_with("#")) CHECK(known.count(target.substr(1)) == 1);
  for (const std::string& label : attributes(page, "aria-labelledby")) CHECK(known.count(label) == 1);
}

TEST_CASE("html_sections_are_in_order") {
  const std::string page = write(Language::fr);
  std::size_t last = 0;
  for (const char* section :
       {"summary", "chart", "table", "indicators", "spaces", "quality", "unread", "method", "declarations"}) {
    const std::size_t at = page.find(std::string("<section id=\"") + section + "\"");
    CHECK(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
}

TEST_CASE("html_says_every_reading_and_reason") {
  const std::string fr = write(Language::fr);
  for (const char* words : {"démontré", "non démontré", "en dessous", "non mesuré", "sans objet", "contesté"})
    CHECK(contains(fr, words));
  CHECK(contains(fr, "L’export ne contient aucune donnée d’âge ni de genre."));
  CHECK(contains(fr, "aucun intervalle honnête"));
  CHECK(contains(fr, "author/avatar_url"));
  CHECK(contains(fr, "extra_&lt;b&gt;"));
  CHECK(contains(fr, std::string(64, 'a')));
  CHECK(contains(write(Language::en), "Two intervals that overlap: the order is not established."));
}

TEST_CASE("html_of_an_empty_audit_is_a_page") {
  const std::string page = write(Language::en, testing::empty_audit());
  CHECK(contains(page, "Unnamed platform"));
  CHECK(contains(page, "none is measured"));
  CHECK(page.ends_with("</html>\n"));
}

TEST_CASE("html_caps_the_spaces_it_details_and_says_so") {
  auto audit = testing::fixture_audit();
  const auto model = audit.spaces[0];
  audit.spaces.assign(200, model);
  const std::string page = write(Language::en, audit);
  CHECK(contains(page, "200 spaces have at least one figure"));
  CHECK(page.size() < 600000);
}

TEST_CASE("html_baselines") {
  CHECK(testing::differs_from_baseline("reports/scorecard-fr.html", write(Language::fr)) == "");
  CHECK(testing::differs_from_baseline("reports/scorecard-en.html", write(Language::en)) == "");
}

TEST_CASE("catalog_of_formats") {
  CHECK(find_format("html")->file_name == "scorecard.html");
  CHECK(find_format("md")->extension() == "md");
  CHECK(find_format("pdf") == nullptr);
  for (const Format& format : formats()) {
    CHECK_FALSE(format.description.fr.empty());
    CHECK_FALSE(format.write(testing::empty_audit(), {}, {}).empty());
  }
}
