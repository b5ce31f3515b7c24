#include "connectors/decidim/connector.h"

#include <algorithm>
#include <mutex>
#include <numeric>

#include "connectors/csv/reader.h"
#include "connectors/decidim/finish.h"
#include "connectors/decidim/sink.h"
#include "connectors/text_reader.h"

namespace boussole::connectors::decidim {

namespace {

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), [](const TableHead& head) {
    return !head.columns.empty() && recognise(head.columns, head.name) != Entity::unknown;
  }));
}

/// Sinks that wait for their next block, with the memory of the last one.
class SinkPool {
 public:
  SinkPool(const Table& table, const Builder& builder) : table_(table), builder_(builder) {}

  std::unique_ptr<RowSink> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return make_sink(table_, builder_);
    auto sink = std::move(free_.back());
    free_.pop_back();
    return sink;
  }
  void give_back(std::unique_ptr<RowSink> sink) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(sink));
  }

 private:
  const Table& table_;
  const Builder& builder_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<RowSink>> free_;
};

Table make_table(std::uint32_t place, const Source& source, const TableHead& head, const ReadOptions& options) {
  Table table;
  table.source = place;
  table.bytes = source.size_hint();
  table.columns = head.columns;
  const Entity entity = head.empty ? entity_named(head.name) : recognise(head.columns, head.name);
  table.layout = make_layout(entity, head.columns, options.locales);
  table.record.file = head.name;
  table.record.entity = name_of(entity);
  table.record.columns_ignored = table.layout.ignored;
  table.record.columns_personal = table.layout.personal;
  return table;
}

void note(Table& table, const char* code, Text text) { table.record.notes.push_back({code, std::move(text)}); }

void note_summary(Table& table, const csv::Summary& summary) {
  if (summary.empty)
    note(table, "empty_file",
         {"Fichier vide : le jeu de données n’a aucune ligne.", "Empty file: the data set has no row."});
  const std::string line = std::to_string(summary.invalid_utf8_line);
  if (summary.invalid_utf8)
    note(table, "invalid_utf8",
         {"Des octets ne sont pas de l’UTF-8 (d’abord ligne " + line + ") ; les lignes sont lues quand même.",
          "Some bytes are not UTF-8 (first on line " + line + "); the rows are read all the same."});
  if (table.layout.entity == Entity::unknown && !summary.empty)
    note(table, "unknown_table",
         {"Tableau inconnu : mis de côté, rien n’en est mesuré.",
          "Unknown table: kept aside, nothing of it is measured."});
}

void take_rejected(Table& table, const csv::Rejected& rejected) {
  ++table.malformed[rejected.reason.code];
  ++table.record.rows_rejected;
  // Both kinds of refused rows are told in file order, each on its own: the first of both are shown in the end.
  if (table.malformed_sample.size() < kSampleOfFile)
    table.malformed_sample.push_back({table.record.file, rejected.line, rejected.column, rejected.reason});
}

/// A whole file met twice adds nothing, also where its rows have no ids.
void drop_repeated_metrics(Builder& builder, Table& table) {
  if (table.layout.entity != Entity::metrics) return;
  for (const Table& other : builder.tables) {
    if (&other == &table || other.layout.entity != Entity::metrics || other.record.sha256 != table.record.sha256 ||
        other.record.rows_read == 0)
      continue;
    table.record.rows_duplicate += table.record.rows_read;
    table.record.rows_read = 0;
    builder.metrics.erase(table.source);
    return;
  }
}

class ReadingProgress {
 public:
  ReadingProgress(const SourceList& sources, const ReadOptions& options) : options_(options) {
    for (const auto& source : sources.tables) total_ += source->size_hint();
  }
  void tell(const Table& table, std::uint64_t in_file) const {
    if (options_.progress) options_.progress({table.record.file, std::min(before_ + in_file, total_), total_});
  }
  void file_done(std::uint64_t bytes) { before_ += bytes; }

 private:
  const ReadOptions& options_;
  std::uint64_t total_ = 0, before_ = 0;
};

Expected<void> read_table(Builder& builder, Table& table, Source& source, ReadingProgress& progress) {
  SinkPool pool(table, builder);
  csv::Handler handler;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.make_sink = [&] { return pool.take(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    std::unique_ptr<RowSink> sink(static_cast<RowSink*>(filled.release()));
    progress.tell(table, sink->bytes_read());
    sink->merge_into(builder, table);
    pool.give_back(std::move(sink));
  };
  handler.reject = [&](const csv::Rejected& rejected) { take_rejected(table, rejected); };
  const auto summary = csv::read(source, handler, builder.options().threads);
  if (!summary) return std::unexpected(summary.error());
  table.record.sha256 = summary->sha256;
  table.record.bytes = static_cast<std::int64_t>(summary->bytes);
  progress.file_done(summary->bytes);
  note_summary(table, *summary);
  drop_repeated_metrics(builder, table);
  return {};
}

std::string generation_of(const Builder& builder) {
  std::vector<std::uint8_t> possible;
  // Proposals first: they tell the most.
  for (const bool proposals : {true, false})
    for (const Table& table : builder.tables)
      if (!table.columns.empty() && table.layout.entity != Entity::unknown &&
          (table.layout.entity == Entity::proposals) == proposals)
        possible.push_back(generations_of(table.layout.entity, table.columns));
  return generation_name(possible);
}

/// Smaller, describing tables after the large ones they describe would do as well; the order only has to be fixed.
std::vector<std::size_t> reading_order(const Builder& builder) {
  std::vector<std::size_t> order(builder.tables.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return builder.tables[a].layout.entity < builder.tables[b].layout.entity;
  });
  return order;
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Builder builder(options);
  if (auto known = organiser_keys(builder.pseudonyms(), options.organisers); !known)
    return std::unexpected(known.error());
  for (std::size_t i = 0; i < heads.size(); ++i)
    builder.tables.push_back(make_table(static_cast<std::uint32_t>(i), *sources->tables[i], heads[i], options));
  builder.keep_profiles = std::any_of(builder.tables.begin(), builder.tables.end(),
                                      [](const Table& table) { return table.layout.entity == Entity::user_groups; });
  ReadingProgress progress(*sources, options);
  for (const std::size_t at : reading_order(builder)) {
    Table& table = builder.tables[at];
    if (heads[at].unreadable) {
      note(table, "not_a_table", heads[at].unreadable->what);
      continue;
    }
    if (auto done = read_table(builder, table, *sources->tables[at], progress); !done)
      return std::unexpected(done.error());
  }
  builder.data.connector = "decidim";
  builder.data.generation = generation_of(builder);
  builder.data.open_licence = sources->open_licence;
  finish(builder);
  auto data = std::make_shared<engine::Dataset>(std::move(builder.data));
  auto texts = make_text_reader(sources, data, options.threads);
  return Reading(std::move(data), std::move(sources), std::move(texts));
}

}  // namespace

ConnectorDef connector() { return {"decidim", {"Decidim, données ouvertes", "Decidim, open data"}, &sniff, &read}; }

}  // namespace boussole::connectors::decidim
