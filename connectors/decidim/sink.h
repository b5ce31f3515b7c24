#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/csv/reader.h"
#include "connectors/decidim/builder.h"
#include "connectors/decidim/cells.h"
#include "connectors/decidim/pools.h"
#include "connectors/decidim/tracked.h"

namespace boussole::connectors::decidim {

/// Reads the rows of one block of one table. `read_row` runs on any thread and touches nothing but its own vectors,
/// which keep their memory from block to block; `merge` runs alone, in file order.
class RowSink : public csv::BlockSink {
 public:
  RowSink(const Table& table, const Builder& builder);

  void record(const csv::Record& record) final;
  /// Adds the rows of the block to the Dataset and empties the block.
  void merge_into(Builder& builder, Table& table);
  std::uint64_t bytes_read() const { return last_offset_; }

  // What the rows of several data sets have in common.
  struct TextRead {
    engine::TextFeatures features;
    OptionalIndex signature;  ///< place in `pools.signatures`
  };
  /// Measures a text. @param rich  whether the field is written in HTML whatever it looks like
  TextRead read_text(const Cells& cells, const Cells::Cell& cell, engine::TextSignature::Of of, bool rich);
  /// An official text that is not blank.
  std::optional<engine::OfficialText> read_official(const Cells& cells, Field field);
  OptionalIndex locale_of(const Cells& cells, const Cells::Cell& cell);
  engine::PoolSpan read_themes(const Cells& cells);
  engine::PoolSpan read_links(std::string_view joined);
  /// The space that the row names, or the one that its page stands in.
  OptionalIndex read_space(const Cells& cells, const Url& url);
  bool located(const Cells& cells) const;
  /// French and English where there, else whatever comes first.
  Text names_of(const Cells& cells, Field field) const;

  const std::string& locale_tag(std::uint32_t place) const { return pools_.locales[place]; }

 protected:
  /// Reads one row. Returns why it is refused, or nothing; then exactly one row was added.
  virtual std::optional<Refusal> read_row(const Cells& cells) = 0;
  virtual void merge(Builder& builder, Table& table, BlockMaps& maps) = 0;
  virtual void clear() = 0;

  const Builder& builder_;
  std::uint32_t source_;
  Pools pools_;
  std::vector<Meta> metas_;
  std::uint32_t filled_ = 0;  ///< of the row being read

 private:
  void add_theme(const Cells& cells, engine::Theme::Kind kind, Field id, Field name);
  void add_taxonomies(const Cells& cells);

  Cells cells_;
  std::vector<FilledCheck> checks_;
  std::string scratch_;
  std::uint64_t last_offset_ = 0;
};

/// The sink that reads the rows of this table's data set.
std::unique_ptr<RowSink> make_sink(const Table& table, const Builder& builder);

std::unique_ptr<RowSink> make_contribution_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_comment_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_meeting_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_page_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_result_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_project_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_user_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_group_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_moderation_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_moderated_user_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_space_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_taxonomy_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_step_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_question_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_total_sink(const Table& table, const Builder& builder);
std::unique_ptr<RowSink> make_unknown_sink(const Table& table, const Builder& builder);

}  // namespace boussole::connectors::decidim
