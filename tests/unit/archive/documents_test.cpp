#include <catch2/catch.hpp>

#include "connectors/entry_kind.h"
#include "tests/unit/archive/scratch.h"

using namespace boussole;
using namespace boussole::connectors;
using Names = std::vector<std::string>;

namespace {

Names documents_of(const SourceList& list) {
  Names out;
  for (const auto& document : list.documents) out.push_back(document->name());
  return out;
}

}  // namespace

TEST_CASE("JSON and Pabulib files are documents by their name and their first bytes") {
  CHECK(begins_like_document("  {\"a\":1}"));
  CHECK(begins_like_document("\xEF\xBB\xBF[1]"));
  CHECK(begins_like_document("META\nkey;value\n"));
  CHECK(begins_like_document("META\r\nkey;value\n"));
  CHECK_FALSE(begins_like_document(""));
  CHECK_FALSE(begins_like_document("METADATA;x\n"));
  CHECK_FALSE(begins_like_document("a;b\n"));
  CHECK_FALSE(begins_like_document(std::string_view("{\0", 2)));
  const Scratch scratch;
  scratch.file("a.json", "{}");
  scratch.file("b.pb", "META\nkey;value\n");
  scratch.file("c.pb", "\x08\x96\x01");  // a protocol buffer
  scratch.file("d.json", "");
  scratch.file("t.csv", "a;b\n");
  const auto list = open_one(scratch.path("."));
  REQUIRE(list);
  CHECK(documents_of(*list) == Names{"a.json", "b.pb", "d.json"});
  CHECK(names_of(*list) == Names{"t.csv"});
  CHECK(list->others == Names{"a.json", "b.pb", "c.pb", "d.json"});
}

TEST_CASE("a named file that begins like a document is one, whatever its extension") {
  const Scratch scratch;
  const auto list = open_one(scratch.file("petition.download", "{\"data\":{}}"));
  REQUIRE(list);
  CHECK(documents_of(*list) == Names{"petition.download"});
  CHECK(list->tables.empty());
  const auto table = open_one(scratch.file("odd.csv", "{a};b\n1;2\n"));
  REQUIRE(table);
  CHECK(table->documents.empty());
}

TEST_CASE("documents in an archive are unpacked under the same limits") {
  const Scratch scratch;
  write_zip(scratch.path("x.zip"), {{"in/a.json", "{\"k\":1}"}, {"b.csv", "a;b\n"}, {"c.json", "not json"}});
  const auto list = open_one(scratch.path("x.zip"));
  REQUIRE(list);
  CHECK(documents_of(*list) == Names{"x.zip!a.json"});
  CHECK(*read_all(*list->documents[0]) == "{\"k\":1}");
  CHECK(list->others == Names{"x.zip!a.json", "x.zip!c.json"});
  ArchiveLimits small;
  small.entry_bytes = 4;
  const auto refused = open_sources(std::vector<std::string>{scratch.path("x.zip")}, small);
  CHECK_FALSE(refused);
}
