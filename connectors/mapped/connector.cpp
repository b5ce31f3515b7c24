#include "connectors/mapped/connector.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/title_rows.h"
#include "connectors/source_errors.h"
#include "engine/json/reader.h"

namespace boussole::connectors::mapped {

namespace {

Error nothing_fits(const Mapping& mapping, std::span<const TableHead> heads) {
  std::string found;
  for (const TableHead& head : heads) found += (found.empty() ? "" : ", ") + head.name;
  Error error;
  error.file = mapping.file;
  error.what = {"aucune table donnée n’est décrite par ce fichier. Trouvé : " + found,
                "no table that was given is described by this file. Found: " + found};
  error.remedy = {
      "Vérifiez « file », « sheet » et les noms des colonnes ; « boussole mapping new FICHIER » en propose un.",
      "Check “file”, “sheet” and the names of the columns; “boussole mapping new FILE” proposes one."};
  return error;
}

}  // namespace

Expected<Mapping> load_mapping(const std::string& path) {
  auto text = json::read_file(path);
  if (!text) return std::unexpected(text.error());
  return parse_mapping(*text, base_name(path));
}

void skip_title_rows(const Mapping& mapping, SourceList& sources) {
  for (auto& source : sources.tables) {
    const MappedTable* table = table_for(mapping, source->name(), {});
    if (table != nullptr && table->header_row > 1)
      source = without_title_rows(std::move(source), table->header_row - 1);
  }
}

Expected<Reading> read(const Mapping& mapping, std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("mapped", options, *sources, heads);
  TableReader reader(into, *sources);
  const std::string name = mapping.platform_name.empty() ? mapping.file : mapping.platform_name;
  reader.default_space = {"/all", {name, name}, engine::SpaceKind::process};
  std::vector<std::pair<const MappedTable*, std::size_t>> described;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i].unreadable) {
      into.table(i).notes.push_back({"not_a_table", heads[i].unreadable->what});
      continue;
    }
    if (heads[i].empty) {
      note(into.table(i), "empty_file", "Fichier vide : la table n’a aucune ligne.",
           "Empty file: the table has no row.");
      continue;
    }
    if (const MappedTable* table = table_for(mapping, heads[i].name, heads[i].columns))
      described.emplace_back(table, i);
  }
  // As the mapping lists them: of two tables that have the same thing, the one that it names first has precedence.
  std::stable_sort(described.begin(), described.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [table, i] : described) {
    auto plan = plan_of(mapping, *table, heads[i].name, heads[i].columns);
    if (!plan) return std::unexpected(plan.error());
    reader.add(i, std::move(*plan));
  }
  if (described.empty()) return std::unexpected(nothing_fits(mapping, heads));
  if (auto done = reader.read_all(); !done) return std::unexpected(done.error());
  into.data.platform_name = name;
  into.data.platform_url = mapping.platform_url;
  into.data.generation = "tables, " + mapping.file;
  return into.finish(std::move(sources));
}

}  // namespace boussole::connectors::mapped
