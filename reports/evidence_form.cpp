#include "reports/evidence_form.h"

#include "engine/json/writer.h"
#include "reports/html/form_script.h"
#include "reports/html/sections.h"

namespace boussole::reports {
namespace html {
namespace {

using criteria::EvidenceForm;
using criteria::EvidenceQuestion;

/// Nothing is fetched, nothing is sent: the browser is told so.
constexpr const char* kPolicy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n";
constexpr const char* kFormStyle =
    ".question{border:0;border-top:1px solid var(--line);margin:2rem 0 0;padding:1rem 0 0;min-width:0}\n"
    ".question>legend{float:left;width:100%;padding:0}.question>legend+*{clear:both}\n"
    "fieldset{min-width:0}.steps,.proof{border:1px solid var(--rule);padding:.8rem 1rem 1rem;margin:1rem 0 0}\n"
    ".steps legend,.proof legend{font-weight:600;padding:0 .4rem}\n"
    ".choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.1rem .6rem;padding:.35rem "
    "0;align-items:start}\n"
    ".choice input{width:1.5rem;height:1.5rem;margin:.1rem 0 0;accent-color:var(--accent)}.choice "
    ".hint{grid-column:2}\n"
    ".hint{margin:.3rem 0 0;color:var(--soft);font-size:.875rem;line-height:1.45}\n"
    ".fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.8rem 1.4rem}\n"
    ".fields .full{grid-column:1/-1}.fields label{display:block;font-size:.9375rem;font-weight:600}\n"
    "input:not([type=radio]):not([type=checkbox]),select,textarea{font:inherit;color:var(--ink);background:var(--paper)"
    ";\n"
    "border:1px solid var(--line);border-radius:3px;padding:.4rem .55rem;width:100%;min-height:2.5rem}\n"
    "input[type=date]:focus-within{outline:3px solid var(--accent);outline-offset:3px}textarea{min-height:4.5rem}\n"
    "button{font:inherit;color:var(--accent);background:var(--paper);border:1.5px solid "
    "var(--accent);border-radius:3px;\n"
    "padding:.5rem 1rem;min-height:2.5rem;margin:1rem .8rem 0 0;cursor:pointer}\n"
    "button.save{background:var(--accent);color:var(--paper)}button:hover{text-decoration:underline}\n"
    "[hidden]{display:none!important}.bar{background:var(--sheet);padding:1rem 1.4rem 1.3rem;margin:2rem 0 0}\n"
    "@media print{button,.bar .open,.proofs-of{display:none}.question{break-inside:avoid}}\n";

class Form {
 public:
  Form(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide, Language language)
      : set_(set), guide_(guide), language_(language), page_(Typography(language)) {}

  std::string write() {
    write_page_start(page_,
                     page_.type().typeset(Text{"Pièces des indicateurs déclarés", "Evidence for declared indicators"}),
                     page_.type().typeset(Text{"Questionnaire", "Questionnaire"}), kFormStyle, kPolicy);
    intro();
    page_.html("</div>");
    contents();
    write_content_start(page_);
    page_.html("<form id=\"form\" novalidate>");
    about();
    for (const criteria::Axis& axis : set_.axes) section(axis);
    bar(false);
    page_.html("</form>");
    data();
    page_.html("</main>\n<footer class=\"wide\"><p>").words(set_.title).text(" " + set_.version + " · ");
    page_.words({"page sans traceur, sans connexion", "a page without tracker or connection"});
    page_.html("</p></footer>\n</body>\n</html>\n");
    return page_.take();
  }

 private:
  void intro() {
    page_.html("<p>").words(
        {"Ce que les données ne disent pas, vous pouvez le déclarer ici, avec les pièces qui le prouvent. Un palier "
         "sans "
         "pièce datée et consultable ne compte pas : le score s'arrête au plus haut palier prouvé. Ce qui est déclaré "
         "est montré à côté de ce qui est mesuré, jamais mélangé.",
         "What the data do not tell, you may declare here, with the documents that prove it. A step without a dated "
         "document that can be looked at does not count: the score stops at the highest step that is proven. What is "
         "declared is shown beside what is measured, never mixed with it."});
    page_.html("</p><p>").words(
        {"Rien n'est envoyé : cette page travaille seule et enregistre un fichier evidence.json sur votre ordinateur. "
         "N'y écrivez aucun nom de personne, seulement des fonctions.",
         "Nothing is sent: this page works alone and saves a file evidence.json on your computer. Write no person's "
         "name in it, only roles."});
    page_.html("</p><noscript><p class=\"warn\">")
        .words(
            {"Sans script, cette page se lit et s'imprime mais n'enregistre pas : remplissez evidence.json à la main.",
             "Without script this page can be read and printed but does not save: fill in evidence.json by hand."});
    page_.html("</p></noscript>");
  }

  void contents() {
    page_.html("<nav class=\"toc\" aria-label=\"").words({"Sur cette page", "On this page"}).html("\"><ul>");
    for (const criteria::Axis& axis : set_.axes)
      if (asks(axis)) page_.html("<li><a href=\"#a-").anchor(axis.id).html("\">").words(axis.name).html("</a></li>");
    page_.html("</ul></nav>");
  }

  bool asks(const criteria::Axis& axis) const {
    for (const EvidenceQuestion& question : guide_.questions)
      if (set_.find(question.indicator)->axis == axis.id) return true;
    return false;
  }

  void bar(bool first) {
    page_.html("<div class=\"bar needs-script\" hidden>");
    if (first) {
      page_.html("<div class=\"fields open\"><div><label for=\"open\">");
      page_.words({"Reprendre un fichier déjà commencé", "Take up a file already begun"});
      page_.html("</label><input type=\"file\" id=\"open\" accept=\".json,application/json\"></div></div>");
    }
    page_.html("<button type=\"button\" class=\"save\">").words({"Enregistrer le fichier", "Save the file"});
    page_.html("</button><p class=\"progress\"></p>");
    if (first) page_.html("<p id=\"status\" role=\"status\"></p>");
    page_.html("</div>");
  }

  void text_field(Markup id, const Text& label, Markup type) {
    page_.html("<div><label for=\"").html(id).html("\">").words(label).html("</label><input id=\"").html(id);
    page_.html("\" type=\"").html(type).html("\" autocomplete=\"off\"></div>");
  }

  void about() {
    bar(true);
    page_.html("<section id=\"about\" aria-labelledby=\"about-title\"><h2 id=\"about-title\">");
    page_.words({"Qui déclare", "Who declares"}).html("</h2><div class=\"fields\">");
    text_field("platform-name", {"Nom de la plateforme", "Name of the platform"}, "text");
    text_field("platform-url", {"Adresse de la plateforme (https://…)", "Address of the platform (https://…)"}, "url");
    text_field("role", {"Votre fonction (pas votre nom)", "Your role (not your name)"}, "text");
    text_field("date", {"Date de la déclaration", "Date of the declaration"}, "date");
    page_.html("</div></section>");
  }

  void section(const criteria::Axis& axis) {
    if (!asks(axis)) return;
    page_.html("<section id=\"a-")
        .anchor(axis.id)
        .html("\" aria-labelledby=\"t-")
        .anchor(axis.id)
        .html("\"><h2 id=\"t-");
    page_.anchor(axis.id)
        .html("\">")
        .words(axis.name)
        .html("</h2><p class=\"lede\">")
        .words(axis.question)
        .html("</p>");
    for (const EvidenceQuestion& one : guide_.questions)
      if (set_.find(one.indicator)->axis == axis.id) question(one);
    page_.html("</section>\n");
  }

  /// id="PREFIX-INDICATOR-SUFFIX", the same for the label and what it labels.
  Page& ref(Markup prefix, const EvidenceQuestion& q, const std::string& suffix = "") {
    page_.html(prefix).anchor(q.indicator);
    return suffix.empty() ? page_ : page_.html("-").anchor(suffix);
  }

  void question(const EvidenceQuestion& q) {
    const criteria::Indicator& indicator = *set_.find(q.indicator);
    page_.html("<fieldset class=\"question\" data-indicator=\"").text(q.indicator).html("\" id=\"");
    ref("q-", q).html("\"><legend><h3>").words(indicator.name).html("</h3></legend><p class=\"ask\">");
    page_.words(indicator.question).html("</p>");
    if (indicator.kind == criteria::Kind::mixed)
      page_.html("<p class=\"hint\">")
          .words({"Se mesure aussi dans les données : les deux chiffres seront côte à côte.",
                  "Also measured in the data: the two figures will stand side by side."})
          .html("</p>");
    not_applicable(q);
    page_.html("<div class=\"body\">");
    if (!q.ask.empty()) page_.html("<p>").words(q.ask).html("</p>");
    if (q.form == EvidenceForm::ladder) steps(q);
    if (!q.numbers.empty()) numbers(q);
    if (!q.items.empty()) items(q);
    if (!q.proof.empty())
      page_.html("<p class=\"hint\">")
          .words({"Ce qui le prouve", "What proves it"})
          .colon()
          .words(q.proof)
          .html("</p>");
    if (q.expires_after_years) expiry(*q.expires_after_years);
    proofs(q, indicator);
    page_.html("<div class=\"fields\"><div class=\"full\"><label for=\"");
    ref("rem-", q).html("\">").words({"Remarque (facultatif)", "Remark (optional)"}).html("</label><textarea id=\"");
    ref("rem-", q).html("\" data-field=\"remark\"></textarea></div></div></div></fieldset>\n");
  }

  void expiry(int years) {
    page_.html("<p class=\"hint\">").words({"Une pièce de plus de ", "A document older than "});
    page_.text(page_.type().typeset(page_.type().count(years, {"an", "year"}, {"ans", "years"})));
    page_.words({" ne compte plus.", " no longer counts."}).html("</p>");
  }

  void not_applicable(const EvidenceQuestion& q) {
    page_.html("<div class=\"choice\"><input type=\"checkbox\" data-field=\"not_applicable\" id=\"");
    ref("na-", q).html("\"><label for=\"");
    ref("na-", q).html("\">").words({"Sans objet ici", "Not applicable here"});
    page_.html("</label></div><div class=\"reason fields\"><div class=\"full\"><label for=\"");
    ref("why-", q).html("\">").words({"Pourquoi", "Why"}).html("</label><textarea data-field=\"why\" id=\"");
    ref("why-", q).html("\"></textarea></div></div>");
  }

  void radio(const EvidenceQuestion& q, const std::string& value, const Text& text, const Text& proof) {
    const std::string suffix = value.empty() ? "none" : value;
    page_.html("<div class=\"choice\"><input type=\"radio\" name=\"");
    ref("step-", q).html("\" value=\"").text(value).html("\" id=\"");
    ref("s-", q, suffix);
    if (value.empty()) page_.html("\" checked=\"");
    if (!proof.empty()) {
      page_.html("\" aria-describedby=\"");
      ref("sp-", q, suffix);
    }
    page_.html("\"><label for=\"");
    ref("s-", q, suffix).html("\">").words(text).html("</label>");
    if (!proof.empty()) {
      page_.html("<p class=\"hint\" id=\"");
      ref("sp-", q, suffix).html("\">").words({"Ce qui le prouve", "What proves it"}).colon().words(proof).html("</p>");
    }
    page_.html("</div>");
  }

  void steps(const EvidenceQuestion& q) {
    page_.html("<fieldset class=\"steps\"><legend>").words({"Palier atteint", "Step reached"}).html("</legend>");
    radio(q, "", {"Pas de réponse", "No answer"}, {});
    for (const criteria::EvidenceStep& step : q.steps) radio(q, json::shortest(step.value), step.text, step.proof);
    page_.html("</fieldset>");
  }

  void numbers(const EvidenceQuestion& q) {
    page_.html("<div class=\"fields\">");
    for (const criteria::EvidenceNumber& number : q.numbers) {
      page_.html("<div><label for=\"");
      ref("n-", q, number.id).html("\">").words(number.label).html("</label><input type=\"number\" min=\"0\" step=\"");
      page_.text(number.whole ? "1" : "any").html("\" data-number=\"").text(number.id).html("\" id=\"");
      ref("n-", q, number.id).html("\"></div>");
    }
    page_.html("</div>");
  }

  void items(const EvidenceQuestion& q) {
    page_.html("<div class=\"fields\">");
    for (const criteria::EvidenceItem& item : q.items) {
      page_.html("<div><label for=\"");
      ref("i-", q, item.id).html("\">").words(item.label).html("</label><select data-item=\"").text(item.id);
      page_.html("\" aria-describedby=\"");
      ref("ip-", q, item.id).html("\" id=\"");
      ref("i-", q, item.id).html("\"><option value=\"\">").words({"pas de réponse", "no answer"});
      page_.html("</option><option value=\"yes\">").words({"oui", "yes"}).html("</option><option value=\"no\">");
      page_.words({"non", "no"}).html("</option></select><p class=\"hint\" id=\"");
      ref("ip-", q, item.id).html("\">").words(item.proof).html("</p></div>");
    }
    page_.html("</div>");
  }

  void proofs(const EvidenceQuestion& q, const criteria::Indicator& indicator) {
    page_.html("<div class=\"proofs\"></div><template>");
    proof_template(q, indicator);
    page_.html("</template><button type=\"button\" class=\"add needs-script\" hidden>");
    page_.words({"Ajouter une pièce", "Add a document"}).html("<span class=\"hidden\"> ").words({"pour", "for"});
    page_.text(" ").words(indicator.name).html("</span></button>");
  }

  /// One field of a document. "@" becomes its number on the page.
  Page& label(const EvidenceQuestion& q, Markup name, const Text& text, bool full = false) {
    page_.html(full ? Markup("<div class=\"full\"><label for=\"") : Markup("<div><label for=\""));
    ref("p@-", q).html("-").html(name).html("\">").words(text).html("</label>");
    return page_;
  }
  Page& open(const EvidenceQuestion& q, Markup tag, Markup name) {
    page_.html("<").html(tag).html(" data-field=\"").html(name).html("\" id=\"");
    return ref("p@-", q).html("-").html(name).html("\"");
  }
  void input(const EvidenceQuestion& q, Markup name, Markup type, const Text& text, bool full = false) {
    label(q, name, text, full);
    open(q, "input", name).html(" type=\"").html(type).html("\" autocomplete=\"off\"></div>");
  }

  void which(const EvidenceQuestion& q) {
    if (q.form == EvidenceForm::ladder) {
      label(q, "step", {"Palier prouvé", "Step proven"}, true);
      open(q, "select", "step").html("><option value=\"\">").words({"à choisir", "to be chosen"}).html("</option>");
      for (const criteria::EvidenceStep& step : q.steps)
        if (step.value > 0)
          page_.html("<option value=\"")
              .text(json::shortest(step.value))
              .html("\">")
              .words(step.text)
              .html("</option>");
      page_.html("</select></div>");
    } else if (q.form == EvidenceForm::items) {
      label(q, "item", {"Point prouvé", "Point proven"}, true);
      open(q, "select", "item").html("><option value=\"\">").words({"à choisir", "to be chosen"}).html("</option>");
      for (const criteria::EvidenceItem& item : q.items)
        page_.html("<option value=\"").text(item.id).html("\">").words(item.label).html("</option>");
      page_.html("</select></div>");
    }
  }

  void proof_template(const EvidenceQuestion& q, const criteria::Indicator& indicator) {
    page_.html("<fieldset class=\"proof\"><legend>")
        .words({"Pièce ", "Document "})
        .html("<span class=\"which\"></span>");
    page_.html("<span class=\"hidden\">")
        .text(", ")
        .words(indicator.name)
        .html("</span></legend><div class=\"fields\">");
    which(q);
    input(q, "what", "text", {"Ce que c'est", "What it is"}, true);
    input(q, "url", "url", {"Adresse (https://…)", "Address (https://…)"}, true);
    input(q, "date", "date", {"Date de la pièce", "Date of the document"});
    label(q, "picker",
          {"Ou un fichier : son empreinte est calculée ici, il n'est pas envoyé",
           "Or a file: its hash is computed here, it is not sent"});
    page_.html("<input type=\"file\" class=\"picker\" id=\"");
    ref("p@-", q).html("-picker\"></div>");
    input(q, "file", "text", {"Nom du fichier", "Name of the file"});
    input(q, "sha256", "text", {"Empreinte SHA-256", "SHA-256 hash"});
    input(q, "checked_role", "text",
          {"Vérifiée par (fonction d'une autre personne)", "Checked by (role of another person)"});
    input(q, "checked_date", "date", {"Vérifiée le", "Checked on"});
    label(q, "verdict", {"Ce que cette personne a trouvé", "What that person found"});
    open(q, "select", "verdict").html("><option value=\"\">").words({"pas encore vérifiée", "not checked yet"});
    page_.html("</option><option value=\"confirmed\">").words({"elle le prouve", "it proves it"});
    page_.html("</option><option value=\"refused\">").words({"elle ne le prouve pas", "it does not prove it"});
    page_.html("</option></select></div></div><button type=\"button\" class=\"remove\">");
    page_.words({"Retirer la pièce ", "Remove document "}).html("<span class=\"remove-which\"></span>");
    page_.html("<span class=\"hidden\">").text(", ").words(indicator.name).html("</span></button></fieldset>");
  }

  void word(json::Writer& out, const char* key, const Text& text) { out.member(key, page_.type().typeset(text)); }

  /// JSON inside a script element: "<" written so that no text can close it.
  void embed(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '<' ? std::string("\\u003c") : std::string(1, c);
    page_.style(out.c_str());
  }

  void data() {
    json::Writer words;
    words.begin_object();
    const std::string all = std::to_string(guide_.questions.size());
    word(words, "progress", {"Réponses : @ sur " + all + ".", "Answers: @ out of " + all + "."});
    word(words, "saved", {"Enregistré dans evidence.json.", "Saved in evidence.json."});
    word(words, "opened", {"Fichier ouvert.", "File opened."});
    word(words, "bad_file",
         {"Ce fichier n'est pas un questionnaire de cette version.",
          "This file is not a questionnaire of this version."});
    word(words, "removed", {"Pièce retirée.", "Document removed."});
    word(words, "hashing", {"Calcul de l'empreinte…", "Computing the hash…"});
    word(words, "hashed", {"Empreinte calculée.", "Hash computed."});
    word(words, "no_hash",
         {"Ce navigateur ne calcule pas l'empreinte : utilisez sha256sum.",
          "This browser does not compute the hash: use sha256sum."});
    words.end_object();
    page_.html("<script type=\"application/json\" id=\"questionnaire\">");
    embed(write_questionnaire(set_, guide_, language_));
    page_.html("</script><script type=\"application/json\" id=\"words\">");
    embed(words.take());
    page_.html("</script><script>").style(form_script()).html("</script>");
  }

  const criteria::CriteriaSet& set_;
  const criteria::EvidenceGuide& guide_;
  Language language_;
  Page page_;
};

}  // namespace
}  // namespace html

std::string write_evidence_form(const criteria::CriteriaSet& set, const criteria::EvidenceGuide& guide,
                                Language language) {
  return html::Form(set, guide, language).write();
}

}  // namespace boussole::reports
