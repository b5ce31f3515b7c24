#include "reports/document.h"

#include "reports/html/plot.h"
#include "reports/html/sections.h"

namespace boussole::reports {
namespace html {
namespace {

/// What these pages need beside the scorecard's style: a sentence instead of a word, a value and a number.
constexpr const char* kMoreStyle =
    ".row .says{grid-column:3/-1;text-align:right;font-size:.9375rem}.row{break-inside:avoid}\n"
    "@media (max-width:46rem){.row .says{grid-column:1/-1;text-align:left}}\n"
    ".plot{margin:1rem 0}.plot svg{display:block;width:100%;max-width:44rem;height:auto}\n"
    ".plot text{fill:var(--ink);font-size:13px}.plot .soft-text{fill:var(--soft)}\n"
    ".plot .limit{fill:none;stroke:var(--line);stroke-width:1.5}.plot .dashed{stroke-dasharray:5 4}\n"
    ".plot .point{fill:var(--accent)}.plot .ring{fill:var(--paper);stroke:var(--accent);stroke-width:2}\n"
    ".plot .frame{stroke:var(--line);stroke-width:1}\n"
    "@media print{.plot,li{break-inside:avoid}.plot svg{max-width:150mm}}\n";

void put(Page& page, const Lines& lines) {
  using enum Lines::Manner;
  if (lines.items.empty()) return;
  if (lines.manner == list) page.html("<ul class=\"plain\">");
  for (const std::string& item : lines.items) {
    switch (lines.manner) {
      case lead:
        page.html("<p class=\"sentence\">").text(item).html("</p>");
        break;
      case plain:
        page.html("<p>").text(item).html("</p>");
        break;
      case list:
        page.html("<li>").text(item).html("</li>");
        break;
      case warnings:
        page.html("<p class=\"warn\">").text(item).html("</p>");
        break;
    }
  }
  if (lines.manner == list) page.html("</ul>");
}

void put(Page& page, const SubTitle& title) { page.html("<h3 class=\"apart\">").text(title.text).html("</h3>"); }

void put_row(Page& page, const Table& table, const TableRow& row) {
  if (row.cells.size() == 1) {
    page.html("<tr class=\"group\"><th scope=\"colgroup\" colspan=\"").number(std::int64_t(table.columns.size()));
    page.html("\">").text(row.cells.front()).html("</th></tr>");
    return;
  }
  page.html("<tr>");
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string& cell = row.cells[i];
    if (i == 0)
      page.html("<th scope=\"row\">").text(cell).html("</th>");
    else if (table.columns[i].number)
      page.html("<td class=\"num\">").text(cell).html("</td>");
    else
      page.html("<td>").text(cell).html("</td>");
  }
  page.html("</tr>");
}

void put(Page& page, const Table& table) {
  const std::string id = std::to_string(page.next_id());
  page.html("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t").text(id);
  page.html("\"><table><caption id=\"t").text(id).html("\">").text(table.caption).html("</caption><thead><tr>");
  for (const Heading& column : table.columns) {
    if (column.number)
      page.html("<th scope=\"col\" class=\"num\">");
    else
      page.html("<th scope=\"col\">");
    page.text(column.title).html("</th>");
  }
  page.html("</tr></thead><tbody>");
  for (const TableRow& row : table.rows) put_row(page, table, row);
  page.html("</tbody></table></div>");
}

void put_mark(Page& page, const ChartRow& row) {
  const std::string id = std::to_string(page.next_id());
  page.html("<svg role=\"img\" focusable=\"false\" aria-labelledby=\"m").text(id);
  page.html("\"><title id=\"m").text(id).html("\">").text(row.name).colon().text(row.shown).html("</title>");
  write_track(page, row.value, row.low, row.high, row.sure ? Reading::demonstrated : Reading::not_demonstrated);
  page.html("</svg>");
}

void put(Page& page, const Chart& chart) {
  page.html("<p class=\"sub\">")
      .text(chart.caption)
      .html("</p><div class=\"ticks\" aria-hidden=\"true\"><span></span>");
  page.html("<div class=\"track scale\">");
  for (const std::string& tick : chart.ticks) page.html("<b>").text(tick).html("</b>");
  page.html("</div><span></span><span></span><span></span></div><ul class=\"rows\">");
  for (const ChartRow& row : chart.rows) {
    page.html("<li class=\"row\"><div class=\"name\">").text(row.name);
    if (!row.note.empty()) page.html("<p class=\"why\">").text(row.note).html("</p>");
    page.html("</div><div class=\"track\">");
    put_mark(page, row);
    page.html("</div><div class=\"says\">").text(row.shown).html("</div></li>");
  }
  page.html("</ul>");
}

void put(Page& page, const Plot& plot) { write_plot(page, plot); }

void put_head(Page& page, const Document& document) {
  write_page_start(page, document.kicker, document.title, kMoreStyle);
  page.html("<ul class=\"meta\">");
  for (const std::string& item : document.meta) page.html("<li>").text(item).html("</li>");
  page.html("</ul>");
  if (!document.notes.empty()) {
    page.html("<ul class=\"notes\" aria-label=\"").words({"À savoir avant de lire", "To know before reading"});
    page.html("\">");
    for (const std::string& note : document.notes) page.html("<li>").text(note).html("</li>");
    page.html("</ul>");
  }
  page.html("</div><nav class=\"toc\" aria-label=\"").words({"Sur cette page", "On this page"}).html("\"><ul>");
  for (const Section& section : document.sections)
    page.html("<li><a href=\"#").anchor(section.id).html("\">").text(section.title).html("</a></li>");
  page.html("</ul></nav>");
  write_content_start(page);
}

}  // namespace
}  // namespace html

std::string write_html(const Document& document) {
  html::Page page{Typography(document.language)};
  html::put_head(page, document);
  for (const Section& section : document.sections) {
    page.html("<section id=\"").anchor(section.id).html("\" aria-labelledby=\"").anchor(section.id);
    page.html("-title\"><h2 id=\"").anchor(section.id).html("-title\">").text(section.title).html("</h2>");
    for (const Block& block : section.blocks) std::visit([&page](const auto& b) { html::put(page, b); }, block);
    page.html("</section>\n");
  }
  html::write_page_end(page, document.tool);
  return page.take();
}

}  // namespace boussole::reports
