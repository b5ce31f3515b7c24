#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/scenarios.h"
#include "engine/base/error.h"

namespace boussole::criteria {

/// Reads a criteria set from a folder: set.json, axes.json, criteria.json, indicators/*.json. Everything is checked
/// first, by schema and then for sense; the first error is given (validate_path gives them all).
Expected<CriteriaSet> load(const std::filesystem::path& folder);

/// Reads the scenarios.json of a criteria folder, checked against the axes and indicators of `set`.
Expected<ScenarioSet> load_scenarios(const std::filesystem::path& folder, const CriteriaSet& set);

/// The sets that the program carries: "boussole" (our proposal) and "decidim_quality". Any other id is a programmer's
/// error. Read once, then shared; safe from several threads.
const CriteriaSet& built_in(std::string_view id);
const ScenarioSet& built_in_scenarios();

/// The ids that built_in knows.
std::vector<std::string_view> built_in_ids();

}  // namespace boussole::criteria
