#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/source.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/dataset/dataset.h"
#include "engine/text/near_duplicates.h"

/// What a connector is: it recognises the tables of one kind of platform and turns them into the canonical model.
namespace boussole::connectors {

struct Progress {
  std::string_view file;
  std::uint64_t bytes_done = 0;   ///< of all files together
  std::uint64_t bytes_total = 0;  ///< by the sizes known beforehand
};

struct ReadOptions {
  unsigned threads = 1;
  std::uint64_t seed = 0;                           ///< key of the pseudonyms
  std::vector<std::string> locales = {"fr", "en"};  ///< which translation is read first
  std::vector<std::string> organisers;              ///< ids, or "type:id", of accounts of the organiser
  std::string mapping;                              ///< path of a mapping file; empty: formats are recognised
  std::function<void(const Progress&)> progress;    ///< called from reading threads, one at a time
};

/// A platform that was read, and what is needed to look again at a text of it (no text is kept).
/// `sources->tables[i]` is what `data.sources[i]` describes.
struct Reading {
  Reading(std::shared_ptr<engine::Dataset> read, std::shared_ptr<SourceList> from, engine::text::TextReader texts)
      : dataset(std::move(read)), data(*dataset), sources(std::move(from)), text_reader(std::move(texts)) {}

  std::shared_ptr<engine::Dataset> dataset;  ///< shared with `text_reader`, which reads the places of texts there
  engine::Dataset& data;
  std::shared_ptr<SourceList> sources;
  engine::text::TextReader text_reader;
};

/// The first line of one table, as far as it could be read.
struct TableHead {
  std::string name;
  std::vector<std::string> columns;
  bool empty = false;               ///< no byte, or line ends only: a data set without rows
  std::optional<Error> unreadable;  ///< no table at all
  std::string beginning;            ///< its first bytes, for tables that have no header
};

/// The first bytes of one document.
struct DocumentHead {
  std::string name;
  std::string beginning;  ///< at most 64 KiB; empty for an empty file
};

struct ConnectorDef {
  std::string_view id;
  Text name;
  /// How many of the tables this connector knows by their columns.
  std::size_t (*sniff)(std::span<const TableHead> heads);
  Expected<Reading> (*read)(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                            const ReadOptions& options);
  /// How many of the documents this connector knows by their first bytes; null where it reads tables only.
  std::size_t (*sniff_documents)(std::span<const DocumentHead> heads) = nullptr;
};

}  // namespace boussole::connectors
