#include "engine/scoring/compare.h"
#include "reports/history.h"
#include "reports/json.h"
#include "reports/reading.h"

namespace boussole::reports {
namespace {

class Builder {
 public:
  Builder(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set, Language language)
      : entries_(entries), set_(set), language_(language) {}

  std::vector<Sheet> build() const {
    std::vector<Sheet> out{audits(), figures()};
    if (entries_.size() > 1) out.push_back(changes());
    return out;
  }

 private:
  const std::string& say(const Text& text) const { return text.in(language_); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }
  std::string axis(const std::string& id) const {
    for (const criteria::Axis& a : set_.axes)
      if (a.id == id) return say(a.name);
    return id;
  }

  Sheet audits() const {
    Sheet out{say({"Audits", "Audits"}),
              {say({"Audit", "Audit"}), say({"Données jusqu'au", "Data up to"}), say({"Critères", "Criteria"}),
               say({"Version", "Version"}), say({"Programme", "Program"}), say({"Mesurés", "Measured"})},
              {}};
    for (const HistoryEntry& entry : entries_)
      SheetRow(out)
          .text(entry.label)
          .text(entry.audit.as_of)
          .text(entry.audit.criteria.id)
          .text(entry.audit.criteria.version)
          .text(entry.audit.tool_name + " " + entry.audit.tool_version)
          .number(static_cast<double>(tally(entry.audit).measured));
    return out;
  }

  Sheet figures() const {
    Sheet out{say({"Chiffres", "Figures"}),
              {say({"Audit", "Audit"}), say({"Données jusqu'au", "Data up to"}), say({"Axe", "Axis"}),
               say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Genre", "Kind"}), say({"Statut", "Status"}),
               say({"Valeur", "Value"}), say({"Unité", "Unit"}), say({"Borne basse", "Low"}),
               say({"Borne haute", "High"}), "n", say({"Score (0 à 1)", "Score (0 to 1)"}), say({"Raison", "Reason"})},
              {}};
    for (const HistoryEntry& entry : entries_)
      for (const engine::IndicatorResult& r : entry.audit.indicators) {
        SheetRow row(out);
        row.text(entry.label).text(entry.audit.as_of).text(axis(r.axis)).text(r.id).text(name(r.id)).text(r.kind);
        row.text(to_string(r.status)).number(r.value).text(r.unit);
        row.number(r.interval ? std::optional(r.interval->low) : std::nullopt);
        row.number(r.interval ? std::optional(r.interval->high) : std::nullopt);
        row.number(r.n ? std::optional(static_cast<double>(*r.n)) : std::nullopt);
        row.number(r.score ? std::optional(r.score->value) : std::nullopt);
        const auto& why = r.reason ? r.reason : r.interval_reason;
        row.text(why ? say(why->text) : "");
      }
    return out;
  }

  /// The last less the first, as the page reads it.
  Sheet changes() const {
    const std::vector<engine::Subject> ends{{entries_.back().audit, entries_.back().label, {}},
                                            {entries_.front().audit, entries_.front().label, {}}};
    const engine::Comparison change = engine::compare(ends, set_);
    Sheet out{
        say({"Du premier au dernier", "From first to last"}),
        {say({"Axe", "Axis"}), say({"Identifiant", "Id"}), say({"Nom", "Name"}), say({"Unité", "Unit"}),
         say({"Premier", "First"}), say({"Dernier", "Last"}), say({"Écart", "Difference"}), say({"Borne basse", "Low"}),
         say({"Borne haute", "High"}), say({"p (Holm)", "p (Holm)"}), say({"Démontré", "Demonstrated"})},
        {}};
    for (const engine::ComparedIndicator& row : change.indicators) {
      if (row.differences.empty()) continue;
      const engine::PairDifference& pair = row.differences.front();
      const auto& interval = pair.estimate.interval;
      SheetRow(out)
          .text(axis(row.axis))
          .text(row.id)
          .text(name(row.id))
          .text(row.results.front().unit)
          .number(row.results.back().value)
          .number(row.results.front().value)
          .number(pair.estimate.difference)
          .number(interval ? std::optional(interval->low) : std::nullopt)
          .number(interval ? std::optional(interval->high) : std::nullopt)
          .number(pair.adjusted)
          .text(!interval           ? say({"sans intervalle : non éprouvé", "no interval: not tested"})
                : pair.demonstrated ? say({"démontré", "demonstrated"})
                                    : say({"non démontré", "not demonstrated"}));
    }
    return out;
  }

  const std::vector<HistoryEntry>& entries_;
  const criteria::CriteriaSet& set_;
  Language language_;
};

}  // namespace

std::vector<Sheet> history_sheets(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                                  const HistoryOptions& options) {
  return Builder(entries, set, options.report.language).build();
}

}  // namespace boussole::reports
