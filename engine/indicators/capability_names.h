#pragma once

#include <string_view>

#include "engine/base/text.h"

namespace boussole::engine {

/// What a capability is called in a sentence: "comments.author" → "l'auteur des commentaires", "the author of
/// comments". An unknown one is named as it is.
/// @param connector  what read the data; where it is one of Decidim's, the name says since which version it is exported
Text capability_name(std::string_view capability, std::string_view connector = {});

}  // namespace boussole::engine
