#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/scenarios.h"
#include "engine/scoring/scenarios.h"
#include "reports/document.h"
#include "reports/figures.h"
#include "reports/typography.h"

/// What the sections of a scenario report share: names and ways to write a number.
namespace boussole::reports {

class ScenarioWords {
 public:
  ScenarioWords(const engine::ScenarioReport& audits, const criteria::CriteriaSet& frame,
                const criteria::ScenarioSet& visions, Language language)
      : report(audits), set(frame), scenarios(visions), type(language) {}

  const engine::ScenarioReport& report;
  const criteria::CriteriaSet& set;
  const criteria::ScenarioSet& scenarios;
  const Typography type;

  std::string say(const Text& text) const { return type.typeset(text); }
  std::string points(double score) const { return score_points(type, score); }
  /// A share between none and all, never rounded to either: "moins de 1 %".
  std::string share(double x) const;
  /// "45 % (41 % à 49 %)", without the range where both ends read the same.
  std::string share_range(double value, double low, double high) const;
  /// "12" or "−3": points of a change on a scale of 100.
  std::string change(double x) const;
  std::string axis(std::size_t k) const;
  std::string scenario(const std::string& id) const;
  std::string lever(const std::string& id) const;
  std::string indicator(const std::string& id) const;
  std::string profile(const engine::ProfileResult& profile) const;
  std::string profile_of_set(const std::string& id) const;
  /// "63 (de 51 à 72)" or "inconnu".
  std::string axis_point(const engine::AxisPoint& point) const;
};

/// Each a section of its own; blocks may be empty where there is nothing to say.
Section weights_section(const ScenarioWords& words);
Section spread_section(const ScenarioWords& words);
Section paths_section(const ScenarioWords& words);
Section levers_section(const ScenarioWords& words);
Section panel_section(const ScenarioWords& words);
Section composite_section(const ScenarioWords& words);
Section position_section(const ScenarioWords& words);
/// What weights would put two audits level, for the section on stability.
std::string moved_weights(const ScenarioWords& words, const engine::ProfileResult& profile,
                          const engine::Radius& radius);

}  // namespace boussole::reports
