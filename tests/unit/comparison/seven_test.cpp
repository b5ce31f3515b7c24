// The committed page of the seven invented platforms is what the program writes today, and it can be discussed alone.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "criteria/loader.h"
#include "criteria/validate.h"
#include "engine/json/reader.h"
#include "examples/seven/page.h"
#include "examples/seven/seven.h"
#include "reports/json.h"

namespace {

using namespace boussole;

std::string committed(const std::string& name) {
  std::ifstream in(std::string(BOUSSOLE_ROOT) + "/examples/seven/" + name, std::ios::binary);
  INFO("out of date? boussole-seven examples/seven");
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("the seven invented audits are valid, and those of the folder are these") {
  auto platforms = examples::seven_platforms(criteria::built_in("boussole"));
  REQUIRE(platforms.size() == 7);
  platforms.push_back(examples::before_it_answers(criteria::built_in("boussole")));
  for (const auto& platform : platforms) {
    const std::string text = reports::write_json(platform.audit);
    const auto root = json::parse(text, platform.id);
    REQUIRE(root);
    for (const Error& error : criteria::validate_audit(*root, platform.id)) FAIL_CHECK(error.in(Language::en));
    const bool same = committed(platform.id + "/audit.json") == text;
    INFO("out of date? boussole-seven examples/seven");
    CHECK(same);
  }
}

TEST_CASE("their page under the four scenarios is what the program writes, and says it is invented") {
  const auto platforms = examples::seven_platforms(criteria::built_in("boussole"));
  for (const Language language : {Language::fr, Language::en}) {
    const std::string page = examples::seven_page(platforms, language);
    const bool same = committed(language == Language::fr ? "scenarios.fr.html" : "scenarios.en.html") == page;
    INFO("out of date? boussole-seven examples/seven");
    CHECK(same);
    for (const char* section : {"portraits", "dominance", "position", "scores", "places", "stability", "paths",
                                "spread", "levers", "panel", "composite", "weights", "method"}) {
      INFO(section);
      CHECK(page.find("<section id=\"" + std::string(section) + "\"") != std::string::npos);
    }
    CHECK(page.find(language == Language::fr ? "Tout est inventé" : "Everything is invented") != std::string::npos);
    // Every point of every profile has its quotation on the page.
    for (const auto& scenario : criteria::built_in_scenarios().scenarios)
      for (const auto& profile : scenario.profiles) CHECK_FALSE(profile.points.empty());
    CHECK(page.find("<script") == std::string::npos);
  }
}

}  // namespace
