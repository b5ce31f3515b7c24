#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "connectors/graphql/rows.h"
#include "connectors/source.h"
#include "engine/base/error.h"

namespace boussole::connectors::graphql {

/// The largest answer that is read. A page is far smaller; lists that no platform pages (comments of one thing) may
/// grow.
inline constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

/// One saved answer.
struct Saved {
  std::size_t document = 0;  ///< place in SourceList::documents
  std::uint32_t kinds = 0;   ///< tables that it gives rows to, one bit each
};

/// The answers among the documents of a source, each read on its own whenever it is needed: nothing of them is held but
/// where things are and which columns their tables have.
class Answers {
 public:
  /// Reads every answer twice: for what rows must know of others, then for the columns.
  static Expected<std::shared_ptr<Answers>> open(std::shared_ptr<SourceList> sources, Dialect dialect);

  const std::vector<std::string>& columns(Kind kind) const { return columns_[static_cast<std::size_t>(kind)]; }
  const std::vector<Saved>& saved() const { return saved_; }
  std::int64_t refused() const { return refused_; }        ///< answers that hold errors and no data
  std::int64_t unreadable() const { return unreadable_; }  ///< documents cut short, or no JSON
  std::int64_t null_nodes() const { return null_nodes_; }
  bool budgets_together() const { return context_.budgets_together; }  ///< Consul: no investment says whose it is

  /// The bytes of one answer.
  Expected<std::string> read(const Saved& saved) const;
  /// Calls `emit` with the rows of an answer; gives how many objects of it were null.
  Expected<std::int64_t> rows(const std::string& bytes, const Saved& saved, const Emit& emit) const;

 private:
  Answers(std::shared_ptr<SourceList> sources, Dialect dialect) : sources_(std::move(sources)), dialect_(dialect) {}
  Expected<void> learn();
  Expected<void> find_columns();

  std::shared_ptr<SourceList> sources_;
  Dialect dialect_;
  Context context_;
  std::vector<Saved> saved_;
  std::array<std::vector<std::string>, kKinds> columns_;
  std::int64_t refused_ = 0, unreadable_ = 0, null_nodes_ = 0;
};

/// The rows of one kind as a table of CSV, written while it is read and never held.
std::unique_ptr<Source> table_source(std::shared_ptr<const Answers> answers, Kind kind);

}  // namespace boussole::connectors::graphql
