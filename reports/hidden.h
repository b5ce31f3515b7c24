#pragma once

#include <string>
#include <string_view>

namespace boussole::reports {

/// The text with marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069) replaced by U+FFFD:
/// a name from a data set must not make the words beside it read otherwise than they are written.
std::string without_hidden_marks(std::string_view text);

}  // namespace boussole::reports
