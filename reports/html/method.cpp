#include "reports/claims_words.h"
#include "reports/figures.h"
#include "reports/html/sections.h"
#include "reports/json.h"

namespace boussole::reports::html {

namespace {

void write_term(Page& page, const Text& label, const std::string& content) {
  page.html("<dt>").words(label).html("</dt><dd>").text(content).html("</dd>");
}

void write_versions(Page& page, const View& view) {
  const engine::Audit& audit = view.audit;
  const engine::Parameters& parameters = audit.parameters;
  const Typography& type = page.type();
  page.html("<h3 class=\"apart\">")
      .words({"Versions et réglages", "Versions and settings"})
      .html("</h3><dl class=\"talk\">");
  write_term(page, {"Programme", "Program"}, audit.tool_name + " " + audit.tool_version);
  write_term(page, {"Source reconnue", "Source recognised"}, audit.generation + " (" + audit.connector + ")");
  const std::string status =
      audit.criteria.status == "proposal" ? type.typeset(Text{"proposition", "proposal"}) : audit.criteria.status;
  page.html("<dt>").words({"Critères", "Criteria"}).html("</dt><dd>");
  page.text(audit.criteria.id + " " + audit.criteria.version + " (" + status + "), SHA-256 ");
  page.html("<span class=\"hash\">").text(audit.criteria.sha256).html("</span></dd>");
  write_term(page, {"Fin d'observation", "End of observation"}, type.date(audit.as_of));
  write_term(page, {"Niveau des intervalles", "Level of the intervals"}, type.percent(parameters.level, 0));
  write_term(page, {"Graine du hasard", "Seed of chance"}, std::to_string(parameters.seed));
  write_term(page, {"Tirages", "Replicates"}, type.integer(parameters.replicates));
  write_term(page, {"Plus petit effectif publié", "Smallest number published"},
             type.count(parameters.min_cell, {"personne", "person"}, {"personnes", "people"}));
  write_term(page, {"Comptes de l'organisateur mis à part", "Organiser accounts told apart"},
             type.integer(parameters.organiser_accounts));
  if (!parameters.spaces.empty())
    write_term(page, {"Espaces demandés", "Spaces asked for"}, type.list(parameters.spaces));
  if (view.audit.claims && view.audit.claims->evidence)
    write_term(page, {"Pièces déclarées", "Evidence declared"},
               evidence_source(type, audit) + ", SHA-256 " + view.audit.claims->evidence->sha256);
  if (view.audit.claims && view.audit.claims->replies)
    write_term(page, {"Droit de réponse", "Right of reply"},
               view.audit.claims->replies->file + ", SHA-256 " + view.audit.claims->replies->sha256);
  page.html("</dl>");
}

void write_limits(Page& page) {
  page.html("<h3 class=\"apart\">").words({"Limites", "Limits"}).html("</h3><ul class=\"plain\">");
  for (const Text& limit :
       {Text{"Les chiffres décrivent ce qui a laissé une trace sur la plateforme. Les personnes absentes, les lecteurs "
             "silencieux et les échanges ailleurs ne s'y voient pas.",
             "The figures describe what left a trace on the platform. People who are absent, silent readers and talk "
             "elsewhere are not seen."},
        Text{"Ce qui manque n'est jamais compté comme zéro : un indicateur sans données n'a pas de chiffre et n'entre "
             "dans aucun score. Le score d'un axe n'est publié que si la moitié de son poids est mesurée.",
             "What is missing is never counted as zero: an indicator without data has no figure and enters no score. "
             "An axis gets a score only when half of its weight is measured."},
        Text{"Un intervalle n'est imprimé que là où des simulations montrent qu'il contient la vraie valeur aussi "
             "souvent qu'il le dit. Il ne couvre pas les erreurs de saisie ni le choix des échelles.",
             "An interval is printed only where simulations show that it holds the true value as often as it says. It "
             "does not cover errors of entry nor the choice of the scales."},
        Text{"Aucun texte, nom, pseudonyme ni adresse n'est gardé : les personnes sont comptées sous une empreinte.",
             "No text, name, nickname or address is kept: people are counted under a fingerprint."}})
    page.html("<li>").words(limit).html("</li>");
  page.html("</ul>");
}

void write_sources(Page& page, const View& view) {
  page.html(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"sources-caption\" tabindex=\"0\"><table>"
      "<caption id=\"sources-caption\">");
  page.words({"Fichiers lus : lues + rejetées + en double = lignes du fichier",
              "Files read: read + rejected + duplicate = rows of the file"});
  page.html("</caption><thead><tr><th scope=\"col\">")
      .words({"Fichier et empreinte SHA-256", "File and SHA-256 fingerprint"});
  page.html("</th><th scope=\"col\">").words({"Contenu", "Content"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Taille", "Size"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Lignes lues", "Rows read"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"Rejetées", "Rejected"});
  page.html("</th><th scope=\"col\" class=\"num\">").words({"En double", "Duplicate"});
  page.html("</th></tr></thead><tbody>");
  for (const engine::SourceRecord& source : view.audit.sources) {
    page.html("<tr><th scope=\"row\">").text(file_name(view, source.file));
    page.html("<span class=\"hash\">").text(source.sha256).html("</span></th><td><code>").text(source.entity);
    page.html("</code></td><td class=\"num\">").text(bytes(page.type(), source.bytes));
    page.html("</td><td class=\"num\">").number(source.rows_read).html("</td><td class=\"num\">");
    page.number(source.rows_rejected).html("</td><td class=\"num\">").number(source.rows_duplicate);
    page.html("</td></tr>");
  }
  page.html("</tbody></table></div>");
}

void write_command(Page& page, const View& view) {
  if (view.options.command.empty()) return;
  page.html("<h3 class=\"apart\">").words({"Refaire cet audit", "Redo this audit"}).html("</h3><p>");
  page.words({"Les mêmes fichiers, critères et graine donnent les mêmes octets.",
              "The same files, criteria and seed give the same bytes."});
  page.html("</p><pre><code>").text(view.options.command).html("</code></pre>");
}

}  // namespace

void write_method(Page& page, const View& view) {
  page.html("<section id=\"method\" aria-labelledby=\"method-title\"><h2 id=\"method-title\">");
  page.words({"Méthode, versions, limites", "Method, versions, limits"}).html("</h2>");
  write_limits(page);
  write_versions(page, view);
  if (!view.audit.sources.empty()) write_sources(page, view);
  write_command(page, view);
  page.html("</section>\n");
}

void write_page_end(Page& page, const std::string& tool) {
  page.html("</main>\n<footer class=\"wide\"><p>").text(tool).text(" · ");
  page.words({"page sans traceur, sans script, sans connexion", "a page without tracker, script or connection"});
  page.html("</p></footer>\n</body>\n</html>\n");
}

void write_declarations(Page& page, const View& view) {
  if (!view.audit.declarations.empty()) {
    page.html("<section id=\"declarations\" aria-labelledby=\"declarations-title\"><h2 id=\"declarations-title\">");
    page.words({"Déclarations", "Declarations"}).html("</h2><ol class=\"final\">");
    for (const Text& declaration : view.audit.declarations) page.html("<li>").words(declaration).html("</li>");
    page.html("</ol></section>\n");
  }
  write_page_end(page, view.audit.tool_name + " " + view.audit.tool_version);
}

}  // namespace boussole::reports::html
