#include "reports/gate.h"

#include <algorithm>

#include "engine/json/writer.h"
#include "reports/gate_words.h"
#include "reports/html/page.h"

namespace boussole::reports {
namespace {

using engine::Outcome;
using engine::RuleResult;

/// RFC 3986: what is not a plain path character is percent-encoded.
std::string uri_of(const std::string& path) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr const char* kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

class Sarif {
 public:
  Sarif(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options)
      : gate_(gate), set_(set), options_(options), type_(options.language) {}

  std::string write() {
    out_.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
    out_.key("runs").begin_array().begin_object().key("tool").begin_object().key("driver").begin_object();
    out_.member("name", "boussole").member("version", options_.tool_version).key("rules").begin_array();
    for (const RuleResult& result : gate_.results) rule(result);
    out_.end_array().end_object().end_object().key("results").begin_array();
    for (std::size_t i = 0; i < gate_.results.size(); ++i) one(i);
    out_.end_array().end_object().end_array().end_object();
    return out_.take();
  }

 private:
  void text(const char* key, const std::string& content) {
    out_.key(key).begin_object().member("text", content).end_object();
  }

  void rule(const RuleResult& result) {
    out_.begin_object().member("id", result.rule.id);
    text("shortDescription",
         rule_subject(type_, result, set_) + std::string(type_.colon()) + rule_demand(type_, result, set_));
    if (!result.rule.why.empty()) text("fullDescription", result.rule.why);
    out_.end_object();
  }

  static const char* kind(Outcome outcome) {
    switch (outcome) {
      case Outcome::met:
        return "pass";
      case Outcome::not_met:
        return "fail";
      case Outcome::inconclusive:
        return "open";
      case Outcome::skipped:
        return "notApplicable";
    }
    return "open";
  }

  void one(std::size_t index) {
    const RuleResult& result = gate_.results[index];
    out_.begin_object().member("ruleId", result.rule.id).member("ruleIndex", index);
    // The standard wants level "none" wherever kind is not "fail".
    out_.member("kind", kind(result.outcome));
    out_.member("level", result.outcome == Outcome::not_met ? "error" : "none");
    text("message", rule_sentence(type_, result, set_));
    out_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
    out_.key("artifactLocation").begin_object().member("uri", uri_of(options_.policy_file)).end_object();
    out_.key("region").begin_object().member("startLine", std::max<std::int64_t>(1, result.rule.line)).end_object();
    out_.end_object().end_object().end_array();
    if (result.waived) {
      out_.key("suppressions").begin_array().begin_object().member("kind", "external").member("status", "accepted");
      out_.member("justification", result.waiver->justification).end_object().end_array();
    }
    out_.end_object();
  }

  const engine::Gate& gate_;
  const criteria::CriteriaSet& set_;
  const GateOptions& options_;
  const Typography type_;
  json::Writer out_;
};

}  // namespace

Document gate_document(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options) {
  const Typography type(options.language);
  const auto count = [&](std::size_t n) { return type.integer(std::int64_t(n)); };
  Document out;
  out.language = options.language;
  out.kicker = type.typeset(Text{"Conditions", "Gate"});
  out.title = gate.policy + std::string(type.colon()) + type.typeset(outcome_word(gate.overall()));
  out.tool = "boussole " + options.tool_version;
  const std::string shown = type.date(gate.today);
  out.meta = {type.typeset(Text{
      "rempli : " + count(gate.met) + " ; non rempli : " + count(gate.not_met) + " ; indécis : " +
          count(gate.inconclusive) + " ; levé : " + count(gate.waived) + " ; passé : " + count(gate.skipped),
      "met: " + count(gate.met) + "; not met: " + count(gate.not_met) + "; inconclusive: " + count(gate.inconclusive) +
          "; waived: " + count(gate.waived) + "; skipped: " + count(gate.skipped)})};
  if (!gate.today.empty())
    out.meta.push_back(type.typeset(Text{"levées jugées au " + shown, "waivers as of " + shown}));
  Table table{
      type.typeset(Text{"Une règle est remplie quand tout l'intervalle la satisfait, non remplie quand aucun de ses "
                        "points ne la satisfait, indécise entre les deux.",
                        "A rule is met when the whole interval satisfies it, not met when no point of it does, "
                        "inconclusive in between."}),
      {{type.typeset(Text{"Règle", "Rule"}), false},
       {type.typeset(Text{"Verdict", "Verdict"}), false},
       {type.typeset(Text{"Chiffre", "Figure"}), false},
       {type.typeset(Text{"Demandé", "Demanded"}), false},
       {type.typeset(Text{"Remarques", "Remarks"}), false}},
      {}};
  for (const RuleResult& result : gate.results)
    table.rows.push_back({{result.rule.id + std::string(type.colon()) + rule_subject(type, result, set),
                           type.typeset(outcome_word(result)), rule_figure(type, result),
                           rule_demand(type, result, set), rule_remarks(type, result)}});
  out.sections.push_back({"rules", type.typeset(Text{"Règles", "Rules"}), {std::move(table)}});
  return out;
}

std::string write_gate_junit(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options) {
  const Typography type(options.language);
  const auto quoted = [](const std::string& text) { return "\"" + html::escape(text) + "\""; };
  const std::string counts = " tests=\"" + std::to_string(gate.results.size()) + "\" failures=\"" +
                             std::to_string(gate.not_met) + "\" errors=\"" + std::to_string(gate.inconclusive) +
                             "\" skipped=\"" + std::to_string(gate.waived + gate.skipped) + "\"";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"boussole check\"" + counts + ">\n";
  out += "  <testsuite name=" + quoted(gate.policy) + counts + ">\n";
  for (const RuleResult& result : gate.results) {
    const std::string said = rule_sentence(type, result, set);
    out += "    <testcase classname=" + quoted(gate.policy) + " name=" + quoted(result.rule.id);
    if (result.waived || result.outcome == Outcome::skipped)
      out += "><skipped message=" + quoted(said) + "/></testcase>\n";
    else if (result.outcome == Outcome::not_met)
      out += "><failure type=\"not_met\" message=" + quoted(said) + "/></testcase>\n";
    else if (result.outcome == Outcome::inconclusive)
      out += "><error type=\"inconclusive\" message=" + quoted(said) + "/></testcase>\n";
    else
      out += "/>\n";
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

std::string write_gate_sarif(const engine::Gate& gate, const criteria::CriteriaSet& set, const GateOptions& options) {
  return Sarif(gate, set, options).write();
}

}  // namespace boussole::reports
