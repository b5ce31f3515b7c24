#pragma once

#include <string>
#include <string_view>

namespace boussole::reports {

/// The text with marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069) and with control
/// characters but the ends of lines and tabs replaced by U+FFFD: a name from a data set must neither make the words
/// beside it read otherwise than they are written, nor command a terminal.
std::string without_hidden_marks(std::string_view text);

}  // namespace boussole::reports
