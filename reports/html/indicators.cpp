#include "reports/figures.h"
#include "reports/html/sections.h"
#include "reports/interval_words.h"

namespace boussole::reports::html {

namespace {

Text lever_words(const std::string& lever) {
  if (lever == "commande") return {"la collectivité qui commande", "the authority that commissions"};
  if (lever == "offre") return {"l'éditeur qui fournit l'outil", "the vendor who supplies the tool"};
  if (lever == "usage") return {"celles et ceux qui animent et participent", "those who run it and take part"};
  return {lever, lever};
}

std::string levers_of(const Page& page, const criteria::CriteriaSet& set, const criteria::Indicator& indicator) {
  std::vector<std::string> items;
  for (const std::string& lever : indicator.levers) {
    Text name{lever, lever};
    for (const criteria::NamedItem& known : set.levers)
      if (known.id == lever) name = known.name;
    items.push_back(page.type().typeset(lever_words(lever)) + " (" + page.type().typeset(name) + ")");
  }
  return page.type().list(items);
}

void write_talk(Page& page, const Text& label, const Text& content) {
  if (content.empty()) return;
  page.html("<dt>").words(label).html("</dt><dd>").words(content).html("</dd>");
}

void write_fact(Page& page, const Text& label, const std::string& content) {
  page.html("<dt>").words(label).html("</dt><dd>").text(content).html("</dd>");
}

void write_figure(Page& page, const engine::IndicatorResult& result, const std::string& name) {
  const Typography& type = page.type();
  page.html("<div class=\"fig\"><p class=\"big\">").text(figure(type, quantity(result))).html("</p>");
  write_reading(page, result);
  page.html("<div class=\"track\">");
  write_mark(page, result, name);
  page.html("</div><dl>");
  if (result.interval) write_fact(page, {"Intervalle", "Interval"}, short_range(type, quantity(result)));
  if (result.score) {
    const std::string range = score_range(type, *result.score);
    write_fact(page, {"Score sur 100", "Score out of 100"},
               score_points(type, result.score->value) + (range.empty() ? "" : " (" + range + ")"));
  }
  if (result.n) write_fact(page, {"Effectif (n)", "Cases (n)"}, type.integer(*result.n));
  if (result.missing)
    write_fact(page, {"Sans l'information", "Without the information"}, type.integer(*result.missing));
  page.html("</dl></div>");
}

/// The reason, with the words that introduce it unless it says them itself.
void write_no_interval(Page& page, const Text& reason) {
  const Text said{"Pas d'intervalle", "No interval"};
  const Language language = page.type().language();
  if (!page.type().typeset(reason).starts_with(page.type().typeset(said.in(language)))) page.words(said).colon();
  page.words(reason);
}

/// Which question the interval answers, with this indicator's own numbers; or why there is none.
void write_interval_words(Page& page, const engine::IndicatorResult& result) {
  page.html("<dt>").words({"Ce que veut dire l'intervalle", "What the interval means"}).html("</dt><dd>");
  if (result.interval) {
    if (measurable(result))
      page.words({"Le chiffre est exact pour les traces comptées. ", "The figure is exact for the traces counted. "});
    page.text(interval_sentence(page.type(), result));
  } else if (result.interval_reason) {
    write_no_interval(page, result.interval_reason->text);
  }
  page.html("</dd>");
}

void write_parts(Page& page, const View& view, const engine::IndicatorResult& result) {
  if (result.parts.empty()) return;
  page.html("<div class=\"parts\"><table><caption>");
  page.words({"De quoi ce chiffre est fait", "What this figure is made of"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Élément", "Part"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Nombre", "Number"}).html("</th></tr></thead><tbody>");
  for (const engine::Part& part : result.parts) {
    page.html("<tr><th scope=\"row\">").words(part.label).html("</th><td class=\"num\">");
    page.text(part_value(page.type(), part, result, view.audit.parameters.min_cell)).html("</td></tr>");
  }
  page.html("</tbody></table></div>");
}

void write_warnings(Page& page, const engine::IndicatorResult& result) {
  for (const Message& warning : result.warnings) page.html("<p class=\"warn\">").words(warning.text).html("</p>");
}

std::string anchor_value(const Page& page, double value, const std::string& unit) {
  return figure(page.type(), Quantity{value, unit, std::nullopt, std::nullopt, std::nullopt});
}

void write_scale(Page& page, const criteria::Norm& norm, const std::string& unit) {
  if (const auto* posts = std::get_if<criteria::Goalposts>(&norm)) {
    page.words({"0 à ", "0 at "}).text(anchor_value(page, posts->zero_at, unit)).words({", 100 à ", ", 100 at "});
    page.text(anchor_value(page, posts->one_at, unit));
  } else if (const auto* band = std::get_if<criteria::Band>(&norm)) {
    page.words({"100 de ", "100 from "}).text(anchor_value(page, band->one_from, unit)).words({" à ", " to "});
    page.text(anchor_value(page, band->one_to, unit)).words({", 0 sous ", ", 0 under "});
    page.text(anchor_value(page, band->zero_below, unit)).words({" et au-delà de ", " and beyond "});
    page.text(anchor_value(page, band->zero_above, unit));
  } else if (const auto* ladder = std::get_if<criteria::Ladder>(&norm)) {
    for (std::size_t i = 0; i < ladder->steps.size(); ++i) {
      if (i != 0) page.text(", ");
      page.text(page.type().number(ladder->steps[i].value * 100, 0)).colon().words(ladder->steps[i].text);
    }
  }
}

void write_fine(Page& page, const engine::IndicatorResult& result, const criteria::Indicator& known) {
  page.html("<div class=\"fine\">");
  if (!known.formula.empty()) page.html("<p>").words({"Formule", "Formula"}).colon().words(known.formula).html("</p>");
  page.html("<p>").words({"Échelle du score", "Scale of the score"}).colon();
  const auto variant = known.norm_variants.find(result.norm_variant);
  write_scale(page, variant == known.norm_variants.end() ? known.norm : variant->second, known.unit_code);
  page.text(". ").words(known.norm_source).html("</p>");
  if (result.interval) {
    page.html("<p>").words({"Méthode de l'intervalle", "Method of the interval"}).colon();
    if (const auto name = method_name(page.type(), result.interval->method))
      page.text(*name);
    else
      page.html("<span lang=\"en\">").text(result.interval->method).html("</span>");
    page.html("</p>");
  }
  if (!known.references.empty())
    page.html("<p>").words({"Sources", "Sources"}).colon().text(known.references).html("</p>");
  page.html("</div>");
}

void write_to_do(Page& page, const View& view, const criteria::Indicator& known) {
  if (known.to_do.empty()) return;
  page.html("<dt>").words({"Que faire, et qui", "What to do, and who"}).html("</dt><dd>").words(known.to_do);
  if (!known.levers.empty()) {
    page.text(" ").words({"Qui a la main", "In whose hands"}).colon().text(levers_of(page, view.set, known)).text(".");
  }
  page.html("</dd>");
}

void write_measured(Page& page, const View& view, const engine::IndicatorResult& result) {
  const criteria::Indicator* known = view.set.find(result.id);
  const std::string name = name_in(page, result, view.set);
  page.html("<article class=\"ind\" id=\"i-").anchor(result.id).html("\"><h4>").text(name).html("</h4>");
  if (known != nullptr) page.html("<p class=\"ask\">").words(known->question).html("</p>");
  page.html("<p class=\"tags\">").words({"Indicateur ", "Indicator: "}).words(kind_word(result.kind)).html("</p>");
  page.html("<div class=\"card\"><div>");
  write_figure(page, result, name);
  write_parts(page, view, result);
  page.html("</div><div>");
  if (result.reason) page.html("<p class=\"warn\">").words(result.reason->text).html("</p>");
  page.html("<dl class=\"talk\">");
  write_interval_words(page, result);
  if (known != nullptr) {
    write_talk(page, {"Ce qui est compté", "What is counted"}, known->counted);
    write_talk(page, {"Pourquoi cela compte", "Why it matters"}, known->matters);
    write_talk(page, {"Son biais", "Its bias"}, known->bias);
    write_talk(page, {"Comment on pourrait le fausser", "How it could be gamed"}, known->gaming);
    write_to_do(page, view, *known);
  }
  page.html("</dl>");
  write_warnings(page, result);
  write_indicator_claims(page, view, result);
  if (known != nullptr) write_fine(page, result, *known);
  page.html("</div></div></article>\n");
}

void write_unmeasured(Page& page, const View& view, const engine::IndicatorResult& result) {
  const criteria::Indicator* known = view.set.find(result.id);
  page.html("<article class=\"lack\" id=\"i-").anchor(result.id).html("\"><h4>");
  page.text(name_in(page, result, view.set)).html("</h4>");
  if (known != nullptr) page.html("<p class=\"ask\">").words(known->question).html("</p>");
  page.html("<p>");
  write_reading(page, result);
  if (result.reason) {
    page.colon();
    write_reason(page, view, result);
  }
  page.html("</p>");
  if (known != nullptr) {
    page.html("<dl class=\"talk\">");
    write_talk(page, {"Pourquoi cela compte", "Why it matters"}, known->matters);
    if (reading(result) != Reading::not_applicable && !reason_is_what_would_feed(view, result))
      write_talk(page, {"Ce qui l'alimenterait", "What would feed it"}, known->fed_by);
    page.html("</dl>");
  }
  write_warnings(page, result);
  write_parts(page, view, result);
  write_indicator_claims(page, view, result);
  page.html("</article>\n");
}

}  // namespace

void write_indicators(Page& page, const View& view) {
  page.html("<section id=\"indicators\" aria-labelledby=\"indicators-title\"><h2 id=\"indicators-title\">");
  page.words({"Chaque indicateur", "Each indicator"}).html("</h2>");
  for (const criteria::Axis& axis : view.set.axes) {
    bool any = false;
    for (const engine::IndicatorResult& result : view.audit.indicators) {
      if (result.axis != axis.id) continue;
      if (!any) page.html("<h3 class=\"apart\">").words(axis.name).html("</h3>");
      any = true;
      if (result.value)
        write_measured(page, view, result);
      else
        write_unmeasured(page, view, result);
    }
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
