#include "reports/figures.h"
#include "reports/findings_words.h"
#include "reports/html/findings.h"

namespace boussole::reports::html {

namespace {

void write_column(Page& page, const Text& title) {
  page.html("<th scope=\"col\" class=\"num\">").words(title).html("</th>");
}

void write_cell(Page& page, const std::string& text) { page.html("<td class=\"num\">").text(text).html("</td>"); }

void write_outcomes(Page& page, const engine::BudgetFinding& budget) {
  const std::string id = std::to_string(page.next_id());
  page.html("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t").text(id);
  page.html("\"><table><caption id=\"t").text(id).html("\">");
  page.words({"Ce que donneraient d'autres règles avec les mêmes bulletins",
              "What other rules would give with the same ballots"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Règle", "Rule"}).html("</th>");
  write_column(page, {"Projets financés", "Projects funded"});
  write_column(page, {"Budget dépensé", "Budget spent"});
  write_column(page, {"Votants sans projet", "Voters without a project"});
  write_column(page, {"Projets par votant", "Projects by voter"});
  write_column(page, {"Inégalité (Gini)", "Inequality (Gini)"});
  write_column(page, {"Demandes laissées", "Claims passed over"});
  page.html("</tr></thead><tbody>");
  for (const engine::BudgetOutcome& o : budget.outcomes) {
    page.html("<tr><th scope=\"row\">").words(o.name).html("</th>");
    write_cell(page, page.type().integer(o.projects));
    write_cell(page, share_words(page.type(), o.spent));
    write_cell(page, share_words(page.type(), o.excluded));
    write_cell(page, page.type().number(o.satisfaction, 2));
    write_cell(page, o.gini ? page.type().number(*o.gini, 2) : "—");
    write_cell(page, page.type().integer(o.unmet));
    page.html("</tr>");
  }
  page.html("</tbody></table></div>");
}

}  // namespace

void write_budgets(Page& page, const View& view) {
  const engine::Findings* findings = view.audit.findings.get();
  if (findings == nullptr || findings->budgets.empty()) return;
  page.html("<section id=\"budgets\" aria-labelledby=\"budgets-title\"><h2 id=\"budgets-title\">");
  page.words({"Le budget et ses règles", "The budget and its rules"}).html("</h2><p class=\"lede\">");
  page.words(
      {"Les mêmes bulletins dépouillés autrement. Jamais noté : choisir une règle est un choix politique, et les gens "
       "auraient pu voter autrement sous une autre.",
       "The same ballots counted otherwise. Never scored: choosing a rule is a political choice, and people might have "
       "voted otherwise under another one."});
  page.html("</p>");
  for (const engine::BudgetFinding& budget : findings->budgets) {
    page.html("<h3 class=\"apart\"");
    write_foreign_language(page, view);
    page.html(">").text(budget.title.in(view.options.language)).html("</h3>");
    for (const std::string& sentence : budget_sentences(page.type(), budget))
      page.html("<p>").text(sentence).html("</p>");
    write_outcomes(page, budget);
    write_notes(page, view, budget.notes);
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
