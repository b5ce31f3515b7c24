#include "connectors/catalog.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "connectors/adhocracy/connector.h"
#include "connectors/cap_collectif/connector.h"
#include "connectors/consul/connector.h"
#include "connectors/csv/reader.h"
#include "connectors/decidim/connector.h"
#include "connectors/decidim_admin/connector.h"
#include "connectors/decidim_stats/connector.h"
#include "connectors/go_vocal/connector.h"
#include "connectors/grand_debat/connector.h"
#include "connectors/graphql/connector.h"
#include "connectors/hash.h"
#include "connectors/mapped/connector.h"
#include "connectors/merge/merge.h"
#include "connectors/merge/partition.h"
#include "connectors/pabulib/connector.h"
#include "connectors/polis/connector.h"
#include "connectors/uk_petitions/connector.h"

namespace boussole::connectors {

namespace {

constexpr std::size_t kPeekBytes = std::size_t{64} << 10;
constexpr std::size_t kTableBeginning = std::size_t{4} << 10;
constexpr std::size_t kTablesShown = 8;
constexpr std::size_t kColumnsShown = 6;

/// The header of a table. Reading stops after it; the source is left at its beginning.
Expected<TableHead> peek(Source& source) {
  TableHead head;
  head.name = source.name();
  bool seen = false;
  csv::Handler handler;
  handler.header = [&](const csv::Header& header) -> Expected<void> {
    head.columns = header.columns;
    seen = true;
    return std::unexpected(Error{});  // enough: no row is wanted yet
  };
  handler.make_sink = [] { return std::unique_ptr<csv::BlockSink>(); };
  handler.commit = [](std::unique_ptr<csv::BlockSink>) {};
  handler.reject = [](const csv::Rejected&) {};
  csv::Limits limits;
  limits.block_bytes = kPeekBytes;
  const auto summary = csv::read(source, handler, 1, limits);
  if (!summary && !seen) {
    if (summary.error().kind == Error::Kind::io) return std::unexpected(summary.error());
    head.unreadable = summary.error();
  }
  if (summary) head.empty = summary->empty;
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  return head;
}

/// The first bytes of a source, which is left at its beginning.
Expected<std::string> beginning_of(Source& source, std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    const auto got = source.read({bytes.data() + size, most - size});
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    size += *got;
  }
  bytes.resize(size);
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  return bytes;
}

/// A hash of all bytes, for the rare sources that have the same name.
Expected<std::uint64_t> content_of(Source& source) {
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  std::vector<char> buffer(std::size_t{1} << 20);
  std::uint64_t hash = 0;
  for (;;) {
    const auto got = source.read(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    hash = hash_bytes({buffer.data(), *got}, hash);
  }
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  return hash;
}

/// Puts sources in the order of their names, those of one name in the order of their contents: so the order on the
/// command line does not matter.
Expected<void> sort_sources(std::vector<std::unique_ptr<Source>>& list) {
  struct Key {
    std::string name;
    std::uint64_t size = 0, content = 0;
    std::unique_ptr<Source> source;
  };
  std::map<std::string, std::size_t> named;
  for (const auto& source : list) ++named[source->name()];
  std::vector<Key> keys;
  for (auto& source : list) {
    Key key{source->name(), source->size_hint(), 0, nullptr};
    if (named[key.name] > 1) {
      auto content = content_of(*source);
      if (!content) return std::unexpected(content.error());
      key.content = *content;
    }
    key.source = std::move(source);
    keys.push_back(std::move(key));
  }
  std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.name, a.size, a.content) < std::tie(b.name, b.size, b.content);
  });
  for (std::size_t i = 0; i < keys.size(); ++i) list[i] = std::move(keys[i].source);
  return {};
}

/// "a.csv (id, title, …); b.csv (no table)": what stands there instead of a known export.
Text found_instead(std::span<const TableHead> heads, std::span<const std::string> others) {
  Text found;
  const auto add = [&](const std::string& fr, const std::string& en) {
    if (!found.fr.empty()) found.fr += " ; ", found.en += "; ";
    found.fr += fr, found.en += en;
  };
  for (std::size_t i = 0; i < heads.size() && i < kTablesShown; ++i) {
    const TableHead& head = heads[i];
    if (head.unreadable) {
      add(head.name + " (pas un tableau CSV)", head.name + " (no CSV table)");
      continue;
    }
    if (head.empty) {
      add(head.name + " (vide)", head.name + " (empty)");
      continue;
    }
    std::string columns;
    for (std::size_t c = 0; c < head.columns.size() && c < kColumnsShown; ++c)
      columns += (c == 0 ? "" : ", ") + head.columns[c].substr(0, 40);
    if (head.columns.size() > kColumnsShown) columns += ", …";
    add(head.name + " (" + columns + ")", head.name + " (" + columns + ")");
  }
  if (heads.size() > kTablesShown) add("…", "…");
  for (std::size_t i = 0; heads.empty() && i < others.size() && i < kTablesShown; ++i) add(others[i], others[i]);
  return found;
}

Error nothing_recognised(std::span<const TableHead> heads, const SourceList& sources) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  const Text found = found_instead(heads, sources.others);
  if (found.empty()) {
    error.what = {"Aucun fichier à lire.", "There is no file to read."};
  } else {
    error.what = {"Aucun export connu n’a été reconnu à ses colonnes. Trouvé : " + found.fr + ".",
                  "No known export was recognised by its columns. Found: " + found.en + "."};
  }
  error.remedy = {
      "Donnez le zip de la page « données ouvertes » d’un site Decidim (/open-data/download), ses fichiers CSV, ou un "
      "export d’une autre plateforme de la documentation « ajouter une plateforme ».",
      "Give the zip of a Decidim site's open data page (/open-data/download), its CSV files, or an export of another "
      "platform that the guide “add a platform” lists."};
  if (polis::only_companions(heads))
    error.remedy = {
        "Ce fichier accompagne une conversation Polis : donnez le dossier entier de l’export, avec comments.csv, "
        "votes.csv et participants-votes.csv.",
        "This file goes with a Polis conversation: give the whole folder of the export, with comments.csv, votes.csv and "
        "participants-votes.csv."};
  return error;
}

/// A table that was made from another file is known by that file: its size, its hash, and what was seen in it.
void tell_origins(Reading& reading) {
  const auto& tables = reading.sources->tables;
  for (std::size_t i = 0; i < tables.size() && i < reading.data.sources.size(); ++i) {
    const Origin* origin = tables[i]->origin();
    if (origin == nullptr || origin->sha256.empty()) continue;
    engine::SourceRecord& record = reading.data.sources[i];
    record.sha256 = origin->sha256;
    record.bytes = static_cast<std::int64_t>(origin->bytes);
    record.notes.insert(record.notes.end(), origin->notes.begin(), origin->notes.end());
  }
}

std::vector<bool> described_by(const std::optional<mapped::Mapping>& mapping, std::span<const TableHead> heads) {
  std::vector<bool> out(heads.size(), false);
  for (std::size_t i = 0; mapping && i < heads.size(); ++i)
    out[i] = !heads[i].unreadable && !heads[i].empty &&
             mapped::table_for(*mapping, heads[i].name, heads[i].columns) != nullptr;
  return out;
}

/// Shares of what no mapping describes, by the places that it has among all.
std::vector<merge::Share> shares_of_rest(std::span<const TableHead> heads, const std::vector<bool>& described,
                                         std::span<const DocumentHead> documents) {
  std::vector<TableHead> rest;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (described[i]) continue;
    rest.push_back(heads[i]);
    places.push_back(i);
  }
  auto shares = merge::partition(catalog(), rest, documents);
  for (merge::Share& share : shares)
    for (std::size_t& table : share.tables) table = places[table];
  return shares;
}

}  // namespace

std::span<const ConnectorDef> catalog() {
  static const std::array kConnectors{
      decidim::connector(),
      decidim_admin::json_connector(),
      graphql::decidim_connector(),
      graphql::consul_connector(),
      pabulib::connector(),
      polis::connector(),
      consul::connector(),
      cap_collectif::connector(),
      uk_petitions::connector(),
      grand_debat::connector(),
      go_vocal::connector(),
      adhocracy::connector(),
      decidim_admin::people_connector(),
      decidim_stats::connector(),
  };
  return kConnectors;
}

Expected<Reading> read_dataset(std::span<const std::string> paths, const ReadOptions& options) {
  ArchiveLimits limits;
  limits.hidden_sheets = !options.mapping.empty();  // a mapping may name them
  auto opened = open_sources(paths, limits);
  if (!opened) return std::unexpected(opened.error());
  return read_sources(std::make_shared<SourceList>(std::move(*opened)), options);
}

Expected<Reading> read_sources(std::shared_ptr<SourceList> sources, const ReadOptions& options) {
  for (auto* list : {&sources->tables, &sources->documents})
    if (auto sorted = sort_sources(*list); !sorted) return std::unexpected(sorted.error());
  std::optional<mapped::Mapping> mapping;
  if (!options.mapping.empty()) {
    auto loaded = mapped::load_mapping(options.mapping);
    if (!loaded) return std::unexpected(loaded.error());
    mapping = std::move(*loaded);
    mapped::skip_title_rows(*mapping, *sources);
  }
  std::vector<TableHead> heads;
  for (const auto& source : sources->tables) {
    auto head = peek(*source);
    if (!head) return std::unexpected(head.error());
    auto beginning = beginning_of(*source, kTableBeginning);
    if (!beginning) return std::unexpected(beginning.error());
    head->beginning = std::move(*beginning);
    heads.push_back(std::move(*head));
  }
  std::vector<DocumentHead> documents;
  for (const auto& source : sources->documents) {
    auto beginning = beginning_of(*source, kPeekBytes);
    if (!beginning) return std::unexpected(beginning.error());
    documents.push_back({source->name(), std::move(*beginning)});
  }
  // What the mapping describes is read by it; the rest is recognised as ever.
  const std::vector<bool> described = described_by(mapping, heads);
  const auto shares = shares_of_rest(heads, described, documents);
  if (shares.empty() && !mapping) return std::unexpected(nothing_recognised(heads, *sources));
  std::vector<merge::Part> parts;
  for (const merge::Share& share : shares) {
    auto own = std::make_shared<SourceList>(merge::take(*sources, share));
    auto reading = share.connector->read(std::move(own), merge::heads_of(heads, share), options);
    if (!reading) return std::unexpected(reading.error());
    tell_origins(*reading);
    parts.push_back({std::move(*reading), std::string(merge::family_of(share.connector->id))});
  }
  if (mapping) {
    merge::Share share;
    for (std::size_t i = 0; i < heads.size(); ++i)
      if (described[i] || shares.empty()) share.tables.push_back(i);
    auto own = std::make_shared<SourceList>(merge::take(*sources, share));
    auto reading = mapped::read(*mapping, std::move(own), merge::heads_of(heads, share), options);
    if (!reading) return std::unexpected(reading.error());
    tell_origins(*reading);
    parts.push_back({std::move(*reading), std::string(merge::family_of("mapped"))});
  }
  return merge::merge_parts(std::move(parts), options.threads);
}

}  // namespace boussole::connectors
