#include <algorithm>
#include <array>

#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

constexpr std::size_t kDetailed = 30;  // spaces drawn indicator by indicator; all of them are in the table and the CSV

const Text& space_word(const std::string& kind) {
  struct Kind {
    const char* id;
    Text word;
  };
  static const std::array<Kind, 5> kKinds = {{{"process", {"démarche", "process"}},
                                              {"assembly", {"assemblée", "assembly"}},
                                              {"conference", {"conférence", "conference"}},
                                              {"initiative", {"initiative", "initiative"}},
                                              {"voting", {"vote", "voting"}}}};
  static const Text kOther{"autre", "other"};
  for (const Kind& known : kKinds)
    if (kind == known.id) return known.word;
  return kOther;
}

std::int64_t measured_in(const engine::SpaceResult& space) {
  return std::count_if(space.indicators.begin(), space.indicators.end(),
                       [](const engine::IndicatorResult& result) { return result.value.has_value(); });
}

std::string title_of(const View& view, const engine::SpaceResult& space) {
  const std::string& title = space.title.in(view.options.language);
  return title.empty() ? space.id : title;
}

void write_space_row(Page& page, const View& view, const engine::SpaceResult& space) {
  page.html("<tr><th scope=\"row\"");
  write_foreign_language(page, view);
  page.html(">").link(space.url, title_of(view, space)).html("</th><td>").words(space_word(space.kind));
  page.html("</td><td class=\"num\">");
  if (space.participants)
    page.number(*space.participants);
  else
    page.words({"moins de ", "fewer than "}).number(view.audit.parameters.min_cell);
  page.html("</td><td class=\"num\">")
      .text(contributions_of(page.type(), view.audit, space))
      .html("</td><td class=\"num\">")
      .text(comments_of(page.type(), view.audit, space));
  page.html("</td><td class=\"num\">").number(measured_in(space)).html("</td></tr>");
}

void write_space_table(Page& page, const View& view) {
  page.html(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"spaces-caption\" tabindex=\"0\"><table>"
      "<caption id=\"spaces-caption\">");
  page.words({"Espaces participatifs, dans l'ordre du document : ce n'est pas un classement",
              "Participatory spaces, in the order of the document: this is no ranking"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Espace", "Space"});
  page.html("</th><th scope=\"col\">").words({"Genre", "Kind"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Participants", "Participants"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Contributions", "Contributions"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Commentaires", "Comments"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Indicateurs mesurés", "Indicators measured"});
  page.html("</th></tr></thead><tbody>");
  for (const engine::SpaceResult& space : view.audit.spaces) write_space_row(page, view, space);
  page.html("</tbody></table></div>");
}

void write_space(Page& page, const View& view, const engine::SpaceResult& space) {
  page.html("<h3 class=\"apart\"");
  write_foreign_language(page, view);
  page.html(">").text(title_of(view, space)).html("</h3><ul class=\"rows\">");
  std::int64_t without = 0;
  for (const engine::IndicatorResult& result : space.indicators) {
    if (result.value)
      write_result_row(page, view, result, RowLink::none);
    else
      ++without;
  }
  page.html("</ul>");
  if (without == 0) return;
  page.html("<p class=\"small soft\">");
  page.text(
      page.type().count(without, {"autre indicateur n'est pas mesuré ici.", "other indicator is not measured here."},
                        {"autres indicateurs ne sont pas mesurés ici.", "other indicators are not measured here."}));
  page.html("</p>");
}

/// The spaces with most contributions among those with a figure, kept in the order of the audit.
std::vector<const engine::SpaceResult*> detailed(const View& view, std::size_t& with_figures) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < view.audit.spaces.size(); ++i)
    if (measured_in(view.audit.spaces[i]) > 0) order.push_back(i);
  with_figures = order.size();
  if (order.size() > kDetailed) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return view.audit.spaces[a].contributions > view.audit.spaces[b].contributions;
    });
    order.resize(kDetailed);
    std::sort(order.begin(), order.end());
  }
  std::vector<const engine::SpaceResult*> out;
  for (const std::size_t i : order) out.push_back(&view.audit.spaces[i]);
  return out;
}

}  // namespace

void write_spaces(Page& page, const View& view) {
  if (view.audit.spaces.empty()) return;
  page.html("<section id=\"spaces\" aria-labelledby=\"spaces-title\"><h2 id=\"spaces-title\">");
  page.words({"Les espaces participatifs", "The participatory spaces"}).html("</h2><p class=\"lede\">");
  page.words(
      {"Le même calcul, espace par espace, là où l'effectif le permet. Un intervalle qui en recouvre un autre veut "
       "dire qu'aucun ordre n'est établi.",
       "The same computation, space by space, where there are enough people. An interval that overlaps another "
       "means that no order is established."});
  page.html("</p>");
  write_space_table(page, view);
  std::size_t with_figures = 0;
  for (const engine::SpaceResult* space : detailed(view, with_figures)) write_space(page, view, *space);
  if (with_figures > kDetailed) {
    page.html("<p class=\"warn\">");
    page.text(page.type().integer(static_cast<std::int64_t>(with_figures)));
    page.words({" espaces ont au moins un chiffre ; sont détaillés ici ceux qui ont le plus de contributions (",
                " spaces have at least one figure; those with most contributions are detailed here ("});
    page.number(static_cast<std::int64_t>(kDetailed));
    page.words({"). Tous sont dans le CSV et dans audit.json.", "). All of them are in the CSV and in audit.json."});
    page.html("</p>");
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
