#include "connectors/decidim/space_rows.h"

#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

engine::SpaceKind kind_of(Entity entity) {
  switch (entity) {
    case Entity::assemblies:
      return engine::SpaceKind::assembly;
    case Entity::conferences:
      return engine::SpaceKind::conference;
    case Entity::initiatives:
      return engine::SpaceKind::initiative;
    case Entity::votings:
      return engine::SpaceKind::voting;
    default:
      return engine::SpaceKind::process;
  }
}

std::uint64_t key_of(const ListedSpace& row) {
  const std::uint64_t identity = row.id != 0 ? row.id : hash_bytes(row.space.key);
  return mix(identity, static_cast<std::uint64_t>(row.entity));
}

/// Locales in which one of the fields has a text that is not blank and not a machine's.
std::vector<std::string> locales_with(const Cells& cells, std::initializer_list<Field> fields) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < cells.layout().locales.size(); ++i) {
    bool there = false;
    for (const Field field : fields)
      for (const Pick& pick : cells.layout().of(field))
        there = there || (pick.locale == i && !pick.machine && !trimmed(cells.record()[pick.column]).empty());
    if (there) found.push_back(cells.layout().locales[i]);
  }
  return found;
}

}  // namespace

void SpaceRows::add(const Cells& cells, const Url& url, RowSink& sink, Meta meta) {
  ListedSpace row;
  row.entity = cells.layout().entity;
  row.line = cells.record().line();
  row.host = std::string(url.host);
  row.id = cells.number(Field::id);
  row.updated = cells.time(Field::updated);
  engine::Space& space = row.space;
  space.kind = kind_of(row.entity);
  space.key = space_key(url);
  // The same row once per public space: the first of them is enough to read.
  const std::uint64_t version = row.updated ? static_cast<std::uint64_t>(*row.updated) : 0;
  if (!seen_.insert(mix(mix(key_of(row), version), meta.content), 0).second) {
    rows_.push_back(std::move(row));
    metas_.push_back(meta);
    return;
  }
  space.title = sink.names_of(cells, Field::title);
  space.title_locales = locales_with(cells, {Field::title});
  space.description_locales = locales_with(cells, {Field::body, Field::short_body});
  space.created = cells.time(Field::created);
  space.published = cells.time(Field::published);
  space.start = cells.time(Field::start);
  space.end = cells.time(Field::end);
  space.listed = true;
  space.opened_by_participants = space.kind == engine::SpaceKind::initiative;
  if (space.kind != engine::SpaceKind::initiative)
    for (const Field field : {Field::short_body, Field::body, Field::announcement})
      if (auto text = sink.read_official(cells, field)) {
        row.locales.push_back(text->locale ? sink.locale_tag(*text->locale) : std::string{});
        row.texts.push_back(*text);
      }
  rows_.push_back(std::move(row));
  metas_.push_back(meta);
}

void SpaceRows::merge(Builder& builder, Table* table) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::uint64_t key = key_of(rows_[i]);
    builder.add_space(std::move(rows_[i]), key, metas_[i], table);
  }
}

void SpaceRows::clear() {
  rows_.clear();
  metas_.clear();
  seen_.clear();
}

}  // namespace boussole::connectors::decidim
