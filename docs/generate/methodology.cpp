#include "docs/generate/methodology.h"

#include <algorithm>
#include <charconv>

#include "engine/indicators/capability_names.h"
#include "engine/indicators/indicator.h"

namespace boussole::docs {
namespace {

std::string plain(double value, Language language) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  std::string out(text, end.ptr);
  if (language == Language::fr) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

class Page {
 public:
  Page(const criteria::CriteriaSet& set, Language language) : set_(set), language_(language) {}

  std::string write() {
    line("# " + say({"Méthode", "Methodology"}));
    line();
    line(say({"Page produite par le programme à partir du jeu de critères et de la table des indicateurs : ne la modifiez "
              "pas à la main.",
              "Page written by the program from the criteria set and the table of indicators: do not edit it by hand."}));
    line();
    line(say({"Jeu de critères", "Criteria set"}) + colon() + "`" + set_.id + "` " + set_.version + " (" + set_.status +
         "). " + set_.note.in(language_));
    line();
    for (const Text& declaration : set_.declarations) line("- " + declaration.in(language_));
    rules();
    for (const criteria::Axis& axis : set_.axes) write_axis(axis);
    context();
    return out_;
  }

 private:
  void line(const std::string& text = "") { out_ += text + "\n"; }
  std::string say(const Text& text) const { return text.in(language_); }
  std::string colon() const { return language_ == Language::fr ? " : " : ": "; }
  void item(const Text& label, const std::string& text) {
    if (!text.empty()) line("- **" + label.in(language_) + "**" + colon() + text);
  }

  void rules() {
    line();
    line("## " + say({"Ce qui vaut pour tous", "What holds for all"}));
    line();
    line(say({"1. Le chiffre est exact pour ce qui a laissé une trace. L'intervalle répond à une seule question : de "
              "combien ce chiffre bougerait-il si un autre public du même genre avait participé ? On retire au sort des "
              "personnes (ou des conversations), jamais des contributions isolées.",
              "1. The figure is exact for what left a trace. The interval answers one question: how much would this "
              "figure move if another public of the same kind had taken part? People (or conversations) are redrawn, "
              "never single contributions."}));
    line(say({"2. Un intervalle n'est imprimé que là où la simulation montre qu'il couvre (voir la [table de couverture](../coverage.md)) ; "
              "ailleurs, la raison est écrite.",
              "2. An interval is printed only where simulation shows that it covers (see the [coverage table](../coverage.md)); elsewhere "
              "the reason is written."}));
    line(say({"3. Non mesuré, sans objet, masqué et mauvais sont quatre choses. Une absence de donnée n'est jamais un "
              "zéro.",
              "3. Not measured, not applicable, hidden and bad are four things. Missing data is never a zero."}));
    line(say({"4. Les scores vont de 0 à 1 sur des bornes fixes, jamais relatives aux autres plateformes. Critère : "
              "moyenne simple ; axe : moyenne de ses critères, publiée si la moitié au moins de son poids est mesurée.",
              "4. Scores go from 0 to 1 on fixed scales, never relative to other platforms. Criterion: plain mean; axis: "
              "mean of its criteria, published when at least half of its weight is measured."}));
    line(say({"5. Ce qui est mesuré et ce qui est déclaré restent deux nombres.",
              "5. What is measured and what is declared stay two numbers."}));
  }

  void write_axis(const criteria::Axis& axis) {
    line();
    line("## " + axis.name.in(language_) + " (`" + axis.id + "`)");
    line();
    line("*" + axis.question.in(language_) + "*");
    for (const criteria::Criterion& criterion : set_.criteria) {
      if (criterion.axis != axis.id) continue;
      line();
      line("### " + criterion.name.in(language_));
      for (const criteria::Indicator& i : set_.indicators)
        if (i.criterion == criterion.id) write_indicator(i);
    }
  }

  void write_indicator(const criteria::Indicator& i) {
    line();
    line("#### " + i.name.in(language_) + " (`" + i.id + "`)");
    line();
    line("*" + i.question.in(language_) + "*");
    line();
    item({"Nature", "Kind"}, kind(i.kind));
    item({"Ce qui est compté", "What is counted"}, i.counted.in(language_));
    item({"Formule", "Formula"}, i.formula.in(language_));
    item({"Calcul", "Computation"}, computation(i));
    item({"Échelle", "Scale"}, scale(i.norm) + ". " + i.norm_source.in(language_));
    for (const auto& [name, norm] : i.norm_variants) item({"Échelle " + name, "Scale " + name}, scale(norm));
    item({"Publié à partir de", "Published from"}, i.min_sample.in(language_));
    item({"Biais", "Bias"}, i.bias.in(language_));
    item({"Comment tricher", "How it can be gamed"}, i.gaming.in(language_));
    item({"Dans un export Decidim", "In a Decidim export"}, presence(i.decidim_open_data) + ". " +
                                                                i.decidim_note.in(language_));
    item({"Sinon, ce qui l'alimenterait", "Otherwise, what would feed it"}, i.fed_by.in(language_));
    item({"Références", "References"}, i.references);
  }

  std::string presence(const std::string& word) const {
    if (word == "yes") return say({"oui", "yes"});
    return word == "partial" ? say({"en partie", "partly"}) : say({"non", "no"});
  }

  std::string kind(criteria::Kind k) const {
    switch (k) {
      case criteria::Kind::measured: return say({"mesuré", "measured"});
      case criteria::Kind::declared: return say({"déclaré", "declared"});
      case criteria::Kind::mixed:
        return say({"mixte (partie mesurée et partie déclarée, séparées)", "mixed (a measured and a declared part, apart)"});
    }
    return {};
  }

  /// The method's name is a technical one, the same in both languages.
  std::string computation(const criteria::Indicator& i) const {
    for (const engine::IndicatorDef& def : engine::indicator_table()) {
      if (def.id != i.id) continue;
      std::string out = "`" + std::string(def.method) + "`";
      for (std::size_t k = 0; k < def.needs.size(); ++k)
        out += (k == 0 ? say({" ; il faut ", "; needs "}) : ", ") + engine::capability_name(def.needs[k]).in(language_);
      return out;
    }
    return say({"aucun à partir d'un export : déclaration, enquête ou lecture humaine",
                "none from an export: a declaration, a survey or human reading"});
  }

  std::string scale(const criteria::Norm& norm) const {
    if (const auto* g = std::get_if<criteria::Goalposts>(&norm))
      return say({"0 à ", "0 at "}) + plain(g->zero_at, language_) + say({", 1 à ", ", 1 at "}) +
             plain(g->one_at, language_);
    if (const auto* b = std::get_if<criteria::Band>(&norm))
      return say({"1 de ", "1 from "}) + plain(b->one_from, language_) + say({" à ", " to "}) +
             plain(b->one_to, language_) + say({", 0 sous ", ", 0 below "}) + plain(b->zero_below, language_) +
             say({" et au-delà de ", " and above "}) + plain(b->zero_above, language_);
    std::string out;
    for (const criteria::LadderStep& step : std::get<criteria::Ladder>(norm).steps)
      out += (out.empty() ? "" : " ; ") + plain(step.value, language_) + colon() + step.text.in(language_);
    return out;
  }

  void context() {
    line();
    line("## " + say({"Contexte, jamais noté", "Context, never scored"}));
    line();
    for (const criteria::ContextDefinition& c : set_.context) {
      item(c.name, c.explanation.in(language_));
      if (c.formula.empty()) continue;
      line("  - " + say({"Formule", "Formula"}) + colon() + c.formula.in(language_));
      line("  - " + say({"Biais", "Bias"}) + colon() + c.bias.in(language_));
      line("  - " + say({"Comment tricher", "How it can be gamed"}) + colon() + c.gaming.in(language_));
      line("  - " + say({"Références", "References"}) + colon() + c.references);
    }
    line();
    line(say({"Voir aussi [nos groupes d'opinion à côté de ceux de Polis](groupes-d-opinion.md), sur huit conversations, et "
              "[la population de référence](population-de-reference.md).",
              "See also [our opinion groups beside those of Polis](opinion-groups.md) on eight conversations, and [the "
              "reference population](reference.md)."}));
  }

  const criteria::CriteriaSet& set_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string methodology(const criteria::CriteriaSet& set, Language language) { return Page(set, language).write(); }

}  // namespace boussole::docs
