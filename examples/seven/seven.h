#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"

/// Seven invented platforms, each drawn around a way of making participation. Their audits are made up, not measured:
/// they show what the reports say, and nothing about any real platform.
namespace boussole::examples {

struct InventedPlatform {
  std::string id;  ///< folder
  Text portrait;   ///< what it is, in one sentence
  engine::Audit audit;
};

/// In an order that is none of quality. The same bytes every time.
std::vector<InventedPlatform> seven_platforms(const criteria::CriteriaSet& set);

/// Lin-sur-Loire two years before, when few proposals had an answer: the same platform at another date.
InventedPlatform before_it_answers(const criteria::CriteriaSet& set);

}  // namespace boussole::examples
