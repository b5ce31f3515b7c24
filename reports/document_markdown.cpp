#include "reports/document.h"
#include "reports/markdown.h"

namespace boussole::reports {
namespace {

class Writer {
 public:
  std::string write(const Document& document) {
    line("# " + markdown_text(document.kicker) + " — " + markdown_text(document.title));
    put({Lines::Manner::list, document.meta});
    put({Lines::Manner::list, document.notes});
    for (const Section& section : document.sections) {
      line("\n## " + markdown_text(section.title));
      for (const Block& block : section.blocks) std::visit([this](const auto& b) { put(b); }, block);
    }
    line("\n" + markdown_text(document.tool));
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }

  void put(const Lines& lines) {
    if (lines.items.empty()) return;
    const bool list = lines.manner == Lines::Manner::list || lines.manner == Lines::Manner::warnings;
    line("");
    for (std::size_t i = 0; i < lines.items.size(); ++i) {
      if (!list && i != 0) line("");
      line((list ? "- " : "") + markdown_text(lines.items[i]));
    }
  }

  void put(const SubTitle& title) { line("\n### " + markdown_text(title.text)); }

  void put(const Table& table) {
    line("\n" + markdown_text(table.caption) + "\n");
    std::string head = "|", rule = "|";
    for (const Heading& column : table.columns) {
      head += " " + markdown_text(column.title) + " |";
      rule += column.number ? " --: |" : " --- |";
    }
    line(head);
    line(rule);
    for (const TableRow& row : table.rows) {
      std::string text = "|";
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool group = row.cells.size() == 1 && i == 0;
        const std::string cell = i < row.cells.size() ? markdown_text(row.cells[i]) : "";
        text += group ? " **" + cell + "** |" : " " + cell + " |";
      }
      line(text);
    }
  }

  /// Its figures are in the table that follows.
  void put(const Plot&) {}

  void put(const Chart& chart) {
    Table table{chart.caption, {{"", false}, {chart.ticks.front() + " – " + chart.ticks.back(), true}}, {}};
    for (const ChartRow& row : chart.rows)
      table.rows.push_back({{row.note.empty() ? row.name : row.name + " (" + row.note + ")", row.shown}});
    put(table);
  }

  std::string out_;
};

}  // namespace

std::string write_markdown(const Document& document) { return Writer().write(document); }

}  // namespace boussole::reports
