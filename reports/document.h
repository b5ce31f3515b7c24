#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/typography.h"

/// A report as data, in one language, typeset but not escaped: what the page and the Markdown say comes from the same
/// sentences, so the two cannot differ.
namespace boussole::reports {

/// Sentences one under the other.
struct Lines {
  enum class Manner { lead, plain, list, warnings };
  Manner manner = Manner::plain;
  std::vector<std::string> items;
};

struct Heading {
  std::string title;
  bool number = false;  ///< to the right
};

struct TableRow {
  std::vector<std::string> cells;  ///< the first names the row; a single cell is the head of a group
};

struct Table {
  std::string caption;
  std::vector<Heading> columns;
  std::vector<TableRow> rows;
};

/// A dot and its interval on a 0-1 axis; a row without a value is a hatched band.
struct ChartRow {
  std::string name;
  std::optional<double> value, low, high;
  bool sure = false;  ///< a full dot, else an open one
  std::string shown;  ///< the figure in words, beside the dot
  std::string note;   ///< under the name
};

struct Chart {
  std::string caption;
  std::vector<std::string> ticks;  ///< from the left end to the right end
  std::vector<ChartRow> rows;
};

/// Points and lines in a plane. Its figures stand in a table beside it, which is what Markdown keeps.
struct Plot {
  enum class Mark { plain, hollow, strong };  ///< told apart by shape; a strong one carries its name
  struct Point {
    double x = 0, y = 0;
    Mark mark = Mark::plain;
    std::string name, shown;  ///< "Val-Clair", "63 %"
  };
  struct Line {
    std::vector<std::pair<double, double>> points;
    bool dashed = false;
  };
  struct Tick {
    double at = 0;
    std::string text;
  };
  std::string caption, x_title, y_title;
  double x_from = 0, x_to = 1, y_from = 0, y_to = 1;
  std::vector<Tick> x_ticks, y_ticks;
  std::vector<Line> lines;
  std::vector<Point> points;
};

struct SubTitle {
  std::string text;
};

using Block = std::variant<Lines, Table, Chart, Plot, SubTitle>;

struct Section {
  std::string id;  ///< letters and hyphens
  std::string title;
  std::vector<Block> blocks;
};

struct Document {
  Language language = Language::fr;
  std::string kicker, title;
  std::vector<std::string> meta;   ///< what is compared, dates, versions
  std::vector<std::string> notes;  ///< to know before reading
  std::vector<Section> sections;
  std::string tool;  ///< "boussole 0.1.0"
};

/// A self-contained page like the scorecard's: no network, no script, ready for A4.
std::string write_html(const Document& document);
/// GitHub-flavoured Markdown; a chart becomes a table.
std::string write_markdown(const Document& document);

}  // namespace boussole::reports
