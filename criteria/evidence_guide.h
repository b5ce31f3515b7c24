#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// What is asked of whoever declares: for each declared or mixed indicator, the steps, numbers or points to answer and
/// what proves each. Part of a criteria set, in its evidence.json.
namespace boussole::criteria {

/// How an indicator is declared.
enum class EvidenceForm {
  ladder,  ///< the highest step that is proven
  share,   ///< the first number out of the second
  number,  ///< the first number
  items,   ///< how many of the points are proven
};

struct EvidenceStep {
  double value = 0;
  Text text;
  Text proof;  ///< what proves it; empty for the step of nothing
};

struct EvidenceNumber {
  std::string id;  ///< where it is a key of the indicator's `minimal`, that minimum holds
  Text label;
  bool whole = false;
  std::optional<double> at_most;
  std::optional<double> needed;  ///< under it the figure is not published
};

struct EvidenceItem {
  std::string id;
  Text label, proof;
};

struct EvidenceQuestion {
  std::string indicator;
  EvidenceForm form = EvidenceForm::ladder;
  Text ask;                             ///< what is declared; may be empty for a ladder
  Text proof;                           ///< what proves it, for a share or a number
  std::vector<EvidenceStep> steps;      ///< in increasing order, from 0
  std::vector<EvidenceNumber> numbers;  ///< a share's first two, a number's first, then what must be known with it
  std::vector<EvidenceItem> items;
  std::optional<int> expires_after_years;  ///< a proof older than this does not count
  double deduct_each = 0;                  ///< taken off the step for each unit of the first number, where positive
  std::string other_half;  ///< a number in [0, 1] that is half of the score, the value's being the other

  bool holds_item(std::string_view id) const;
  const EvidenceNumber* number(std::string_view id) const;
  const EvidenceStep* step(double value) const;
};

struct EvidenceGuide {
  std::vector<EvidenceQuestion> questions;  ///< in the order of the set's indicators
  /// nullptr where the indicator is not declared.
  const EvidenceQuestion* find(std::string_view indicator) const;
};

/// Beyond the schema: an unknown or measured indicator, one twice, steps that are not those of the set's ladder, an
/// empty text, names used twice.
std::vector<Error> check_evidence_guide(const json::Value& root, const std::string& file, const CriteriaSet& set);

/// The guide of a criteria folder; where it has no evidence.json, the questions that its scales alone allow: the steps
/// of every declared ladder, and one number for every other declared indicator.
Expected<EvidenceGuide> load_evidence_guide(const std::filesystem::path& folder, const CriteriaSet& set);
EvidenceGuide evidence_guide_of(const CriteriaSet& set);

/// The guide of a set that the program carries.
const EvidenceGuide& built_in_evidence_guide();

}  // namespace boussole::criteria
