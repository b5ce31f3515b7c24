#include "reports/claims_words.h"
#include "reports/html/sections.h"

namespace boussole::reports::html {
namespace {

void write_proof(Page& page, const engine::Proof& proof) {
  page.html("<li>");
  const std::string label = proof.what.empty() ? proof.url : proof.what;
  if (!proof.url.empty())
    page.link(proof.url, label).text(". ");
  else if (!label.empty())
    page.text(label).text(". ");
  page.html("<span class=\"soft\">").text(proof_sentence(page.type(), proof)).html("</span></li>");
}

void write_declaration(Page& page, const engine::Declaration& declaration) {
  page.html("<p class=\"sub\">").words({"Pièces données", "Evidence given"}).html("</p>");
  const std::string said = declared_sentence(page.type(), declaration);
  if (!said.empty()) page.html("<p>").text(said).html("</p>");
  if (!declaration.proofs.empty()) {
    page.html("<ul class=\"plain small\">");
    for (const engine::Proof& proof : declaration.proofs) write_proof(page, proof);
    page.html("</ul>");
  }
  if (declaration.declared)
    for (const Message& warning : declaration.declared->warnings)
      page.html("<p class=\"warn\">").words(warning.text).html("</p>");
  for (const Message& note : declaration.notes) page.html("<p class=\"warn\">").words(note.text).html("</p>");
  if (!declaration.remark.empty())
    page.html("<p class=\"small\">").words({"Remarque", "Remark"}).colon().text(declaration.remark).html("</p>");
}

void write_reply(Page& page, const View& view, const engine::Reply& reply, const std::string& unit) {
  const std::string& today = view.audit.claims->replies->today;
  page.html("<div class=\"reply\"><p><strong>").text(reply_head(page.type(), reply, today)).html("</strong></p><p>");
  page.text(reply.text).html("</p>");
  const std::string values = reply_values(page.type(), reply, unit);
  if (!values.empty()) page.html("<p>").text(values).html("</p>");
  if (!reply.file.empty()) {
    page.html("<p class=\"small\">")
        .words({"Fichier joint", "File attached"})
        .colon()
        .text(reply.file)
        .text(", SHA-256 ");
    page.html("<span class=\"hash\">").text(reply.sha256).html("</span></p>");
  }
  if (reply.answer)
    page.html("<p><strong>")
        .text(answer_head(page.type(), reply))
        .html("</strong></p><p>")
        .text(reply.answer->text)
        .html("</p>");
  page.html("</div>");
}

const std::vector<engine::IndicatorResult>& results_of(const View& view, const std::string& space) {
  for (const engine::SpaceResult& one : view.audit.spaces)
    if (one.id == space) return one.indicators;
  return view.audit.indicators;
}

const engine::IndicatorResult* result_of(const View& view, const engine::Reply& reply) {
  for (const engine::IndicatorResult& result : results_of(view, reply.space))
    if (result.id == reply.indicator) return &result;
  return nullptr;
}

void write_contested_axes(Page& page, const View& view) {
  if (view.audit.claims->replies->axes.empty()) return;
  page.html("<ul class=\"plain\">");
  for (const criteria::Axis& axis : view.set.axes)
    for (const std::string& said : contested_sentences(page.type(), view.audit, axis.id))
      page.html("<li><strong>").words(axis.name).html("</strong>. ").text(said).html("</li>");
  page.html("</ul>");
}

}  // namespace

void write_indicator_claims(Page& page, const View& view, const engine::IndicatorResult& result) {
  if (!view.audit.claims) return;
  if (const engine::Declaration* declaration = declaration_of(view.audit, result.id))
    write_declaration(page, *declaration);
  for (const engine::Reply* reply : replies_of(view.audit, result.id, "")) write_reply(page, view, *reply, result.unit);
}

bool has_replies(const View& view) {
  return view.audit.claims && view.audit.claims->replies && !view.audit.claims->replies->replies.empty();
}

void write_replies(Page& page, const View& view) {
  if (!has_replies(view)) return;
  page.html("<section id=\"replies\" aria-labelledby=\"replies-title\"><h2 id=\"replies-title\">");
  page.words({"Droit de réponse", "Right of reply"}).html("</h2><p class=\"lede\">");
  page.words(
      {"Toutes les remarques et contestations reçues, dans l'ordre du fichier. Tant qu'une contestation est ouverte, "
       "le chiffre est marqué contesté et la valeur de l'audit reste en vigueur : contester n'enlève rien d'un score. À "
       "côté, ce que deviendrait chaque axe sans les chiffres contestés, et selon les valeurs de qui conteste.",
       "All remarks and contests received, in the order of the file. While a contest is open the figure is marked "
       "contested and the audit's value stays in force: a contest takes nothing out of a score. Beside it, what each "
       "axis would be without the contested figures, and by the contesters' values."});
  page.html("</p>");
  write_contested_axes(page, view);
  for (const engine::Reply& reply : view.audit.claims->replies->replies) {
    const engine::IndicatorResult* result = result_of(view, reply);
    if (result == nullptr) continue;
    page.html("<h3 class=\"apart\">").text(name_in(page, *result, view.set));
    if (!reply.space.empty()) page.text(" (" + reply.space + ")");
    page.html("</h3>");
    write_reply(page, view, reply, result->unit);
  }
  page.html("</section>\n");
}

}  // namespace boussole::reports::html
