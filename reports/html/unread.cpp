#include "reports/figures.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

const Message* reason_of(const engine::Rejections& rejections, const std::string& code) {
  for (const engine::RejectedRow& row : rejections.sample)
    if (row.reason.code == code) return &row.reason;
  return nullptr;
}

void write_reasons(Page& page, const engine::Rejections& rejections) {
  if (rejections.by_reason.empty()) return;
  page.html("<ul class=\"plain\">");
  for (const auto& [code, count] : rejections.by_reason) {
    page.html("<li>").number(count).colon();
    if (const Message* reason = reason_of(rejections, code))
      page.words(reason->text);
    else
      page.html("<code>").text(code).html("</code>");
    page.html("</li>");
  }
  page.html("</ul>");
}

void write_sample(Page& page, const View& view) {
  const engine::Rejections& rejections = view.audit.rejections;
  if (rejections.sample.empty()) return;
  page.html(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"rejected-caption\" tabindex=\"0\"><table>"
      "<caption id=\"rejected-caption\">");
  page.words({"Les premières lignes rejetées de chaque fichier", "The first rejected rows of each file"});
  page.html("</caption><thead><tr><th scope=\"col\">").words({"Fichier", "File"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Ligne", "Line"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Colonne", "Column"});
  page.html("</th><th scope=\"col\">").words({"Raison", "Reason"}).html("</th></tr></thead><tbody>");
  for (const engine::RejectedRow& row : rejections.sample) {
    page.html("<tr><th scope=\"row\">")
        .text(file_name(view, row.file))
        .html("</th><td class=\"num\">")
        .number(row.line);
    page.html("</td><td class=\"num\">");
    if (row.column > 0)
      page.number(row.column);
    else
      page.text("—");
    page.html("</td><td class=\"long\">").words(row.reason.text).html("</td></tr>");
  }
  page.html("</tbody></table></div>");
}

/// Names of columns of one kind, file by file; nothing when no file has any.
void write_columns(Page& page, const View& view, const Text& title, const Text& meaning,
                   std::vector<std::string> engine::SourceRecord::*which) {
  bool any = false;
  for (const engine::SourceRecord& source : view.audit.sources) any = any || !(source.*which).empty();
  if (!any) return;
  page.html("<h3 class=\"apart\">").words(title).html("</h3><p>").words(meaning).html("</p><ul class=\"plain\">");
  for (const engine::SourceRecord& source : view.audit.sources) {
    const auto& columns = source.*which;
    if (columns.empty()) continue;
    page.html("<li>").text(file_name(view, source.file)).colon();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i != 0) page.text(", ");
      page.html("<code>").text(columns[i]).html("</code>");
    }
    page.html("</li>");
  }
  page.html("</ul>");
}

void write_notes(Page& page, const View& view) {
  bool any = false;
  for (const engine::SourceRecord& source : view.audit.sources) {
    for (const Message& note : source.notes) {
      if (!any)
        page.html("<h3 class=\"apart\">")
            .words({"Remarques sur les fichiers", "Notes on the files"})
            .html("</h3><ul class=\"plain\">");
      any = true;
      page.html("<li>").text(file_name(view, source.file)).colon().words(note.text).html("</li>");
    }
  }
  if (any) page.html("</ul>");
}

}  // namespace

void write_unread(Page& page, const View& view) {
  const engine::Rejections& rejections = view.audit.rejections;
  page.html("<section id=\"unread\" aria-labelledby=\"unread-title\"><h2 id=\"unread-title\">");
  page.words({"Ce qui n'a pas pu être lu", "What could not be read"}).html("</h2>");
  if (rejections.total == 0) {
    page.html("<p>").words({"Toutes les lignes ont pu être lues.", "All rows could be read."}).html("</p>");
  } else {
    page.html("<p>").count(rejections.total, {"ligne a été rejetée", "row was rejected"},
                           {"lignes ont été rejetées", "rows were rejected"});
    page.words({" : elles ne comptent nulle part, et les voici.", ": they count nowhere, and here they are."})
        .html("</p>");
  }
  write_reasons(page, rejections);
  write_sample(page, view);
  write_columns(page, view, {"Colonnes personnelles écartées", "Personal columns dropped"},
                {"Lues par personne : elles sont écartées à l'entrée, avant tout calcul.",
                 "Read by nobody: they are dropped at the door, before anything is computed."},
                &engine::SourceRecord::columns_personal);
  write_columns(page, view, {"Colonnes ignorées", "Columns ignored"},
                {"Le programme ne les connaît pas ; elles n'entrent dans aucun chiffre.",
                 "The program does not know them; they enter no figure."},
                &engine::SourceRecord::columns_ignored);
  write_notes(page, view);
  write_capabilities(page, view);
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
