#include <catch2/catch.hpp>

#include "reports/markdown.h"
#include "tests/support/audit_fixture.h"
#include "tests/support/golden.h"

using namespace boussole;
using namespace boussole::reports;

namespace {

std::string write(Language language) {
  Options options;
  options.language = language;
  options.command = "boussole audit export.zip -o audit";
  options.other_sets = {testing::fixture_other_criteria()};
  return write_markdown(testing::fixture_audit(), testing::fixture_criteria(), options);
}

}  // namespace

TEST_CASE("markdown_shows_hostile_text_literally") {
  CHECK(markdown_text("<script>") == "\\<script\\>");
  CHECK(markdown_text("a|b\nc") == "a\\|b c");
  CHECK(markdown_text("&lt;") == "&amp;lt;");
  CHECK(markdown_text("[x](javascript:1)") == "\\[x\\](javascript:1)");
  const std::string text = write(Language::fr);
  CHECK(text.find("<script>") == std::string::npos);
  CHECK(text.find("\\<script\\>alert") != std::string::npos);
}

TEST_CASE("markdown_tables_have_as_many_cells_in_every_row") {
  const std::string text = write(Language::en);
  std::size_t expected = 0, rows = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    start = end + 1;
    if (!line.starts_with("|")) {
      expected = 0;
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    if (expected == 0) expected = bars;
    CHECK(bars == expected);
    ++rows;
  }
  CHECK(rows > 15);
}

TEST_CASE("markdown_baselines") {
  CHECK(testing::differs_from_baseline("reports/scorecard-fr.md", write(Language::fr)) == "");
  CHECK(testing::differs_from_baseline("reports/scorecard-en.md", write(Language::en)) == "");
}
