#include "reports/history.h"

#include <algorithm>

#include "engine/json/writer.h"
#include "engine/scoring/compare.h"
#include "reports/compare_words.h"
#include "reports/csv_row.h"
#include "reports/figures.h"
#include "reports/json.h"
#include "reports/reading.h"

namespace boussole::reports {
namespace {

constexpr std::size_t kMostColumns = 8;  ///< a table wider than this is not read; the CSV holds them all

const engine::IndicatorResult* find(const engine::Audit& audit, const std::string& id) {
  for (const engine::IndicatorResult& result : audit.indicators)
    if (result.id == id) return &result;
  return nullptr;
}

class HistoryDocument {
 public:
  HistoryDocument(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                  const HistoryOptions& options)
      : entries_(entries), set_(set), options_(options), type_(options.report.language) {
    if (entries.size() < 2) return;
    const std::vector<engine::Subject> ends{{entries.front().audit, entries.front().label, {}},
                                            {entries.back().audit, entries.back().label, {}}};
    change_ = engine::compare(ends, set);
  }

  Document write() {
    Document out;
    out.language = options_.report.language;
    out.kicker = say({"Une plateforme au fil du temps", "One platform over time"});
    out.title = entries_.back().audit.platform_name;
    out.meta.push_back(type_.typeset(
        type_.count(static_cast<std::int64_t>(entries_.size()), {"audit", "audit"}, {"audits", "audits"})));
    out.notes = {
        say({"Un changement n'est dit que s'il est démontré entre le premier et le dernier audit, après correction "
             "de Holm ; « non démontré » ne veut pas dire égal.",
             "A change is stated only where it is demonstrated between the first and the last audit, after "
             "Holm's correction; “not demonstrated” does not mean equal."})};
    for (const Message& warning : change_.warnings) out.notes.push_back(say(warning.text));
    out.sections = {audits(), figures()};
    out.tool = "boussole " + options_.tool_version;
    return out;
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }

  std::size_t first_shown() const { return entries_.size() > kMostColumns ? entries_.size() - kMostColumns : 0; }

  Section audits() const {
    Section out{"audits", say({"Les audits", "The audits"}), {}};
    Table table;
    table.caption = say({"Par date des données", "By date of the data"});
    table.columns = {{say({"Audit", "Audit"}), false},
                     {say({"Données jusqu'au", "Data up to"}), false},
                     {say({"Critères", "Criteria"}), false},
                     {say({"Programme", "Program"}), false},
                     {say({"Mesurés", "Measured"}), true}};
    for (const HistoryEntry& entry : entries_)
      table.rows.push_back(
          {{entry.label, type_.date(entry.audit.as_of), entry.audit.criteria.id + " " + entry.audit.criteria.version,
            entry.audit.tool_name + " " + entry.audit.tool_version, type_.integer(tally(entry.audit).measured)}});
    out.blocks.push_back(std::move(table));
    return out;
  }

  std::string cell(const engine::IndicatorResult* result) const {
    if (result == nullptr || !result->value) return "—";
    std::string out = figure(type_, quantity(*result));
    if (result->interval) out += " (" + short_range(type_, quantity(*result)) + ")";
    if (result->status == engine::Status::contested) out += say({", contesté", ", contested"});
    return out;
  }

  std::string change(const std::string& id) const {
    for (const engine::ComparedIndicator& row : change_.indicators) {
      if (row.id != id || row.differences.empty()) continue;
      const engine::PairDifference& pair = row.differences.front();
      if (!pair.estimate.interval) return say({"sans intervalle : non éprouvé", "no interval: not tested"});
      if (!pair.demonstrated) return say({"non démontré", "not demonstrated"});
      const DifferenceWords words = difference_words(type_, pair.estimate, row.results.front().unit);
      const Text way = pair.estimate.difference < 0 ? Text{"hausse de ", "rise of "} : Text{"baisse de ", "fall of "};
      return type_.typeset(way.in(type_.language()) + words.size) +
             (words.range.empty() ? "" : " (" + words.range + ")");
    }
    return "—";
  }

  Section figures() const {
    Section out{"figures", say({"Les chiffres", "The figures"}), {}};
    Table table;
    table.caption = say({"Valeur et intervalle à chaque date", "Value and interval at each date"});
    table.columns.push_back({say({"Indicateur", "Indicator"}), false});
    for (std::size_t i = first_shown(); i < entries_.size(); ++i)
      table.columns.push_back({type_.date(entries_[i].audit.as_of) + " (" + entries_[i].label + ")", true});
    table.columns.push_back({say({"Du premier au dernier", "From first to last"}), false});
    for (const criteria::Axis& axis : set_.axes) add_axis(table, axis);
    out.blocks.push_back(std::move(table));
    if (first_shown() > 0)
      out.blocks.push_back(Lines{Lines::Manner::plain,
                                 {say({"Les huit derniers audits sont montrés ; le CSV les contient tous.",
                                       "The last eight audits are shown; the CSV holds them all."})}});
    return out;
  }

  void add_axis(Table& table, const criteria::Axis& axis) const {
    std::vector<TableRow> rows;
    for (const criteria::Indicator& indicator : set_.indicators) {
      if (indicator.axis != axis.id) continue;
      TableRow row{{say(indicator.name)}};
      bool any = false;
      for (std::size_t i = first_shown(); i < entries_.size(); ++i) {
        const engine::IndicatorResult* result = find(entries_[i].audit, indicator.id);
        any = any || (result != nullptr && result->value);
        row.cells.push_back(cell(result));
      }
      row.cells.push_back(change(indicator.id));
      if (any) rows.push_back(std::move(row));
    }
    if (rows.empty()) return;
    table.rows.push_back({{say(axis.name)}});
    table.rows.insert(table.rows.end(), rows.begin(), rows.end());
  }

  const std::vector<HistoryEntry>& entries_;
  const criteria::CriteriaSet& set_;
  const HistoryOptions& options_;
  Typography type_;
  engine::Comparison change_;
};

}  // namespace

Document history_document(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                          const HistoryOptions& options) {
  return HistoryDocument(entries, set, options).write();
}

std::string write_history_json(const std::vector<HistoryEntry>& entries, const HistoryOptions& options) {
  json::Writer out;
  out.begin_object().member("schema", "boussole/history/1").member("tool_version", options.tool_version);
  out.member("platform", entries.back().audit.platform_name).key("audits").begin_array();
  for (const HistoryEntry& entry : entries) {
    out.begin_object().member("label", entry.label).member("as_of", entry.audit.as_of);
    out.member("criteria_version", entry.audit.criteria.version).key("indicators").begin_array();
    for (const engine::IndicatorResult& r : entry.audit.indicators) {
      out.begin_object().member("id", r.id).member("kind", r.kind).member("status", to_string(r.status));
      out.member("value", r.value).member("unit", r.unit);
      out.member("low", r.interval ? std::optional(r.interval->low) : std::nullopt);
      out.member("high", r.interval ? std::optional(r.interval->high) : std::nullopt);
      out.member("n", r.n).member("score", r.score ? std::optional(r.score->value) : std::nullopt).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string write_history_csv(const std::vector<HistoryEntry>& entries, const criteria::CriteriaSet& set,
                              const HistoryOptions& options) {
  std::string out(csv_start(options.report.csv_dialect));
  CsvRow header(out, options.report.csv_dialect);
  for (const char* column : {"platform", "audit", "as_of", "criteria_version", "axis", "indicator", "name", "kind",
                             "status", "value", "unit", "interval_low", "interval_high", "n", "score"})
    header.text(column);
  header.end();
  for (const HistoryEntry& entry : entries)
    for (const engine::IndicatorResult& r : entry.audit.indicators) {
      const criteria::Indicator* known = set.find(r.id);
      CsvRow row(out, options.report.csv_dialect);
      row.text(entry.audit.platform_name).text(entry.label).text(entry.audit.as_of);
      row.text(entry.audit.criteria.version).text(r.axis).text(r.id);
      row.text(known == nullptr ? r.id : known->name.in(options.report.language)).text(r.kind);
      row.text(to_string(r.status)).number(r.value).text(r.unit);
      row.number(r.interval ? std::optional(r.interval->low) : std::nullopt);
      row.number(r.interval ? std::optional(r.interval->high) : std::nullopt);
      row.number(r.n).number(r.score ? std::optional(r.score->value) : std::nullopt).end();
    }
  return out;
}

}  // namespace boussole::reports
