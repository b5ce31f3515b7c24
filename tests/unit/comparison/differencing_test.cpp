#include "engine/scoring/differencing.h"

#include <catch2/catch.hpp>

#include <map>
#include <memory>

#include "engine/findings.h"

namespace {

using namespace boussole;
using namespace boussole::engine;

/// An audit that publishes people by one variable; a class of -1 is withheld.
Audit published(const std::map<std::string, std::int64_t>& classes, std::int64_t smallest = 5,
                const std::string& scope = "platform") {
  Composition table;
  table.variable = "sex";
  table.name = {"Genre", "Gender"};
  table.measure = "participants";
  table.scope = scope;
  for (const auto& [id, people] : classes) {
    ClassShare share{id, {id, id}, {}, {}, {}, {}};
    if (people >= 0) share.people = people;
    table.classes.push_back(share);
  }
  Findings findings;
  findings.compositions.push_back(table);
  Audit out;
  out.parameters.min_cell = smallest;
  out.findings = std::make_shared<const Findings>(findings);
  return out;
}

std::vector<std::string> told(const Audit& earlier, const Audit& now) {
  std::vector<std::string> out;
  for (const DisclosedClass& c : differencing(earlier, now)) out.push_back(c.class_id);
  return out;
}

using Ids = std::vector<std::string>;

TEST_CASE("two audits of one platform: a class that moves by one to four people is told by subtraction") {
  CHECK(told(published({{"f", 50}, {"m", 40}}), published({{"f", 51}, {"m", 45}})) == Ids{"f"});
  CHECK(told(published({{"f", 50}, {"m", 40}}), published({{"f", 46}, {"m", 40}})) == Ids{"f"});
  CHECK(told(published({{"f", 50}, {"m", 40}}), published({{"f", 51}, {"m", 42}})) == (Ids{"f", "m"}));
  CHECK(told(published({{"f", 50}, {"m", 40}}), published({{"f", 55}, {"m", 40}})).empty());
  CHECK(told(published({{"f", 50}, {"m", 40}}), published({{"f", 50}, {"m", 40}})).empty());
}

TEST_CASE("what one of the audits withholds, or counts elsewhere, cannot be subtracted") {
  CHECK(told(published({{"f", 50}, {"m", -1}}), published({{"f", 60}, {"m", 7}})).empty());
  CHECK(told(published({{"f", 50}}, 5, "/p/a"), published({{"f", 51}}, 5, "/p/b")).empty());
  CHECK(told(published({{"f", 50}}), Audit{}).empty());
  CHECK(told(Audit{}, published({{"f", 50}})).empty());
  CHECK(told(published({{"f", 0}}), published({{"f", 6}})).empty());
}

TEST_CASE("the stricter smallest cell of the two counts, and the sentence says what to do") {
  const Audit before = published({{"f", 50}}, 10), now = published({{"f", 57}}, 5);
  const auto classes = differencing(before, now);
  REQUIRE(classes.size() == 1);
  CHECK((classes[0].before == 50 && classes[0].now == 57));
  const Message said = differencing_warning(classes, "3", 10);
  CHECK(said.text.en.find("beside audit 3") != std::string::npos);
  CHECK(said.text.en.find("Gender / f") != std::string::npos);
  CHECK(said.text.en.find("57") == std::string::npos);  // the sentence itself gives no number away
}

}  // namespace
