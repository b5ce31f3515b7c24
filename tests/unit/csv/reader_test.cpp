#include "connectors/csv/reader.h"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

#include "tests/unit/csv/collect.h"

using namespace boussole::connectors::csv;
using boussole::Language;

namespace {

using Fields = std::vector<std::string>;

std::vector<Fields> fields_of(const Collected& got) {
  std::vector<Fields> out;
  for (const Row& row : got.rows) out.push_back(row.fields);
  return out;
}

std::string error_of(const std::string& bytes) {
  const auto got = collect(bytes);
  REQUIRE_FALSE(got);
  CHECK(got.error().file == "test.csv");
  CHECK_FALSE(got.error().what.fr.empty());
  CHECK_FALSE(got.error().remedy.fr.empty());
  CHECK_FALSE(got.error().remedy.en.empty());
  return got.error().in(Language::en);
}

}  // namespace

TEST_CASE("separators are found on the header line") {
  for (const char separator : {';', ',', '\t'}) {
    const std::string s(1, separator);
    const Collected got = must_collect("a" + s + "b" + s + "c\n1" + s + "2" + s + "3\n");
    CHECK(got.header.separator == separator);
    CHECK(got.header.columns == Fields{"a", "b", "c"});
    CHECK(fields_of(got) == std::vector<Fields>{{"1", "2", "3"}});
  }
  CHECK(must_collect("\"a,b,c\";d\n").header.columns == Fields{"a,b,c", "d"});
  CHECK(must_collect("a;b,c;d\n").header.columns == Fields{"a", "b,c", "d"});
}

TEST_CASE("byte-order mark, CRLF, no last line end, blank lines") {
  const Collected got = must_collect(
      "\xef\xbb\xbf"
      "a;b\r\n1;2\r\n\r\n3;\"4\"\r\n\n\"5\r\n\";6");
  CHECK(got.header.byte_order_mark);
  CHECK(got.header.columns == Fields{"a", "b"});
  CHECK(got.rows == std::vector<Row>{{{"1", "2"}, 2}, {{"3", "4"}, 4}, {{"5\r\n", "6"}, 6}});
  CHECK(got.rejected.empty());
  CHECK(got.raw_mismatch.empty());
  CHECK(must_collect("\n\r\n\na;b\n1;2").rows == std::vector<Row>{{{"1", "2"}, 5}});
}

TEST_CASE("quotes, doubled quotes, quoted line ends and separators") {
  const Collected got = must_collect("a;b\n\"x;\"\"y\"\"\nz\";\"\"\n\"\"\"\";plain\n;\n");
  CHECK(got.rows == std::vector<Row>{{{"x;\"y\"\nz", ""}, 2}, {{"\"", "plain"}, 4}, {{"", ""}, 5}});
  CHECK(got.raw_mismatch.empty());
}

TEST_CASE("a quote inside an unquoted field is a literal") {
  const Collected got = must_collect("a;b\n5\" pipe;x\ny;say \"hi\" now\n\"q\";z\n");
  CHECK(fields_of(got) == std::vector<Fields>{{"5\" pipe", "x"}, {"y", "say \"hi\" now"}, {"q", "z"}});
  CHECK(got.summary.rejected == 0);
}

TEST_CASE("a quote never closed costs its record and its own lines, not the rest of the file") {
  const Collected got = must_collect("a;b\n1;2\n3;\"open\n4;5\n6;7\n");
  CHECK(got.rejected == Rejections{"3 unclosed_quote"});
  CHECK(fields_of(got) == std::vector<Fields>{{"1", "2"}, {"4", "5"}, {"6", "7"}});
  const Collected closed = must_collect("a;b\n3;\"open\n4;\"x\"\n6;7\n");
  CHECK(closed.rejected == Rejections{"2 text_after_quote"});
  CHECK(fields_of(closed) == std::vector<Fields>{{"4", "x"}, {"6", "7"}});
  CHECK(closed.rejections[0].column == 2);
}

TEST_CASE("text after a closing quote is refused") {
  const Collected got = must_collect("a;b\n\"x\"y;2\n\"x\" ;3\n4;\"5\"\r6\n\"7\"\r;8\n9;10\n");
  CHECK(got.rejected ==
        Rejections{"2 text_after_quote", "3 text_after_quote", "4 text_after_quote", "5 text_after_quote"});
  CHECK(fields_of(got) == std::vector<Fields>{{"9", "10"}});
}

TEST_CASE("the wrong number of fields is refused with both numbers") {
  const Collected got = must_collect("a;b;c\n1;2\n1;2;3\n1;2;3;4\nalone\n\"two\nlines\";x\nok;ok;ok\n");
  CHECK(got.rejected ==
        Rejections{"2 wrong_field_count", "4 wrong_field_count", "5 wrong_field_count", "6 wrong_field_count"});
  CHECK(got.rejections[0].reason.text.en == "2 fields instead of 3");
  CHECK(got.rejections[0].reason.text.fr == "2 champs au lieu de 3");
  CHECK(got.rejections[2].reason.text.fr == "1 champ au lieu de 3");
  CHECK(got.summary.records == 2);
  CHECK(got.summary.rejected == 4);
}

TEST_CASE("a record too long is refused, one of the limit itself is not") {
  Limits limits;
  limits.record_bytes = 20;
  for (const std::string end : {"\n", "\r\n", ""}) {
    const Collected got = must_collect("a;b\n" + std::string(18, 'x') + ";y" + end, 1, limits);
    CHECK(got.summary.records == 1);
    const Collected over = must_collect("a;b\n" + std::string(19, 'x') + ";y" + end, 1, limits);
    CHECK(over.rejected == Rejections{"2 record_too_long"});
    const Collected quoted = must_collect("a;b\n\"" + std::string(16, 'x') + "\";y" + end, 1, limits);
    CHECK(quoted.summary.records == 1);
  }
  // A line far longer than any block, without an end in sight, is stepped over in bounded memory.
  limits.block_bytes = 64;
  const Collected got = must_collect("a;b\n1;2\n" + std::string(100'000, 'x') + "\xc3\xa9\n3;4\n", 2, limits);
  CHECK(got.rejected == Rejections{"3 record_too_long"});
  CHECK(fields_of(got) == std::vector<Fields>{{"1", "2"}, {"3", "4"}});
  CHECK(got.rows[1].line == 4);
  CHECK_FALSE(got.summary.invalid_utf8);
}

TEST_CASE("empty files, one byte, header only") {
  for (const std::string bytes : {"", "\n", "\r\n", "\xef\xbb\xbf", "\n\n\r\n"}) {
    const Collected got = must_collect(bytes);
    CHECK(got.summary.empty);
    CHECK_FALSE(got.header_given);
    CHECK(got.summary.records == 0);
    CHECK(got.summary.bytes == bytes.size());
  }
  CHECK(must_collect("").summary.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (const std::string bytes : {"id;body", "id;body\n", "id;body\r\n"}) {
    const Collected got = must_collect(bytes);
    CHECK_FALSE(got.summary.empty);
    CHECK(got.header.columns == Fields{"id", "body"});
    CHECK(got.summary.records == 0);
  }
}

TEST_CASE("one column of text is a table too") {
  const Collected got = must_collect("name\nAnna; or Zo\xc3\xab, maybe\n\nBo\n");
  CHECK(got.header.columns == Fields{"name"});
  CHECK(fields_of(got) == std::vector<Fields>{{"Anna; or Zo\xc3\xab, maybe"}, {"Bo"}});
}

TEST_CASE("a cell of 10 MB, with line ends and doubled quotes") {
  std::string cell;
  while (cell.size() < 10'000'000)
    cell +=
        "ligne \"\"cit\xc3\xa9"
        "e\"\";\n";
  for (const unsigned threads : {1U, 3U}) {
    const Collected got = must_collect("a;b\n1;2\n3;\"" + cell + "\"\n4;5\n", threads);
    REQUIRE(got.rows.size() == 3);
    CHECK(got.rows[1].fields[1].size() == cell.size() / 18 * 16);
    CHECK(got.rows[2].line == static_cast<std::int64_t>(4 + cell.size() / 18));
    CHECK(got.raw_mismatch.empty());
  }
}

TEST_CASE("invalid UTF-8 is reported, not refused") {
  const Collected got = must_collect("a;b\n1;caf\xc3\xa9\n2;\"x\ncaf\xe9\"\n3;\xff\n");
  CHECK(got.summary.invalid_utf8);
  CHECK(got.summary.invalid_utf8_line == 4);
  CHECK(got.summary.records == 3);
  CHECK(must_collect("caf\xe9;b\n1;2\n").summary.invalid_utf8_line == 1);
  CHECK_FALSE(must_collect("caf\xc3\xa9;b\n1;\xf0\x9f\x98\x80").summary.invalid_utf8);
}

TEST_CASE("what is no CSV is refused with what to do") {
  using namespace std::string_literals;
  CHECK_THAT(error_of("\xff\xfe"
                      "a\0;\0"s),
             Catch::Contains("UTF-16") && Catch::Contains("CSV UTF-8"));
  CHECK_THAT(error_of("a;b\n1;\0\n"s), Catch::Contains("null bytes"));
  CHECK_THAT(error_of("PK\x03\x04zzz"), Catch::Contains("zip"));
  CHECK_THAT(error_of("\x01\x02\x03\x04 no separator\n"), Catch::Contains("not text"));
  CHECK_THAT(error_of("id|title|body\n1|2|3\n"), Catch::Contains("separator"));
  CHECK_THAT(error_of("a;b\r1;2\r"), Catch::Contains("carriage return"));
  CHECK_THAT(error_of("<!DOCTYPE html>\n<html>"), Catch::Contains("web page"));
  CHECK_THAT(error_of("{\"a\": 1}"), Catch::Contains("JSON"));
  CHECK_THAT(error_of("a;\"b\nc;d\n"), Catch::Contains("header") && Catch::Contains("test.csv:1"));
}

TEST_CASE("quotes out of step on every line are an error, not hours of work") {
  std::string text = "a;b\n";
  while (text.size() < 4'000'000) text += std::string(3000, 'b') + "\";\"c\n";
  Limits limits;
  limits.record_bytes = 1'000'000;
  limits.block_bytes = 100'000;
  const auto one = collect(text, 1, limits);
  const auto three = collect(text, 3, limits);
  REQUIRE_FALSE(one);
  REQUIRE_FALSE(three);
  CHECK(one.error().in(Language::en) == three.error().in(Language::en));
  CHECK_THAT(one.error().in(Language::en), Catch::Contains("out of step"));
}

TEST_CASE("what a handler throws or refuses reaches the caller") {
  auto source = boussole::connectors::memory_source("x.csv", "a;b\n1;2\n");
  Handler handler;
  handler.header = [](const Header&) -> boussole::Expected<void> {
    boussole::Error error;
    error.what = {"non", "no"};
    return std::unexpected(error);
  };
  CHECK(read(*source, handler, 2).error().what.en == "no");
  handler.header = [](const Header&) -> boussole::Expected<void> { return {}; };
  handler.make_sink = []() -> std::unique_ptr<BlockSink> { throw std::runtime_error("full"); };
  handler.commit = [](std::unique_ptr<BlockSink>) {};
  handler.reject = [](const Rejected&) {};
  CHECK_THROWS_WITH(read(*source, handler, 2), "full");
}

TEST_CASE("the digest is of all bytes, however they are cut") {
  // printf 'a;b\n1;2\n3;4\n' | sha256sum
  const std::string text = "a;b\n1;2\n3;4\n";
  CHECK(must_collect(text).summary.sha256 == "9e28fa04bf8e926e740eeae3562d76180763f286feb882245e8ab32b7717ffd1");
}
