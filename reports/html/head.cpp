#include "engine/findings.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {

namespace {

/// A compass needle in a ring: decoration, so hidden from assistive technology.
void write_brand(Page& page) {
  page.html(
      "<div class=\"brand\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">"
      "<circle cx=\"12\" cy=\"12\" r=\"10.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/>"
      "<path d=\"M16.8 6.2 13.4 13.6 10.6 10.4z\" fill=\"var(--accent)\"/>"
      "<path d=\"M7.2 17.8 10.6 10.4 13.4 13.6z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.1\"/></svg>"
      "<span>boussole</span></div>");
}

void write_meta(Page& page, const View& view) {
  const engine::Audit& audit = view.audit;
  page.html("<ul class=\"meta\">");
  if (!audit.as_of.empty())
    page.html("<li>").words({"Données jusqu'au ", "Data up to "}).text(page.type().date(audit.as_of)).html("</li>");
  if (!audit.generation.empty()) page.html("<li>").text(audit.generation).html("</li>");
  if (!audit.platform_url.empty()) page.html("<li>").link(audit.platform_url, audit.platform_url).html("</li>");
  page.html("<li>").words({"Critères", "Criteria"}).colon().text(audit.criteria.id + " " + audit.criteria.version);
  if (audit.criteria.status == "proposal") page.words({" (proposition)", " (proposal)"});
  page.html("</li></ul>");
}

/// The first sentence of each declaration; they stand whole at the end of the page.
std::string_view first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return std::string_view(text).substr(0, end == std::string::npos ? text.size() : end + 1);
}

void write_short_declarations(Page& page, const View& view) {
  if (view.audit.declarations.empty()) return;
  page.html("<ul class=\"notes\" aria-label=\"")
      .words({"À savoir avant de lire", "To know before reading"})
      .html("\">");
  for (const Text& declaration : view.audit.declarations)
    page.html("<li>").text(page.type().typeset(first_sentence(declaration.in(view.options.language)))).html("</li>");
  page.html("</ul>");
}

void write_contents(Page& page, const View& view) {
  page.html("<nav class=\"toc\" aria-label=\"").words({"Sur cette page", "On this page"}).html("\"><ul>");
  const auto entry = [&](bool present, Markup anchor, const Text& title) {
    if (present) page.html("<li><a href=\"#").html(anchor).html("\">").words(title).html("</a></li>");
  };
  entry(true, "chart", {"Vue d'ensemble", "Overview"});
  const engine::Findings* findings = view.audit.findings.get();
  const bool people = findings != nullptr && (!findings->compositions.empty() || findings->reference);
  entry(people, "people", {"Qui a pris part", "Who took part"});
  entry(findings != nullptr && !findings->opinions.empty(), "opinions", {"Carte des avis", "Map of opinions"});
  entry(findings != nullptr && !findings->budgets.empty(), "budgets", {"Budget", "Budget"});
  entry(true, "table", {"Tableau", "Table"});
  entry(true, "indicators", {"Chaque indicateur", "Each indicator"});
  entry(!view.audit.spaces.empty(), "spaces", {"Espaces", "Spaces"});
  entry(has_replies(view), "replies", {"Droit de réponse", "Right of reply"});
  entry(!view.audit.other_sets.empty(), "quality", {"Autre mesure", "Another measure"});
  entry(true, "unread", {"Ce qui n'a pas été lu", "What was not read"});
  entry(true, "method", {"Méthode", "Method"});
  entry(!view.audit.declarations.empty(), "declarations", {"Déclarations", "Declarations"});
  page.html("</ul></nav>");
}

}  // namespace

void write_page_start(Page& page, const std::string& subject, const std::string& name, const char* more_style,
                      const char* more_head) {
  page.html("<!doctype html>\n<html lang=\"").text(page.type().tag());
  page.html(
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"boussole\">\n");
  page.style(more_head).html("<title>");
  page.text(name).text(" — ").text(subject).html("</title>\n<style>");
  page.style(style_sheet()).style(more_style).html("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
  page.words({"Aller au contenu", "Skip to the content"}).html("</a>\n<header class=\"wide\">");
  write_brand(page);
  page.html("<div class=\"mast\"><p class=\"kicker\">").text(subject).html("</p><h1>").text(name).html("</h1>");
}

void write_content_start(Page& page) {
  page.html("</header>\n<main id=\"content\" class=\"wide\" tabindex=\"-1\">\n");
  write_mark_patterns(page);
}

void write_head(Page& page, const View& view) {
  const Text unnamed{"Plateforme sans nom", "Unnamed platform"};
  const Text subject{"Qualité démocratique de la participation", "Democratic quality of participation"};
  const std::string name = view.audit.platform_name.empty() ? page.type().typeset(unnamed) : view.audit.platform_name;
  write_page_start(page, page.type().typeset(subject), name);
  write_meta(page, view);
  write_short_declarations(page, view);
  page.html("</div>");
  write_contents(page, view);
  write_content_start(page);
}

}  // namespace boussole::reports::html
