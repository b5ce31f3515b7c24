#include "connectors/go_vocal/connector.h"

#include <algorithm>

#include "connectors/go_vocal/api.h"
#include "connectors/go_vocal/baskets.h"
#include "connectors/go_vocal/headers.h"

namespace boussole::connectors::go_vocal {

namespace {

/// A sheet of a workbook is named after it: "export.xlsx!Sheet".
Sheet sheet_in(const TableHead& head) { return sheet_of(head.columns, head.name.find(".xlsx!") != std::string::npos); }

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const TableHead& head) { return sheet_in(head) != Sheet::unknown; }));
}

std::size_t sniff_documents(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const DocumentHead& head) { return !collection_of(head.beginning).empty(); }));
}

/// The collection of each document.
Expected<std::vector<std::string>> collections_of(SourceList& sources) {
  std::vector<std::string> out;
  std::string buffer(std::size_t{64} << 10, '\0');
  for (const auto& document : sources.documents) {
    if (auto back = document->rewind(); !back) return std::unexpected(back.error());
    const auto got = document->read({buffer.data(), buffer.size()});
    if (!got) return std::unexpected(got.error());
    out.push_back(collection_of(std::string_view(buffer).substr(0, *got)));
    if (auto back = document->rewind(); !back) return std::unexpected(back.error());
  }
  return out;
}

/// Makes a table of what was made of others, and gives its place.
std::size_t add(SourceList& tables, std::vector<TableHead>& heads, std::unique_ptr<Source> source) {
  TableHead head;
  head.name = source->name();
  heads.push_back(std::move(head));
  tables.tables.push_back(std::move(source));
  return tables.tables.size() - 1;
}

struct Planned {
  std::size_t table = 0;
  mapped::TablePlan plan;
};

/// Baskets become two small tables; the sheet itself stays in the list as what it is.
/// @return the columns that are about persons; nothing where no column can be an input
Expected<std::optional<std::vector<std::string>>> plan_baskets(SourceList& tables, std::vector<TableHead>& heads,
                                                               std::size_t at, std::vector<Planned>& plans) {
  const std::string name = heads[at].name;
  auto made = basket_tables(*tables.tables[at], heads[at].columns, name);
  if (!made) return std::unexpected(made.error());
  if (made->inputs.empty()) return std::optional<std::vector<std::string>>();
  plans.push_back({add(tables, heads, memory_source(name + " (inputs)", std::move(made->projects))),
                   std::move(made->project_plan)});
  plans.push_back(
      {add(tables, heads, memory_source(name + " (baskets)", std::move(made->ballots))), std::move(made->ballot_plan)});
  return std::optional(std::move(made->personal));
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads_given,
                       const ReadOptions& options) {
  // The documents stay where they are; tables made of them are read like any other.
  auto tables = std::make_shared<SourceList>();
  tables->open_licence = sources->open_licence;
  std::vector<TableHead> heads(heads_given.begin(), heads_given.end());
  tables->tables = std::move(sources->tables);
  std::vector<Planned> plans;
  const std::size_t given = heads.size();
  std::vector<std::optional<std::vector<std::string>>> baskets(given);
  for (std::size_t i = 0; i < given; ++i) {
    const Sheet sheet = sheet_in(heads[i]);
    if (sheet == Sheet::baskets) {
      auto personal = plan_baskets(*tables, heads, i, plans);
      if (!personal) return std::unexpected(personal.error());
      baskets[i] = std::move(*personal);
    } else if (auto plan = plan_of(sheet, heads[i].columns)) {
      plans.push_back({i, std::move(*plan)});
    }
  }
  const auto collections = collections_of(*sources);
  if (!collections) return std::unexpected(collections.error());
  auto pages = page_tables(sources, *collections);
  if (!pages) return std::unexpected(pages.error());
  for (PageTable& page : *pages) {
    const std::size_t at = add(*tables, heads, std::move(page.source));
    plans.push_back({at, std::move(page.plan)});
  }
  Assembly into("go_vocal", options, *tables, heads);
  mapped::TableReader reader(into, *tables);
  reader.default_space = {"/all", {"Go Vocal", "Go Vocal"}, engine::SpaceKind::process};
  for (Planned& planned : plans) reader.add(planned.table, std::move(planned.plan));
  for (std::size_t i = 0; i < given; ++i)
    if (baskets[i]) {
      into.table(i).entity = "baskets";
      into.table(i).columns_personal = *baskets[i];
      note(into.table(i), "made_into_tables",
           "Une colonne par contribution : lue comme deux tables, les contributions et les bulletins.",
           "A column an input: read as two tables, the inputs and the ballots.");
    }
  if (auto done = reader.read_all(); !done) return std::unexpected(done.error());
  if (auto done = read_phases(*sources, *collections, into.data); !done) return std::unexpected(done.error());
  auto& has = into.data.capabilities;
  has["moderations"] = engine::Presence::absent;  // only a state of each thing, no reason
  has["votes.exposure"] = engine::Presence::absent;
  if (collections->empty()) has["votes.author"] = engine::Presence::absent;  // the sheets have totals of likes only
  into.data.platform_name = "Go Vocal";
  into.data.generation = pages->empty() ? "Go Vocal XLSX" : "Go Vocal API 2";
  return into.finish(std::move(tables));
}

}  // namespace

ConnectorDef connector() {
  return {"go_vocal",
          {"Go Vocal (CitizenLab), XLSX et API", "Go Vocal (CitizenLab), XLSX and API"},
          &sniff,
          &read,
          &sniff_documents};
}

}  // namespace boussole::connectors::go_vocal
