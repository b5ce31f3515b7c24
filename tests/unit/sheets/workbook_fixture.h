#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/archive/scratch.h"

/// Workbooks made of their parts, so that a test says exactly what stands in the file.
namespace boussole::connectors::test {

struct WorkbookText {
  std::vector<std::pair<std::string, std::string>> sheets;  ///< name (a leading "!" hides it) → XML inside <worksheet>
  std::string shared{};                                     ///< XML inside <sst>
  std::string styles{};                                     ///< XML inside <styleSheet>
  bool from_1904 = false;
  ZipContent more{};
};

inline std::string write_workbook(const Scratch& scratch, const std::string& name, const WorkbookText& text) {
  const std::string ns = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  std::string list, relations;
  ZipContent parts{{"[Content_Types].xml", head + "<Types/>"}};
  for (std::size_t i = 0; i < text.sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    const bool hidden = text.sheets[i].first.starts_with('!');
    list += "<sheet name=\"" + text.sheets[i].first.substr(hidden ? 1 : 0) + "\" sheetId=\"" + n + "\" r:id=\"rId" + n +
            "\"" + (hidden ? " state=\"hidden\"" : "") + "/>";
    relations += "<Relationship Id=\"rId" + n + "\" Type=\"sheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    parts.emplace_back("xl/worksheets/sheet" + n + ".xml",
                       head + "<worksheet" + ns + ">" + text.sheets[i].second + "</worksheet>");
  }
  parts.emplace_back("xl/workbook.xml", head + "<workbook" + ns + " xmlns:r=\"r\"><workbookPr" +
                                            (text.from_1904 ? " date1904=\"1\"" : "") + "/><sheets>" + list +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>");
  if (!text.shared.empty())
    parts.emplace_back("xl/sharedStrings.xml", head + "<sst" + ns + ">" + text.shared + "</sst>");
  if (!text.styles.empty())
    parts.emplace_back("xl/styles.xml", head + "<styleSheet" + ns + ">" + text.styles + "</styleSheet>");
  parts.insert(parts.end(), text.more.begin(), text.more.end());
  write_zip(scratch.path(name), parts);
  return scratch.path(name);
}

/// Rows of texts as a sheet: every cell inline.
inline std::string sheet_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<sheetData>";
  for (const auto& row : rows) {
    out += "<row>";
    for (const std::string& cell : row) {
      std::string safe;
      for (const char c : cell) safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
      out += "<c t=\"inlineStr\"><is><t>" + safe + "</t></is></c>";
    }
    out += "</row>";
  }
  return out + "</sheetData>";
}

/// All bytes of a source, as text.
inline std::string all_of(Source& source) {
  std::string out, buffer(1000, '\0');
  for (;;) {
    const auto got = source.read({buffer.data(), buffer.size()});
    if (!got) return "error: " + got.error().in(Language::en);
    if (*got == 0) return out;
    out.append(buffer, 0, *got);
  }
}

}  // namespace boussole::connectors::test
