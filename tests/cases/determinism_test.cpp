#include <algorithm>
#include <catch2/catch.hpp>

#include "examples/synthetic/towns.h"
#include "reports/json.h"
#include "tests/cases/pipeline.h"

using namespace boussole;
using synthetic::Generation;

namespace {

/// Records of a CSV text: quoted newlines kept together. Enough for files that the synthetic writer wrote.
std::vector<std::string> records(const std::string& csv) {
  std::vector<std::string> out;
  std::string record;
  bool quoted = false;
  for (char c : csv) {
    record += c;
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      out.push_back(record);
      record.clear();
    }
  }
  if (!record.empty()) out.push_back(record + "\n");
  return out;
}

std::string shuffled(const std::string& csv, std::uint64_t seed) {
  auto rows = records(csv);
  if (rows.size() < 3) return csv;
  for (std::size_t i = rows.size() - 1; i > 1; --i) {  // the header stays first
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    std::swap(rows[i], rows[1 + (seed >> 33) % i]);
  }
  std::string out;
  for (const auto& r : rows) out += r;
  return out;
}

}  // namespace

TEST_CASE("same bytes with 1, 2 and 7 threads") {
  for (const auto& town : synthetic::towns()) {
    INFO(town.id);
    const auto files = test::tables(synthetic::export_files(town.make(), town.options));
    const std::string one = reports::write_json(test::audit(files, {.threads = 1}));
    CHECK(one == reports::write_json(test::audit(files, {.threads = 2})));
    CHECK(one == reports::write_json(test::audit(files, {.threads = 7})));
  }
}

TEST_CASE("another seed moves intervals only") {
  const auto files = test::export_of(synthetic::complete_platform(), Generation::v0_31);
  const auto a = test::audit(files, {.seed = 1}), b = test::audit(files, {.seed = 2});
  REQUIRE(a.indicators.size() == b.indicators.size());
  for (std::size_t i = 0; i < a.indicators.size(); ++i) {
    INFO(a.indicators[i].id);
    CHECK(a.indicators[i].value == b.indicators[i].value);
  }
}

TEST_CASE("same measurements with the rows of each file shuffled") {
  for (const auto& town : synthetic::towns()) {
    INFO(town.id);
    auto files = test::tables(synthetic::export_files(town.make(), town.options));
    const std::string straight = test::measurements(test::audit(files));
    for (std::uint64_t seed : {1U, 2U}) {
      auto mixed = files;
      for (auto& [name, content] : mixed) content = shuffled(content, seed + content.size());
      std::reverse(mixed.begin(), mixed.end());
      CHECK(straight == test::measurements(test::audit(mixed)));
    }
  }
}

TEST_CASE("same measurements with a file given twice") {
  const auto& town = synthetic::towns()[0];
  auto files = test::tables(synthetic::export_files(town.make(), town.options));
  const std::string once = test::measurements(test::audit(files));
  auto twice = files;
  for (const auto& [name, content] : files) twice.emplace_back("again-" + name, content);
  const auto audit = test::audit(twice);
  CHECK(once == test::measurements(audit));
  std::int64_t duplicates = 0, read = 0;
  for (const auto& s : audit.sources) duplicates += s.rows_duplicate, read += s.rows_read;
  CHECK(duplicates >= read);
}

TEST_CASE("same measurements with people's ids relabelled") {
  for (const auto& town : synthetic::towns()) {
    INFO(town.id);
    auto platform = town.make();
    const std::string before = test::measurements(test::audit(test::tables(synthetic::export_files(platform, town.options))));
    // Another id for everyone, in another order; no id meets another kind's.
    const auto n = static_cast<synthetic::Id>(platform.people.size());
    for (std::size_t i = 0; i < platform.people.size(); ++i)
      platform.people[i].id = 5'000'000 + (static_cast<synthetic::Id>(i) * 7919) % (n * 7919) ;
    CHECK(before == test::measurements(test::audit(test::tables(synthetic::export_files(platform, town.options)))));
  }
}
