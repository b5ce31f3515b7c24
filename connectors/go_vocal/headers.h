#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "connectors/mapped/plan.h"

/// The sheets that Go Vocal (CitizenLab) exports, by the words of their headers in the languages of the platform.
namespace boussole::connectors::go_vocal {

enum class Sheet : std::uint8_t { unknown, inputs, comments, users, baskets };

/// Which export has these columns: at least three that only it has together.
Sheet sheet_of(std::span<const std::string> columns);

/// What the columns of an export mean; nothing for an unknown sheet and for baskets, which have a column an input.
std::optional<mapped::TablePlan> plan_of(Sheet sheet, std::span<const std::string> columns);

/// Which columns of a table of baskets are inputs: all that are neither about the person nor the time.
std::vector<std::size_t> inputs_of_baskets(std::span<const std::string> columns);
/// The column with the time at which a basket was handed in.
std::optional<std::size_t> submitted_column(std::span<const std::string> columns);

/// The words of a status as it is exported, in several languages, and the codes of the interface.
mapped::Column state_column(std::size_t at, const std::string& name);

}  // namespace boussole::connectors::go_vocal
