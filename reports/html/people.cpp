#include <algorithm>

#include "reports/figures.h"
#include "reports/findings_words.h"
#include "reports/html/findings.h"

namespace boussole::reports::html {

namespace {

/// The right end of the axis: the first round share that holds everything drawn.
double axis_end(const engine::Composition& composition) {
  double most = 0;
  for (const engine::ClassShare& c : composition.classes) {
    most = std::max({most, c.share.value_or(0), c.reference.value_or(0)});
    if (c.interval) most = std::max(most, c.interval->high);
  }
  for (const double end : {0.1, 0.2, 0.4, 0.6, 0.8})
    if (most <= end) return end;
  return 1;
}

void write_axis(Page& page, double end) {
  page.html("<div class=\"ticks\" aria-hidden=\"true\"><span></span><div class=\"track scale\">");
  for (const double share : {0.0, end / 2, end}) page.html("<b>").text(page.type().percent(share, 0)).html("</b>");
  page.html("</div><span class=\"right\">").words({"Participants", "Participants"});
  page.html("</span><span class=\"right\">").words({"Population", "Population"});
  page.html("</span><span class=\"right\">n</span></div>");
}

/// A vertical line where the population stands.
void write_population(Page& page, double at) {
  page.html("<line class=\"g-ref\" y1=\"3\" y2=\"25\" x1=\"").coordinate(at * 100);
  page.html("%\" x2=\"").coordinate(at * 100).html("%\"/>");
}

void write_class_mark(Page& page, const engine::ClassShare& c, double end) {
  const std::string id = std::to_string(page.next_id());
  page.html("<svg role=\"img\" focusable=\"false\" aria-labelledby=\"m").text(id).html("\"><title id=\"m").text(id);
  page.html("\">").text(class_sentence(page.type(), c)).html("</title>");
  const auto scaled = [&](std::optional<double> share) {
    return share ? std::optional(std::min(*share / end, 1.0)) : std::nullopt;
  };
  std::optional<double> low, high;
  if (c.interval) low = c.interval->low, high = c.interval->high;
  write_track(page, scaled(c.share), scaled(low), scaled(high), Reading::demonstrated);
  if (c.reference) write_population(page, *scaled(c.reference));
  page.html("</svg>");
}

void write_class(Page& page, const engine::ClassShare& c, double end) {
  page.html("<li class=\"row\"><div class=\"name\">").words(c.name).html("</div><div class=\"track\">");
  write_class_mark(page, c, end);
  page.html("</div><div class=\"value\">").text(share_words(page.type(), c.share)).html("</div><div class=\"value\">");
  page.text(share_words(page.type(), c.reference)).html("</div><div class=\"n\">");
  if (c.people)
    page.number(*c.people);
  else
    page.words({"masqué", "withheld"});
  page.html("</div></li>");
}

void write_composition(Page& page, const View& view, const engine::Composition& composition) {
  page.html("<div class=\"axis\"><div class=\"axis-head\"><div><h3>").words(composition.name);
  page.text(" — ").text(composition_subject(page.type(), composition)).html("</h3></div></div>");
  for (const std::string& sentence : composition_sentences(page.type(), composition))
    page.html("<p>").text(sentence).html("</p>");
  if (composition.classes.empty()) {
    write_notes(page, view, composition.notes);
    page.html("</div>");
    return;
  }
  const double end = axis_end(composition);
  write_axis(page, end);
  page.html("<ul class=\"rows\">");
  for (const engine::ClassShare& c : composition.classes) write_class(page, c, end);
  page.html("</ul>");
  write_notes(page, view, composition.notes);
  page.html("</div>");
}

void write_key(Page& page) {
  page.html(
      "<ul class=\"legend\"><li><svg viewBox=\"-16 4 32 20\" aria-hidden=\"true\" focusable=\"false\"><line "
      "class=\"g-bar\" x1=\"-14\" x2=\"14\" y1=\"14\" y2=\"14\"/><circle class=\"g-full\" cy=\"14\" "
      "r=\"7\"/></svg><span>");
  page.words({"participants, avec l'intervalle", "participants, with the interval"});
  page.html(
      "</span></li><li><svg viewBox=\"-16 4 32 20\" aria-hidden=\"true\" focusable=\"false\"><line class=\"g-ref\" "
      "x1=\"0\" x2=\"0\" y1=\"4\" y2=\"24\"/></svg><span>");
  page.words({"population de référence", "reference population"}).html("</span></li></ul>");
}

}  // namespace

void write_notes(Page& page, const View&, const std::vector<Message>& notes) {
  for (const Message& note : notes) page.html("<p class=\"small soft\">").words(note.text).html("</p>");
}

void write_people(Page& page, const View& view) {
  const engine::Findings* findings = view.audit.findings.get();
  if (findings == nullptr || (findings->compositions.empty() && !findings->reference)) return;
  page.html("<section id=\"people\" aria-labelledby=\"people-title\"><h2 id=\"people-title\">");
  page.words({"Qui a pris part", "Who took part"}).html("</h2><p class=\"lede\">");
  page.words(
      {"Les personnes dont on sait quelque chose, à côté de la population. L'intervalle dit de combien la part "
       "bougerait si "
       "un autre public du même genre avait participé ; il ne dit rien des personnes qui n'ont pas répondu.",
       "The people of whom something is known, beside the population. The interval says how much the share would move "
       "if "
       "another public of the same kind had taken part; it says nothing of the people who did not answer."});
  page.html("</p>");
  page.html("<p>").text(reference_sentence(page.type(), findings->reference)).html("</p>");
  if (findings->reference) write_notes(page, view, findings->reference->notes);
  if (findings->compositions.empty()) {
    page.html("<p class=\"warn\">");
    page.words({"Rien n'est connu des personnes qui ont pris part : il n'y a rien à comparer.",
                "Nothing is known of the people who took part: there is nothing to compare."});
    page.html("</p>");
  } else {
    write_key(page);
  }
  for (const engine::Composition& composition : findings->compositions) write_composition(page, view, composition);
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
