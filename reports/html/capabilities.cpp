#include "engine/merge.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

Text presence_word(const std::string& presence) {
  if (presence == "partial") return {"en partie", "in part"};
  if (presence == "aggregate") return {"seulement en totaux", "as totals only"};
  if (presence == "hidden") return {"masqué par la plateforme", "hidden by the platform"};
  if (presence == "absent") return {"absent de la source", "absent from the source"};
  return {"complet", "complete"};
}

std::string indicator_name(Page& page, const View& view, const std::string& id) {
  for (const engine::IndicatorResult& result : view.audit.indicators)
    if (result.id == id) return name_in(page, result, view.set);
  return id;
}

void write_names(Page& page, const View& view, const std::vector<std::string>& indicators) {
  if (indicators.empty()) page.text("–");
  for (std::size_t i = 0; i < indicators.size(); ++i)
    page.text((i == 0 ? "" : ", ") + indicator_name(page, view, indicators[i]));
}

void write_sheet(Page& page, const View& view, const std::vector<engine::CapabilityUse>& sheet, bool several) {
  page.html(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"sheet-caption\" tabindex=\"0\"><table>"
      "<caption id=\"sheet-caption\">");
  page.words(
      {"Ce que les sources permettent de mesurer, et par quoi", "What the sources allow to measure, and by what"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Donnée", "Data"});
  page.html("</th><th scope=\"col\">").words({"Ce qu'il y en a", "How much there is"});
  if (several) page.html("</th><th scope=\"col\">").words({"Donnée par", "Given by"});
  page.html("</th><th scope=\"col\">").words({"Indicateurs qui en dépendent", "Indicators that depend on it"});
  page.html("</th></tr></thead><tbody>");
  for (const engine::CapabilityUse& row : sheet) {
    page.html("<tr><th scope=\"row\">").words(row.name).html("</th><td>").words(presence_word(row.presence));
    if (several) {
      page.html("</td><td>");
      if (row.fed_by.empty()) page.text("–");
      for (std::size_t i = 0; i < row.fed_by.size(); ++i)
        page.text(i == 0 ? "" : ", ").html("<code>").text(row.fed_by[i]).html("</code>");
    }
    page.html("</td><td class=\"small\">");
    write_names(page, view, row.indicators);
    page.html("</td></tr>");
  }
  page.html("</tbody></table></div>");
}

void write_entities(Page& page, const engine::Merge& merge) {
  page.html(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"merge-caption\" tabindex=\"0\"><table>"
      "<caption id=\"merge-caption\">");
  page.words({"Comment les lignes ont été rapprochées", "How rows were matched"});
  page.html("</caption><thead><tr>");
  for (const Text& title : {Text{"Lignes", "Rows"}, Text{"Rapprochées par", "Matched by"},
                            Text{"De la première source", "Of the first source"}, Text{"Ajoutées", "Added"},
                            Text{"Déjà là", "Already there"}, Text{"Ayant complété", "That filled a gap"},
                            Text{"En désaccord", "In conflict"}})
    page.html("<th scope=\"col\">").words(title).html("</th>");
  page.html("</tr></thead><tbody>");
  for (const engine::MergedEntity& row : merge.entities) {
    page.html("<tr><th scope=\"row\"><code>").text(row.entity).html("</code></th><td>").words(row.key).html("</td>");
    for (const std::int64_t n : {row.first, row.added, row.duplicates, row.filled, row.conflicts})
      page.html("<td class=\"num\">").number(n).html("</td>");
    page.html("</tr>");
  }
  page.html("</tbody></table></div>");
}

void write_merge(Page& page, const engine::Merge& merge) {
  if (merge.sources.empty()) return;
  page.html("<h3 class=\"apart\">").words({"Plusieurs sources, une plateforme", "Several sources, one platform"});
  page.html("</h3><p>")
      .words({"La première source a la priorité : les suivantes complètent ce qu'elle laisse vide et ajoutent ce "
              "qu'elle n'a "
              "pas. Là où deux sources se contredisent, la première est gardée et le désaccord est compté.",
              "The first source takes precedence: the others fill what it leaves empty and add what it lacks. Where "
              "two sources "
              "contradict each other, the first one stays and the conflict is counted."});
  page.html("</p><ol>");
  for (const engine::MergedSource& source : merge.sources) {
    page.html("<li><code>").text(source.connector).html("</code>").colon().text(source.generation);
    page.text(" (" + std::to_string(source.files.size()) + " ")
        .words(source.files.size() == 1 ? Text{"fichier", "file"} : Text{"fichiers", "files"})
        .text(")");
    if (!source.same_people) page.words({", autres identifiants", ", other ids"});
    page.html("</li>");
  }
  page.html("</ol>");
  for (const Message& note : merge.notes) page.html("<p>").words(note.text).html("</p>");
  write_entities(page, merge);
}

/// The sheet of an audit that was written before sheets said what they feed.
void write_list(Page& page, const View& view) {
  page.html("<dl class=\"talk\">");
  for (const char* presence : {"absent", "hidden", "aggregate", "partial", "full"}) {
    bool any = false;
    for (const auto& [field, found] : view.audit.capabilities) {
      if (found != presence) continue;
      if (any)
        page.text(", ");
      else
        page.html("<dt>").words(presence_word(presence)).html("</dt><dd class=\"small\">");
      any = true;
      page.html("<code>").text(field).html("</code>");
    }
    if (any) page.html("</dd>");
  }
  page.html("</dl>");
}

}  // namespace

void write_capabilities(Page& page, const View& view) {
  if (view.audit.capabilities.empty()) return;
  const engine::Merge* merge = view.audit.merge.get();
  if (merge != nullptr) write_merge(page, *merge);
  page.html("<h3 class=\"apart\">").words({"Ce que la source donne", "What the source gives"}).html("</h3>");
  if (merge == nullptr || merge->sheet.empty()) {
    write_list(page, view);
  } else {
    write_sheet(page, view, merge->sheet, merge->sources.size() > 1);
  }
}

}  // namespace boussole::reports::html
