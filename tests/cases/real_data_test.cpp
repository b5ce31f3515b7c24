// Real exports, where they are at hand: <project>/../shared.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "tests/cases/pipeline.h"

using namespace boussole;
namespace fs = std::filesystem;

namespace {

engine::Audit real(const char* folder) {
  const fs::path path = fs::path(BOUSSOLE_SHARED) / "data" / "decidim" / folder;
  auto audit = test::audit_paths({path.string()});
  if (!audit) FAIL(audit.error().in(Language::en));
  return *audit;
}

bool absent() {
  if (fs::exists(fs::path(BOUSSOLE_SHARED) / "data" / "decidim")) return false;
  WARN("skipped: the shared real data are not here");
  return true;
}

std::map<std::string, std::int64_t> rows(const engine::Audit& audit) {
  std::map<std::string, std::int64_t> out;
  for (const auto& s : audit.sources) {
    out[s.entity] += s.rows_read;
    CHECK(s.rows_rejected == 0);
  }
  return out;
}

const engine::IndicatorResult& find(const engine::Audit& audit, const std::string& id) {
  for (const auto& r : audit.indicators)
    if (r.id == id) return r;
  FAIL("no indicator " << id);
  return audit.indicators.front();
}

}  // namespace

TEST_CASE("real data: gencat's comments") {
  if (absent()) return;
  const auto audit = real("gencat-2024");
  CHECK(rows(audit)["proposal_comments"] == 5171);
  const auto& reciprocity = find(audit, "deb-reciprocite");
  for (const auto& p : reciprocity.parts) {
    if (p.id == "replies") CHECK(*p.value == 1251);
    if (p.id == "orphans") CHECK(*p.value == 10);
  }
  CHECK(find(audit, "div-gini-contributions").status == engine::Status::ok);
}

TEST_CASE("real data: Barcelona's projects and result comments") {
  if (absent()) return;
  auto counted = rows(real("barcelona-2025"));
  CHECK(counted["projects"] == 220);
  CHECK(counted["result_comments"] == 87);
}

TEST_CASE("real data: an old platform of fourteen proposals") {
  if (absent()) return;
  auto counted = rows(real("osp-2021"));
  CHECK(counted["proposals"] == 14);
  CHECK(counted["proposal_comments"] == 25);
}
