#pragma once

#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace boussole::connectors::decidim {

/// Names in a joined array of inspected Ruby hashes: `{"en"=>"Mobility", "fr"=>"Mobilité"}, {"en"=>"Water"}` (before
/// Ruby 3.4) or with spaces around the arrow (since), one entry a hash: French and English where there, else the first.
/// A cell that is not of this form gives one entry, the cell itself.
std::vector<Text> ruby_names(std::string_view cell);

}  // namespace boussole::connectors::decidim
