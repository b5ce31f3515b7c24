#pragma once

#include <string>
#include <string_view>

/// What is done to a cell before its text is measured. The first reading and the second one (of candidate near
/// duplicates) must do the same, so both call these.
namespace boussole::connectors {

/// Whether the text has at least one HTML tag. A "<" of an arrow or a comparison is none.
bool has_markup(std::string_view text);

/// The text without references to accounts ("gid://host/Decidim::User/12"), which name people. The text itself where
/// there are none; else a copy in `scratch`.
std::string_view without_mentions(std::string_view text, std::string& scratch);

}  // namespace boussole::connectors
