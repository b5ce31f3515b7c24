#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "criteria/loader.h"
#include "docs/generate/methodology.h"
#include "engine/indicators/indicator.h"

using namespace boussole;

namespace {

std::string file(const std::string& path) {
  std::ifstream in(std::string(BOUSSOLE_ROOT) + "/" + path, std::ios::binary);
  INFO(path);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the methodology pages are what the program writes today") {
  const auto& set = criteria::built_in("boussole");
  // Out of date? boussole_docs docs
  CHECK(file("docs/fr/methode.md") == docs::methodology(set, Language::fr));
  CHECK(file("docs/en/methodology.md") == docs::methodology(set, Language::en));
}

TEST_CASE("catalogue: every computed indicator is in the set, has its row in the page and a test by hand") {
  const auto& set = criteria::built_in("boussole");
  const std::string page = file("docs/en/methodology.md");
  std::string tests;
  for (const char* name : {"debate", "file", "follow_up", "power", "voice", "places", "people"})
    tests += file(std::string("tests/unit/indicators/") + name + "_test.cpp");
  std::set<std::string_view> seen;
  for (const auto& def : engine::indicator_table()) {
    INFO(def.id);
    CHECK(seen.insert(def.id).second);
    CHECK(set.find(std::string(def.id)) != nullptr);
    CHECK_FALSE(def.method.empty());
    CHECK(page.find("`" + std::string(def.id) + "`") != std::string::npos);
    CHECK(tests.find("\"" + std::string(def.id) + "\"") != std::string::npos);
  }
  // All that Decidim's export feeds fully is computed.
  for (const auto& indicator : set.indicators)
    if (indicator.decidim_open_data == "yes") {
      INFO(indicator.id);
      CHECK(seen.contains(indicator.id));
    }
}
