#include "reports/figures.h"
#include "reports/findings_words.h"
#include "reports/html/findings.h"

namespace boussole::reports::html {

namespace {

std::string group_name(const Typography& type, std::size_t g) {
  return type.typeset(Text{"Groupe ", "Group "}) + std::string(1, static_cast<char>('A' + g));
}

/// Statements by their number on the platform: their texts are not kept.
void write_bridges(Page& page, const engine::OpinionFinding& opinion) {
  if (opinion.bridges.empty()) return;
  const std::string id = std::to_string(page.next_id());
  page.html("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t").text(id);
  page.html("\"><table><caption id=\"t").text(id).html("\">");
  page.words(
      {"Affirmations qui rapprochent le plus les groupes : part d'accord dans chacun, et le moins que l'on puisse en "
       "dire sûrement",
       "Statements that most bridge the groups: share who agree in each, and the least that can be said for sure"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Affirmation n°", "Statement no."}).html("</th>");
  for (std::size_t g = 0; g < opinion.bridges.front().agree.size(); ++g)
    page.html("<th scope=\"col\" class=\"num\">").text(group_name(page.type(), g)).html("</th>");
  page.html("<th scope=\"col\" class=\"num\">").words({"Au moins", "At least"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Votes", "Votes"}).html("</th></tr></thead><tbody>");
  for (const engine::StatementFinding& s : opinion.bridges) {
    page.html("<tr><th scope=\"row\">").text(s.id).html("</th>");
    for (const auto& share : s.agree)
      page.html("<td class=\"num\">").text(share_words(page.type(), share)).html("</td>");
    page.html("<td class=\"num\">").text(share_words(page.type(), s.sure)).html("</td><td class=\"num\">");
    page.number(s.votes).html("</td></tr>");
  }
  page.html("</tbody></table></div>");
}

}  // namespace

void write_opinions(Page& page, const View& view) {
  const engine::Findings* findings = view.audit.findings.get();
  if (findings == nullptr || findings->opinions.empty()) return;
  page.html("<section id=\"opinions\" aria-labelledby=\"opinions-title\"><h2 id=\"opinions-title\">");
  page.words({"La carte des avis", "The map of opinions"}).html("</h2><p class=\"lede\">");
  page.words(
      {"Qui vote comme qui, et ce sur quoi l'on s'accorde malgré cela. Jamais noté : ni l'unité ni la division ne sont "
       "des qualités.",
       "Who votes like whom, and what people agree on despite it. Never scored: neither unity nor division is a "
       "quality."});
  page.html("</p>");
  for (const engine::OpinionFinding& opinion : findings->opinions) {
    page.html("<h3 class=\"apart\"");
    write_foreign_language(page, view);
    page.html(">").text(opinion.title.in(view.options.language)).html("</h3>");
    for (const std::string& sentence : opinion_sentences(page.type(), opinion))
      page.html("<p>").text(sentence).html("</p>");
    write_bridges(page, opinion);
    write_notes(page, view, opinion.notes);
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
