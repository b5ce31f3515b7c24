#include "connectors/decidim/builder.h"

#include <algorithm>

#include "connectors/hash.h"

namespace boussole::connectors::decidim {

using engine::ParticipantKind;

Builder::Builder(const ReadOptions& options) : options_(options), pseudonyms_(options.seed) {
  if (auto keys = organiser_keys(pseudonyms_, options_.organisers)) organisers_ = std::move(*keys);
}

std::uint32_t Builder::participant(const PersonRef& person) {
  const auto [at, fresh] = participant_at_.insert(person.key, static_cast<std::uint32_t>(data.participants.size()));
  if (fresh) {
    engine::Participant row;
    row.key = person.key;
    row.kind = person.kind;
    row.organiser = person.kind == ParticipantKind::organisation;
    data.participants.push_back(row);
  }
  if (person.deleted) data.participants[at].deleted = true;
  return at;
}

std::uint32_t Builder::locale(const std::string& tag) {
  const auto [at, fresh] = locale_at_.try_emplace(tag, static_cast<std::uint32_t>(data.locales.size()));
  if (fresh) data.locales.push_back(tag);
  return at->second;
}

std::uint32_t Builder::space(const SpaceRef& ref) {
  const auto [at, fresh] = space_at_.insert(ref.hash, static_cast<std::uint32_t>(data.spaces.size()));
  if (fresh) {
    engine::Space space;
    space.kind = ref.kind;
    space.key = ref.key;
    space.opened_by_participants = ref.kind == engine::SpaceKind::initiative;
    data.spaces.push_back(std::move(space));
  }
  return at;
}

std::uint32_t Builder::theme(const engine::Theme& theme) {
  const auto [at, fresh] =
      theme_at_.insert(theme_key(theme.kind, theme.id), static_cast<std::uint32_t>(data.themes.size()));
  if (fresh) data.themes.push_back(theme);
  if (data.themes[at].name.empty()) data.themes[at].name = theme.name;
  return at;
}

void Builder::add_official(const OfficialRow& row, BlockMaps& maps) {
  StoredText stored{row.text, row.updated};
  const Placement at = place(stored_texts, official_texts, row.key, stored, {0, row.content}, nullptr);
  if (at.verdict == Verdict::kept) return;
  stored.text.space = maps.space(row.text.space);
  stored.text.locale = maps.locale(row.text.locale);
  store(stored_texts, at, stored);
}

void Builder::add_space(ListedSpace row, std::uint64_t key, Meta meta, Table* table) {
  if (table != nullptr) row.source = table->source;
  const Placement at = place(listed_spaces, spaces, key, row, meta, table);
  if (at.verdict == Verdict::kept) return;
  if (at.verdict == Verdict::replaced) {  // counted where it was met first
    row.source = listed_spaces[at.at].source;
    row.line = listed_spaces[at.at].line;
  }
  store(listed_spaces, at, std::move(row));
}

void Builder::add_metric(const Table& table, const std::string& name, OptionalTime day, std::int64_t total) {
  metrics[table.source][{name, day}] += total;
}

std::uint32_t Builder::total_label(Entity entity, const std::string& label) {
  const auto next = static_cast<std::uint32_t>(total_labels.size());
  const auto [at, fresh] = total_label_at_.insert(mix(hash_bytes(label), static_cast<std::uint64_t>(entity)), next);
  if (fresh) total_labels.emplace_back(entity, label);
  return at;
}

void Builder::make_room(const Table& table, std::uint64_t rows) {
  // Only an estimate, and a file may lie about its size: never more than memory of some tens of megabytes.
  constexpr std::uint64_t kMost = 4'000'000;
  const auto expected = static_cast<std::size_t>(std::min(rows, kMost));
  if (table.layout.entity == Entity::comments) comments.ids.reserve(comments.ids.size() + expected);
  if (table.layout.entity == Entity::proposals) contributions.ids.reserve(contributions.ids.size() + expected);
}

void Builder::count_host(const HostCount& block) {
  auto at = std::find_if(hosts.begin(), hosts.end(), [&](const HostCount& h) { return h.host == block.host; });
  if (at == hosts.end()) at = hosts.insert(hosts.end(), {block.host, 0, 0});
  at->rows += block.rows;
  at->https += block.https;
}

OptionalIndex Builder::find_participant(std::uint64_t key) const {
  const std::uint32_t at = participant_at_.find(key);
  return at == FlatMap::kNone ? OptionalIndex{} : OptionalIndex{at};
}

OptionalIndex Builder::find_space(std::uint64_t hash) const {
  const std::uint32_t at = space_at_.find(hash);
  return at == FlatMap::kNone ? OptionalIndex{} : OptionalIndex{at};
}

BlockMaps::BlockMaps(Builder& builder, const Pools& pools)
    : builder_(builder),
      pools_(pools),
      spaces_(pools.spaces.size()),
      locales_(pools.locales.size()),
      themes_(pools.themes.size()) {}

OptionalIndex BlockMaps::space(OptionalIndex place) {
  if (!place) return std::nullopt;
  if (!spaces_[*place]) spaces_[*place] = builder_.space(pools_.spaces[*place]);
  return spaces_[*place];
}

OptionalIndex BlockMaps::locale(OptionalIndex place) {
  if (!place) return std::nullopt;
  if (!locales_[*place]) locales_[*place] = builder_.locale(pools_.locales[*place]);
  return locales_[*place];
}

engine::PoolSpan BlockMaps::authors(engine::PoolSpan refs) {
  engine::PoolSpan span{static_cast<std::uint32_t>(builder_.data.author_pool.size()), refs.count};
  for (std::uint32_t i = 0; i < refs.count; ++i)
    builder_.data.author_pool.push_back(builder_.participant(pools_.people[refs.begin + i]));
  return span;
}

engine::PoolSpan BlockMaps::themes(engine::PoolSpan refs) {
  engine::PoolSpan span{static_cast<std::uint32_t>(builder_.data.theme_pool.size()), refs.count};
  for (std::uint32_t i = 0; i < refs.count; ++i) {
    const std::uint32_t place = pools_.theme_refs[refs.begin + i];
    if (!themes_[place]) themes_[place] = builder_.theme(pools_.themes[place]);
    builder_.data.theme_pool.push_back(*themes_[place]);
  }
  return span;
}

engine::PoolSpan BlockMaps::links(engine::PoolSpan refs) {
  engine::PoolSpan span{static_cast<std::uint32_t>(builder_.data.link_pool.size()), refs.count};
  for (std::uint32_t i = 0; i < refs.count; ++i) builder_.data.link_pool.push_back(pools_.links[refs.begin + i]);
  return span;
}

OptionalIndex BlockMaps::person(OptionalIndex ref) {
  if (!ref) return std::nullopt;
  return builder_.participant(pools_.people[*ref]);
}

OptionalIndex BlockMaps::signature(OptionalIndex place, OptionalIndex author, OptionalIndex space) {
  if (!place) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(builder_.data.signatures.size());
  engine::TextSignature& stored = builder_.data.signatures.emplace_back();
  stored = pools_.signatures[*place];
  stored.author = author;
  stored.space = space;
  return at;
}

Expected<std::vector<std::uint64_t>> organiser_keys(const Pseudonyms& pseudonyms,
                                                    const std::vector<std::string>& entries) {
  using enum ParticipantKind;
  const std::array<std::pair<std::string_view, ParticipantKind>, 8> kinds{{{"user", person},
                                                                           {"person", person},
                                                                           {"organisation", organisation},
                                                                           {"organization", organisation},
                                                                           {"user_group", user_group},
                                                                           {"group", user_group},
                                                                           {"meeting", meeting},
                                                                           {"", person}}};
  std::vector<std::uint64_t> keys;
  for (const std::string& entry : entries) {
    const auto colon = entry.find(':');
    const std::string_view type = colon == std::string::npos ? "" : std::string_view(entry).substr(0, colon);
    const std::string_view id = trimmed(std::string_view(entry).substr(colon == std::string::npos ? 0 : colon + 1));
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == type; });
    if (kind == kinds.end() || id.empty()) {
      Error error;
      error.kind = Error::Kind::usage;
      error.what = {"« " + entry + " » ne désigne pas un compte de l’organisateur.",
                    "\"" + entry + "\" does not name an organiser's account."};
      error.remedy = {"Écrivez l’identifiant seul (123), ou user:123, organisation:1, user_group:7, meeting:9.",
                      "Write the id alone (123), or user:123, organisation:1, user_group:7, meeting:9."};
      return std::unexpected(error);
    }
    keys.push_back(pseudonyms(kind->second, id));
  }
  return keys;
}

}  // namespace boussole::connectors::decidim
