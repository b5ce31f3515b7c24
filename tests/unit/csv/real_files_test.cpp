#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "tests/unit/csv/collect.h"

using namespace boussole::connectors::csv;

namespace {

struct RealFile {
  const char* path;
  char separator;
  std::int64_t rows;
};

/// Rows counted with another CSV parser.
constexpr RealFile kFiles[] = {
    {"gencat-2024/participa.gencat.cat-open-data-proposal_comments.csv", ',', 5171},
    {"barcelona-2025/www.decidim.barcelona-open-data-projects.csv", ';', 220},
    {"barcelona-2025/www.decidim.barcelona-open-data-result_comments.csv", ';', 87},
    {"osp-2021/in.opensourcepolitics.eu-open-data-proposals.csv", ';', 14},
    {"osp-2021/in.opensourcepolitics.eu-open-data-proposal_comments.csv", ';', 25},
};

}  // namespace

TEST_CASE("real exports are read whole, the same for any blocks and threads") {
  for (const RealFile& file : kFiles) {
    const std::filesystem::path path = std::filesystem::path(BOUSSOLE_SHARED) / "data" / "decidim" / file.path;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      std::cout << "SKIPPED: no real export " << file.path << "\n";
      continue;
    }
    INFO(file.path);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const Collected whole = must_collect(bytes);
    CHECK(whole.header.separator == file.separator);
    CHECK(whole.summary.records == file.rows);
    CHECK(whole.summary.rejected == 0);
    CHECK(whole.raw_mismatch.empty());
    CHECK_FALSE(whole.summary.invalid_utf8);
    Limits limits;
    limits.block_bytes = 5000;
    const Collected cut = must_collect(bytes, 3, limits);
    CHECK(cut.rows == whole.rows);
    CHECK(cut.summary.sha256 == whole.summary.sha256);
  }
}
