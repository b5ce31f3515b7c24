#include <algorithm>

#include "connectors/csv/reader.h"
#include "connectors/decidim/connector.h"
#include "connectors/decidim/entities.h"
#include "connectors/decidim_admin/connector.h"
#include "connectors/records/objects.h"
#include "connectors/records/table.h"
#include "engine/json/reader.h"

namespace boussole::connectors::decidim_admin {

namespace {

std::size_t no_tables(std::span<const TableHead>) { return 0; }

/// The columns that the first object of an export would have as CSV; none where the first bytes do not hold it whole.
std::vector<std::string> first_columns(const DocumentHead& head) {
  std::vector<std::string> out;
  const auto source = memory_source(head.name, head.beginning);
  records::Objects objects(*source, "");
  if (!objects.restart()) return out;
  const auto text = objects.next();
  if (!text || text->empty()) return out;
  const auto value = json::parse(*text, head.name);
  if (!value) return out;
  for (const auto& [column, cell] : records::flattened(*value)) out.push_back(column);
  return out;
}

bool is_export(const DocumentHead& head) {
  const auto members = records::first_members(head.beginning);
  if (members.empty()) return false;
  if (decidim::recognise(first_columns(head), head.name) != decidim::Entity::unknown) return true;
  // A first object longer than what was looked at: the names it begins with must do.
  const auto has = [&](std::string_view name) {
    return std::find(members.begin(), members.end(), name) != members.end();
  };
  return has("commentable_type") || (has("participatory_space") && has("component"));
}

std::size_t sniff(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), is_export));
}

Expected<TableHead> head_of(Source& source) {
  TableHead head;
  head.name = source.name();
  csv::Handler handler;
  handler.header = [&](const csv::Header& header) -> Expected<void> {
    head.columns = header.columns;
    return std::unexpected(Error{});  // enough
  };
  handler.make_sink = [] { return std::unique_ptr<csv::BlockSink>(); };
  handler.commit = [](std::unique_ptr<csv::BlockSink>) {};
  handler.reject = [](const csv::Rejected&) {};
  const auto summary = csv::read(source, handler, 1);
  if (!summary && head.columns.empty()) return std::unexpected(summary.error());
  head.empty = head.columns.empty();
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  return head;
}

/// Every document becomes a table with the columns of the CSV export, and the reader of those reads them.
Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead>, const ReadOptions& options) {
  auto tables = std::make_shared<SourceList>();
  tables->open_licence = sources->open_licence;
  tables->address = sources->address;
  std::vector<TableHead> heads;
  for (std::size_t i = 0; i < sources->documents.size(); ++i) {
    auto table = records::records_source(sources, {sources->documents[i]->name(), {i}, "", &records::flattened});
    if (!table) return std::unexpected(table.error());
    auto head = head_of(**table);
    if (!head) return std::unexpected(head.error());
    heads.push_back(std::move(*head));
    tables->tables.push_back(std::move(*table));
  }
  auto reading = decidim::connector().read(std::move(tables), heads, options);
  if (reading) reading->data.connector = "decidim_json";
  return reading;
}

}  // namespace

ConnectorDef json_connector() {
  return {"decidim_json",
          {"Decidim, exports JSON de l’administration", "Decidim, JSON exports of the back office"},
          &no_tables,
          &read,
          &sniff};
}

}  // namespace boussole::connectors::decidim_admin
