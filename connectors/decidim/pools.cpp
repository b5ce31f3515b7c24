#include "connectors/decidim/pools.h"

#include <algorithm>

#include "connectors/hash.h"

namespace boussole::connectors::decidim {

OptionalIndex Pools::space(std::string_view path) {
  const auto found = space_of(path);
  if (!found) return std::nullopt;
  const std::uint64_t hash = path_key(found->key);
  if (hash == last_space_ && !spaces.empty()) return last_space_at_;
  const auto [at, fresh] = space_at_.insert(hash, static_cast<std::uint32_t>(spaces.size()));
  if (fresh) spaces.push_back({hash, std::string(found->key), found->kind});
  last_space_ = hash;
  last_space_at_ = at;
  return at;
}

OptionalIndex Pools::locale(std::string_view tag) {
  constexpr std::size_t kMost = 256;
  if (!is_locale(tag) || locales.size() >= kMost) return std::nullopt;
  const auto at = std::find(locales.begin(), locales.end(), tag);
  const auto place = static_cast<std::uint32_t>(at - locales.begin());
  if (at == locales.end()) locales.emplace_back(tag);
  return place;
}

std::pair<std::uint32_t, bool> Pools::theme(engine::Theme::Kind kind, std::uint64_t id) {
  const auto found = theme_at_.insert(theme_key(kind, id), static_cast<std::uint32_t>(themes.size()));
  if (found.second) {
    engine::Theme theme;
    theme.kind = kind;
    theme.id = id;
    themes.push_back(std::move(theme));
  }
  return found;
}

OptionalIndex Pools::host_place(const Url& url) {
  constexpr std::size_t kMost = 64;  // no export has that many; hostile rows must not make the search long
  if (url.host.empty()) return std::nullopt;
  if (last_host_ >= hosts.size() || hosts[last_host_].host != url.host) {
    const auto at = std::find_if(hosts.begin(), hosts.end(), [&](const HostCount& h) { return h.host == url.host; });
    if (at == hosts.end() && hosts.size() >= kMost) return std::nullopt;
    last_host_ = static_cast<std::size_t>(at - hosts.begin());
    if (at == hosts.end()) hosts.push_back({std::string(url.host), 0, 0});
  }
  return static_cast<std::uint32_t>(last_host_);
}

void Pools::host(OptionalIndex place, bool https) {
  if (!place) return;
  ++hosts[*place].rows;
  if (https) ++hosts[*place].https;
}

void Pools::clear() {
  people.clear();
  themes.clear();
  theme_refs.clear();
  spaces.clear();
  locales.clear();
  signatures.clear();
  links.clear();
  hosts.clear();
  refused.clear();
  unreadable = {};
  space_at_.clear();
  theme_at_.clear();
  last_space_ = 0;
  last_host_ = 0;
}

std::uint64_t theme_key(engine::Theme::Kind kind, std::uint64_t id) {
  return mix(id, static_cast<std::uint64_t>(kind) + 1);
}

}  // namespace boussole::connectors::decidim
