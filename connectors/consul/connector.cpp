#include "connectors/consul/connector.h"

#include <algorithm>

#include "connectors/consul/tables.h"

namespace boussole::connectors::consul {

namespace {

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const TableHead& head) { return table_of(head.columns) != Table::unknown; }));
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("consul", options, *sources, heads);
  Platform platform(into, *sources);
  for (const Table kind : {Table::proposals, Table::debates, Table::investments, Table::comments})
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (table_of(heads[i].columns) != kind) continue;
      if (auto done = platform.read(kind, i, Columns(heads[i].columns)); !done) return std::unexpected(done.error());
    }
  platform.finish();
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() { return {"consul", {"Consul, CSV", "Consul, CSV"}, &sniff, &read}; }

}  // namespace boussole::connectors::consul
