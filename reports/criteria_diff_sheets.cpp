#include "reports/criteria_diff.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  Builder(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before, const criteria::CriteriaSet& after,
          Language language)
      : d_(diff), before_(before), after_(after), language_(language) {}

  std::vector<Sheet> build() const {
    std::vector<Sheet> out{changes()};
    if (d_.labels.empty()) return out;
    out.push_back(figures(say({"Axes", "Axes"}), d_.axes, true));
    out.push_back(figures(say({"Scores qui bougent", "Scores that move"}), d_.scores, false));
    return out;
  }

  /// One table for the CSV: axes first, then indicators.
  Sheet both() const {
    Sheet out;
    out.headings = {"what", "audit", "id", "name", "before", "after"};
    for (const bool axes : {true, false})
      for (const engine::Rescored& r : axes ? d_.axes : d_.scores)
        SheetRow(out)
            .text(axes ? "axis" : "indicator")
            .text(d_.labels[r.audit])
            .text(r.id)
            .text(axes ? axis(r.id) : name(r.id))
            .number(r.before)
            .number(r.after);
    return out;
  }

 private:
  const std::string& say(const Text& text) const { return text.in(language_); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = after_.find(id) != nullptr ? after_.find(id) : before_.find(id);
    return known == nullptr ? id : say(known->name);
  }
  std::string axis(const std::string& id) const {
    for (const criteria::CriteriaSet* set : {&after_, &before_})
      for (const criteria::Axis& one : set->axes)
        if (one.id == id) return say(one.name);
    return id;
  }

  Sheet changes() const {
    const std::string added = say({"nouveau", "new"}), removed = say({"retiré", "removed"});
    Sheet out{say({"Règles", "Rules"}),
              {say({"Objet", "Object"}), say({"Identifiant", "Id"}), say({"Nom", "Name"}),
               say({"Changement", "Change"}), say({"En quoi", "In what"})},
              {}};
    const auto axes = [&](const std::vector<std::string>& ids, const std::string& what) {
      for (const std::string& id : ids) SheetRow(out).text(say({"axe", "axis"})).text(id).text(axis(id)).text(what);
    };
    axes(d_.axes_added, added);
    axes(d_.axes_removed, removed);
    for (const engine::IndicatorChange& c : d_.indicators) {
      using What = engine::IndicatorChange::What;
      std::string parts;
      for (const Message& part : c.parts) parts += (parts.empty() ? "" : "; ") + say(part.text);
      SheetRow(out)
          .text(say({"indicateur", "indicator"}))
          .text(c.id)
          .text(name(c.id))
          .text(c.what == What::added     ? added
                : c.what == What::removed ? removed
                                          : say({"changé", "changed"}))
          .text(parts);
    }
    return out;
  }

  Sheet figures(const std::string& title, const std::vector<engine::Rescored>& rows, bool axes) const {
    Sheet out{title,
              {say({"Audit", "Audit"}), say({"Identifiant", "Id"}), say({"Nom", "Name"}), d_.before, d_.after,
               say({"Écart", "Change"})},
              {}};
    for (const engine::Rescored& r : rows)
      SheetRow(out)
          .text(d_.labels[r.audit])
          .text(r.id)
          .text(axes ? axis(r.id) : name(r.id))
          .number(r.before)
          .number(r.after)
          .number(r.before && r.after ? std::optional(*r.after - *r.before) : std::nullopt);
    return out;
  }

  const engine::CriteriaDiff& d_;
  const criteria::CriteriaSet &before_, &after_;
  Language language_;
};

}  // namespace

std::vector<Sheet> criteria_diff_sheets(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                        const criteria::CriteriaSet& after, const Options& options) {
  return Builder(diff, before, after, options.language).build();
}

std::string write_criteria_diff_csv(const engine::CriteriaDiff& diff, const criteria::CriteriaSet& before,
                                    const criteria::CriteriaSet& after, const Options& options) {
  return write_sheet_csv(Builder(diff, before, after, options.language).both(), options.csv_dialect);
}

}  // namespace boussole::reports
