#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "reports/sheets.h"

namespace boussole::reports {
namespace {

constexpr std::size_t kNameLength = 31;
constexpr std::time_t kCreated = 1577836800;  ///< 2020-01-01: the same bytes whatever the day
constexpr std::size_t kMostText = 32767;      ///< of a cell, in characters

/// Whole UTF-8 characters only.
std::string cut(std::string text, std::size_t most) {
  std::size_t characters = 0, at = 0;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (characters++ == most) break;
  }
  text.resize(at);
  return text;
}

/// A name that Excel takes, different from those before (it compares without case).
std::string sheet_name(std::string name, std::set<std::string>& used) {
  for (char& c : name)
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = '-';
  while (name.starts_with('\'')) name.erase(0, 1);
  while (name.ends_with('\'')) name.pop_back();
  name = cut(name.empty() ? "-" : name, kNameLength);
  const std::string first = cut(name, kNameLength - 3);
  const auto folded = [](std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return text;
  };
  for (int n = 2; !used.insert(folded(name)).second; ++n) name = first + " " + std::to_string(n);
  return name;
}

Error failed(const std::string& cause) {
  Error error;
  error.kind = Error::Kind::io;
  error.what = {"Le classeur n'a pas pu être fait (" + cause + ").", "The workbook could not be made (" + cause + ")."};
  error.remedy = {"Vérifiez la place dans le dossier temporaire.", "Check the space in the temporary folder."};
  return error;
}

void write_cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    worksheet_write_string(page, row, column, cut(*text, kMostText).c_str(), nullptr);
  else if (const auto* number = std::get_if<double>(&cell))
    worksheet_write_number(page, row, column, *number, nullptr);
}

double width_of(const Sheet& sheet, std::size_t column) {
  std::size_t most = sheet.headings[column].size();
  for (const auto& row : sheet.rows) {
    if (column >= row.size()) continue;
    if (const auto* text = std::get_if<std::string>(&row[column])) most = std::max(most, text->size());
  }
  return static_cast<double>(std::clamp<std::size_t>(most + 2, 9, 60));
}

void write_sheet(lxw_workbook* book, lxw_format* bold, const Sheet& sheet, std::set<std::string>& used) {
  lxw_worksheet* page = workbook_add_worksheet(book, sheet_name(sheet.name, used).c_str());
  for (std::size_t c = 0; c < sheet.headings.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column(page, column, column, width_of(sheet, c), nullptr);
    worksheet_write_string(page, 0, column, sheet.headings[c].c_str(), bold);
  }
  worksheet_freeze_panes(page, 1, 0);
  worksheet_repeat_rows(page, 0, 0);
  worksheet_set_landscape(page);
  worksheet_set_paper(page, 9);  // A4
  worksheet_fit_to_pages(page, 1, 0);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r)
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
      write_cell(page, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), sheet.rows[r][c]);
}

/// A file of our own that goes away with the object.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code problem;
    path_ = (std::filesystem::temp_directory_path(problem) / "boussole-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    open_ = file >= 0;
    if (open_) ::close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (open_) ::unlink(path_.c_str());
  }
  bool open() const { return open_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool open_ = false;
};

}  // namespace

SheetRow& SheetRow::text(std::string text) {
  row_->emplace_back();
  if (!text.empty()) row_->back().emplace<std::string>(std::move(text));
  return *this;
}

SheetRow& SheetRow::number(const std::optional<double>& number) {
  row_->emplace_back();
  if (number) row_->back().emplace<double>(*number);
  return *this;
}

Expected<std::string> write_xlsx(const std::vector<Sheet>& sheets, const std::string& title) {
  const TemporaryFile file;
  if (!file.open()) return std::unexpected(failed("mkstemp"));
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) return std::unexpected(failed("libxlsxwriter"));
  std::string name = cut(title, 255), author = "boussole";
  lxw_doc_properties properties{};
  properties.title = name.data();
  properties.author = author.data();
  properties.created = kCreated;
  workbook_set_properties(book, &properties);
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  format_set_text_wrap(bold);
  std::set<std::string> used;
  for (const Sheet& sheet : sheets) write_sheet(book, bold, sheet, used);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    return std::unexpected(failed(lxw_strerror(error)));
  std::ifstream in(file.path(), std::ios::binary);
  std::string out(std::istreambuf_iterator<char>(in), {});
  if (out.empty()) return std::unexpected(failed(file.path()));
  return out;
}

}  // namespace boussole::reports
