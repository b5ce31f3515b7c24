#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/decidim/fields.h"

namespace boussole::connectors::decidim {

/// One column that can give a field, and the locale it is in (an index into `Layout::locales`; kNoLocale for a bare
/// column).
struct Pick {
  static constexpr std::uint16_t kNoLocale = 0xffff;
  std::uint16_t column = 0;
  std::uint16_t locale = kNoLocale;
  bool machine = false;
};

/// Where one table's header has the canonical fields.
struct Layout {
  Entity entity = Entity::unknown;
  std::size_t width = 0;                        ///< columns of the header
  std::vector<std::string> locales;             ///< of its localised columns, sorted
  std::vector<Pick> picks;                      ///< all picks, field after field, the preferred one first
  std::array<std::uint16_t, kFields + 1> at{};  ///< where each field's picks begin
  std::vector<std::string> ignored;             ///< columns nobody knows
  std::vector<std::string> personal;            ///< columns that are not kept

  std::span<const Pick> of(Field field) const {
    const auto i = static_cast<std::size_t>(field);
    return {picks.data() + at[i], static_cast<std::size_t>(at[i + 1] - at[i])};
  }
  bool has(Field field) const { return !of(field).empty(); }
};

/// @param preferred  locales, the one to read first in front. Then the other locales in alphabetical order, the bare
///                   column, and machine translations last; so the order of the columns does not matter.
Layout make_layout(Entity entity, std::span<const std::string> columns, std::span<const std::string> preferred);

/// The five generations whose exports differ.
enum Generation : std::uint8_t { k024 = 1, k027 = 2, k029 = 4, k030 = 8, k031 = 16, kAnyGeneration = 31 };

/// The generations that can have written a table with these columns (a set of Generation bits).
std::uint8_t generations_of(Entity entity, std::span<const std::string> columns);

/// "decidim 0.29", "decidim 0.27-0.28", "decidim 0.24-0.30", or "decidim" where nothing tells.
/// @param tables  what each table allows; where they contradict each other (a customised platform), the widest data
///                set, proposals, decides: its answer is the first.
std::string generation_name(std::span<const std::uint8_t> tables);

}  // namespace boussole::connectors::decidim
