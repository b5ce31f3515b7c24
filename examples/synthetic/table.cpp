#include "examples/synthetic/table.h"

#include <ostream>

namespace boussole::synthetic {
namespace {

bool needs_quotes(std::string_view text, char separator) {
  if (text.empty() || std::string_view("\t\v\f\r ").find(text.front()) != std::string_view::npos) return true;
  const char marks[] = {separator, '"', '\n', '\r'};
  return text.find_first_of(std::string_view(marks, sizeof marks)) != std::string_view::npos;
}

void append_header(std::string& out, const Columns& columns, char separator) {
  bool first = true;
  for (const std::string& key : columns.keys()) {
    if (!first) out += separator;
    first = false;
    append_field(out, key, separator);
  }
  out += '\n';
}

}  // namespace

void append_field(std::string& out, const std::optional<std::string>& text, char separator) {
  if (!text) return;
  if (!needs_quotes(*text, separator)) {
    out += *text;
    return;
  }
  out += '"';
  std::string_view rest = *text;
  for (std::size_t quote; (quote = rest.find('"')) != std::string_view::npos; rest.remove_prefix(quote + 1)) {
    out += rest.substr(0, quote + 1);
    out += '"';
  }
  out += rest;
  out += '"';
}

std::size_t Columns::place(const std::string& key) {
  const auto [it, fresh] = places_.try_emplace(key, keys_.size());
  if (fresh) keys_.push_back(key);
  return it->second;
}

std::size_t Columns::find(const std::string& key) const {
  const auto it = places_.find(key);
  return it == places_.end() ? keys_.size() : it->second;
}

void Table::add(std::vector<Cell> row) {
  std::vector<Placed> placed;
  placed.reserve(row.size());
  for (Cell& cell : row) placed.push_back({columns_.place(cell.key), std::move(cell.text)});
  rows_.push_back(std::move(placed));
}

std::string Table::csv(char separator) const {
  if (rows_.empty()) return "\n";
  std::string out;
  append_header(out, columns_, separator);
  std::vector<const std::optional<std::string>*> line(columns_.size());
  for (const auto& row : rows_) {
    line.assign(columns_.size(), nullptr);
    for (const Placed& placed : row) line[placed.column] = &placed.text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) out += separator;
      if (line[i] != nullptr) append_field(out, *line[i], separator);
    }
    out += '\n';
  }
  return out;
}

StreamedTable::StreamedTable(std::ostream& out, Columns columns, char separator)
    : out_(out), columns_(std::move(columns)), separator_(separator) {
  append_header(buffer_, columns_, separator_);
  out_ << buffer_;
}

bool StreamedTable::add(const std::vector<Cell>& row) {
  line_.assign(columns_.size(), nullptr);
  for (const Cell& cell : row) {
    const std::size_t column = columns_.find(cell.key);
    if (column == columns_.size()) return false;
    line_[column] = &cell;
  }
  buffer_.clear();
  for (std::size_t i = 0; i < line_.size(); ++i) {
    if (i > 0) buffer_ += separator_;
    if (line_[i] != nullptr) append_field(buffer_, line_[i]->text, separator_);
  }
  buffer_ += '\n';
  out_ << buffer_;
  ++rows_;
  return true;
}

}  // namespace boussole::synthetic
