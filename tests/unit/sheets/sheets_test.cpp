// Workbooks read as tables.
#include <catch2/catch.hpp>

#include "connectors/sheets/formats.h"
#include "connectors/sheets/sheet_source.h"
#include "tests/unit/sheets/workbook_fixture.h"

namespace boussole::connectors::test {

namespace {

SourceList open(const std::string& path, const ArchiveLimits& limits = {}) {
  const std::vector<std::string> paths{path};
  auto list = open_sources(paths, limits);
  if (!list) FAIL(list.error().in(Language::en));
  return std::move(*list);
}

std::string read_sheet(const WorkbookText& text) {
  const Scratch scratch;
  SourceList list = open(write_workbook(scratch, "a.xlsx", text));
  REQUIRE(list.tables.size() == 1);
  return all_of(*list.tables[0]);
}

std::string failure_of(const WorkbookText& text) {
  const Scratch scratch;
  const std::vector<std::string> paths{write_workbook(scratch, "a.xlsx", text)};
  auto list = open_sources(paths);
  if (!list) return list.error().in(Language::en);
  return all_of(*list->tables.at(0));
}

}  // namespace

TEST_CASE("a format says whether a number is a date") {
  using sheets::NumberKind;
  for (const char* date :
       {"dd/mm/yyyy", "[$-40C]d mmmm yyyy", "yyyy\\-mm\\-dd hh:mm:ss.000", "m/d/yy;@", "\"le \"d.m.yy", "h:mm AM/PM"})
    CHECK(sheets::kind_of_format(date) == NumberKind::moment);
  for (const char* number : {"General", "0.00", "#,##0\" days\"", "[h]:mm", "[Red]0", "0.0E+00", "# ?/?", "\"month\"0",
                             "@", "[$€-40C] #,##0"})
    CHECK(sheets::kind_of_format(number) == NumberKind::number);
  CHECK(sheets::kind_of_builtin(14) == NumberKind::moment);
  CHECK(sheets::kind_of_builtin(46) == NumberKind::number);  // [h]:mm:ss
  CHECK(sheets::kind_of_builtin(0) == NumberKind::number);
}

TEST_CASE("serial numbers of both date systems") {
  CHECK(sheets::moment_text(1, false) == "1900-01-01");
  CHECK(sheets::moment_text(59, false) == "1900-02-28");
  CHECK(sheets::moment_text(61, false) == "1900-03-01");  // 60 is the day that never was
  CHECK(sheets::moment_text(45351, false) == "2024-02-29");
  CHECK(sheets::moment_text(43889, true) == "2024-02-29");
  CHECK(sheets::moment_text(45351.5, false) == "2024-02-29 12:00:00");
  CHECK(sheets::moment_text(45351.999999, false) == "2024-03-01");  // within half a second of midnight
  CHECK(sheets::moment_text(0.25, false) == "06:00:00");
  CHECK_FALSE(sheets::moment_text(-1, false));
  CHECK_FALSE(sheets::moment_text(3e9, false));
}

TEST_CASE("numbers are written as people write them") {
  CHECK(sheets::number_text("12.0") == "12");
  CHECK(sheets::number_text("1.2E3") == "1200");
  CHECK(sheets::number_text("0.1") == "0.1");
  CHECK(sheets::number_text("-3") == "-3");
  CHECK_FALSE(sheets::number_text("1e400"));
  CHECK_FALSE(sheets::number_text("12x"));
  std::string scratch;
  CHECK(sheets::without_escapes("a_x000D_b_x0041_", scratch) == "a\rbA");
  CHECK(sheets::without_escapes("_xyz_", scratch) == "_xyz_");
  CHECK(sheets::place_of("BC12")->column == 54);
  CHECK_FALSE(sheets::place_of("XFE1"));
  CHECK_FALSE(sheets::place_of("A0"));
}

TEST_CASE("every kind of cell") {
  const std::string csv =
      read_sheet({{{"S",
                    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
                    "t=\"inlineStr\"><is><r><t>two</t></r><r><t> runs</t></r></is></c>"
                    "<c r=\"C1\" t=\"str\"><f>A1</f><v>c, \"q\"</v></c><c r=\"D1\" t=\"s\"><v>1</v></c><c r=\"E1\" "
                    "t=\"s\"><v>0</v></c></row>"
                    "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45351.25</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" "
                    "t=\"e\"><v>#N/A</v></c>"
                    "<c r=\"E2\"><v>1234.50</v></c></row>"
                    "<row r=\"4\"><c r=\"B4\" t=\"d\"><v>2024-02-29T10:00:00Z</v></c><c "
                    "r=\"C4\"><f>1+1</f></c></row></sheetData>"}},
                  "<si><t>id</t></si><si><t>line\none</t><rPh sb=\"0\" eb=\"1\"><t>kana</t></rPh></si>",
                  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"});
  CHECK(csv ==
        "\"id\",\"two runs\",\"c, \"\"q\"\"\",\"line\xE2\x80\xA8one\",\"id\"\n"
        "2024-02-29 06:00:00,true,,,1234.5\n"
        "\n"
        ",2024-02-29T10:00:00Z,,,\n");
}

TEST_CASE("row n stands on line n, whatever is empty above it") {
  CHECK(read_sheet({{{"S",
                      "<sheetData><row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"7\"><c "
                      "r=\"A7\"><v>2</v></c></row></sheetData>"}}}) == "\n\n\"1\"\n\n\n\n2\n");
}

TEST_CASE("merged cells repeat downwards, never to the side, and it is said") {
  const Scratch scratch;
  SourceList list = open(write_workbook(
      scratch, "a.xlsx",
      {{{"S", sheet_of({{"person", "idea", "votes"}, {"p1", "i1", "3"}, {"", "i2", ""}, {"p2", "i3", "1"}}) +
                  "<mergeCells count=\"3\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:C3\"/><mergeCell "
                  "ref=\"A4:B4\"/></mergeCells>"}}}));
  CHECK(all_of(*list.tables[0]) == "\"person\",\"idea\",\"votes\"\np1,i1,3\np1,i2,3\np2,i3,1\n");
  REQUIRE(list.tables[0]->origin() != nullptr);
  REQUIRE(list.tables[0]->origin()->notes.size() == 1);
  CHECK(list.tables[0]->origin()->notes[0].code == "merged_cells");
  CHECK(list.tables[0]->origin()->notes[0].text.en.starts_with("2 "));
  CHECK(list.tables[0]->origin()->sha256.size() == 64);
}

TEST_CASE("several sheets, hidden ones set aside") {
  const Scratch scratch;
  const std::string path =
      write_workbook(scratch, "a.xlsx",
                     {{{"Idées", sheet_of({{"a"}})}, {"!Codes", sheet_of({{"secret"}})}, {"B", sheet_of({{"b"}})}}});
  SourceList list = open(path);
  REQUIRE(list.tables.size() == 2);
  CHECK(list.tables[0]->name() == "a.xlsx!Idées");
  CHECK(list.others == std::vector<std::string>{"a.xlsx!Codes"});
  ArchiveLimits limits;
  limits.hidden_sheets = true;
  CHECK(open(path, limits).tables.size() == 3);
}

TEST_CASE("a sheet can be read again at any place") {
  const Scratch scratch;
  std::vector<std::vector<std::string>> rows{{"id", "text"}};
  for (int i = 0; i < 5'000; ++i) rows.push_back({std::to_string(i), "text of row " + std::to_string(i)});
  SourceList list = open(write_workbook(scratch, "a.xlsx", {{{"S", sheet_of(rows)}}}));
  Source& sheet = *list.tables[0];
  const std::string all = all_of(sheet);
  const std::vector<Source::Range> ranges{{0, 4}, {100, 20}, {60'000, 33}, {all.size() - 5, 5}};
  std::vector<std::string> got;
  REQUIRE(sheet.read_ranges(ranges, [&](std::size_t, std::string_view bytes) { got.emplace_back(bytes); }));
  REQUIRE(got.size() == ranges.size());
  for (std::size_t i = 0; i < ranges.size(); ++i) CHECK(got[i] == all.substr(ranges[i].offset, ranges[i].length));
  REQUIRE(sheet.rewind());
  CHECK(all_of(sheet) == all);
}

TEST_CASE("a workbook inside a zip") {
  const Scratch scratch;
  write_workbook(scratch, "a.xlsx", {{{"S", sheet_of({{"id"}, {"7"}})}}});
  write_zip(scratch.path("all.zip"), {{"export/a.xlsx", scratch.bytes("a.xlsx")}, {"~$a.xlsx", "x"}});
  SourceList list = open(scratch.path("all.zip"));
  REQUIRE(list.tables.size() == 1);
  CHECK(list.tables[0]->name() == "all.zip!a.xlsx!S");
  CHECK(all_of(*list.tables[0]) == "\"id\"\n7\n");
}

TEST_CASE("hostile workbooks end with an error, and say what to do") {
  CHECK(failure_of({{{"S", "<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>"}}}).find("out of order") !=
        std::string::npos);
  CHECK(failure_of({{{"S", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row></sheetData>"}}})
            .find("text that is not there") != std::string::npos);
  CHECK(failure_of({{{"S", "<sheetData><row r=\"1\"><c r=\"B7\"><v>9</v></c></row></sheetData>"}}})
            .find("out of place") != std::string::npos);
  CHECK(failure_of({{{"S", "<sheetData><row>"}}}).find("damaged") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<x>";
  CHECK(failure_of({{{"S", deep}}}).find("too deeply") != std::string::npos);
  CHECK(failure_of(WorkbookText{}).find("no sheet") != std::string::npos);
  const Scratch scratch;
  write_zip(scratch.path("lol.xlsx"),
            {{"xl/workbook.xml", "<!DOCTYPE l [<!ENTITY a \"aaa\">]><workbook>&a;</workbook>"}});
  const std::vector<std::string> entities{scratch.path("lol.xlsx")};
  const auto refused = open_sources(entities);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.en.find("document type") != std::string::npos);
  const std::vector<std::string> old{
      scratch.file("old.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(100, '\0'))};
  const auto compound = open_sources(old);
  REQUIRE_FALSE(compound);
  CHECK(compound.error().what.en.find("password") != std::string::npos);
  CHECK_FALSE(compound.error().remedy.fr.empty());
}

TEST_CASE("a sheet that unpacks without end is a bomb") {
  const Scratch scratch;
  const std::string blank(40 << 20, ' ');
  const std::vector<std::string> paths{
      write_workbook(scratch, "a.xlsx", {{{"S", "<sheetData>" + blank + "</sheetData>"}}})};
  auto list = open_sources(paths);
  REQUIRE(list);
  CHECK(all_of(*list->tables.at(0)).find("bomb") != std::string::npos);
}

}  // namespace boussole::connectors::test
