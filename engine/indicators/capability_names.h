#pragma once

#include <string_view>

#include "engine/base/text.h"

namespace boussole::engine {

/// What a capability is called in a sentence: "comments.author" → "l'auteur des commentaires", "the author of comments".
/// An unknown one is named as it is.
Text capability_name(std::string_view capability);

}  // namespace boussole::engine
