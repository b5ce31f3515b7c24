#include "engine/base/chunked.h"

#include <catch2/catch.hpp>

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
