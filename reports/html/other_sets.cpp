#include <array>

#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

/// Which of our indicators ask what a dimension of the reproduced set asks: shown under it, never computed with it.
struct Counterpart {
  std::string_view dimension, indicator;
};
constexpr std::array<Counterpart, 9> kCounterparts = {{
    {"dq-influence", "pou-initiative-citoyenne"},
    {"dq-influence", "pou-influence-resultats"},
    {"dq-influence", "pou-coconstruction"},
    {"dq-hybridization", "acces-canal-hors-ligne"},
    {"dq-responsiveness", "sui-taux-reponse"},
    {"dq-responsiveness", "sui-delai-reponse"},
    {"dq-responsiveness", "sui-realisation"},
    {"dq-traceability", "tra-tracabilite-synthese"},
    {"dq-traceability", "pou-influence-resultats"},
}};

const criteria::CriteriaSet* set_of(const View& view, const engine::OtherSet& other) {
  for (const criteria::CriteriaSet& candidate : view.options.other_sets)
    if (candidate.id == other.criteria.id) return &candidate;
  return nullptr;
}

void write_defects(Page& page, const criteria::CriteriaSet& set) {
  if (set.defects.empty()) return;
  page.html("<h4 class=\"apart\">").words({"Ses défauts", "Its defects"}).html("</h4><dl class=\"talk\">");
  for (const criteria::Defect& defect : set.defects)
    page.html("<dt>").words(defect.name).html("</dt><dd>").words(defect.explanation).html("</dd>");
  page.html("</dl>");
}

const engine::Part* part_of(const engine::IndicatorResult& result, std::string_view id) {
  for (const engine::Part& part : result.parts)
    if (part.id == id && part.value) return &part;
  return nullptr;
}

/// "54 sur 164" and the percentage with three digits, since a thousandth decides in which bin it falls; or the parts.
void write_parts(Page& page, const View& view, const engine::IndicatorResult& result) {
  const auto* top = part_of(result, "numerator");
  const auto* bottom = part_of(result, "denominator");
  if (top != nullptr && bottom != nullptr) {
    page.text(page.type().number(*top->value, 0)).words({" sur ", " out of "});
    page.text(page.type().number(*bottom->value, 0));
    if (const auto* percent = part_of(result, "percent"))
      page.html("<br>").text(page.type().percent(*percent->value / 100, 3));
    return;
  }
  bool any = false;
  for (const engine::Part& part : result.parts) {
    if (any) page.html("<br>");
    any = true;
    page.words(part.label).colon().text(part_value(page.type(), part, result, view.audit.parameters.min_cell));
  }
  if (!any) page.text("—");
}

void write_row(Page& page, const View& view, const criteria::CriteriaSet& set, const engine::IndicatorResult& result) {
  const criteria::Indicator* known = set.find(result.id);
  page.html("<tr><th scope=\"row\">").text(name_in(page, result, set)).html("</th><td class=\"num\">");
  write_value(page, result);
  page.html("</td><td class=\"nowrap\">");
  write_parts(page, view, result);
  page.html("</td><td class=\"long\">");
  if (result.reason) page.words(result.reason->text).text(" ");
  if (known != nullptr) page.words(known->bias);
  for (const Message& warning : result.warnings) page.text(" ").words(warning.text);
  page.html("</td></tr>");
}

void write_dimension(Page& page, const View& view, const criteria::CriteriaSet& set, const engine::OtherSet& other,
                     const criteria::Axis& dimension) {
  page.html("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"4\">")
      .words(dimension.name)
      .html("</th></tr>");
  for (const engine::IndicatorResult& result : other.indicators)
    if (result.axis == dimension.id) write_row(page, view, set, result);
  page.html("</tbody>");
}

void write_table(Page& page, const View& view, const criteria::CriteriaSet& set, const engine::OtherSet& other) {
  const std::int64_t id = page.next_id();
  page.html("<div class=\"scroll\" role=\"region\" aria-labelledby=\"other-").text(std::to_string(id));
  page.html("\" tabindex=\"0\"><table><caption id=\"other-").text(std::to_string(id)).html("\">");
  page.words({"Ce que cette mesure dit de la même plateforme ; elle n'entre dans aucun de nos scores",
              "What this measure says of the same platform; it enters none of our scores"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Son indicateur", "Its indicator"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Sa note", "Its mark"});
  page.html("</th><th scope=\"col\">").words({"De quoi elle est faite", "What it is made of"});
  page.html("</th><th scope=\"col\">")
      .words({"Ce qu'elle ne dit pas", "What it does not say"})
      .html("</th></tr></thead>");
  if (set.axes.empty()) {
    page.html("<tbody>");
    for (const engine::IndicatorResult& result : other.indicators) write_row(page, view, set, result);
    page.html("</tbody>");
  }
  for (const criteria::Axis& dimension : set.axes) write_dimension(page, view, set, other, dimension);
  page.html("</table></div>");
}

const engine::IndicatorResult* ours(const View& view, std::string_view id) {
  for (const engine::IndicatorResult& result : view.audit.indicators)
    if (result.id == id) return &result;
  return nullptr;
}

/// Our figures on the same questions, dimension by dimension.
void write_counterparts(Page& page, const View& view, const criteria::CriteriaSet& set) {
  bool any = false;
  for (const criteria::Axis& dimension : set.axes) {
    bool opened = false;
    for (const Counterpart& pair : kCounterparts) {
      const engine::IndicatorResult* result = pair.dimension == dimension.id ? ours(view, pair.indicator) : nullptr;
      if (result == nullptr) continue;
      if (!any)
        page.html("<h4 class=\"apart\">")
            .words(
                {"Ce que nos indicateurs disent des mêmes questions", "What our indicators say on the same questions"})
            .html("</h4>");
      any = true;
      if (!opened) page.html("<p class=\"sub\">").words(dimension.name).html("</p><ul class=\"rows\">");
      opened = true;
      write_result_row(page, view, *result, RowLink::to_indicator);
    }
    if (opened) page.html("</ul>");
  }
}

/// The name of a total, from the set that defines it.
void write_total_name(Page& page, const criteria::CriteriaSet& set, const engine::ContextFigure& total) {
  for (const criteria::ContextDefinition& definition : set.context) {
    if (definition.id != total.id) continue;
    page.words(definition.name);
    return;
  }
  page.text(total.id);
}

void write_total_value(Page& page, const engine::ContextFigure& total) {
  if (total.value)
    page.text(figure(page.type(), quantity(total)));
  else
    page.words(total.reason ? total.reason->text : word(Reading::not_measured));
}

void write_totals(Page& page, const criteria::CriteriaSet& set, const engine::OtherSet& other) {
  if (other.totals.empty()) return;
  page.html("<dl class=\"facts\">");
  for (const engine::ContextFigure& total : other.totals) {
    page.html("<div><dt>");
    write_total_name(page, set, total);
    if (total.value)
      page.html("</dt><dd>");
    else
      page.html("</dt><dd class=\"none\">");
    write_total_value(page, total);
    page.html("</dd></div>");
  }
  page.html("</dl>");
}

/// The same set applied to spaces: one row a space, one column a total.
void write_scopes(Page& page, const View& view, const criteria::CriteriaSet& set,
                  const std::vector<const engine::OtherSet*>& scopes) {
  if (scopes.empty()) return;
  const std::int64_t id = page.next_id();
  page.html("<div class=\"scroll\" role=\"region\" aria-labelledby=\"other-").text(std::to_string(id));
  page.html("\" tabindex=\"0\"><table><caption id=\"other-").text(std::to_string(id)).html("\">");
  page.words({"La même mesure, démarche par démarche : ce n'est pas un classement",
              "The same measure, process by process: this is no ranking"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Démarche", "Process"}).html("</th>");
  for (const engine::ContextFigure& total : scopes.front()->totals) {
    page.html("<th scope=\"col\" class=\"num\">");
    write_total_name(page, set, total);
    page.html("</th>");
  }
  page.html("</tr></thead><tbody>");
  for (const engine::OtherSet* scope : scopes) {
    const std::string& title = scope->scope_title.in(view.options.language);
    page.html("<tr><th scope=\"row\"");
    write_foreign_language(page, view);
    page.html(">").text(title.empty() ? scope->scope : title).html("</th>");
    for (const engine::ContextFigure& total : scope->totals) {
      if (total.value)
        page.html("<td class=\"num\">");
      else
        page.html("<td class=\"small\">");
      write_total_value(page, total);
      page.html("</td>");
    }
    page.html("</tr>");
  }
  page.html("</tbody></table></div>");
}

void write_set(Page& page, const View& view, const engine::OtherSet& platform) {
  const criteria::CriteriaSet unknown;
  const criteria::CriteriaSet* known = set_of(view, platform);
  const criteria::CriteriaSet& set = known == nullptr ? unknown : *known;
  page.html("<h3 class=\"apart\">");
  if (known == nullptr)
    page.text(platform.criteria.id);
  else
    page.words(set.title);
  page.html("</h3>");
  if (!set.note.empty()) page.html("<p>").words(set.note).html("</p>");
  write_totals(page, set, platform);
  write_table(page, view, set, platform);
  std::vector<const engine::OtherSet*> scopes;
  for (const engine::OtherSet& other : view.audit.other_sets)
    if (other.criteria.id == platform.criteria.id && other.scope != platform.scope) scopes.push_back(&other);
  write_scopes(page, view, set, scopes);
  write_counterparts(page, view, set);
  write_defects(page, set);
}

}  // namespace

void write_other_sets(Page& page, const View& view) {
  if (view.audit.other_sets.empty()) return;
  page.html("<section id=\"quality\" aria-labelledby=\"quality-title\"><h2 id=\"quality-title\">");
  page.words({"Les mêmes données, une autre mesure", "The same data, another measure"}).html("</h2>");
  for (const engine::OtherSet& other : view.audit.other_sets)
    if (other.scope == "platform") write_set(page, view, other);
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
