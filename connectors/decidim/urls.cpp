#include "connectors/decidim/urls.h"

#include <array>
#include <charconv>
#include <utility>

#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

constexpr std::array<std::pair<std::string_view, engine::SpaceKind>, 5> kSpaces{{
    {"processes", engine::SpaceKind::process},
    {"assemblies", engine::SpaceKind::assembly},
    {"conferences", engine::SpaceKind::conference},
    {"initiatives", engine::SpaceKind::initiative},
    {"votings", engine::SpaceKind::voting},
}};

/// The segment that begins at `from` (after its slash).
std::string_view segment(std::string_view path, std::size_t from) {
  return from < path.size() ? path.substr(from, path.find('/', from) - from) : std::string_view{};
}

}  // namespace

Url split_url(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  Url url;
  const bool https = text.starts_with("https://");
  if (https || text.starts_with("http://")) {
    url.https = https;
    text.remove_prefix(https ? 8 : 7);
    std::size_t end = 0;
    while (end < text.size() && text[end] != '/' && text[end] != '?' && text[end] != '#') ++end;
    url.host = text.substr(0, end);
    text.remove_prefix(end);
  }
  text = text.substr(0, text.find('?'));
  text = text.substr(0, text.find('#'));
  while (!text.empty() && (text.back() == '/' || text.back() == ' ')) text.remove_suffix(1);
  url.path = text;
  return url;
}

std::uint64_t path_key(std::string_view path) {
  const std::uint64_t key = hash_bytes(path, 0x70617468);
  return key == 0 ? 1 : key;
}

std::optional<SpacePath> space_of(std::string_view path) {
  if (path.size() < 4 || path.front() != '/') return std::nullopt;
  const std::string_view first = segment(path, 1);
  const std::string_view slug = segment(path, first.size() + 2);
  if (slug.empty()) return std::nullopt;
  const std::string_view key = path.substr(0, first.size() + slug.size() + 2);
  for (const auto& [name, kind] : kSpaces)
    if (first == name) return SpacePath{key, kind};
  // A kind of space of another module: its components are mounted under /f/ all the same.
  if (segment(path, key.size() + 1) == "f") return SpacePath{key, engine::SpaceKind::other};
  return std::nullopt;
}

std::string space_key(const Url& url) {
  const auto place = space_of(url.path);
  return std::string(place ? place->key : url.path);
}

engine::ParticipantKind author_kind(const Url& url) {
  using enum engine::ParticipantKind;
  if (url.path.empty()) return url.host.empty() ? unknown : organisation;
  if (url.path.find("/meetings/") != std::string_view::npos) return meeting;
  const std::string_view first = segment(url.path, 1);
  if (first == "groups" || first == "user_groups") return user_group;
  return person;
}

std::optional<std::uint64_t> trailing_number(std::string_view path) {
  std::size_t from = path.size();
  while (from > 0 && path[from - 1] >= '0' && path[from - 1] <= '9') --from;
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(path.data() + from, path.data() + path.size(), number);
  if (failure != std::errc{} || from == path.size()) return std::nullopt;
  return number;
}

std::string_view collection_of(std::string_view path) {
  const auto last = path.rfind('/');
  if (last == std::string_view::npos || last == 0) return {};
  const auto before = path.rfind('/', last - 1);
  if (before == std::string_view::npos) return {};
  return path.substr(before + 1, last - before - 1);
}

}  // namespace boussole::connectors::decidim
