#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/csv/reader.h"

/// Reads a whole text and keeps all that the reader said, in order, for the tests to look at.
namespace boussole::connectors::csv {

struct Row {
  std::vector<std::string> fields;
  std::int64_t line = 0;
  bool operator==(const Row&) const = default;
};

/// "line code" of each.
using Rejections = std::vector<std::string>;

struct Collected {
  Header header;
  bool header_given = false;
  std::vector<Row> rows;
  Rejections rejected;
  std::vector<Rejected> rejections;
  std::vector<std::size_t> rows_in_commit;  ///< how the rows were shared among the sinks
  Summary summary;
  std::string raw_mismatch;  ///< a field whose offset and length do not lead back to its raw bytes
};

class RowSink final : public BlockSink {
 public:
  explicit RowSink(const std::string& bytes) : bytes_(bytes) {}
  void record(const Record& record) override {
    Row row;
    row.line = record.line();
    for (std::size_t i = 0; i < record.size(); ++i) {
      row.fields.emplace_back(record[i]);
      check_raw(record, i);
    }
    rows.push_back(std::move(row));
  }
  std::vector<Row> rows;
  std::string mismatch;

 private:
  void check_raw(const Record& record, std::size_t i) {
    const std::string raw = bytes_.substr(record.offset(i), record.raw_length(i));
    std::string undone;
    for (std::size_t k = 0; k < raw.size(); ++k) {
      undone += raw[k];
      if (record.quoted(i) && raw[k] == '"') ++k;
    }
    if (undone != record[i]) mismatch = "field " + std::to_string(i) + ": [" + undone + "]";
  }
  const std::string& bytes_;
};

inline Expected<Collected> collect(const std::string& bytes, unsigned threads = 1, const Limits& limits = {}) {
  Collected out;
  Handler handler;
  handler.header = [&](const Header& header) -> Expected<void> {
    out.header = header;
    out.header_given = true;
    return {};
  };
  handler.make_sink = [&] { return std::make_unique<RowSink>(bytes); };
  handler.commit = [&](std::unique_ptr<BlockSink> sink) {
    auto& rows = static_cast<RowSink&>(*sink);
    out.rows_in_commit.push_back(rows.rows.size());
    if (!rows.mismatch.empty()) out.raw_mismatch = rows.mismatch;
    for (Row& row : rows.rows) out.rows.push_back(std::move(row));
  };
  handler.reject = [&](const Rejected& rejected) {
    out.rejected.push_back(std::to_string(rejected.line) + " " + rejected.reason.code);
    out.rejections.push_back(rejected);
  };
  auto source = memory_source("test.csv", bytes);
  auto summary = read(*source, handler, threads, limits);
  if (!summary) return std::unexpected(std::move(summary.error()));
  out.summary = *summary;
  return out;
}

/// As collect, where an error would be the test's mistake.
inline Collected must_collect(const std::string& bytes, unsigned threads = 1, const Limits& limits = {}) {
  auto got = collect(bytes, threads, limits);
  if (!got) throw std::runtime_error(got.error().in(Language::en));
  return std::move(*got);
}

}  // namespace boussole::connectors::csv
