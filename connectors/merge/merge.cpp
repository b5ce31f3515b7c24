#include "connectors/merge/merge.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "connectors/hash.h"
#include "connectors/merge/merger.h"
#include "connectors/text_reader.h"

namespace boussole::connectors::merge {

namespace {

std::string joined(const std::string& a, const std::string& b) {
  if (a.empty() || a == b) return b;
  return b.empty() || a.find(b) != std::string::npos ? a : a + " + " + b;
}

/// Files of all parts: tables first, then documents, as their records stand.
void gather(const std::vector<Part>& parts, SourceList& sources, std::vector<engine::SourceRecord>& records) {
  std::vector<engine::SourceRecord> documents;
  for (const Part& part : parts) {
    SourceList& own = *part.reading.sources;
    const auto& known = part.reading.data.sources;
    const auto tables = static_cast<std::ptrdiff_t>(std::min(own.tables.size(), known.size()));
    records.insert(records.end(), known.begin(), known.begin() + tables);
    documents.insert(documents.end(), known.begin() + tables, known.end());
    for (auto& table : own.tables) sources.tables.push_back(std::move(table));
    for (auto& document : own.documents) sources.documents.push_back(std::move(document));
    sources.others.insert(sources.others.end(), own.others.begin(), own.others.end());
    sources.open_licence = sources.open_licence || own.open_licence;
  }
  records.insert(records.end(), documents.begin(), documents.end());
}

void add_rejections(engine::Rejections& all, const engine::Rejections& more) {
  all.total += more.total;
  std::map<std::string, std::int64_t> by_reason(all.by_reason.begin(), all.by_reason.end());
  for (const auto& [reason, count] : more.by_reason) by_reason[reason] += count;
  all.by_reason.assign(by_reason.begin(), by_reason.end());
  all.sample.insert(all.sample.end(), more.sample.begin(), more.sample.end());
}

engine::MergedSource describe(const Part& part, bool same_people) {
  engine::MergedSource out{part.reading.data.connector, part.reading.data.generation, {}, same_people};
  for (const engine::SourceRecord& record : part.reading.data.sources) out.files.push_back(record.file);
  return out;
}

void feed(engine::Merge& merge, const engine::Dataset& data) {
  for (const auto& [name, presence] : data.capabilities)
    if (presence != engine::Presence::absent && presence != engine::Presence::hidden)
      merge.fed_by[name].push_back(data.connector);
}

/// What a part that was several tables itself found twice among them.
void add_inner(std::vector<engine::MergedEntity>& all, const engine::Dataset& data) {
  if (data.merge == nullptr) return;
  for (const engine::MergedEntity& inner : data.merge->entities) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const auto& e) { return e.entity == inner.entity; });
    if (same == all.end()) continue;
    same->duplicates += inner.duplicates;
    same->filled += inner.filled;
    same->conflicts += inner.conflicts;
  }
}

void tell_strangers(engine::Merge& merge) {
  std::string names;
  for (const engine::MergedSource& source : merge.sources)
    if (!source.same_people) names += (names.empty() ? "" : ", ") + source.connector;
  if (names.empty()) return;
  merge.notes.push_back({"people_of_other_sites",
                         {"Les identifiants de ces sources ne sont pas ceux de la première (" + names +
                              ") : une même personne y est comptée une fois par source.",
                          "The ids of these sources are not those of the first one (" + names +
                              "): the same person is counted once in each source."}});
}

}  // namespace

Reading merge_parts(std::vector<Part> parts, unsigned threads) {
  if (parts.size() == 1) return std::move(parts.front().reading);
  const std::string family = parts.front().family;
  std::shared_ptr<engine::Dataset> base = parts.front().reading.dataset;
  auto merge = std::make_shared<engine::Merge>();
  merge->sources.push_back(describe(parts.front(), true));
  feed(*merge, *base);

  Merger merger(*base);
  auto first_table = static_cast<std::uint32_t>(parts.front().reading.sources->tables.size());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const engine::Dataset& data = parts[i].reading.data;
    const bool same = parts[i].family == family || parts[i].family == "*";
    merger.add(data, same, hash_bytes(parts[i].family) | 1, first_table);
    first_table += static_cast<std::uint32_t>(parts[i].reading.sources->tables.size());
    merge->sources.push_back(describe(parts[i], same));
    feed(*merge, data);
    base->generation = joined(base->generation, data.generation);
    add_rejections(base->rejections, data.rejections);
  }
  merge->entities = merger.finish();
  for (std::size_t i = 1; i < parts.size(); ++i) add_inner(merge->entities, parts[i].reading.data);
  tell_strangers(*merge);

  auto sources = std::make_shared<SourceList>();
  std::vector<engine::SourceRecord> records;
  gather(parts, *sources, records);
  base->sources = std::move(records);
  base->merge = std::move(merge);
  auto texts = make_text_reader(sources, base, threads);
  return Reading(std::move(base), std::move(sources), std::move(texts));
}

}  // namespace boussole::connectors::merge
