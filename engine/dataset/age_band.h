#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/text.h"

/// Ages in whole years, as surveys and censuses write them.
namespace boussole::engine {

/// From `low` to `high` years, both included; no upper end where `high` is kNoEnd.
struct AgeBand {
  static constexpr int kNoEnd = 999;
  int low = 0;
  int high = kNoEnd;

  auto operator<=>(const AgeBand&) const = default;
};

/// "34"; "25-34", "25–34", "25 à 34", "25 to 34", "25_34"; "85+", "85 ans et plus", "85 and over", ">=85", ">84";
/// "<18", "moins de 18 ans", "under 18". With or without "ans" or "years".
/// @return nothing where it is no age, or one of more than 130 years
std::optional<AgeBand> age_band_of(std::string_view text);

/// "25-34", "85+", "34": what age_band_of reads back.
std::string id_of(const AgeBand& band);
Text name_of(const AgeBand& band);

}  // namespace boussole::engine
