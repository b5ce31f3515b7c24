#include "engine/base/chunked.h"

#include <catch2/catch.hpp>

#include <cstdint>
#include <memory>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/optional_value.h"

using namespace boussole;

TEST_CASE("chunked keeps every value across blocks") {
  Chunked<int> table;
  const int n = static_cast<int>(Chunked<int>::kChunk) * 2 + 7;
  for (int i = 0; i < n; ++i) table.push_back(i);
  REQUIRE(table.size() == static_cast<std::size_t>(n));
  int expected = 0;
  for (int value : table) REQUIRE(value == expected++);
  REQUIRE(table.back() == n - 1);
}

TEST_CASE("chunked keeps every value where it grows by large blocks, and a moved table is empty") {
  struct Wide {
    std::uint64_t words[6] = {7, 7, 7, 7, 7, 7};
  };
  Chunked<Wide> table;
  const std::size_t n = 3 * kLargeTable / sizeof(Wide) + 5;
  for (std::size_t i = 0; i < n; ++i) table.emplace_back().words[3] = i;
  std::size_t wrong = 0, at = 0;
  for (const Wide& row : table) wrong += row.words[3] != at++ || row.words[0] != 7 || row.words[5] != 7;
  REQUIRE(wrong == 0);
  REQUIRE(at == n);
  Chunked<Wide> other = std::move(table);
  REQUIRE(other.size() == n);
  REQUIRE(other[n - 1].words[3] == n - 1);
  REQUIRE(table.empty());  // NOLINT: what is left is said to be empty
  table.emplace_back().words[3] = 1;
  REQUIRE(table.back().words[3] == 1);
  other = std::move(table);
  REQUIRE(other.size() == 1);
}

TEST_CASE("chunked destroys each row that it made, once") {
  const auto alive = std::make_shared<int>(0);
  {
    Chunked<std::shared_ptr<int>> table;
    const auto n = static_cast<long>(Chunked<int>::kChunk) + 3;
    for (long i = 0; i < n; ++i) table.push_back(alive);
    REQUIRE(alive.use_count() == n + 1);
    const Chunked<std::shared_ptr<int>> taken = std::move(table);
    REQUIRE(alive.use_count() == n + 1);
  }
  REQUIRE(alive.use_count() == 1);
}

TEST_CASE("an empty optional is not its zero") {
  OptionalCount unknown;
  OptionalCount zero = 0;
  REQUIRE_FALSE(unknown.has_value());
  REQUIRE(zero.has_value());
  REQUIRE(unknown != zero);
}

TEST_CASE("an error names its place and the remedy in both languages") {
  Error error;
  error.file = "a.csv";
  error.line = 3;
  error.what = {"guillemet jamais refermé.", "quote never closed."};
  error.remedy = {"Fermez-le.", "Close it."};
  REQUIRE(error.in(Language::fr) == "a.csv:3: guillemet jamais refermé. Fermez-le.");
  REQUIRE(error.in(Language::en) == "a.csv:3: quote never closed. Close it.");
  error.what = {"ce fichier n’existe pas", "this file does not exist"};
  REQUIRE(error.in(Language::en) == "a.csv:3: this file does not exist. Close it.");
}
