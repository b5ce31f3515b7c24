#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

/// The sign of a reading at the middle of a 28-unit-high track, its centre at x = 0.
void write_sign(Page& page, Reading reading) {
  switch (reading) {
    case Reading::demonstrated:
      page.html("<circle class=\"g-full\" cy=\"14\" r=\"7\"/>");
      break;
    case Reading::below:
      page.html("<path class=\"g-full\" d=\"M0 5.5 8.5 14 0 22.5-8.5 14z\"/>");
      break;
    case Reading::contested:
      page.html("<path class=\"g-open\" d=\"M-6 8h12v12h-12z\"/>");
      break;
    default:
      page.html("<circle class=\"g-open\" cy=\"14\" r=\"6\"/>");
  }
}

void write_percent(Page& page, double share) { page.coordinate(share * 100).html("%"); }

void write_line(Page& page, double from, double to) {
  page.html("<line class=\"g-bar\" y1=\"14\" y2=\"14\" x1=\"");
  write_percent(page, from);
  page.html("\" x2=\"");
  write_percent(page, to);
  page.html("\"/>");
  for (const double end : {from, to}) {
    page.html("<line class=\"g-cap\" y1=\"8\" y2=\"20\" x1=\"");
    write_percent(page, end);
    page.html("\" x2=\"");
    write_percent(page, end);
    page.html("\"/>");
  }
}

void write_band(Page& page, Reading reading) {
  if (reading == Reading::not_applicable) {
    page.html("<rect class=\"g-dots\" x=\"0\" y=\"7\" width=\"100%\" height=\"14\" rx=\"2\"/>");
    return;
  }
  if (reading == Reading::not_measured)
    page.html("<rect class=\"g-hatch\" x=\"0\" y=\"7\" width=\"100%\" height=\"14\" rx=\"2\"/>");
  page.html("<rect class=\"g-edge\" x=\"0\" y=\"7\" width=\"100%\" height=\"14\" rx=\"2\"/>");
}

void write_description(Page& page, const engine::IndicatorResult& result) {
  if (result.reason) page.words(result.reason->text).text(" ");
  if (result.value) page.words({"Valeur", "Value"}).colon().text(figure(page.type(), quantity(result))).text(". ");
  if (result.n) page.text("n").colon().number(*result.n).text(". ");
  page.words({"Lecture", "Reading"}).colon().words(word(reading(result))).text(".");
}

void write_title(Page& page, const engine::IndicatorResult& result, const std::string& name) {
  page.text(name).colon();
  if (!result.score) {
    page.words(word(reading(result)));
    return;
  }
  page.words({"score ", "score "}).text(score_points(page.type(), result.score->value));
  page.words({" sur 100", " out of 100"});
  const std::string range = score_range(page.type(), *result.score);
  if (!range.empty())
    page.words({", intervalle ", ", interval "}).text(range);
  else
    page.words({", sans intervalle", ", without interval"});
}

void write_legend_item(Page& page, Reading reading, const Text& meaning) {
  page.html("<li><svg viewBox=\"-16 4 32 20\" aria-hidden=\"true\" focusable=\"false\">");
  if (reading == Reading::not_measured) {
    page.html(
        "<rect class=\"g-hatch\" x=\"-15\" y=\"7\" width=\"30\" height=\"14\" rx=\"2\"/>"
        "<rect class=\"g-edge\" x=\"-15\" y=\"7\" width=\"30\" height=\"14\" rx=\"2\"/>");
  } else if (reading == Reading::not_applicable) {
    page.html("<rect class=\"g-dots\" x=\"-15\" y=\"7\" width=\"30\" height=\"14\" rx=\"2\"/>");
  } else {
    write_sign(page, reading);
  }
  page.html("</svg><span>").words(meaning).html("</span></li>");
}

}  // namespace

void write_mark_patterns(Page& page) {
  page.html(
      "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" focusable=\"false\"><defs>"
      "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line class=\"p-line\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>"
      "</defs></svg>\n");
}

void write_track(Page& page, std::optional<double> value, std::optional<double> low, std::optional<double> high,
                 Reading reading) {
  if (!value) {
    write_band(page, Reading::not_measured);
    return;
  }
  page.html(
      "<line class=\"g-base\" x1=\"0\" x2=\"100%\" y1=\"14\" y2=\"14\"/>"
      "<line class=\"g-base\" x1=\"0\" x2=\"0\" y1=\"5\" y2=\"23\"/>"
      "<line class=\"g-mid\" x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"28\"/>"
      "<line class=\"g-base\" x1=\"100%\" x2=\"100%\" y1=\"5\" y2=\"23\"/>");
  if (low && high) write_line(page, *low, *high);
  page.html("<svg x=\"");
  write_percent(page, *value);
  page.html("\" overflow=\"visible\">");
  write_sign(page, reading);
  page.html("</svg>");
}

void write_mark(Page& page, const engine::IndicatorResult& result, const std::string& name) {
  const std::int64_t id = page.next_id();
  page.html("<svg role=\"img\" focusable=\"false\" aria-labelledby=\"m").text(std::to_string(id));
  page.html("\" aria-describedby=\"d")
      .text(std::to_string(id))
      .html("\"><title id=\"m")
      .text(std::to_string(id))
      .html("\">");
  write_title(page, result, name);
  page.html("</title><desc id=\"d").text(std::to_string(id)).html("\">");
  write_description(page, result);
  page.html("</desc>");
  if (result.score)
    write_track(page, result.score->value, result.score->low, result.score->high, reading(result));
  else
    write_band(page, reading(result));
  page.html("</svg>");
}

void write_result_row(Page& page, const View& view, const engine::IndicatorResult& result, RowLink link) {
  const std::string name = name_in(page, result, view.set);
  page.html("<li class=\"row\"><div class=\"name\">");
  if (link == RowLink::to_indicator)
    page.html("<a href=\"#i-").anchor(result.id).html("\">").text(name).html("</a>");
  else
    page.text(name);
  if ((!result.score || reading(result) == Reading::contested) && result.reason) {
    page.html("<p class=\"why\">");
    write_reason(page, view, result);
    page.html("</p>");
  }
  page.html("</div><div class=\"track\">");
  write_mark(page, result, name);
  page.html("</div><div class=\"word\">").words(word(reading(result)));
  if (result.value)
    page.html("</div><div class=\"value\">");
  else
    page.html("</div><div class=\"value none\">");
  write_value(page, result);
  if (result.n)
    page.html("</div><div class=\"n\">").number(*result.n);
  else
    page.html("</div><div class=\"n none\">—");
  page.html("</div></li>");
}

void write_reading(Page& page, const engine::IndicatorResult& result) {
  const Reading read = reading(result);
  page.html("<span class=\"reading\"><svg viewBox=\"-10 4 20 20\" aria-hidden=\"true\" focusable=\"false\">");
  if (read == Reading::not_measured)
    page.html(
        "<rect class=\"g-hatch\" x=\"-9\" y=\"7\" width=\"18\" height=\"14\" rx=\"2\"/>"
        "<rect class=\"g-edge\" x=\"-9\" y=\"7\" width=\"18\" height=\"14\" rx=\"2\"/>");
  else if (read == Reading::not_applicable)
    page.html("<rect class=\"g-dots\" x=\"-9\" y=\"7\" width=\"18\" height=\"14\" rx=\"2\"/>");
  else
    write_sign(page, read);
  page.html("</svg>").words(word(read)).html("</span>");
}

void write_legend(Page& page, bool contested) {
  page.html("<ul class=\"legend\">");
  write_legend_item(page, Reading::demonstrated,
                    {"démontré : tout l'intervalle à 50 ou plus", "demonstrated: the whole interval at 50 or more"});
  write_legend_item(page, Reading::not_demonstrated,
                    {"non démontré : l'intervalle passe 50, ou n'existe pas",
                     "not demonstrated: the interval crosses 50, or there is none"});
  write_legend_item(page, Reading::below,
                    {"en dessous : tout l'intervalle sous 50", "below: the whole interval under 50"});
  write_legend_item(page, Reading::not_measured, {"non mesuré", "not measured"});
  write_legend_item(page, Reading::not_applicable, {"sans objet", "not applicable"});
  if (contested)
    write_legend_item(page, Reading::contested,
                      {"contesté : la valeur de l'audit, qui reste en vigueur",
                       "contested: the audit's value, which stays in force"});
  page.html("</ul>");
}

void write_score(Page& page, const engine::IndicatorResult& result) {
  if (!result.score) {
    page.text("—");
    return;
  }
  page.text(score_points(page.type(), result.score->value));
  const std::string range = score_range(page.type(), *result.score);
  if (!range.empty()) page.text(" (" + range + ")");
}

void write_value(Page& page, const engine::IndicatorResult& result) {
  page.text(result.value ? figure(page.type(), quantity(result)) : "—");
}

}  // namespace boussole::reports::html
