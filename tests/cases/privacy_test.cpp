#include <catch2/catch.hpp>
#include <set>

#include "criteria/loader.h"
#include "examples/synthetic/towns.h"
#include "reports/catalog.h"
#include "tests/cases/pipeline.h"
#include "tests/support/unpacked.h"

using namespace boussole;
using synthetic::Generation;

TEST_CASE("no name, nickname or text about oneself reaches any report") {
  for (Generation generation : synthetic::kGenerations) {
    const synthetic::Platform platform = synthetic::complete_platform();
    const auto audit = test::audit(test::export_of(platform, generation));
    std::set<std::string> personal;
    for (const auto& p : platform.people) {
      personal.insert(p.name);
      personal.insert(p.nickname);
      if (p.about) personal.insert(*p.about);
    }
    for (const auto& g : platform.groups) personal.insert(g.name);
    reports::Options options;
    options.other_sets = {criteria::built_in("decidim_quality")};
    for (const auto& format : reports::formats())
      for (Language language : {Language::fr, Language::en}) {
        options.language = language;
        const std::string text = test::unpacked(format.write(audit, criteria::built_in("boussole"), options));
        if (format.id == "xlsx") CHECK(text.find("<worksheet") != std::string::npos);
        for (const auto& name : personal) {
          if (name.size() < 5) continue;  // a short nickname may be a word
          INFO(synthetic::name(generation) << " " << format.id << " " << name);
          CHECK(text.find(name) == std::string::npos);
        }
        // Style sheets have @page.
        if (format.id != "html") CHECK(text.find('@') == std::string::npos);
      }
  }
}

TEST_CASE("no number of people from one to four is published") {
  for (const auto& town : synthetic::towns()) {
    const auto audit = test::audit(test::tables(synthetic::export_files(town.make(), town.options)));
    const std::set<std::string> people{"authors", "exposed", "persons", "plausible_names", "about",
                                       "avatars", "active",  "new",     "previous",        "stayed"};
    for (const auto& r : audit.indicators)
      for (const auto& p : r.parts)
        if (people.contains(p.id) && p.value) {
          INFO(town.id << " " << r.id << " " << p.id << " " << *p.value);
          CHECK((*p.value == 0 || *p.value >= 5));
        }
    for (const auto& s : audit.spaces)
      if (s.participants) CHECK((*s.participants == 0 || *s.participants >= 5));
  }
}
