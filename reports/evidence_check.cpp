#include "reports/evidence_check.h"

#include "engine/json/writer.h"
#include "reports/csv_row.h"
#include "reports/figures.h"
#include "reports/json.h"

namespace boussole::reports {
namespace {

class CheckDocument {
 public:
  CheckDocument(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                const EvidenceCheckOptions& options)
      : check_(check), set_(set), options_(options), type_(options.report.language) {}

  Document write() {
    Document out;
    out.language = options_.report.language;
    out.kicker = say({"Pièces des indicateurs déclarés", "Evidence for declared indicators"});
    out.title = options_.file;
    out.meta.push_back(say({"Critères", "Criteria"}) + std::string(type_.colon()) + set_.id + " " + set_.version);
    if (!check_.today.empty())
      out.meta.push_back(say({"Âge des pièces jugé au ", "Age of documents judged on "}) + type_.date(check_.today));
    out.notes = {
        say({"Aucune adresse n'a été visitée : vérifier qu'une page est en ligne revient à la seconde personne.",
             "No address was visited: that a page is online is for the second person to check."}),
        say({"Un palier déclaré sans pièce valable retombe au plus haut palier prouvé.",
             "A step declared without a proof that counts falls to the highest step proven."})};
    out.sections = {to_do(), figures()};
    out.tool = "boussole " + options_.tool_version;
    return out;
  }

 private:
  std::string say(const Text& text) const { return type_.typeset(text); }
  std::string name(const std::string& id) const {
    const criteria::Indicator* known = set_.find(id);
    return known == nullptr ? id : say(known->name);
  }

  std::string sentence() const {
    const auto left = static_cast<std::int64_t>(check_.to_fix);
    const std::string answers =
        type_.count(static_cast<std::int64_t>(check_.answered), {"réponse", "answer"}, {"réponses", "answers"});
    const std::string all = type_.integer(static_cast<std::int64_t>(check_.rows.size()));
    if (left == 0)
      return type_.typeset(
          Text{answers + " sur " + all + " : rien à corriger.", answers + " out of " + all + ": nothing to fix."});
    const std::string points =
        type_.count(left, {"point à compléter", "point to complete"}, {"points à compléter", "points to complete"});
    return type_.typeset(
        Text{answers + " sur " + all + " ; " + points + ".", answers + " out of " + all + "; " + points + "."});
  }

  TableRow row(const std::string& subject, const engine::EvidenceFinding& finding) const {
    return {{subject, say(finding.message.text),
             finding.to_fix ? say({"à compléter", "to complete"}) : say({"à savoir", "to know"}),
             finding.line > 0 ? type_.integer(finding.line) : "—"}};
  }

  Section to_do() const {
    Section out{"to-do", say({"Ce qu'il reste à faire", "What is left to do"}), {}};
    out.blocks.push_back(Lines{Lines::Manner::lead, {sentence()}});
    Table table;
    table.caption = say({"Par question, avec la ligne du fichier", "By question, with the line in the file"});
    table.columns = {{say({"Question", "Question"}), false},
                     {say({"Constat", "Finding"}), false},
                     {say({"Nature", "Kind"}), false},
                     {say({"Ligne", "Line"}), true}};
    for (const auto& finding : check_.of_the_file) table.rows.push_back(row(say({"Le fichier", "The file"}), finding));
    for (const auto& one : check_.rows)
      for (const auto& finding : one.findings) table.rows.push_back(row(name(one.indicator), finding));
    if (!table.rows.empty()) out.blocks.push_back(std::move(table));
    return out;
  }

  static std::string points(const Typography& type, const engine::IndicatorResult& result) {
    if (!result.score) return "—";
    const std::string range = score_range(type, *result.score);
    return score_points(type, result.score->value) + (range.empty() ? "" : " (" + range + ")");
  }

  Section figures() const {
    Section out{"figures", say({"Ce que valent les réponses", "What the answers are worth"}), {}};
    Table table;
    table.caption = say({"Déclaré et prouvé, à côté de ce qui se mesure, jamais mélangé",
                         "Declared and proven, beside what is measured, never mixed"});
    table.columns = {{say({"Question", "Question"}), false},
                     {say({"Déclaré", "Declared"}), true},
                     {say({"Retenu", "Kept"}), true},
                     {say({"Score sur 100", "Score out of 100"}), true},
                     {say({"Seconde personne", "Second person"}), false}};
    for (const auto& one : check_.rows) {
      if (!one.figure) continue;
      const engine::IndicatorResult& result = one.figure->result;
      const auto shown = [&](const std::optional<double>& value) {
        return value ? figure(type_, {*value, result.unit, std::nullopt, std::nullopt, std::nullopt})
                     : std::string("—");
      };
      const bool not_applicable = result.status == engine::Status::not_applicable;
      table.rows.push_back(
          {{name(one.indicator), shown(one.figure->declaration.claimed),
            not_applicable ? say({"sans objet", "not applicable"}) : shown(result.value), points(type_, result),
            one.figure->declaration.second_person ? say({"oui", "yes"}) : say({"non", "no"})}});
    }
    if (table.rows.empty())
      out.blocks.push_back(Lines{Lines::Manner::plain, {say({"Aucune réponse.", "No answer."})}});
    else
      out.blocks.push_back(std::move(table));
    return out;
  }

  const engine::EvidenceCheck& check_;
  const criteria::CriteriaSet& set_;
  const EvidenceCheckOptions& options_;
  Typography type_;
};

void put(json::Writer& out, const std::vector<engine::EvidenceFinding>& findings) {
  out.key("findings").begin_array();
  for (const auto& finding : findings) {
    out.begin_object().member("code", finding.message.code).member("to_fix", finding.to_fix);
    out.key("line");
    if (finding.line > 0)
      out.value(finding.line);
    else
      out.null();
    out.member("fr", finding.message.text.fr).member("en", finding.message.text.en).end_object();
  }
  out.end_array();
}

}  // namespace

Document evidence_check_document(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                 const EvidenceCheckOptions& options) {
  return CheckDocument(check, set, options).write();
}

std::string write_evidence_check_json(const engine::EvidenceCheck& check, const EvidenceCheckOptions& options) {
  json::Writer out;
  out.begin_object().member("schema", "boussole/evidence-check/1").member("tool_version", options.tool_version);
  out.member("file", options.file).member("today", check.today).member("answered", check.answered);
  out.member("to_fix", check.to_fix).key("file_findings").begin_object();
  put(out, check.of_the_file);
  out.end_object().key("questions").begin_array();
  for (const auto& row : check.rows) {
    out.begin_object().member("indicator", row.indicator).member("answered", row.figure.has_value());
    const engine::IndicatorResult none, &result = row.figure ? row.figure->result : none;
    out.member("status", row.figure ? to_string(result.status) : "missing");
    out.member("claimed", row.figure ? row.figure->declaration.claimed : std::nullopt).member("value", result.value);
    out.member("score", result.score ? std::optional(result.score->value) : std::nullopt);
    out.member("score_low", result.score ? result.score->low : std::nullopt);
    out.member("score_high", result.score ? result.score->high : std::nullopt);
    out.member("second_person", row.figure && row.figure->declaration.second_person);
    put(out, row.findings);
    out.end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string write_evidence_check_csv(const engine::EvidenceCheck& check, const criteria::CriteriaSet& set,
                                     const EvidenceCheckOptions& options) {
  const Language language = options.report.language;
  std::string out(csv_start(options.report.csv_dialect));
  CsvRow header(out, options.report.csv_dialect);
  for (const char* column : {"indicator", "name", "status", "claimed", "value", "score", "second_person", "code",
                             "to_fix", "line", "finding"})
    header.text(column);
  header.end();
  const auto line = [&](const engine::EvidenceRow& row, const engine::EvidenceFinding* finding) {
    const criteria::Indicator* known = set.find(row.indicator);
    const engine::IndicatorResult none, &result = row.figure ? row.figure->result : none;
    CsvRow cells(out, options.report.csv_dialect);
    cells.text(row.indicator).text(known == nullptr ? "" : known->name.in(language));
    cells.text(row.figure ? to_string(result.status) : "missing");
    cells.number(row.figure ? row.figure->declaration.claimed : std::nullopt).number(result.value);
    cells.number(result.score ? std::optional(result.score->value) : std::nullopt);
    cells.text(row.figure && row.figure->declaration.second_person ? "yes" : "no");
    cells.text(finding == nullptr ? "" : finding->message.code)
        .text(finding == nullptr ? ""
              : finding->to_fix  ? "yes"
                                 : "no");
    cells.number(finding != nullptr && finding->line > 0 ? std::optional(finding->line) : std::nullopt);
    cells.text(finding == nullptr ? "" : finding->message.text.in(language)).end();
  };
  engine::EvidenceRow whole;
  for (const auto& finding : check.of_the_file) line(whole, &finding);
  for (const auto& row : check.rows) {
    if (row.findings.empty()) line(row, nullptr);
    for (const auto& finding : row.findings) line(row, &finding);
  }
  return out;
}

}  // namespace boussole::reports
