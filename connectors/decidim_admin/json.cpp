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

constexpr std::string_view kSteps = "participatory_process_steps";

/// Has the document processes, by its first bytes?
bool has_steps(const TableHead& head) {
  return std::any_of(head.columns.begin(), head.columns.end(), [](const std::string& name) { return name == kSteps; });
}

/// The steps of one process, each with the address of the process.
void add_steps(const json::Value& process, std::vector<records::Cells>& rows) {
  const json::Value* steps = process.find(kSteps);
  const json::Value* slug = process.find("slug");
  const json::Value* url = process.find("url");
  if (steps == nullptr || steps->as_array() == nullptr) return;
  std::string place;
  if (slug != nullptr && slug->is_string()) place = "/processes/" + *slug->as_string();
  if (url != nullptr && url->is_string()) place = *url->as_string();
  for (const json::Value& step : *steps->as_array()) {
    if (!step.is_object()) continue;
    rows.push_back(records::flattened(step));
    rows.back().emplace_back("participatory_space/url", place);
  }
}

/// Decidim's exporter puts the steps of a process into one cell, as Ruby inspects them: here they are the table that
/// its API gives. They are few, and are held.
Expected<std::unique_ptr<Source>> steps_table(Source& document) {
  records::Objects objects(document, "");
  if (auto begun = objects.restart(); !begun) return std::unexpected(begun.error());
  std::vector<records::Cells> rows;
  for (;;) {
    const auto text = objects.next();
    if (!text) return std::unexpected(text.error());
    if (text->empty()) break;
    const auto process = json::parse(*text, document.name());
    if (!process) return std::unexpected(process.error());
    add_steps(*process, rows);
  }
  std::vector<std::string> columns;
  for (const records::Cells& row : rows)
    for (const auto& [name, cell] : row)
      if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
  std::string csv;
  const auto add = [&](const auto& cell_of) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) csv += ';';
      records::append_csv_cell(csv, cell_of(columns[i]));
    }
    csv += '\n';
  };
  add([](const std::string& column) { return std::string_view(column); });
  for (const records::Cells& row : rows)
    add([&](const std::string& column) {
      const auto at = std::find_if(row.begin(), row.end(), [&](const auto& cell) { return cell.first == column; });
      return at == row.end() ? std::string_view() : std::string_view(at->second);
    });
  return memory_source(document.name() + "!" + std::string(kSteps) + ".csv", std::move(csv));
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
    const bool steps = has_steps(*head);
    heads.push_back(std::move(*head));
    tables->tables.push_back(std::move(*table));
    if (!steps) continue;
    auto table_of_steps = steps_table(*sources->documents[i]);
    if (!table_of_steps) return std::unexpected(table_of_steps.error());
    if (auto back = tables->tables.back()->rewind(); !back)
      return std::unexpected(back.error());  // one document, two readers
    auto head_of_steps = head_of(**table_of_steps);
    if (!head_of_steps) return std::unexpected(head_of_steps.error());
    if (head_of_steps->empty) continue;
    heads.push_back(std::move(*head_of_steps));
    tables->tables.push_back(std::move(*table_of_steps));
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
