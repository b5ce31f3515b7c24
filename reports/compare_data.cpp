#include "engine/json/writer.h"
#include "reports/compare.h"
#include "reports/compare_words.h"
#include "reports/csv_row.h"

namespace boussole::reports {
namespace {

using json::Writer;

void put(Writer& out, const Message& message) {
  out.begin_object().member("code", message.code).member("fr", message.text.fr).member("en", message.text.en);
  out.end_object();
}

void put_messages(Writer& out, const std::vector<Message>& messages) {
  out.key("warnings").begin_array();
  for (const Message& message : messages) put(out, message);
  out.end_array();
}

void put_pair(Writer& out, const engine::Comparison& c, const engine::PairDifference& pair, const std::string& unit) {
  const std::vector<std::string>& labels = c.labels;
  const bool against = c.against.has_value();
  const engine::DifferenceEstimate& e = pair.estimate;
  out.begin_object().member("first", labels[pair.first]).member("second", labels[pair.second]);
  out.member("difference", e.difference).key("interval");
  if (e.interval)
    out.begin_object().member("low", e.interval->low).member("high", e.interval->high).end_object();
  else
    out.null();
  out.member("probability_first_above", e.probability).member("p", e.p);
  out.member(against ? "p_dunnett" : "p_holm", pair.adjusted);
  if (against) {
    out.key("interval_together");
    if (pair.together)
      out.begin_object().member("low", pair.together->low).member("high", pair.together->high).end_object();
    else
      out.null();
  }
  out.member("verdict", pair.demonstrated ? "demonstrated" : "not_demonstrated").key("reason");
  if (e.reason)
    put(out, *e.reason);
  else
    out.null();
  out.key("sentence").begin_object();
  out.member("fr", pair_sentence(Typography(Language::fr), labels, pair, unit));
  out.member("en", pair_sentence(Typography(Language::en), labels, pair, unit)).end_object().end_object();
}

void put_places(Writer& out, const engine::Acceptabilities& places) {
  out.key("acceptability").begin_array();
  for (const auto& shares : places) {
    out.begin_array();
    for (const double share : shares) out.value(share);
    out.end_array();
  }
  out.end_array();
}

void put_slopes(Writer& out, const engine::Comparison& c) {
  out.key("slopes").begin_array();
  for (const engine::Slope& s : c.slopes) {
    out.begin_object().member("what", s.is_axis ? "axis" : "indicator").member("id", s.id);
    out.member("earlier", c.labels[s.earlier]).member("later", c.labels[s.later]).member("years", s.years);
    out.member("per_year", s.per_year).member("low", s.low).member("high", s.high).end_object();
  }
  out.end_array();
}

void put_ranks(Writer& out, const std::vector<engine::RankRange>& ranks) {
  out.key("ranks").begin_array();
  for (const engine::RankRange& rank : ranks)
    out.begin_object().member("best", rank.best).member("worst", rank.worst).end_object();
  out.end_array();
}

void put_figure(Writer& out, const std::string& label, const engine::IndicatorResult& r) {
  out.begin_object().member("audit", label).member("value", r.value).key("interval");
  if (r.interval) {
    out.begin_object().member("low", r.interval->low).member("high", r.interval->high);
    out.member("level", r.interval->level).end_object();
  } else {
    out.null();
  }
  out.member("score", r.score ? std::optional(r.score->value) : std::nullopt).member("n", r.n).end_object();
}

void put_group(Writer& out, const std::string& label, const std::optional<engine::GroupScore>& score) {
  out.begin_object().member("audit", label);
  out.member("value", score ? std::optional(score->value) : std::nullopt);
  out.member("low", score ? score->low : std::nullopt).member("high", score ? score->high : std::nullopt);
  out.end_object();
}

void put_indicators(Writer& out, const engine::Comparison& c, bool ranks) {
  out.key("indicators").begin_array();
  for (const engine::ComparedIndicator& row : c.indicators) {
    out.begin_object().member("id", row.id).member("axis", row.axis).member("kind", row.results.front().kind);
    out.member("unit", row.results.front().unit).key("figures").begin_array();
    for (std::size_t i = 0; i < row.results.size(); ++i) put_figure(out, c.labels[i], row.results[i]);
    out.end_array().key("differences").begin_array();
    for (const auto& pair : row.differences) put_pair(out, c, pair, row.results.front().unit);
    out.end_array();
    if (ranks) put_ranks(out, row.ranks), put_places(out, row.places);
    put_messages(out, row.warnings);
    out.end_object();
  }
  out.end_array();
}

void put_axes(Writer& out, const engine::Comparison& c, bool ranks) {
  out.key("axes").begin_array();
  for (const engine::ComparedAxis& row : c.axes) {
    out.begin_object().member("id", row.id).member("common_weight", row.coverage).key("published").begin_array();
    for (std::size_t i = 0; i < c.labels.size(); ++i) put_group(out, c.labels[i], row.published[i]);
    out.end_array().key("common").begin_array();
    for (std::size_t i = 0; i < c.labels.size(); ++i) put_group(out, c.labels[i], row.common[i]);
    out.end_array().key("differences").begin_array();
    for (const auto& pair : row.differences) put_pair(out, c, pair, kAxisUnit);
    out.end_array();
    if (ranks) put_ranks(out, row.ranks), put_places(out, row.places);
    out.end_object();
  }
  out.end_array();
}

void put_delay(Writer& out, const engine::Comparison& c) {
  out.key("mean_wait");
  if (!c.delay) {
    out.null();
    return;
  }
  out.begin_object().member("days", c.delay->days).key("figures").begin_array();
  for (std::size_t i = 0; i < c.labels.size(); ++i) {
    const engine::MeanWait& wait = c.delay->means[i];
    out.begin_object().member("audit", c.labels[i]).member("mean", wait.mean).member("se", wait.se);
    out.member("low", wait.low).member("high", wait.high).end_object();
  }
  out.end_array().key("differences").begin_array();
  for (const auto& pair : c.delay->differences) put_pair(out, c, pair, "days");
  out.end_array().end_object();
}

void put_rest(Writer& out, const engine::Comparison& c) {
  out.key("declared").begin_array();
  for (const engine::DeclaredIndicator& row : c.declared) {
    out.begin_object().member("id", row.id).member("axis", row.axis).key("values").begin_array();
    for (std::size_t i = 0; i < c.labels.size(); ++i) {
      out.begin_object().member("audit", c.labels[i]);
      out.member("value", row.results[i] ? row.results[i]->value : std::nullopt).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().key("left_out").begin_array();
  for (const engine::LeftOut& row : c.left_out) {
    out.begin_object().member("id", row.id).member("axis", row.axis).key("because_of").begin_array();
    for (const std::size_t i : row.because_of) out.value(c.labels[i]);
    out.end_array().key("reason");
    put(out, row.reason);
    out.end_object();
  }
  out.end_array();
}

class CsvReport {
 public:
  CsvReport(const engine::Comparison& comparison, const CompareOptions& options)
      : c_(comparison), dialect_(options.report.csv_dialect), language_(options.report.language) {}

  std::string write(const criteria::CriteriaSet& set) {
    out_ = csv_start(dialect_);
    CsvRow header(out_, dialect_);
    for (const char* column : {"what", "id", "name", "unit", "first", "second", "first_value", "second_value",
                               "difference", "difference_low", "difference_high", "probability_first_above", "p"})
      header.text(column);
    header.text(c_.against ? "p_dunnett" : "p_holm");
    for (const char* column : {"verdict", "reason", "sentence"}) header.text(column);
    if (c_.against) header.text("together_low").text("together_high");
    header.end();
    for (const auto& axis : set.axes)
      for (const auto& row : c_.axes)
        if (row.id == axis.id)
          for (const auto& pair : row.differences)
            line("axis", row.id, axis.name.in(language_), kAxisUnit, pair, row.common[pair.first]->value,
                 row.common[pair.second]->value);
    for (const auto& row : c_.indicators) {
      const criteria::Indicator* known = set.find(row.id);
      for (const auto& pair : row.differences)
        line("indicator", row.id, known == nullptr ? row.id : known->name.in(language_), row.results.front().unit, pair,
             *row.results[pair.first].value, *row.results[pair.second].value);
    }
    if (c_.delay)
      for (const auto& pair : c_.delay->differences)
        line("mean_wait", "mean_within_" + std::to_string(c_.delay->days), delay_name(c_.delay->days).in(language_),
             "days", pair, c_.delay->means[pair.first].mean, c_.delay->means[pair.second].mean);
    return std::move(out_);
  }

 private:
  void line(const char* what, const std::string& id, const std::string& name, const std::string& unit,
            const engine::PairDifference& pair, double first, double second) {
    const engine::DifferenceEstimate& e = pair.estimate;
    CsvRow row(out_, dialect_);
    row.text(what).text(id).text(name).text(unit).text(c_.labels[pair.first]).text(c_.labels[pair.second]);
    row.number(first).number(second).number(e.difference);
    row.number(e.interval ? std::optional(e.interval->low) : std::nullopt);
    row.number(e.interval ? std::optional(e.interval->high) : std::nullopt);
    row.number(e.probability).number(e.p).number(pair.adjusted);
    row.text(verdict_word(pair.demonstrated).in(language_)).text(e.reason ? e.reason->text.in(language_) : "");
    row.text(pair_sentence(Typography(language_), c_.labels, pair, unit));
    if (c_.against) {
      row.number(pair.together ? std::optional(pair.together->low) : std::nullopt);
      row.number(pair.together ? std::optional(pair.together->high) : std::nullopt);
    }
    row.end();
  }

  const engine::Comparison& c_;
  CsvDialect dialect_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string write_comparison_json(const engine::Comparison& c, const CompareOptions& options) {
  Writer out;
  out.begin_object().member("schema", "boussole/comparison/1").key("tool").begin_object().member("name", "boussole");
  out.member("version", options.tool_version).end_object().key("audits").begin_array();
  for (const std::string& label : c.labels) out.value(label);
  out.end_array();
  if (c.against) out.member("against", c.labels[*c.against]);
  out.member("level", c.level).member("tests", c.family).member("demonstrated", c.demonstrated);
  put_messages(out, c.warnings);
  put_axes(out, c, options.ranks);
  put_indicators(out, c, options.ranks);
  put_delay(out, c);
  put_rest(out, c);
  put_slopes(out, c);
  out.end_object();
  return out.take();
}

std::string write_comparison_csv(const engine::Comparison& comparison, const criteria::CriteriaSet& set,
                                 const CompareOptions& options) {
  return CsvReport(comparison, options).write(set);
}

}  // namespace boussole::reports
