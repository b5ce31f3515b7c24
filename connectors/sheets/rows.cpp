#include "connectors/sheets/rows.h"

#include <algorithm>
#include <charconv>

namespace boussole::connectors::sheets {

namespace {

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::string_view kLineSeparator = "\xE2\x80\xA8";

std::optional<std::uint32_t> natural(std::string_view text) {
  std::uint32_t out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace

RowWriter::RowWriter(const Workbook& workbook, std::string name, std::vector<Merged> merged)
    : workbook_(workbook), name_(std::move(name)), merged_(std::move(merged)) {
  std::sort(merged_.begin(), merged_.end(), [](const Merged& a, const Merged& b) { return a.first < b.first; });
}

void RowWriter::fail(Text what) {
  failed_ = true;
  error_ = bad_workbook(name_, std::move(what));
  error_.line = row_;
}

void RowWriter::start(std::string_view name, const Attributes& attributes) {
  if (name == "row") begin_row(attributes);
  if (name == "c") begin_cell(attributes);
  if (name == "f") has_formula_ = true;
  if (name == "rPh") ++guides_;
  in_value_ = (name == "v" || name == "t") && guides_ == 0;
  if (in_value_) has_value_ = true;
}

void RowWriter::end(std::string_view name) {
  in_value_ = false;
  if (name == "rPh") --guides_;
  if (name == "c") end_cell();
  if (name == "row") end_row();
}

void RowWriter::text(std::string_view piece) {
  if (in_value_) value_ += piece;
}

void RowWriter::begin_row(const Attributes& attributes) {
  const std::uint32_t before = row_;
  const std::string_view number = attributes["r"];
  row_ = number.empty() ? before + 1 : natural(number).value_or(0);
  if (row_ <= before || row_ > kMostRows) return fail({"les lignes ne se suivent pas", "the rows are out of order"});
  out.append(row_ - before - 1, '\n');
  used_ = 0;
  column_ = 0;
}

void RowWriter::begin_cell(const Attributes& attributes) {
  const std::string_view reference = attributes["r"];
  if (!reference.empty()) {
    const auto place = place_of(reference);
    if (!place || place->row != row_) return fail({"une cellule n’est pas à sa place", "a cell is out of place"});
    column_ = place->column;
  }
  type_ = attributes["t"];
  style_ = natural(attributes["s"]).value_or(0);
  value_.clear();
  has_value_ = has_formula_ = false;
}

/// What the cell says, as text.
std::string_view RowWriter::cell_text() {
  if (has_formula_ && value_.empty() && type_ != "str") ++counts_.uncomputed;
  if (!has_value_ || value_.empty()) return {};
  if (type_ == "s") {
    const auto index = natural(value_);
    if (!index || *index >= workbook_.texts.size()) {
      fail({"une cellule renvoie à un texte qui n’existe pas", "a cell points to a text that is not there"});
      return {};
    }
    return workbook_.texts[*index];
  }
  if (type_ == "e") return ++counts_.errors, std::string_view{};
  if (type_ == "b") return value_ == "1" || value_ == "true" ? "true" : "false";
  if (type_ == "inlineStr" || type_ == "str") return without_escapes(value_, scratch_);
  if (type_ == "d") return value_;
  const auto number = number_text(value_);
  if (!number) return value_;
  value_ = *number;
  if (style_ < workbook_.styles.size() && workbook_.styles[style_] == NumberKind::moment) {
    double serial = 0;
    std::from_chars(value_.data(), value_.data() + value_.size(), serial);
    if (auto moment = moment_text(serial, workbook_.from_1904)) value_ = std::move(*moment);
  }
  return value_;
}

void RowWriter::end_cell() {
  const std::string_view text = cell_text();
  if (!text.empty()) {
    if (cells_.size() <= column_) cells_.resize(column_ + 1);
    for (; used_ <= column_; ++used_) cells_[used_].clear();
    cells_[column_] = text;
  }
  ++column_;
}

/// A merged cell's value stands in its first row only; a person sees it on every row that it covers.
void RowWriter::repeat_merged() {
  while (next_merge_ < merged_.size() && merged_[next_merge_].first <= row_) {
    const Merged& merge = merged_[next_merge_];
    if (merge.first == row_ && merge.column < used_) {
      merged_values_[next_merge_] = cells_[merge.column];
      open_merges_.push_back(next_merge_);
    }
    ++next_merge_;
  }
  std::erase_if(open_merges_, [&](std::size_t i) {
    if (merged_[i].last >= row_) return false;
    merged_values_.erase(i);
    return true;
  });
  for (const std::size_t i : open_merges_) {
    const Merged& merge = merged_[i];
    if (merge.first == row_ || merge.column >= std::max(used_, width_)) continue;
    if (cells_.size() <= merge.column) cells_.resize(merge.column + 1);
    for (; used_ <= merge.column; ++used_) cells_[used_].clear();
    if (!cells_[merge.column].empty()) continue;
    cells_[merge.column] = merged_values_[i];
    ++counts_.repeated;
  }
}

void RowWriter::end_row() {
  // A row that is empty but for what merged cells repeat stays empty.
  std::size_t cells = used_;
  while (cells > 0 && cells_[cells - 1].empty()) --cells;
  if (cells > 0) {
    repeat_merged();
    cells = used_;
    while (cells > 0 && cells_[cells - 1].empty()) --cells;
    write_row(cells);
  }
  out += '\n';
}

void RowWriter::write_row(std::size_t cells) {
  const bool header = width_ == 0;
  if (header) width_ = cells;
  for (std::size_t i = 0; i < std::max(cells, width_); ++i) {
    if (i > 0) out += ',';
    write_cell(i < cells ? std::string_view(cells_[i]) : std::string_view{}, header);
  }
}

void RowWriter::write_cell(std::string_view cell, bool always_quote) {
  if (!always_quote && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '"') out += '"';
    if (cell[i] == '\r' && i + 1 < cell.size() && cell[i + 1] == '\n') continue;
    if (cell[i] == '\n' || cell[i] == '\r') {
      out += kLineSeparator;
    } else {
      out += cell[i];
    }
  }
  out += '"';
}

}  // namespace boussole::connectors::sheets
