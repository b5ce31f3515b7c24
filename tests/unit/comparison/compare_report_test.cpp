#include <catch2/catch.hpp>

#include "engine/json/reader.h"
#include "reports/compare.h"
#include "tests/unit/comparison/audits.h"

namespace {

using namespace boussole;
using testing::small_set;
using testing::subject;

struct Written {
  std::string html, md, json, csv;
};

Written written(Language language, bool ranks) {
  const auto a = subject("Ville <b>&</b> | A", {{"a1", 0.9, 0.85, 0.95}, {"a2", 0.5, 0.4, 0.6}, {"ad", 0.5}});
  const auto b = subject("=cmd", {{"a1", 0.2, 0.15, 0.25}, {"a2", 0.45, 0.4, 0.6}});
  const std::vector<engine::Subject> both{a, b};
  const auto comparison = engine::compare(both, small_set());
  reports::CompareOptions options;
  options.report.language = language;
  options.ranks = ranks;
  options.tool_version = "1";
  const auto document = reports::comparison_document(comparison, small_set(), options);
  return {reports::write_html(document), reports::write_markdown(document),
          reports::write_comparison_json(comparison, options),
          reports::write_comparison_csv(comparison, small_set(), options)};
}

bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

TEST_CASE("one comparison says the same in every format") {
  const Written w = written(Language::en, false);
  const auto json = json::parse(w.json, "comparison.json");
  REQUIRE(json);
  const json::Value& pair = *json->find("indicators")->at(0)->find("differences")->at(0);
  CHECK(*pair.find("difference")->as_double() == Approx(0.7));
  CHECK(*pair.find("verdict")->as_string() == "demonstrated");
  INFO(w.md);
  CHECK(has(w.html, "70\u00A0points more than =cmd"));
  CHECK(has(w.md, "70\u00A0points more than =cmd"));
  CHECK(has(w.md, "probability that it is more: more than 99%; demonstrated."));  // never 100 %
  CHECK(has(w.csv, ",0.7,"));
  CHECK(has(w.csv, ",demonstrated,"));
  CHECK(has(w.csv, "not demonstrated"));
}

TEST_CASE("hostile names stay text") {
  const Written w = written(Language::fr, false);
  CHECK_FALSE(has(w.html, "<b>&</b>"));
  CHECK(has(w.html, "&lt;b&gt;"));
  CHECK_FALSE(has(w.md, "<b>"));
  CHECK(has(w.csv, ",'=cmd,"));
}

TEST_CASE("places only when asked for") {
  CHECK_FALSE(has(written(Language::en, false).html, "possible places"));
  CHECK(has(written(Language::en, true).html, "possible places"));
  CHECK_FALSE(has(written(Language::en, false).json, "\"ranks\""));
  CHECK(has(written(Language::en, true).json, "\"ranks\""));
}

TEST_CASE("not demonstrated is never said to be equal, declared is not differenced") {
  const Written w = written(Language::fr, false);
  CHECK(has(w.html, "non démontré"));
  CHECK(has(w.html, "ne veut pas dire «\u00A0égal\u00A0»"));
  CHECK(has(w.html, "non déclaré"));
  CHECK_FALSE(has(w.csv, "ad,"));
}

TEST_CASE("the same comparison gives the same bytes") {
  CHECK(written(Language::fr, true).html == written(Language::fr, true).html);
  CHECK(written(Language::fr, true).json == written(Language::fr, true).json);
}

}  // namespace
