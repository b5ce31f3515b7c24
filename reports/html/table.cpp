#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

void write_cells(Page& page, const engine::IndicatorResult& result) {
  page.html("<td>").words(kind_word(result.kind)).html("</td><td class=\"nowrap\">");
  write_reading(page, result);
  page.html("</td><td class=\"num\">");
  write_value(page, result);
  page.html("</td><td class=\"num\">");
  if (result.value && result.interval)
    page.text(short_range(page.type(), quantity(result)));
  else
    page.text("—");
  page.html("</td><td class=\"num\">");
  write_score(page, result);
  page.html("</td><td class=\"num\">");
  if (result.n)
    page.number(*result.n);
  else
    page.text("—");
  page.html("</td><td class=\"num\">");
  if (result.missing)
    page.number(*result.missing);
  else
    page.text("—");
  page.html("</td>");
}

void write_header(Page& page) {
  page.html("<thead><tr><th scope=\"col\">").words({"Indicateur", "Indicator"});
  page.html("</th><th scope=\"col\">").words({"Nature", "Kind"});
  page.html("</th><th scope=\"col\">").words({"Lecture", "Reading"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Valeur", "Value"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Intervalle", "Interval"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Score sur 100", "Score out of 100"});
  page.html("</th><th scope=\"col\" class=\"num\">n</th><th scope=\"col\" class=\"num\">");
  page.words({"Sans l'information", "Without the information"}).html("</th></tr></thead>");
}

void write_axis(Page& page, const View& view, const criteria::Axis& axis) {
  bool any = false;
  for (const engine::IndicatorResult& result : view.audit.indicators) {
    if (result.axis != axis.id) continue;
    if (!any)
      page.html("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"8\">").words(axis.name).html("</th></tr>");
    any = true;
    page.html("<tr><th scope=\"row\">").text(name_in(page, result, view.set)).html("</th>");
    write_cells(page, result);
    page.html("</tr>");
  }
  if (any) page.html("</tbody>");
}

}  // namespace

void write_table(Page& page, const View& view) {
  page.html("<section id=\"table\" aria-labelledby=\"table-title\"><h2 id=\"table-title\">");
  page.words({"Les mêmes chiffres en tableau", "The same figures as a table"}).html("</h2><p class=\"lede\">");
  page.words(reading_rule())
      .html("</p><div class=\"scroll\" role=\"region\" aria-labelledby=\"table-caption\" tabindex=\"0\">");
  page.html("<table><caption id=\"table-caption\">");
  page.words({"Indicateurs de toute la plateforme, par axe", "Indicators of the whole platform, by axis"});
  page.html("</caption>");
  write_header(page);
  for (const criteria::Axis& axis : view.set.axes) write_axis(page, view, axis);
  page.html("</table></div></section>\n");
}

}  // namespace boussole::reports::html
