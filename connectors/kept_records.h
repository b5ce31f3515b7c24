#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "connectors/assembly.h"

/// Records of a block carried along until their turn comes. Private to Assembly.
namespace boussole::connectors {

/// What is kept of the records of a block: the cells that say something, in one run. Tables of several kinds of rows
/// are mostly empty cells, and to carry those along costs more than to read them.
struct KeptBlock {
  struct Cell {
    const char* text = nullptr;
    std::uint64_t offset = 0;
    std::uint32_t length = 0, raw_length = 0;
    std::uint16_t column = 0;
    bool quoted = false;
  };
  struct Row {
    std::size_t end = 0;  ///< of its cells
    std::int64_t line = 0;
    std::uint32_t fields = 0;
    std::uint32_t prepared = 0;  ///< its place among the texts, plus one; 0: none
    std::uint64_t who = 0, what = 0;
    const FlatMap* where = nullptr;
    const char* who_cell = nullptr;
  };
  std::vector<Cell> cells;
  std::vector<Row> rows;
  std::vector<Assembly::Prepared> prepared;  ///< the first `texts` of them
  std::size_t texts = 0;
};

/// Blocks that were read, to be filled again: memory that is asked for anew every time is slow to come.
class Spare {
 public:
  KeptBlock take() {
    const std::lock_guard lock(mutex_);
    if (blocks_.empty()) return {};
    KeptBlock out = std::move(blocks_.back());
    blocks_.pop_back();
    return out;
  }
  void give(KeptBlock block) {
    block.cells.clear();
    block.rows.clear();
    block.texts = 0;
    const std::lock_guard lock(mutex_);
    blocks_.push_back(std::move(block));
  }

 private:
  std::mutex mutex_;
  std::vector<KeptBlock> blocks_;
};

/// Keeps the records of a block until the reader says that the block is real.
class KeptRecords final : public csv::BlockSink {
 public:
  /// @param columns  those to be kept; none: all
  KeptRecords(Spare& spare, const Assembly::Prepare& prepare, std::span<const std::size_t> columns)
      : spare_(spare), prepare_(prepare), columns_(columns), block_(spare.take()) {}
  ~KeptRecords() override { spare_.give(std::move(block_)); }

  void record(const csv::Record& record) override {
    const auto& fields = record.fields_;
    if (columns_.empty()) {
      for (std::size_t i = 0; i < fields.size(); ++i) keep(fields[i], i);
    } else {
      for (const std::size_t i : columns_) keep(fields[i], i);
    }
    KeptBlock::Row& row = block_.rows.emplace_back();
    row.end = block_.cells.size();
    row.line = record.line();
    row.fields = static_cast<std::uint32_t>(fields.size());
    if (!prepare_) return;
    // The place of the next text: most rows of some tables have none, and it stays for the row after.
    if (block_.prepared.size() == block_.texts) block_.prepared.emplace_back();
    Assembly::Prepared& prepared = block_.prepared[block_.texts];
    prepared.begin();
    prepare_(record, prepared);
    row.who = prepared.who;
    row.who_cell = prepared.who_cell;
    row.what = prepared.what;
    row.where = prepared.where;
    if (prepared.column) row.prepared = static_cast<std::uint32_t>(++block_.texts);
  }
  std::size_t size() const { return block_.rows.size(); }
  /// Row `i` after row `i` - 1: `into` holds that one, or nothing.
  void get(std::size_t i, csv::Record& into) const {
    const std::size_t begin = i == 0 ? 0 : block_.rows[i - 1].end;
    for (std::size_t c = i < 2 ? 0 : block_.rows[i - 2].end; i > 0 && c < begin; ++c)
      into.fields_[block_.cells[c].column] = {};
    const KeptBlock::Row& row = block_.rows[i];
    into.fields_.resize(row.fields);
    for (std::size_t c = begin; c < row.end; ++c) {
      const KeptBlock::Cell& cell = block_.cells[c];
      into.fields_[cell.column] = {{cell.text, cell.length}, cell.offset, cell.raw_length, cell.quoted};
    }
    into.line_ = row.line;
  }
  const Assembly::Prepared* prepared(std::size_t i) const {
    const std::uint32_t at = block_.rows[i].prepared;
    return at == 0 ? nullptr : &block_.prepared[at - 1];
  }
  std::uint64_t who(std::size_t i) const { return block_.rows[i].who; }
  std::uint64_t what(std::size_t i) const { return block_.rows[i].what; }
  const FlatMap* where(std::size_t i) const { return block_.rows[i].where; }
  const char* who_cell(std::size_t i) const { return block_.rows[i].who_cell; }

 private:
  void keep(const csv::Record::Field& field, std::size_t column) {
    if (field.text.empty() && !field.quoted) return;
    block_.cells.push_back({field.text.data(), field.offset, static_cast<std::uint32_t>(field.text.size()),
                            field.raw_length, static_cast<std::uint16_t>(column), field.quoted});
  }

  Spare& spare_;
  const Assembly::Prepare& prepare_;
  std::span<const std::size_t> columns_;
  KeptBlock block_;
};

}  // namespace boussole::connectors
