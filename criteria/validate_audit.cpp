#include <set>

#include "criteria/check.h"
#include "criteria/files.h"
#include "criteria/policy.h"
#include "criteria/problems.h"
#include "criteria/validate.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

bool is_null(const json::Value& object, std::string_view key) { return object.find(key)->is_null(); }

void check_interval(const json::Value& indicator, const std::string& place, Problems& problems) {
  const json::Value& interval = *indicator.find("interval");
  if (interval.is_object()) {
    if (number_at(interval, "low") > number_at(interval, "high"))
      problems.add(interval, place + ".interval",
                   {"La borne basse dépasse la borne haute.", "The low bound is above the high bound."},
                   {"Refaire l'audit.", "Run the audit again."});
  } else if (!is_null(indicator, "value") && is_null(indicator, "interval_reason")) {
    problems.add(indicator, place + ".interval_reason",
                 {"Un chiffre sans intervalle doit dire pourquoi.", "A figure without an interval must say why."},
                 {"Donner la raison dans « interval_reason ».", "Give the reason in \"interval_reason\"."});
  }
}

void check_result(const json::Value& indicator, const std::string& place, Problems& problems) {
  const std::string& status = string_at(indicator, "status");
  if (status != "ok" && is_null(indicator, "reason"))
    problems.add(indicator, place + ".reason",
                 {"Un chiffre absent doit dire pourquoi.", "A figure that is absent must say why."},
                 {"Donner la raison dans « reason ».", "Give the reason in \"reason\"."});
  if (status == "ok" && is_null(indicator, "value"))
    problems.add(
        indicator, place + ".value",
        {"L'état est « ok » mais il n'y a pas de valeur.", "The status is \"ok\" but there is no value."},
        {"Donner la valeur, ou un autre état et sa raison.", "Give the value, or another status and its reason."});
  const bool stands = status == "ok" || (status == "contested" && !is_null(indicator, "value"));
  if (!stands && !is_null(indicator, "score"))
    problems.add(
        indicator, place + ".score",
        {"Seul un chiffre « ok », ou contesté, a un score.", "Only an \"ok\" or contested figure has a score."},
        {"Retirer le score.", "Remove the score."});
  check_interval(indicator, place, problems);
}

void check_results(const json::Value& owner, const std::string& before, Problems& problems) {
  std::set<std::string> seen;
  const json::Array& indicators = array_at(owner, "indicators");
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const std::string place = indexed(before + "indicators", i);
    problems.unique(*indicators[i].find("id"), place + ".id", seen);
    check_result(indicators[i], place, problems);
  }
}

void check_figures(const json::Array& figures, const std::string& name, Problems& problems) {
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (is_null(figures[i], "value") && is_null(figures[i], "reason"))
      problems.add(figures[i], indexed(name, i) + ".reason",
                   {"Un chiffre absent doit dire pourquoi.", "A figure that is absent must say why."},
                   {"Donner la raison dans « reason ».", "Give the reason in \"reason\"."});
}

}  // namespace

std::vector<Error> validate_audit(const json::Value& root, const std::string& file) {
  std::vector<Error> errors = json::violations(root, schema("audit-1"), file);
  if (!errors.empty()) return errors;
  Problems problems(file);
  if (const std::string& day = string_at(root, "as_of"); !day.empty() && !is_date(day))
    problems.add(*root.find("as_of"), "as_of", {"Ce jour n'existe pas.", "This day does not exist."},
                 {"Écrire AAAA-MM-JJ.", "Write YYYY-MM-DD."});
  check_figures(array_at(root, "context"), "context", problems);
  check_results(root, "", problems);
  const json::Array& axes = array_at(root, "axes");
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (string_at(axes[i], "status") != "ok" && is_null(axes[i], "reason"))
      problems.add(axes[i], indexed("axes", i) + ".reason",
                   {"Un axe sans score doit dire pourquoi.", "An axis without a score must say why."},
                   {"Donner la raison dans « reason ».", "Give the reason in \"reason\"."});
  const json::Array& spaces = array_at(root, "spaces");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < spaces.size(); ++i) {
    problems.unique(*spaces[i].find("id"), indexed("spaces", i) + ".id", seen);
    check_results(spaces[i], indexed("spaces", i) + ".", problems);
  }
  const json::Array& others = array_at(root, "other_sets");
  for (std::size_t i = 0; i < others.size(); ++i) {
    check_results(others[i], indexed("other_sets", i) + ".", problems);
    check_figures(array_at(others[i], "totals"), indexed("other_sets", i) + ".totals", problems);
  }
  problems.append(errors);
  return errors;
}

}  // namespace boussole::criteria
