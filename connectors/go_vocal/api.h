#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/mapped/reader.h"

/// Saved pages of Go Vocal's public API (v2): {"ideas": [...], "meta": {...}}.
namespace boussole::connectors::go_vocal {

/// The collection that a page is of, by its first bytes ("ideas"); empty where it is none of Go Vocal's.
std::string collection_of(std::string_view beginning);

/// A table made of pages, and its plan.
struct PageTable {
  std::unique_ptr<Source> source;
  mapped::TablePlan plan;
};

/// Makes tables of all pages. `sources` keeps the documents.
Expected<std::vector<PageTable>> page_tables(std::shared_ptr<SourceList> sources,
                                             std::span<const std::string> collections);

}  // namespace boussole::connectors::go_vocal
