#include <array>
#include <bit>

#include "connectors/decidim/layout.h"

namespace boussole::connectors::decidim {

namespace {

constexpr std::uint8_t kUpTo028 = k024 | k027;
constexpr std::uint8_t kUpTo029 = k024 | k027 | k029;
constexpr std::uint8_t kUpTo030 = kUpTo029 | k030;
constexpr std::uint8_t kFrom027 = k027 | k029 | k030 | k031;
constexpr std::uint8_t kFrom029 = k029 | k030 | k031;
constexpr std::uint8_t kFrom030 = k030 | k031;

/// What one column says by being there, and by not being there. An installation may add or drop columns, so several
/// marks are put together.
struct Mark {
  Entity entity;
  std::string_view column;
  std::uint8_t present = kAnyGeneration;
  std::uint8_t missing = kAnyGeneration;
};

constexpr std::array kMarks{
    Mark{Entity::proposals, "supports", kUpTo028},
    Mark{Entity::proposals, "votes", kFrom029},
    Mark{Entity::proposals, "latitude", kFrom027, k024},
    Mark{Entity::proposals, "withdrawn", kFrom029, kUpTo028},
    Mark{Entity::proposals, "category/id", kUpTo029},
    Mark{Entity::proposals, "followers", kUpTo029},
    Mark{Entity::proposals, "follows_count", kFrom030},
    Mark{Entity::proposals, "taxonomies/id", kFrom030},
    Mark{Entity::proposals, "state_published_at", kFrom030},
    Mark{Entity::proposals, "endorsements/total_count", kUpTo030},
    Mark{Entity::proposals, "likes/total_count", k031},
    Mark{Entity::comments, "user_group/id", kUpTo030, k031},
    Mark{Entity::meetings, "published", kFrom027, k024},
    Mark{Entity::meetings, "withdrawn", kFrom029, kUpTo028},
    Mark{Entity::meetings, "category/id", kUpTo029},
    Mark{Entity::meetings, "taxonomies/id", kFrom030},
    Mark{Entity::meetings, "followers", kUpTo030},
    Mark{Entity::meetings, "comments/count", k031},
    Mark{Entity::meetings, "type_of_meeting", k031},
    Mark{Entity::results, "category/id", kUpTo029},
    Mark{Entity::results, "taxonomies/id", kFrom030},
    Mark{Entity::results, "updated_at", kFrom030, kUpTo029},
    Mark{Entity::projects, "address", kFrom029, kUpTo028},
    Mark{Entity::projects, "category/id", kUpTo029},
    Mark{Entity::projects, "taxonomies/id", kFrom030},
    Mark{Entity::projects, "selected_at", kFrom030, kUpTo029},
    Mark{Entity::debates, "id", kFrom030},
    Mark{Entity::debates, "likes_count", k031},
    Mark{Entity::posts, "id", kFrom030},
    Mark{Entity::posts, "likes_count", k031},
    Mark{Entity::pages, "id", kFrom030},
    Mark{Entity::users, "groups/id", k030, k031},
    Mark{Entity::user_groups, "id", k030},
    Mark{Entity::moderated_users, "user_id", kFrom030},
    Mark{Entity::moderations, "hidden_at", kFrom030},
    Mark{Entity::metrics, "day", k030},
    Mark{Entity::taxonomies, "id", k031},
    Mark{Entity::processes, "slug", kFrom030},
    Mark{Entity::assemblies, "slug", kFrom030},
    Mark{Entity::conferences, "slug", kFrom030},
    Mark{Entity::initiatives, "url", kFrom030},
    Mark{Entity::votings, "voting_type", kUpTo028},
    Mark{Entity::elections, "answer_votes", kUpTo028},
    Mark{Entity::surveys, "user_status", k031},
};

constexpr std::array<std::string_view, 5> kFirst{"0.24", "0.27", "0.29", "0.30", "0.31"};
constexpr std::array<std::string_view, 5> kLast{"0.24", "0.28", "0.29", "0.30", "0.31"};

}  // namespace

std::uint8_t generations_of(Entity entity, std::span<const std::string> columns) {
  std::uint8_t possible = kAnyGeneration;
  std::uint8_t certain = kAnyGeneration;
  for (const Mark& mark : kMarks) {
    if (mark.entity != entity) continue;
    const bool there = has_column(columns, mark.column);
    possible &= there ? mark.present : mark.missing;
    if (there) certain &= mark.present;
  }
  // Columns were dropped or added by hand: what is there says more than what is not.
  if (possible == 0) possible = certain;
  return possible == 0 ? std::uint8_t{kAnyGeneration} : possible;
}

std::string generation_name(std::span<const std::uint8_t> tables) {
  std::uint8_t common = kAnyGeneration;
  for (const std::uint8_t table : tables) common &= table;
  if (common == 0 && !tables.empty()) common = tables.front();
  if (common == 0 || common == kAnyGeneration) return "decidim";
  const auto first = static_cast<std::size_t>(std::countr_zero(common));
  const auto last = static_cast<std::size_t>(std::bit_width(common)) - 1;
  std::string name = "decidim " + std::string(kFirst[first]);
  if (kFirst[first] != kLast[last]) name += "-" + std::string(kLast[last]);
  return name;
}

}  // namespace boussole::connectors::decidim
