#include "connectors/decidim/sink.h"

#include <algorithm>
#include <cassert>

#include "connectors/csv/values.h"
#include "connectors/decidim/ruby.h"
#include "connectors/text_cells.h"
#include "engine/text/features.h"

namespace boussole::connectors::decidim {

RowSink::RowSink(const Table& table, const Builder& builder)
    : builder_(builder),
      source_(table.source),
      cells_(table.layout, pools_.unreadable),
      checks_(filled_checks(table.layout)) {}

void RowSink::record(const csv::Record& record) {
  cells_.bind(record);
  filled_ = filled_mask(record, checks_);
  last_offset_ = record.offset(record.size() - 1);
  const std::size_t before = metas_.size();
  const std::optional<Refusal> why = read_row(cells_);
  if (why) {
    metas_.resize(before);
    pools_.refused.push_back({record.line(), *why});
  }
  assert(metas_.size() == before + (why ? 0 : 1));
}

void RowSink::merge_into(Builder& builder, Table& table) {
  if (table.record.rows_read + table.record.rows_duplicate == 0 && last_offset_ > 0)
    builder.make_room(table, metas_.size() * table.bytes / last_offset_);
  BlockMaps maps(builder, pools_);
  merge(builder, table, maps);
  for (const RefusedRow& row : pools_.refused) {
    ++table.refused[static_cast<std::size_t>(row.why.reason)];
    ++table.record.rows_rejected;
    if (table.sample.size() < kSampleOfFile) table.sample.push_back(explain(table, row));
  }
  for (std::size_t i = 0; i < kFields; ++i) table.unreadable[i] += pools_.unreadable[i];
  for (const HostCount& block : pools_.hosts) builder.count_host(block);
  pools_.clear();
  metas_.clear();
  clear();
}

RowSink::TextRead RowSink::read_text(const Cells& cells, const Cells::Cell& cell, engine::TextSignature::Of of,
                                     bool rich) {
  if (!cell) return {};
  engine::TextSignature& signature = pools_.signatures.emplace_back();
  signature.html = rich || has_markup(cell.text);
  const std::string_view text = without_mentions(cell.text, scratch_);
  const engine::text::Extracted got = engine::text::extract(text, signature.html, &signature.bins);
  if (!got.has_signature) {
    pools_.signatures.pop_back();
    return {got.features, std::nullopt};
  }
  signature.fingerprint = got.features.fingerprint;
  signature.words = got.features.words;
  signature.offset = cells.record().offset(cell.pick->column);
  signature.length = cells.record().raw_length(cell.pick->column);
  signature.source = source_;
  signature.of = of;
  return {got.features, static_cast<std::uint32_t>(pools_.signatures.size() - 1)};
}

std::optional<engine::OfficialText> RowSink::read_official(const Cells& cells, Field field) {
  const Cells::Cell cell = cells.cell(field);
  if (!cell) return std::nullopt;
  const auto read = engine::text::readability(cell.text, true);
  if (read.words == 0) return std::nullopt;
  engine::OfficialText text;
  text.locale = locale_of(cells, cell);
  text.words = read.words;
  text.sentences = read.sentences;
  text.syllables = read.syllables;
  return text;
}

OptionalIndex RowSink::locale_of(const Cells& cells, const Cells::Cell& cell) {
  if (!cell || cell.pick->locale == Pick::kNoLocale) return std::nullopt;
  return pools_.locale(cells.layout().locales[cell.pick->locale]);
}

OptionalIndex RowSink::read_space(const Cells& cells, const Url& url) {
  if (const std::string_view own = cells.text(Field::space_url); !own.empty())
    if (const OptionalIndex space = pools_.space(split_url(own).path)) return space;
  return pools_.space(url.path);
}

bool RowSink::located(const Cells& cells) const {
  const auto latitude = cells.decimal(Field::latitude);
  const auto longitude = cells.decimal(Field::longitude);
  return latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180;
}

Text RowSink::names_of(const Cells& cells, Field field) const {
  Text names;
  std::string_view any;
  for (const Pick& pick : cells.layout().of(field)) {
    const std::string_view text = trimmed(csv::undo_formula_guard(cells.record()[pick.column]));
    if (text.empty()) continue;
    if (any.empty()) any = text;
    if (pick.locale == Pick::kNoLocale || pick.machine) continue;
    const std::string& locale = cells.layout().locales[pick.locale];
    if (locale == "fr" && names.fr.empty()) names.fr = text;
    if (locale == "en" && names.en.empty()) names.en = text;
  }
  if (names.fr.empty()) names.fr = any;
  if (names.en.empty()) names.en = any;
  return names;
}

void RowSink::add_theme(const Cells& cells, engine::Theme::Kind kind, Field id_field, Field name) {
  const std::uint64_t id = cells.number(id_field);
  if (id == 0) return;
  const auto [at, fresh] = pools_.theme(kind, id);
  if (fresh) pools_.themes[at].name = names_of(cells, name);
  pools_.theme_refs.push_back(at);
}

void RowSink::add_taxonomies(const Cells& cells) {
  const std::string_view ids = cells.text(Field::taxonomy_ids);
  if (ids.empty()) return;
  std::vector<Text> names;
  bool names_read = false;
  std::size_t position = 0;
  split_joined(ids, [&](std::string_view entry) {
    const std::size_t here = position++;
    const std::uint64_t id = parse_id(entry);
    if (id == 0) return;
    const auto [at, fresh] = pools_.theme(engine::Theme::Kind::taxonomy, id);
    pools_.theme_refs.push_back(at);
    if (!fresh) return;
    if (!names_read) names = ruby_names(cells.text(Field::taxonomy_names));
    names_read = true;
    const auto count = static_cast<std::size_t>(std::count(ids.begin(), ids.end(), ',')) + 1;
    if (names.size() == count) pools_.themes[at].name = names[here];
  });
}

engine::PoolSpan RowSink::read_themes(const Cells& cells) {
  engine::PoolSpan span{static_cast<std::uint32_t>(pools_.theme_refs.size()), 0};
  add_theme(cells, engine::Theme::Kind::category, Field::category_id, Field::category_name);
  add_theme(cells, engine::Theme::Kind::scope, Field::scope_id, Field::scope_name);
  add_taxonomies(cells);
  span.count = static_cast<std::uint32_t>(pools_.theme_refs.size()) - span.begin;
  return span;
}

engine::PoolSpan RowSink::read_links(std::string_view joined) {
  engine::PoolSpan span{static_cast<std::uint32_t>(pools_.links.size()), 0};
  split_joined(joined, [&](std::string_view entry) {
    const Url url = split_url(entry);
    if (!url.path.empty()) pools_.links.push_back(path_key(url.path));
  });
  span.count = static_cast<std::uint32_t>(pools_.links.size()) - span.begin;
  return span;
}

}  // namespace boussole::connectors::decidim
