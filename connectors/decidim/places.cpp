#include <algorithm>
#include <unordered_map>
#include <utility>

#include "connectors/decidim/finish.h"

namespace boussole::connectors::decidim {

namespace {

/// The host named most often; the first by name where two are named equally often.
const HostCount* most_frequent(const std::vector<HostCount>& hosts) {
  const HostCount* best = nullptr;
  for (const HostCount& h : hosts)
    if (best == nullptr || h.rows > best->rows || (h.rows == best->rows && h.host < best->host)) best = &h;
  return best;
}

std::vector<HostCount> hosts_of_spaces(const Builder& builder) {
  std::vector<HostCount> hosts;
  for (const ListedSpace& space : builder.listed_spaces) {
    const auto at = std::find_if(hosts.begin(), hosts.end(), [&](const HostCount& h) { return h.host == space.host; });
    if (at == hosts.end()) {
      hosts.push_back({space.host, 1, 1});
    } else {
      ++at->rows;
    }
  }
  return hosts;
}

void name_platform(Builder& builder) {
  const std::vector<HostCount> listed = hosts_of_spaces(builder);
  const HostCount* host = most_frequent(builder.hosts);
  if (host == nullptr) host = most_frequent(listed);
  if (host == nullptr || host->host.empty()) return;
  builder.data.platform_name = host->host;
  builder.data.platform_url = (host->https > 0 ? "https://" : "http://") + host->host;
}

/// The host whose listed spaces are this platform's: an installation may serve several organisations.
std::string own_host(const Builder& builder) {
  const std::vector<HostCount> listed = hosts_of_spaces(builder);
  for (const HostCount& h : listed)
    if (h.host == builder.data.platform_name) return h.host;
  const HostCount* best = most_frequent(listed);
  return best == nullptr ? std::string{} : best->host;
}

void refuse_space(Builder& builder, const ListedSpace& listed) {
  Table& table = builder.tables[listed.source];
  RefusedRow row{listed.line, {Reason::other_platform, 0}};
  const auto picks = table.layout.of(Field::url);
  if (!picks.empty()) row.why.column = picks.front().column;
  ++table.refused[static_cast<std::size_t>(Reason::other_platform)];
  ++table.record.rows_rejected;
  --table.record.rows_read;
  if (table.sample.size() < kSampleOfFile) table.sample.push_back(explain(table, row));
}

void list_space(Builder& builder, const ListedSpace& listed) {
  SpaceRef ref;
  ref.key = listed.space.key;
  ref.hash = path_key(ref.key);
  ref.kind = listed.space.kind;
  const std::uint32_t at = builder.space(ref);
  builder.data.spaces[at] = listed.space;
  for (std::size_t i = 0; i < listed.texts.size(); ++i) {
    engine::OfficialText text = listed.texts[i];
    text.space = at;
    text.locale = listed.locales[i].empty() ? OptionalIndex{} : OptionalIndex{builder.locale(listed.locales[i])};
    builder.data.official_texts.push_back(text);
  }
}

void settle_spaces(Builder& builder) {
  const std::string host = own_host(builder);
  for (ListedSpace& listed : builder.listed_spaces) {
    // Initiatives were counted as contributions; those of another host are contributions of it too and stay.
    if (listed.host != host && listed.entity != Entity::initiatives) {
      refuse_space(builder, listed);
      listed.space.listed = false;
    } else {
      list_space(builder, listed);
    }
  }
  for (engine::Space& space : builder.data.spaces) {
    space.url = builder.data.platform_url + space.key;
    if (!space.title.empty()) continue;
    const std::string slug = space.key.substr(space.key.rfind('/') + 1);
    space.title = {slug, slug};
  }
}

/// The root of a taxonomy by its parents, or by the ancestors it names; 0 where neither leads to one.
std::uint64_t root_of(const ListedTaxonomy& start,
                      const std::unordered_map<std::uint64_t, const ListedTaxonomy*>& by_id) {
  const ListedTaxonomy* at = &start;
  for (std::size_t steps = 0; steps <= by_id.size(); ++steps) {  // no further than a cycle could go
    if (at->parent == 0 || at->theme.is_root) return at->theme.id;
    const auto parent = by_id.find(at->parent);
    if (parent == by_id.end()) break;
    at = parent->second;
  }
  for (const std::uint64_t ancestor : start.part_of) {
    const auto found = by_id.find(ancestor);
    if (found != by_id.end() && found->second->theme.is_root) return ancestor;
  }
  return 0;
}

void settle_taxonomies(Builder& builder) {
  std::unordered_map<std::uint64_t, const ListedTaxonomy*> by_id;
  for (const ListedTaxonomy& listed : builder.listed_taxonomies) by_id.emplace(listed.theme.id, &listed);
  for (const ListedTaxonomy& listed : builder.listed_taxonomies) {
    engine::Theme theme = listed.theme;
    theme.root = root_of(listed, by_id);
    theme.is_root = theme.root == theme.id;
    const std::uint32_t at = builder.theme(theme);
    builder.data.themes[at] = std::move(theme);
  }
}

void settle_totals(Builder& builder) {
  std::vector<engine::Aggregate> totals(builder.total_labels.size());
  for (std::size_t i = 0; i < totals.size(); ++i) {
    totals[i].entity = builder.total_labels[i].first == Entity::elections ? "elections" : "surveys";
    totals[i].label = builder.total_labels[i].second;
  }
  for (const TotalRow& row : builder.total_rows)
    if (row.known) totals[row.label].total += row.total;
  // Two files of metrics are two states of one count, not two counts: the larger one holds.
  Metrics merged;
  for (const auto& [source, metrics] : builder.metrics)
    for (const auto& [key, total] : metrics) {
      const auto [at, fresh] = merged.emplace(key, total);
      if (!fresh) at->second = std::max(at->second, total);
    }
  for (const auto& [key, total] : merged) totals.push_back({"metrics", key.first, {}, key.second, total});
  std::sort(totals.begin(), totals.end(), [](const engine::Aggregate& a, const engine::Aggregate& b) {
    return std::tie(a.entity, a.label, a.day) < std::tie(b.entity, b.label, b.day);
  });
  for (engine::Aggregate& total : totals) builder.data.aggregates.push_back(std::move(total));
}

}  // namespace

void settle_places(Builder& builder) {
  name_platform(builder);
  for (const StoredText& stored : builder.stored_texts) builder.data.official_texts.push_back(stored.text);
  settle_spaces(builder);
  settle_taxonomies(builder);
  settle_totals(builder);
}

}  // namespace boussole::connectors::decidim
