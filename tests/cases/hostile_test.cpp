#include <catch2/catch.hpp>

#include "criteria/loader.h"
#include "examples/synthetic/towns.h"
#include "reports/catalog.h"
#include "tests/cases/pipeline.h"

using namespace boussole;

namespace {

const std::string kHeader =
    "id;created_at;body;locale;author/id;author/name;alignment;depth;user_group/id;commentable_id;commentable_type;"
    "root_commentable_url\n";

std::string comment(int id, const std::string& created, const std::string& body, const std::string& url) {
  return std::to_string(id) + ";" + created + ";" + body + ";fr;7;Ada;0;0;;5;Decidim::Proposals::Proposal;" + url + "\n";
}

const std::string kUrl = "https://ville.example/processes/p/f/1/proposals/5";

std::int64_t read_rows(const engine::Audit& audit) {
  std::int64_t n = 0;
  for (const auto& s : audit.sources) n += s.rows_read;
  return n;
}

}  // namespace

TEST_CASE("empty, one byte, header only: no crash, and it is said") {
  CHECK_FALSE(test::try_audit({{"a.csv", ""}}).has_value());
  CHECK_FALSE(test::try_audit({{"a.csv", "\n"}}).has_value());
  const auto header = test::audit({{"a.csv", kHeader}});
  CHECK(read_rows(header) == 0);
  for (const auto& r : header.indicators)
    if (r.kind != "declared" && r.id != "com-reversibilite" && r.id != "tra-completude-donnees")
      CHECK(r.status != engine::Status::ok);
}

TEST_CASE("binary and UTF-16 files are refused with what to do") {
  std::string binary(4096, '\0');
  for (std::size_t i = 0; i < binary.size(); i += 3) binary[i] = static_cast<char>(i * 31);
  for (const std::string& bytes : {binary, std::string("\xff\xfe") + std::string("i\0d\0", 4)}) {
    const auto refused = test::try_audit({{"a.csv", bytes}});
    REQUIRE_FALSE(refused.has_value());
    CHECK_FALSE(refused.error().remedy.fr.empty());
    CHECK_FALSE(refused.error().remedy.en.empty());
  }
}

TEST_CASE("bad rows are counted and listed; the others are read") {
  std::string csv = kHeader;
  csv += comment(1, "2023-01-01 10:00:00 UTC", "bonjour", kUrl);
  csv += comment(2, "9999-01-01 10:00:00 UTC", "bonjour", kUrl);
  csv += "x;y\n";
  csv += comment(3, "2023-01-02 10:00:00 UTC", "\"deux\nlignes\"", kUrl);
  csv += comment(3, "2023-01-02 10:00:00 UTC", "\"deux\nlignes\"", kUrl);
  csv += comment(4, "2023-01-03 10:00:00 UTC", "\"jamais referm\xC3\xA9", kUrl);
  csv += comment(5, "2023-01-04 10:00:00 UTC", "apr\xC3\xA8s", kUrl);
  const auto audit = test::audit({{"a.csv", csv}});
  REQUIRE(audit.sources.size() == 1);
  const auto& s = audit.sources[0];
  CHECK(s.rows_read + s.rows_rejected + s.rows_duplicate == 7);
  CHECK(s.rows_duplicate == 1);
  CHECK(s.rows_read >= 3);
  CHECK(audit.rejections.total == s.rows_rejected);
  REQUIRE_FALSE(audit.rejections.sample.empty());
  for (const auto& r : audit.rejections.sample) {
    CHECK(r.line > 1);
    CHECK_FALSE(r.reason.text.fr.empty());
  }
  CHECK(audit.as_of == "2023-01-04");
}

TEST_CASE("a ten-megabyte cell and invalid UTF-8 are read") {
  std::string csv = kHeader;
  csv += comment(1, "2023-01-01 10:00:00 UTC", "\"" + std::string(10'000'000, 'a') + "\"", kUrl);
  csv += comment(2, "2023-01-01 10:00:00 UTC", "caf\xE9", kUrl);
  const auto audit = test::audit({{"a.csv", csv}});
  CHECK(read_rows(audit) == 2);
  CHECK_FALSE(audit.sources[0].notes.empty());
}

TEST_CASE("markup and formulas in the data stay text in every report") {
  const std::string evil = "<script>alert(1)</script>";
  std::string spaces =
      "id;title/fr;slug;reference;created_at;updated_at;published_at;follows_count;hashtag;short_description/fr;"
      "description/fr;promoted;url;start_date;end_date;scopes_enabled\n";
  spaces += "1;" + evil + "=cmd();p;R;2023-01-01 10:00:00 UTC;;2023-01-01 10:00:00 UTC;0;;a;b;false;"
            "https://ville.example/processes/p;2023-01-01;2023-03-01;true\n";
  std::string csv = kHeader;
  for (int i = 1; i <= 60; ++i) csv += comment(i, "2023-01-01 10:00:00 UTC", evil, kUrl);
  auto audit = test::audit({{"=cmd().csv", csv}, {"spaces.csv", spaces}});
  reports::Options options;
  for (const auto& format : reports::formats()) {
    const std::string text = format.write(audit, criteria::built_in("boussole"), options);
    INFO(format.id);
    if (format.id == "html") CHECK(text.find("<script") == std::string::npos);
    if (format.id == "csv")
      for (const char* start : {"\n=", ",=", "\n+", "\n@", ",@"}) CHECK(text.find(start) == std::string::npos);
  }
}
