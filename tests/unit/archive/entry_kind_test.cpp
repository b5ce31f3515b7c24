#include "connectors/entry_kind.h"

#include <catch2/catch.hpp>

using namespace boussole::connectors;

TEST_CASE("what a file is, by its name") {
  CHECK(entry_kind("proposals.csv") == EntryKind::table);
  CHECK(entry_kind("PROPOSALS.CSV") == EntryKind::table);
  CHECK(entry_kind("x.tsv") == EntryKind::table);
  CHECK(entry_kind("notes.txt") == EntryKind::maybe_text);
  CHECK(entry_kind("LICENSE.md") == EntryKind::licence);
  CHECK(entry_kind("licence") == EntryKind::licence);
  CHECK(entry_kind("README.md") == EntryKind::other);
  CHECK(entry_kind("README.txt") == EntryKind::other);
  CHECK(entry_kind("._proposals.csv") == EntryKind::other);
  CHECK(entry_kind("photo.png") == EntryKind::other);
  CHECK(entry_kind("inner.zip") == EntryKind::other);
}

TEST_CASE("the beginning of a table") {
  CHECK(begins_like_table("id;title\n1;x\n"));
  CHECK(begins_like_table("id\ttitle"));
  CHECK_FALSE(begins_like_table("Dear reader\nthis; is a letter\n"));
  CHECK_FALSE(begins_like_table({"a;b\n\0", 5}));
  CHECK_FALSE(begins_like_table(""));
}

TEST_CASE("open data licences are known by name, closed ones are not taken for them") {
  for (const char* text :
       {"Made available under the Open Database License: http://opendatacommons.org/licenses/odbl/1.0/",
        "licensed under the Database Contents License", "ODbL", "DbCL v1.0", "Licence Ouverte / Open Licence 2.0",
        "CC-BY 4.0", "CC BY-SA 4.0", "Creative Commons Attribution 4.0 International", "CC0 1.0 Universal"}) {
    INFO(text);
    CHECK(names_open_licence(text));
  }
  for (const char* text :
       {"", "All rights reserved", "CC-BY-NC 4.0", "CC BY-ND", "CC-BY-NC-SA", "CC BY-SA-NC",
        "Creative Commons Attribution-NonCommercial 4.0", "Creative Commons Attribution-NoDerivatives"}) {
    INFO(text);
    CHECK_FALSE(names_open_licence(text));
  }
}
