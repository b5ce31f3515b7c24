#include <algorithm>
#include <cmath>

#include "engine/json/writer.h"
#include "reports/compare.h"
#include "reports/figures.h"

namespace boussole::reports {
namespace {

using engine::FunnelPlace;

const Text& place_word(FunnelPlace place) {
  static const Text kInside{"dans l'entonnoir", "inside the funnel"},
      kNear{"hors des limites à 95 %", "beyond the 95% limits"},
      kFar{"hors des limites à 99,8 %", "beyond the 99.8% limits"};
  return place == FunnelPlace::inside ? kInside : place == FunnelPlace::beyond_95 ? kNear : kFar;
}

const char* place_id(FunnelPlace place) {
  return place == FunnelPlace::inside ? "inside" : place == FunnelPlace::beyond_95 ? "beyond_95" : "beyond_99_8";
}

class Builder {
 public:
  Builder(const engine::FunnelReport& report, const criteria::CriteriaSet& set, const CompareOptions& options)
      : r_(report), set_(set), options_(options), type_(options.report.language) {}

  Document build() const {
    Document out;
    out.language = type_.language();
    out.kicker = say({"Comparaison", "Comparison"});
    out.title = type_.typeset(type_.count(std::int64_t(r_.labels.size()), {"audit", "audit"}, {"audits", "audits"}));
    out.tool = "boussole " + options_.tool_version;
    out.notes = {say({"Plus de quinze audits : ni lignes ni paires, un entonnoir par indicateur.",
                      "More than fifteen audits: neither rows nor pairs, one funnel an indicator."}),
                 say({"L'ordre des tableaux est celui de la commande, pas un classement.",
                      "The order of the tables is that of the command, not a ranking."}),
                 say({"Être dans l'entonnoir ne veut pas dire « égal » : l'écart n'est pas plus grand que le hasard.",
                      "Being inside the funnel does not mean “equal”: the gap is no larger than chance."})};
    Section know{"warnings", say({"À savoir", "To know"}), {}};
    Lines warnings{Lines::Manner::warnings, {}};
    for (const Message& warning : r_.warnings) warnings.items.push_back(say(warning.text));
    know.blocks = {Lines{Lines::Manner::plain, {how_to_read()}}, warnings};
    out.sections.push_back(std::move(know));
    for (const engine::Funnel& funnel : r_.funnels) out.sections.push_back(section(funnel));
    return out;
  }

  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }
  std::string shown(const engine::Funnel& f, const engine::FunnelUnit& unit) const {
    const Quantity q{unit.value, f.unit, unit.low, unit.high, std::nullopt};
    return figure(type_, q) + " (" + short_range(type_, q) + ")";
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }

  std::string how_to_read() const {
    return say(
        {"Un petit audit varie plus par hasard qu'un grand. Les lignes disent jusqu'où : trait plein pour 95 % "
         "des cas, tirets pour 99,8 %. Quand les audits varient entre eux plus que le hasard ne l'explique, les "
         "lignes s'écartent d'autant. Cercle : hors de la première ; losange : hors de la seconde.",
         "A small audit varies more by chance than a large one. The lines say how far: full for 95% of the cases, "
         "dashed for 99.8%. Where audits vary among themselves more than chance explains, the lines move apart "
         "by as much. Circle: beyond the first; diamond: beyond the second."});
  }

  Section section(const engine::Funnel& f) const {
    Section out{f.id, name(f.id), {}};
    std::int64_t beyond = 0;
    for (const engine::FunnelUnit& unit : f.units) beyond += unit.place == FunnelPlace::beyond_998;
    const std::string target = figure(type_, Quantity{f.target, f.unit, std::nullopt, std::nullopt, std::nullopt}),
                      n = type_.integer(std::int64_t(f.units.size())), far = type_.integer(beyond);
    out.blocks.push_back(Lines{
        Lines::Manner::plain,
        {f.reason ? say(f.reason->text)
                  : say({"Chiffre commun : " + target + ", sur " + n + " audits ; hors des limites à 99,8 % : " + far +
                             "." + (f.tau2 > 0 ? " Les audits diffèrent plus que le hasard : limites élargies." : ""),
                         "Common figure: " + target + ", over " + n + " audits; beyond the 99.8% limits: " + far + "." +
                             (f.tau2 > 0 ? " Audits differ more than by chance: limits widened." : "")})}});
    if (!f.reason) out.blocks.push_back(plot(f));
    out.blocks.push_back(table(f));
    if (f.left_out.empty()) return out;
    std::vector<std::string> who;
    for (const std::size_t i : f.left_out) who.push_back(r_.labels[i]);
    out.blocks.push_back(
        Lines{Lines::Manner::plain,
              {say({"Sans chiffre comparable : ", "Without a comparable figure: "}) + type_.list(who)}});
    return out;
  }

  Plot plot(const engine::Funnel& f) const {
    Plot out;
    out.caption = name(f.id) + say({", entonnoir ; les chiffres sont dans le tableau qui suit",
                                    ", funnel; the figures are in the table that follows"});
    out.x_title = f.share ? say({"taille (n effectif)", "size (effective n)"}) : say({"précision", "precision"});
    out.y_title = name(f.id);
    double low = f.target, high = f.target;
    for (const engine::FunnelUnit& unit : f.units) low = std::min(low, unit.value), high = std::max(high, unit.value);
    for (const engine::FunnelLimit& l : f.limits) {
      low = std::min(low, l.low_95);
      high = std::max(high, l.high_95);
    }
    const double margin = std::max(1e-9, 0.06 * (high - low));
    out.y_from = low - margin;
    out.y_to = high + margin;
    out.x_from = 0;
    out.x_to = std::sqrt(f.limits.back().size) * 1.02;
    Plot::Line lines[5];
    for (const engine::FunnelLimit& l : f.limits) {
      const double x = std::sqrt(l.size);
      const double ends[] = {l.low_95, l.high_95, l.low_998, l.high_998, f.target};
      for (int k = 0; k < 5; ++k) lines[k].points.emplace_back(x, ends[k]);
    }
    lines[2].dashed = lines[3].dashed = true;
    out.lines.assign(lines, lines + 5);
    for (const engine::FunnelUnit& unit : f.units)
      out.points.push_back({std::sqrt(unit.size), unit.value,
                            unit.place == FunnelPlace::inside      ? Plot::Mark::plain
                            : unit.place == FunnelPlace::beyond_95 ? Plot::Mark::hollow
                                                                   : Plot::Mark::strong,
                            r_.labels[unit.subject], shown(f, unit)});
    for (const double y : {low, f.target, high})
      out.y_ticks.push_back({y, figure(type_, Quantity{y, f.unit, low, high, std::nullopt})});
    if (f.share)
      for (const double at : {f.limits.front().size, f.limits.back().size})
        out.x_ticks.push_back({std::sqrt(at), type_.integer(std::llround(at))});
    return out;
  }

  Table table(const engine::Funnel& f) const {
    Table out{name(f.id) + say({", dans l'ordre de la commande", ", in the order of the command"}),
              {{say({"Audit", "Audit"}), false},
               {say({"Chiffre et intervalle", "Figure and interval"}), true},
               {say({"Par rapport aux limites", "Against the limits"}), false}},
              {}};
    for (const engine::FunnelUnit& unit : f.units)
      out.rows.push_back({{r_.labels[unit.subject], shown(f, unit), f.reason ? "—" : say(place_word(unit.place))}});
    return out;
  }

  const engine::FunnelReport& r_;
  const criteria::CriteriaSet& set_;
  const CompareOptions& options_;
  const Typography type_;
};

}  // namespace

Document funnel_document(const engine::FunnelReport& report, const criteria::CriteriaSet& set,
                         const CompareOptions& options) {
  return Builder(report, set, options).build();
}

std::string write_funnels_json(const engine::FunnelReport& r, const CompareOptions& options) {
  json::Writer out;
  out.begin_object().member("schema", "boussole/funnels/1").key("tool").begin_object().member("name", "boussole");
  out.member("version", options.tool_version).end_object().key("audits").begin_array();
  for (const std::string& label : r.labels) out.value(label);
  out.end_array().key("warnings").begin_array();
  for (const Message& w : r.warnings)
    out.begin_object().member("code", w.code).member("fr", w.text.fr).member("en", w.text.en).end_object();
  out.end_array().key("funnels").begin_array();
  for (const engine::Funnel& f : r.funnels) {
    out.begin_object().member("id", f.id).member("axis", f.axis).member("unit", f.unit).member("target", f.target);
    out.member("phi", f.phi).member("tau2", f.tau2).member("p_homogeneous", f.p_homogeneous).key("reason");
    if (f.reason)
      out.begin_object()
          .member("code", f.reason->code)
          .member("fr", f.reason->text.fr)
          .member("en", f.reason->text.en)
          .end_object();
    else
      out.null();
    out.key("units").begin_array();
    for (const engine::FunnelUnit& u : f.units) {
      out.begin_object().member("audit", r.labels[u.subject]).member("value", u.value).member("low", u.low);
      out.member("high", u.high).member("size", u.size).member("place", place_id(u.place)).end_object();
    }
    out.end_array().key("left_out").begin_array();
    for (const std::size_t i : f.left_out) out.value(r.labels[i]);
    out.end_array().key("limits").begin_array();
    for (const engine::FunnelLimit& l : f.limits) {
      out.begin_object().member("size", l.size).member("low_95", l.low_95).member("high_95", l.high_95);
      out.member("low_99_8", l.low_998).member("high_99_8", l.high_998).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::vector<Sheet> funnel_sheets(const engine::FunnelReport& r, const criteria::CriteriaSet& set,
                                 const CompareOptions& options) {
  const Language language = options.report.language;
  const auto say = [language](const Text& text) { return text.in(language); };
  const Builder words(r, set, options);
  Sheet out{
      say({"Entonnoirs", "Funnels"}),
      {say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Unité", "Unit"}),
       say({"Chiffre commun", "Common figure"}), say({"Dispersion (phi)", "Spread (phi)"}), say({"Audit", "Audit"}),
       say({"Valeur", "Value"}), say({"Borne basse", "Low"}), say({"Borne haute", "High"}), say({"Taille", "Size"}),
       say({"Par rapport aux limites", "Against the limits"})},
      {}};
  for (const engine::Funnel& f : r.funnels)
    for (const engine::FunnelUnit& u : f.units)
      SheetRow(out)
          .text(f.id)
          .text(words.name(f.id))
          .text(f.unit)
          .number(f.target)
          .number(f.phi)
          .text(r.labels[u.subject])
          .number(u.value)
          .number(u.low)
          .number(u.high)
          .number(u.size)
          .text(f.reason ? "" : say(place_word(u.place)));
  return {out};
}

}  // namespace boussole::reports
