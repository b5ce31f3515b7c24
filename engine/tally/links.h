#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/tally/theme_use.h"

/// What can be known only by looking at several tables at once; computed before the tallies, which then read rows one
/// by one.
namespace boussole::engine {

struct Links {
  std::unordered_map<std::uint64_t, std::uint32_t> contribution_at;  ///< url_key → row
  std::vector<std::uint8_t> amended;   ///< per contribution: an amendment of it was accepted
  std::vector<std::uint8_t> cited;     ///< per contribution: a result or a project points to it
  std::vector<std::uint8_t> copy;      ///< per contribution: the platform's own copy of an earlier one, not counted again
  std::vector<std::uint32_t> answer_row;  ///< per contribution: the row whose answer counts (a copy may carry it)
  std::vector<std::uint8_t> chosen;    ///< per project: selected, with or without a date
  std::vector<std::uint8_t> leaf;      ///< per followup: no other result has it for parent
  std::vector<ThemeUse> theme_use;     ///< per theme
  std::vector<OptionalTime> first_act; ///< per participant: first dated act on the platform
  std::vector<OptionalTime> phase_end; ///< per contribution (phases.h); empty where no phase is dated
};

Links find_links(const Dataset& data);

/// Per project: whether the source says that it was selected.
std::vector<std::uint8_t> chosen_projects(const Dataset& data);

}  // namespace boussole::engine
