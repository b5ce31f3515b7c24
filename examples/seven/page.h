#pragma once

#include <string>
#include <vector>

#include "examples/seven/seven.h"

namespace boussole::examples {

/// The page that `boussole scenarios --composite --weights examples/seven/panel.json` writes for the seven, with their
/// portraits first.
std::string seven_page(const std::vector<InventedPlatform>& platforms, Language language);

}  // namespace boussole::examples
