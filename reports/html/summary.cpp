#include "reports/html/sections.h"

#include "reports/figures.h"

namespace boussole::reports::html {

namespace {

void write_block(Page& page, const Text& title, const std::string& sentence) {
  page.html("<div><h3>").words(title).html("</h3><p>").text(sentence).html("</p></div>");
}

void write_readers(Page& page, const View& view) {
  page.html("<div class=\"readers\"><p class=\"kicker\">");
  page.words({"Ce que cela veut dire pour vous", "What it means for you"}).html("</p><div class=\"three\">");
  for (const Advice& one : advice(page.type(), view.audit, view.set)) {
    std::string sentence = one.sentence;
    write_block(page, one.reader, sentence);
  }
  page.html("</div></div>");
}

const criteria::ContextDefinition* definition_of(const criteria::CriteriaSet& set, const std::string& id) {
  for (const criteria::ContextDefinition& definition : set.context)
    if (definition.id == id) return &definition;
  return nullptr;
}

/// Figures that set the scene: never scored, so kept away from the chart.
void write_context(Page& page, const View& view) {
  if (view.audit.context.empty()) return;
  page.html("<h3 class=\"apart\">")
      .words({"Repères, jamais notés", "Landmarks, never scored"})
      .html("</h3><dl class=\"facts\">");
  for (const engine::ContextFigure& figure : view.audit.context) {
    const criteria::ContextDefinition* known = definition_of(view.set, figure.id);
    page.html("<div><dt>");
    if (known == nullptr)
      page.text(figure.id);
    else
      page.words(known->name);
    page.html("</dt>");
    if (figure.value) {
      page.html("<dd>").text(reports::figure(page.type(), quantity(figure))).html("</dd>");
    } else {
      page.html("<dd class=\"none\">").words(word(Reading::not_measured));
      if (figure.reason) page.colon().words(figure.reason->text);
      page.html("</dd>");
    }
    page.html("</div>");
  }
  page.html("</dl>");
}

}  // namespace

void write_summary(Page& page, const View& view) {
  page.html("<section id=\"summary\" aria-labelledby=\"summary-title\"><h2 id=\"summary-title\" class=\"hidden\">");
  page.words({"En une phrase", "In one sentence"}).html("</h2>");
  const auto sentences = headline(page.type(), tally(view.audit));
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (i == 0)
      page.html("<p class=\"sentence\">").text(sentences[i]).html("</p>");
    else
      page.html("<p>").text(sentences[i]).html("</p>");
  }
  const Summary said = summary(page.type(), view.audit, view.set);
  page.html("<div class=\"three\">");
  write_block(page, {"Ce qui tient", "What holds"}, said.strongest);
  write_block(page, {"Ce qui est faible", "What is weak"}, said.weakest);
  write_block(page, {"Ce qu'on ne sait pas", "What is not known"}, said.unknown);
  page.html("</div>");
  write_readers(page, view);
  write_context(page, view);
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
