#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "connectors/mapped/plan.h"

/// The sheets that Go Vocal (CitizenLab) exports, by the words of their headers in the languages of the platform.
namespace boussole::connectors::go_vocal {

enum class Sheet : std::uint8_t { unknown, inputs, comments, users, survey, baskets };

/// Which export has these columns: at least three that only it has together. Some are exported as workbooks only, and
/// have headers that other tables may have too: they are known where the table is a sheet of a workbook.
Sheet sheet_of(std::span<const std::string> columns, bool workbook);

/// What the columns of an export mean; nothing for an unknown sheet and for baskets, which have a column an input.
std::optional<mapped::TablePlan> plan_of(Sheet sheet, std::span<const std::string> columns);

/// What a question about a person asks, in the languages of the platform: usual_variable and its own titles.
std::string_view variable_of(std::string_view header);

/// Whether a header is one that the platform itself gives to what it knows of an account: never the title of an input.
bool of_the_account(std::string_view header);

/// Which columns of a table of baskets may be inputs: all that are neither about the person nor the time.
std::vector<std::size_t> inputs_of_baskets(std::span<const std::string> columns);
/// The column with the time at which a basket was handed in.
std::optional<std::size_t> submitted_column(std::span<const std::string> columns);

/// The words of a status as it is exported, in several languages, and the codes of the interface.
mapped::Column state_column(std::size_t at, const std::string& name);

}  // namespace boussole::connectors::go_vocal
