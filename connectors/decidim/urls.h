#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/dataset/rows.h"

/// Addresses of a Decidim platform. What a thing is called everywhere (in results, comments, spaces) is the path of its
/// page, so that is what links are made of; `http` and `https`, queries and fragments do not count.
namespace boussole::connectors::decidim {

struct Url {
  std::string_view host;  ///< with its port; empty for a relative address
  std::string_view path;  ///< without query, fragment and last slash; empty for the root of the site
  bool https = false;
};

Url split_url(std::string_view text);

/// Name of a path in the Dataset; never 0.
std::uint64_t path_key(std::string_view path);

struct SpacePath {
  std::string_view key;  ///< "/processes/budget-2024", the beginning of the path
  engine::SpaceKind kind = engine::SpaceKind::other;
};

/// The participatory space in which a page stands, or nothing where the path is not inside one.
std::optional<SpacePath> space_of(std::string_view path);

/// The key of the space that a page stands in, or the path itself where it stands in none.
std::string space_key(const Url& url);

/// The kind of author that lives at an address: the root of the site is the organisation itself, a meeting's page a
/// meeting, a profile a person (or a group: `user_groups` tells).
engine::ParticipantKind author_kind(const Url& url);

/// The number at the end of a path ("/initiatives/i-12" → 12), or nothing.
std::optional<std::uint64_t> trailing_number(std::string_view path);

/// The component segment before the number ("proposals" in "/processes/a/f/2/proposals/7"), empty where there is none.
std::string_view collection_of(std::string_view path);

}  // namespace boussole::connectors::decidim
