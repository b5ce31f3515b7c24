#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/mapped/reader.h"
#include "engine/json/value.h"

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

/// The phases of the projects, as the course of the data set. Call it once the spaces are there.
Expected<void> read_phases(SourceList& sources, std::span<const std::string> collections, engine::Dataset& data);

/// A member as text; of a text in several languages the first that is there; empty where it is absent or null.
std::string text_of(const json::Value& object, std::string_view key);
/// The first of these members that is there.
std::string first_text_of(const json::Value& object, std::initializer_list<std::string_view> keys);

/// Calls `got` with each object of a collection.
Expected<void> each_object(SourceList& sources, std::span<const std::string> collections, std::string_view name,
                           const std::function<void(const json::Value&)>& got);

}  // namespace boussole::connectors::go_vocal
