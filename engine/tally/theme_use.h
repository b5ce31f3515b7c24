#pragma once

#include <cstdint>
#include <vector>

#include "engine/dataset/dataset.h"

namespace boussole::engine {

/// What a label sorts contributions by. Since Decidim 0.30 categories and scopes are both taxonomies: only the name of
/// their root, given since 0.31, tells a list of subjects from a list of places.
enum class ThemeUse : std::uint8_t { subject, territory, unknown };

/// Per row of Dataset::themes.
std::vector<ThemeUse> theme_uses(const Dataset& data);

}  // namespace boussole::engine
