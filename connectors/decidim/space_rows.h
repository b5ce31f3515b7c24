#pragma once

#include <vector>

#include "connectors/decidim/sink.h"

namespace boussole::connectors::decidim {

/// Rows of a block that describe participatory spaces: the files of spaces, and that of initiatives, which are spaces
/// as well as contributions.
class SpaceRows {
 public:
  void add(const Cells& cells, const Url& url, RowSink& sink, Meta meta);
  /// @param table  counts the rows, or null where they were counted as something else
  void merge(Builder& builder, Table* table);
  void clear();

 private:
  std::vector<ListedSpace> rows_;
  std::vector<Meta> metas_;
  FlatMap seen_;
};

}  // namespace boussole::connectors::decidim
