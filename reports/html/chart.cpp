#include "reports/claims_words.h"
#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

void write_group_score(Page& page, const Text& label, const std::optional<engine::GroupScore>& score) {
  page.html("<div><dt>").words(label).html("</dt><dd>");
  if (!score) {
    page.html("—</dd></div>");
    return;
  }
  page.text(score_points(page.type(), score->value)).words({" sur 100", " out of 100"});
  const engine::Score as_score{score->value, score->low, score->high};
  const std::string range = score_range(page.type(), as_score);
  if (!range.empty()) page.text(" (" + range + ")");
  page.words({", ", ", "}).text(page.type().percent(score->coverage, 0)).words({" du poids", " of the weight"});
  page.html("</dd></div>");
}

void write_axis_head(Page& page, const View& view, const criteria::Axis& axis) {
  page.html("<div class=\"axis-head\"><div><h3>").words(axis.name).html("</h3><p class=\"soft\">").words(axis.question);
  page.html("</p></div>");
  for (const engine::AxisScore& score : view.audit.axes) {
    if (score.id != axis.id) continue;
    page.html("<div class=\"axis-score\"><dl>");
    write_group_score(page, {"Mesuré", "Measured"}, score.measured);
    write_group_score(page, {"Déclaré", "Declared"}, score.declared);
    page.html("</dl>");
    if (score.reason) page.html("<p class=\"small soft\">").words(score.reason->text).html("</p>");
    for (const std::string& said : contested_sentences(page.type(), view.audit, axis.id))
      page.html("<p class=\"small\">").text(said).html("</p>");
    page.html("</div>");
  }
  page.html("</div>");
}

/// The scale above each group, so that a printed page never lacks it.
void write_ticks(Page& page) {
  page.html("<div class=\"ticks\" aria-hidden=\"true\"><span></span><div class=\"track scale\">");
  for (const int tick : {0, 25, 50, 75, 100}) page.html("<b>").number(tick).html("</b>");
  page.html("</div><span>").words({"Lecture", "Reading"}).html("</span><span class=\"right\">");
  page.words({"Valeur", "Value"}).html("</span><span class=\"right\">n</span></div>");
}

std::vector<const engine::IndicatorResult*> of_axis(const View& view, const std::string& axis, bool declared) {
  std::vector<const engine::IndicatorResult*> out;
  for (const engine::IndicatorResult& result : view.audit.indicators)
    if (result.axis == axis && measurable(result) != declared) out.push_back(&result);
  return out;
}

void write_rows(Page& page, const View& view, const std::vector<const engine::IndicatorResult*>& results) {
  if (results.empty()) return;
  page.html("<ul class=\"rows\">");
  for (const engine::IndicatorResult* result : results) write_result_row(page, view, *result, RowLink::to_indicator);
  page.html("</ul>");
}

}  // namespace

void write_chart(Page& page, const View& view) {
  page.html("<section id=\"chart\" aria-labelledby=\"chart-title\"><h2 id=\"chart-title\">");
  page.words({"Vue d'ensemble", "Overview"}).html("</h2><p class=\"lede\">");
  page.words(
          {"Chaque point est le score d'un indicateur sur 100 ; le trait est son intervalle. Rien n'est additionné en "
           "une note d'ensemble.",
           "Each dot is the score of an indicator out of 100; the line is its interval. Nothing is added up into one "
           "overall grade."})
      .html("</p>");
  write_legend(page, tally(view.audit).contested > 0);
  for (const criteria::Axis& axis : view.set.axes) {
    const auto measured = of_axis(view, axis.id, false), declared = of_axis(view, axis.id, true);
    if (measured.empty() && declared.empty()) continue;
    page.html("<div class=\"axis\">");
    write_axis_head(page, view, axis);
    write_ticks(page);
    write_rows(page, view, measured);
    if (!declared.empty()) {
      page.html("<p class=\"sub\">")
          .words({"Déclaré, avec des pièces : jamais mélangé à ce qui est mesuré",
                  "Declared, with evidence: never mixed with what is measured"});
      page.html("</p>");
    }
    write_rows(page, view, declared);
    page.html("</div>");
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
