#include <catch2/catch.hpp>

#include "reports/csv.h"
#include "tests/support/audit_fixture.h"
#include "tests/support/golden.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

/// A reader of RFC 4180, written for this test only.
std::vector<std::vector<std::string>> parse(const std::string& text, char separator) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += '"', ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == separator) {
      rows.back().emplace_back();
    } else if (!quoted && c == '\r') {
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

std::string write(const engine::Audit& audit, Language language, CsvDialect dialect) {
  Options options;
  options.language = language;
  options.csv_dialect = dialect;
  return write_csv(audit, testing::fixture_criteria(), options);
}

}  // namespace

TEST_CASE("csv_is_one_row_an_indicator_and_scope") {
  const auto rows = parse(write(testing::fixture_audit(), Language::fr, CsvDialect::rfc4180), ',');
  REQUIRE(rows.size() == 1 + 12 + 3 + 1);
  for (const auto& row : rows) CHECK(row.size() == csv_columns().size());
  CHECK(rows[0][0] == "platform");
  CHECK(rows[1][2] == "platform");
  CHECK(rows[13][2] == "space");
  CHECK(rows[13][5] == "<script>alert(\"1\")</script> L'école & l'eau");
  CHECK(rows[1][15] == "0.35712");
  CHECK(rows[3][15].empty());  // missing is an empty cell, not 0
  CHECK(rows[3][12] == "non mesuré");
}

TEST_CASE("csv_guards_against_formulas") {
  CHECK(csv_text_cell("=1+1", ',') == "'=1+1");
  CHECK(csv_text_cell("+33", ',') == "'+33");
  CHECK(csv_text_cell("-2", ',') == "'-2");
  CHECK(csv_text_cell("@x", ',') == "'@x");
  CHECK(csv_text_cell("\tx", ',') == "'\tx");
  CHECK(csv_text_cell("=a,\"b\"", ',') == "\"'=a,\"\"b\"\"\"");
  CHECK(csv_text_cell("a;b", ',') == "a;b");
  CHECK(csv_text_cell("a;b", ';') == "\"a;b\"");
  CHECK(csv_text_cell("a\nb", ',') == "\"a\nb\"");
  CHECK(csv_text_cell("", ',').empty());
  const auto rows = parse(write(testing::fixture_audit(), Language::en, CsvDialect::rfc4180), ',');
  CHECK(rows.back()[5] == "'=cmd|' /C calc'!A0");
}

TEST_CASE("csv_numbers_are_never_guarded") {
  auto audit = testing::fixture_audit();
  audit.indicators[0].value = -0.25;
  CHECK(parse(write(audit, Language::en, CsvDialect::rfc4180), ',')[1][15] == "-0.25");
}

TEST_CASE("csv_for_a_french_excel") {
  const std::string text = write(testing::fixture_audit(), Language::fr, CsvDialect::fr_excel);
  CHECK(text.starts_with("\xEF\xBB\xBFplatform;as_of;"));
  const auto rows = parse(text.substr(3), ';');
  REQUIRE(rows.size() == 17);
  CHECK(rows[1][15] == "0,35712");
}

TEST_CASE("csv_baselines") {
  const auto audit = testing::fixture_audit();
  CHECK(testing::differs_from_baseline("reports/indicators-fr.csv", write(audit, Language::fr, CsvDialect::rfc4180)) ==
        "");
  CHECK(testing::differs_from_baseline("reports/indicators-excel.csv",
                                       write(audit, Language::fr, CsvDialect::fr_excel)) == "");
}
