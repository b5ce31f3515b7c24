#include <catch2/catch.hpp>
#include <sstream>

#include "examples/synthetic/table.h"
#include "examples/synthetic/value.h"

using namespace boussole::synthetic;

namespace {

std::string field(const std::optional<std::string>& text, char separator = ';') {
  std::string out;
  append_field(out, text, separator);
  return out;
}

/// "key=text" of each cell, nil as "key!".
std::string shown(const Hash& resource, RubyArrow arrow = RubyArrow::tight) {
  std::string out;
  for (const Cell& cell : flatten(resource, arrow))
    out += (out.empty() ? "" : " | ") + cell.key + (cell.text ? "=" + *cell.text : "!");
  return out;
}

}  // namespace

TEST_CASE("a field is quoted only when it must be") {
  CHECK(field(std::nullopt) == "");
  CHECK(field("") == "\"\"");
  CHECK(field("abc") == "abc");
  CHECK(field("a;b") == "\"a;b\"");
  CHECK(field("a;b", ',') == "a;b");
  CHECK(field("a,b", ',') == "\"a,b\"");
  CHECK(field("a\nb") == "\"a\nb\"");
  CHECK(field("a\rb") == "\"a\rb\"");
  CHECK(field(" a") == "\" a\"");
  CHECK(field("a ") == "a ");
  CHECK(field("\ta") == "\"\ta\"");
  CHECK(field("dit \"oui\"") == "\"dit \"\"oui\"\"\"");
  CHECK(field("\"") == "\"\"\"\"");
}

TEST_CASE("a nested value flattens as Decidim's exporter flattens it") {
  CHECK(shown({{"id", 7}, {"title", Hash{{"fr", "Un"}, {"en", "One"}}}}) == "id=7 | title/fr=Un | title/en=One");
  CHECK(shown({{"a", Hash{}}, {"b", Value()}}) == "b!");  // an empty hash: no column; nil: the bare key
  CHECK(shown({{"ids", Array{1, Value(), 2}}}) == "ids=1, 2");
  CHECK(shown({{"ids", Array{}}}) == "ids=");
  CHECK(shown({{"deep", Hash{{"er", Hash{{"est", true}}}}}}) == "deep/er/est=true");
  const Hash themes{{"taxonomies", Hash{{"name", Array{Hash{{"fr", "Eau, air"}}, Hash{{"fr", "Dit \"ici\""}}}}}}};
  CHECK(shown(themes) == R"(taxonomies/name={"fr"=>"Eau, air"}, {"fr"=>"Dit \"ici\""})");
  CHECK(shown(themes, RubyArrow::spaced) == R"(taxonomies/name={"fr" => "Eau, air"}, {"fr" => "Dit \"ici\""})");
}

TEST_CASE("strings are guarded against formulas and numbers are not") {
  CHECK(shown({{"a", "=1+1"}, {"b", "+33"}, {"c", "- point"}, {"d", "@nom"}}) ==
        "a='=1+1 | b='+33 | c='- point | d='@nom");
  CHECK(shown({{"alignment", -1}, {"latitude", Value::micro(-1'200'500)}}) == "alignment=-1 | latitude=-1.2005");
  CHECK(shown({{"names", Array{"@a", "b"}}}) == "names='@a, b");  // the joined text is a string too
  CHECK(shown({{"a", "a=b"}}) == "a=a=b");
}

TEST_CASE("Ruby's inspect escapes what Ruby escapes") {
  CHECK(inspect("a\\b\n#{x} # y", RubyArrow::tight) == R"("a\\b\n\#{x} # y")");
  CHECK(inspect(Array{1, Value(), "é"}, RubyArrow::tight) == R"([1, nil, "é"])");
  CHECK(inspect(Hash{}, RubyArrow::tight) == "{}");
}

TEST_CASE("numbers print as Ruby prints them") {
  CHECK(Value::micro(46'500'000).as_bare()->text == "46.5");
  CHECK(Value::micro(-7).as_bare()->text == "-0.000007");
  CHECK(Value::micro(3'000'000).as_bare()->text == "3.0");
  CHECK(Value::decimal(10'000).as_bare()->text == "10000.0");
}

TEST_CASE("the header is the union of the rows' keys in order of appearance") {
  Table table;
  table.add(flatten({{"id", 1}, {"t", Hash{{"fr", "Un"}}}, {"end", 1}}, RubyArrow::tight));
  table.add(flatten({{"id", 2}, {"t", Hash{{"en", ""}}}, {"end", Value()}}, RubyArrow::tight));
  table.add(flatten({{"id", 3}, {"t", Value()}, {"end", 3}}, RubyArrow::tight));
  CHECK(table.csv(';') == "id;t/fr;end;t/en;t\n1;Un;1;;\n2;;;\"\";\n3;;3;;\n");
  CHECK(Table().csv(';') == "\n");
}

TEST_CASE("a streamed table writes the same bytes and refuses an unknown column") {
  std::vector<std::vector<Cell>> rows;
  rows.push_back(flatten({{"id", 1}, {"a", "x;y"}}, RubyArrow::tight));
  rows.push_back(flatten({{"id", 2}, {"b", ""}}, RubyArrow::tight));
  Table whole;
  for (const auto& row : rows) whole.add(row);
  std::ostringstream out;
  StreamedTable streamed(out, whole.columns(), ',');
  for (const auto& row : rows) CHECK(streamed.add(row));
  CHECK(out.str() == whole.csv(','));
  CHECK_FALSE(streamed.add(flatten({{"other", 1}}, RubyArrow::tight)));
  CHECK(out.str() == whole.csv(','));
  CHECK(streamed.rows() == 2);
}
