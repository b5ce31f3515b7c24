#include "connectors/decidim/sink.h"
#include "connectors/decidim/space_rows.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

/// Where the space has its page: exports of the back office before the address was one of their columns have the last
/// part of its path only.
std::string address_of(const Cells& cells) {
  const std::string_view url = cells.text(Field::url), slug = cells.text(Field::slug);
  if (!url.empty() || slug.empty() || slug.find('/') != std::string_view::npos) return std::string(url);
  switch (cells.layout().entity) {
    case Entity::processes:
      return "/processes/" + std::string(slug);
    case Entity::assemblies:
      return "/assemblies/" + std::string(slug);
    case Entity::conferences:
      return "/conferences/" + std::string(slug);
    default:
      return {};
  }
}

/// Processes, assemblies, conferences and votings. From 0.30 on each row may stand there once per public space, and
/// rows of other organisations of the same installation may be among them: the builder sees to both.
class SpaceSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    if (cells.has(Field::id))
      if (const auto id = cells.id(Field::id); !id) return id.error();
    const std::string address = address_of(cells);
    const Url url = split_url(address);
    if (url.path.empty()) return Refusal{Reason::bad_id, 0};
    const auto created = cells.sure_time(Field::created);
    if (!created) return created.error();
    Digest digest;
    digest.add(path_key(url.path)).add(hash_bytes(cells.text(Field::title))).add(hash_bytes(cells.text(Field::body)));
    digest.add(hash_bytes(cells.text(Field::short_body))).add(hash_bytes(cells.text(Field::announcement)));
    digest.add(*created).add(cells.time(Field::published)).add(cells.time(Field::start)).add(cells.time(Field::end));
    metas_.push_back({filled_, digest.value()});
    rows_.add(cells, url, *this, metas_.back());
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override { rows_.merge(builder, &table); }
  void clear() override { rows_.clear(); }

  SpaceRows rows_;
};

class TaxonomySink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    ListedTaxonomy row;
    row.theme.kind = engine::Theme::Kind::taxonomy;
    row.theme.id = *id;
    row.theme.listed = true;
    row.theme.name = names_of(cells, Field::title);
    row.parent = cells.number(Field::parent);
    row.theme.is_root = cells.flag(Field::is_root).value_or(row.parent == 0);
    row.updated = cells.time(Field::updated);
    split_joined(cells.text(Field::part_of), [&](std::string_view entry) {
      if (const std::uint64_t ancestor = parse_id(entry)) row.part_of.push_back(ancestor);
    });
    Digest digest;
    digest.add(row.parent).add(std::uint64_t{row.theme.is_root}).add(hash_bytes(row.theme.name.fr));
    digest.add(hash_bytes(row.theme.name.en));
    rows_.push_back(std::move(row));
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Placement place =
          builder.place(builder.listed_taxonomies, builder.taxonomies, rows_[i].theme.id, rows_[i], metas_[i], &table);
      Builder::store(builder.listed_taxonomies, place, std::move(rows_[i]));
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<ListedTaxonomy> rows_;
};

}  // namespace

std::unique_ptr<RowSink> make_space_sink(const Table& table, const Builder& builder) {
  return std::make_unique<SpaceSink>(table, builder);
}
std::unique_ptr<RowSink> make_taxonomy_sink(const Table& table, const Builder& builder) {
  return std::make_unique<TaxonomySink>(table, builder);
}

}  // namespace boussole::connectors::decidim
