#include "connectors/merge/partition.h"

#include <algorithm>
#include <map>

namespace boussole::connectors::merge {

namespace {

/// Row of the first connector that knows this one; the number of connectors where none does.
std::size_t owner_of(std::span<const ConnectorDef> catalog, const TableHead& head) {
  const auto found = std::find_if(catalog.begin(), catalog.end(), [&](const ConnectorDef& connector) {
    return connector.sniff != nullptr && connector.sniff({&head, 1}) > 0;
  });
  return static_cast<std::size_t>(found - catalog.begin());
}

std::size_t owner_of(std::span<const ConnectorDef> catalog, const DocumentHead& head) {
  const auto found = std::find_if(catalog.begin(), catalog.end(), [&](const ConnectorDef& connector) {
    return connector.sniff_documents != nullptr && connector.sniff_documents({&head, 1}) > 0;
  });
  return static_cast<std::size_t>(found - catalog.begin());
}

}  // namespace

std::vector<Share> partition(std::span<const ConnectorDef> catalog, std::span<const TableHead> heads,
                             std::span<const DocumentHead> documents) {
  std::map<std::size_t, Share> shares;
  std::vector<std::size_t> unknown_tables, unknown_documents;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::size_t owner = owner_of(catalog, heads[i]);
    (owner < catalog.size() ? shares[owner].tables : unknown_tables).push_back(i);
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::size_t owner = owner_of(catalog, documents[i]);
    (owner < catalog.size() ? shares[owner].documents : unknown_documents).push_back(i);
  }
  std::vector<Share> out;
  for (auto& [owner, share] : shares) {
    share.connector = &catalog[owner];
    out.push_back(std::move(share));
  }
  if (out.empty()) return out;
  for (const std::size_t i : unknown_tables) out.front().tables.push_back(i);
  for (const std::size_t i : unknown_documents) out.front().documents.push_back(i);
  std::sort(out.front().tables.begin(), out.front().tables.end());
  std::sort(out.front().documents.begin(), out.front().documents.end());
  return out;
}

std::string_view family_of(std::string_view connector) {
  if (connector == "mapped") return "*";
  if (connector == "grand_debat") return "cap_collectif";
  for (const std::string_view family : {"decidim", "consul", "go_vocal", "adhocracy"})
    if (connector.starts_with(family)) return family;
  return connector;
}

SourceList take(SourceList& all, const Share& share) {
  SourceList out;
  for (const std::size_t i : share.tables) out.tables.push_back(std::move(all.tables[i]));
  for (const std::size_t i : share.documents) out.documents.push_back(std::move(all.documents[i]));
  out.others = all.others;
  out.open_licence = all.open_licence;
  out.address = all.address;
  return out;
}

std::vector<TableHead> heads_of(std::span<const TableHead> all, const Share& share) {
  std::vector<TableHead> out;
  for (const std::size_t i : share.tables) out.push_back(all[i]);
  return out;
}

}  // namespace boussole::connectors::merge
