#pragma once

#include "criteria/check.h"
#include "criteria/criteria.h"
#include "criteria/scenarios.h"

/// From documents that have passed their schema and check_set to structs. Cannot fail.
namespace boussole::criteria {

CriteriaSet read_set(const Documents& documents);
ScenarioSet read_scenarios(const json::Value& root);

Text text_at(const json::Value& object, std::string_view key);
std::vector<std::string> strings_at(const json::Value& object, std::string_view key);

}  // namespace boussole::criteria
