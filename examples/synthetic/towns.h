#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "examples/synthetic/serialize.h"

namespace boussole::synthetic {

/// An invented town and how its platform exports.
struct Town {
  std::string_view id;     ///< "val-clair"
  std::string_view about;  ///< what its profile is, in a few English words
  ExportOptions options;
  Platform (*make)();
};

/// The three towns whose exports are committed under examples/.
std::span<const Town> towns();
std::optional<Town> town_named(std::string_view id);

/// A platform that has everything once: every entity, state, kind of author, hidden and deleted rows, locales, texts
/// that a spreadsheet would take for formulas. The same whatever the generation it is written in.
Platform complete_platform(std::uint64_t seed = 1);

}  // namespace boussole::synthetic
