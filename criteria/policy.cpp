#include "criteria/policy.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "criteria/files.h"
#include "criteria/problems.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

using Figure = PolicyRule::Figure;

std::optional<int> digits(std::string_view text) {
  int out = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || out < 0) return std::nullopt;
  return out;
}

std::string text_or_empty(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? "" : *value->as_string();
}

std::optional<double> number_or_none(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::nullopt : value->as_double();
}

Figure figure_of(const std::string& word) {
  if (word == "score") return Figure::score;
  if (word == "value_change") return Figure::value_change;
  return word == "score_change" ? Figure::score_change : Figure::value;
}

/// The ends of the scale a threshold must lie on; nothing where any number makes sense.
std::optional<std::pair<double, double>> scale_of(const json::Value& rule, const CriteriaSet& set) {
  const Figure figure = figure_of(string_at(rule, "figure"));
  if (figure == Figure::score) return std::pair(0.0, 1.0);
  if (figure == Figure::score_change) return std::pair(-1.0, 1.0);
  const Indicator* indicator = set.find(text_or_empty(rule, "indicator"));
  if (indicator == nullptr || indicator->unit_code != "ratio") return std::nullopt;
  return figure == Figure::value ? std::pair(0.0, 1.0) : std::pair(-1.0, 1.0);
}

class Checker {
 public:
  Checker(const std::string& file, const CriteriaSet& set) : set_(set), problems_(file) {
    for (const Indicator& indicator : set.indicators) indicators_.insert(indicator.id);
    for (const Axis& axis : set.axes) axes_.insert(axis.id);
  }

  std::vector<Error> check(const json::Value& root) {
    const json::Array& rules = array_at(root, "rules");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const std::string place = indexed("rules", i);
      problems_.unique(*rules[i].find("id"), place + ".id", seen);
      check_subject(rules[i], place);
      check_thresholds(rules[i], place);
    }
    if (root.find("waivers") != nullptr) check_waivers(array_at(root, "waivers"), seen);
    return problems_.take();
  }

 private:
  void check_subject(const json::Value& rule, const std::string& place) {
    const json::Value *indicator = rule.find("indicator"), *axis = rule.find("axis");
    if ((indicator == nullptr) == (axis == nullptr))
      problems_.add(rule, place,
                    {"Une règle porte sur un indicateur ou sur un axe, l'un des deux.",
                     "A rule is about an indicator or an axis, one of the two."},
                    {"Garder « indicator » ou « axis ».", "Keep \"indicator\" or \"axis\"."});
    if (indicator != nullptr)
      problems_.known(*indicator, place + ".indicator", indicators_, {"Indicateur inconnu", "Unknown indicator"});
    if (axis == nullptr) return;
    problems_.known(*axis, place + ".axis", axes_, {"Axe inconnu", "Unknown axis"});
    const Figure figure = figure_of(string_at(rule, "figure"));
    if (figure == Figure::value || figure == Figure::value_change)
      problems_.add(*rule.find("figure"), place + ".figure",
                    {"Un axe n'a pas de valeur, seulement un score.", "An axis has no value, only a score."},
                    {"Écrire score ou score_change.", "Write score or score_change."});
  }

  void check_thresholds(const json::Value& rule, const std::string& place) {
    const auto low = number_or_none(rule, "at_least"), high = number_or_none(rule, "at_most");
    if (!low && !high)
      problems_.add(rule, place, {"Cette règle n'a pas de seuil.", "This rule has no threshold."},
                    {"Donner « at_least », « at_most » ou les deux.", "Give \"at_least\", \"at_most\" or both."});
    if (low && high && *low > *high)
      problems_.add(rule, place, {"Rien ne peut satisfaire ces deux seuils.", "Nothing can meet these two thresholds."},
                    {"« at_least » ne doit pas dépasser « at_most ».", "\"at_least\" must not exceed \"at_most\"."});
    const auto scale = scale_of(rule, set_);
    if (!scale) return;
    for (const char* key : {"at_least", "at_most"}) {
      const auto number = number_or_none(rule, key);
      if (!number || (*number >= scale->first && *number <= scale->second)) continue;
      problems_.add(*rule.find(key), place + "." + key,
                    {"Ce seuil est hors de l'échelle du chiffre, qui va jusqu'à 1.",
                     "This threshold is off the scale of the figure, which goes up to 1."},
                    {"Écrire 0.5 pour 50 % ou 50 points.", "Write 0.5 for 50% or 50 points."});
    }
  }

  void check_waivers(const json::Array& waivers, const std::set<std::string>& rules) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < waivers.size(); ++i) {
      const std::string place = indexed("waivers", i);
      problems_.known(*waivers[i].find("rule"), place + ".rule", rules, {"Règle inconnue", "Unknown rule"});
      problems_.unique(*waivers[i].find("rule"), place + ".rule", seen);
      if (!is_date(string_at(waivers[i], "expires")))
        problems_.add(*waivers[i].find("expires"), place + ".expires",
                      {"Ce n'est pas une date.", "This is not a date."},
                      {"Écrire AAAA-MM-JJ, un jour qui existe.", "Write YYYY-MM-DD, a day that exists."});
      const std::string& why = string_at(waivers[i], "justification");
      if (std::all_of(why.begin(), why.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n'; }))
        problems_.add(*waivers[i].find("justification"), place + ".justification",
                      {"La justification est vide.", "The justification is empty."},
                      {"Dire pourquoi la règle est levée.", "Say why the rule is waived."});
    }
  }

  const CriteriaSet& set_;
  Problems problems_;
  std::set<std::string> indicators_, axes_;
};

PolicyRule rule_of(const json::Value& value) {
  PolicyRule out;
  out.id = string_at(value, "id");
  out.why = text_or_empty(value, "why");
  out.indicator = text_or_empty(value, "indicator");
  out.axis = text_or_empty(value, "axis");
  out.space = text_or_empty(value, "space");
  out.figure = figure_of(string_at(value, "figure"));
  out.at_least = number_or_none(value, "at_least");
  out.at_most = number_or_none(value, "at_most");
  const std::string missing = text_or_empty(value, "if_missing");
  if (missing == "not_met") out.if_missing = PolicyRule::Missing::not_met;
  if (missing == "skip") out.if_missing = PolicyRule::Missing::skip;
  out.exact_without_interval = text_or_empty(value, "without_interval") == "use_value";
  out.line = value.line();
  return out;
}

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(unsigned(*month)),
                                     std::chrono::day(unsigned(*day)))
      .ok();
}

std::vector<Error> check_policy(const json::Value& root, const std::string& file, const CriteriaSet& set) {
  std::vector<Error> errors = json::violations(root, schema("policy-1"), file);
  return errors.empty() ? Checker(file, set).check(root) : errors;
}

Expected<Policy> read_policy(std::string_view text, const std::string& file, const CriteriaSet& set) {
  const auto root = json::parse(text, file);
  if (!root) return std::unexpected(root.error());
  const std::vector<Error> errors = check_policy(*root, file, set);
  if (!errors.empty()) return std::unexpected(errors.front());
  Policy out;
  out.name = string_at(*root, "name");
  out.file = file;
  for (const json::Value& rule : array_at(*root, "rules")) out.rules.push_back(rule_of(rule));
  if (root->find("waivers") == nullptr) return out;
  for (const json::Value& w : array_at(*root, "waivers"))
    out.waivers.push_back(
        {string_at(w, "rule"), string_at(w, "justification"), text_or_empty(w, "by"), string_at(w, "expires")});
  return out;
}

}  // namespace boussole::criteria
