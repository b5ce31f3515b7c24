#pragma once

#include <span>
#include <string_view>

#include "engine/base/text.h"

/// What a figure of each family means, for people: what it describes, and which question its interval answers. Shown
/// beside figures and on the page of methods.
namespace boussole::engine::statistics {

struct Meaning {
  std::string_view family;  ///< "shares", "inequality", …: stable
  Text figure;              ///< the descriptive value: exact for what was counted
  Text interval;            ///< the question that the interval answers, or why there is none
};

/// Every family, in the order of the page of methods.
std::span<const Meaning> meanings();
/// One of them, or nullptr.
const Meaning* meaning_of(std::string_view family);

}  // namespace boussole::engine::statistics
