#include "reports/reading.h"

#include <algorithm>

namespace boussole::reports {

Reading reading(const engine::IndicatorResult& result) {
  using engine::Status;
  switch (result.status) {
    case Status::ok:
      break;
    case Status::not_applicable:
      return Reading::not_applicable;
    case Status::contested:
      return Reading::contested;
    case Status::missing:
    case Status::insufficient_sample:
      return Reading::not_measured;
  }
  if (!result.score || !result.score->low || !result.score->high) return Reading::not_demonstrated;
  if (*result.score->low >= kMiddle) return Reading::demonstrated;
  if (*result.score->high < kMiddle) return Reading::below;
  return Reading::not_demonstrated;
}

Reading reading_in_force(const engine::IndicatorResult& result) {
  if (result.status != engine::Status::contested) return reading(result);
  if (!result.value) return Reading::not_measured;
  engine::IndicatorResult as_before;
  as_before.status = engine::Status::ok;
  as_before.score = result.score;
  return reading(as_before);
}

const Text& word(Reading reading) {
  static const Text kDemonstrated{"démontré", "demonstrated"}, kNot{"non démontré", "not demonstrated"},
      kBelow{"en dessous", "below"}, kUnmeasured{"non mesuré", "not measured"},
      kNotApplicable{"sans objet", "not applicable"}, kContested{"contesté", "contested"};
  switch (reading) {
    case Reading::demonstrated:
      return kDemonstrated;
    case Reading::not_demonstrated:
      return kNot;
    case Reading::below:
      return kBelow;
    case Reading::not_measured:
      return kUnmeasured;
    case Reading::not_applicable:
      return kNotApplicable;
    case Reading::contested:
      return kContested;
  }
  return kUnmeasured;
}

const Text& reading_rule() {
  static const Text kRule{
      "« démontré » : tout l'intervalle du score est à 50 ou plus, le milieu de l'échelle. « en dessous » : tout "
      "l'intervalle est sous 50. « non démontré » : l'intervalle passe de part et d'autre de 50, ou aucun intervalle "
      "honnête n'a pu être calculé. Le milieu n'est pas une norme : les bornes 0 et 100 de chaque échelle sont le plus "
      "souvent un jugement d'expert, à calibrer.",
      "“Demonstrated”: the whole interval of the score is at 50 or more, the middle of the scale. “Below”: the whole "
      "interval is under 50. “Not demonstrated”: the interval lies on both sides of 50, or no honest interval could be "
      "computed. The middle is not a norm: the 0 and 100 ends of each scale are mostly expert judgement, to be "
      "calibrated."};
  return kRule;
}

const Text& kind_word(const std::string& kind) {
  static const Text kMeasured{"mesuré", "measured"}, kDeclared{"déclaré", "declared"}, kMixed{"mixte", "mixed"};
  if (kind == "declared") return kDeclared;
  return kind == "mixed" ? kMixed : kMeasured;
}

bool measurable(const engine::IndicatorResult& result) { return result.kind != "declared"; }

bool was_read(const engine::Audit& audit, std::initializer_list<std::string_view> tables) {
  bool named = false;
  for (const auto& [field, presence] : audit.capabilities) {
    if (std::find(tables.begin(), tables.end(), field) == tables.end()) continue;
    named = true;
    if (presence != "absent" && presence != "hidden") return true;
  }
  return !named;
}

std::string contributions_of(const Typography& type, const engine::Audit& audit, const engine::SpaceResult& space) {
  const bool known = space.contributions > 0 || was_read(audit, {"proposals", "debates", "initiatives", "posts"});
  return known ? type.integer(space.contributions) : "—";
}

std::string comments_of(const Typography& type, const engine::Audit& audit, const engine::SpaceResult& space) {
  return space.comments > 0 || was_read(audit, {"comments"}) ? type.integer(space.comments) : "—";
}

Tally tally(const engine::Audit& audit) {
  Tally out;
  for (const engine::IndicatorResult& result : audit.indicators) {
    if (!measurable(result)) {
      ++out.declared;
      if (result.status == engine::Status::ok) ++out.declared_filled;
      continue;
    }
    ++out.measurable;
    const bool contested = result.status == engine::Status::contested;
    if (contested && !result.value) {
      ++out.contested_missing;
      continue;
    }
    out.contested += contested;
    switch (reading_in_force(result)) {
      case Reading::demonstrated:
        ++out.measured, ++out.demonstrated;
        break;
      case Reading::not_demonstrated:
        ++out.measured, ++out.not_demonstrated;
        break;
      case Reading::below:
        ++out.measured, ++out.below;
        break;
      case Reading::contested:
        break;
      case Reading::not_applicable:
        ++out.not_applicable;
        break;
      case Reading::not_measured:
        ++(result.status == engine::Status::missing ? out.missing : out.too_few);
        break;
    }
  }
  return out;
}

namespace {

std::vector<Finding> findings(const engine::Audit& audit, const criteria::CriteriaSet& set, Reading wanted) {
  std::vector<Finding> out;
  for (const engine::IndicatorResult& result : audit.indicators)
    if (measurable(result) && reading_in_force(result) == wanted) out.push_back({&result, set.find(result.id)});
  return out;
}

}  // namespace

bool has_lever(const Finding& finding, const char* lever) {
  if (finding.definition == nullptr) return false;
  const auto& levers = finding.definition->levers;
  return std::find(levers.begin(), levers.end(), lever) != levers.end();
}

std::string name_of(const Typography& type, const Finding& finding) {
  if (finding.definition == nullptr || finding.definition->name.empty()) return finding.result->id;
  return type.typeset(finding.definition->name);
}

std::vector<Finding> strengths(const engine::Audit& audit, const criteria::CriteriaSet& set) {
  auto out = findings(audit, set, Reading::demonstrated);
  std::stable_sort(out.begin(), out.end(),
                   [](const Finding& a, const Finding& b) { return *a.result->score->low > *b.result->score->low; });
  return out;
}

std::vector<Finding> weaknesses(const engine::Audit& audit, const criteria::CriteriaSet& set) {
  auto out = findings(audit, set, Reading::below);
  std::stable_sort(out.begin(), out.end(),
                   [](const Finding& a, const Finding& b) { return *a.result->score->high < *b.result->score->high; });
  return out;
}

std::vector<Finding> undecided(const engine::Audit& audit, const criteria::CriteriaSet& set) {
  auto out = findings(audit, set, Reading::not_demonstrated);
  const auto height = [](const Finding& finding) { return finding.result->score ? finding.result->score->value : 2; };
  std::stable_sort(out.begin(), out.end(), [&](const Finding& a, const Finding& b) { return height(a) < height(b); });
  return out;
}

}  // namespace boussole::reports
