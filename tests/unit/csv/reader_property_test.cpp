#include <catch2/catch.hpp>

#include <random>
#include <stdexcept>
#include <string>

#include "tests/unit/csv/collect.h"

using namespace boussole::connectors::csv;

namespace {

/// The grammar written again in the simplest way, over the whole text at once: what the reader is held against.
class Reference {
 public:
  Reference(std::string text, char separator, std::size_t columns, const Limits& limits)
      : text_(std::move(text)), separator_(separator), columns_(columns), limits_(limits) {}

  std::vector<Row> rows;
  Rejections rejected;

  void run(std::size_t at, std::int64_t line) {
    while (at < text_.size()) {
      const std::size_t begin = at;
      std::vector<std::string> fields;
      std::string fault;
      try {
        fault = record(at, fields);
      } catch (const TooLong&) {
        fault = "record_too_long";
      }
      if (fault == "blank") {
        // not a row
      } else if (!fault.empty()) {
        rejected.push_back(std::to_string(line) + " " + fault);
        const std::size_t newline = text_.find('\n', begin);
        at = newline == std::string::npos ? text_.size() : newline + 1;
      } else if (fields.size() != columns_) {
        rejected.push_back(std::to_string(line) + " wrong_field_count");
      } else {
        rows.push_back({fields, line});
      }
      for (std::size_t i = begin; i < at; ++i) line += text_[i] == '\n';
    }
  }

 private:
  struct TooLong {};
  static constexpr int kEnd = -1;

  /// The byte at `at`, kEnd after the last. Looking further than a record may reach is what makes one too long.
  int byte(std::size_t at) const {
    if (at >= text_.size()) return kEnd;
    if (at - begin_ >= limits_.record_bytes + 2) throw TooLong{};
    return static_cast<unsigned char>(text_[at]);
  }
  /// Bytes of the line end at `at`, -1 where there is none. The end of the text is a line end of no byte.
  int line_end(std::size_t at) const {
    if (byte(at) == kEnd) return 0;
    if (byte(at) == '\n') return 1;
    if (byte(at) != '\r') return -1;
    return byte(at + 1) == kEnd ? 1 : byte(at + 1) == '\n' ? 2 : -1;
  }

  std::string quoted(std::size_t& at, std::string& field) const {
    for (++at;; ++at) {
      if (byte(at) == kEnd) return "unclosed_quote";
      if (byte(at) == '"') {
        if (byte(at + 1) != '"') break;
        ++at;
      }
      field += text_[at];
    }
    ++at;
    return line_end(at) >= 0 || byte(at) == separator_ ? "" : "text_after_quote";
  }

  std::string record(std::size_t& at, std::vector<std::string>& fields) {
    begin_ = at;
    if (const int end = line_end(at); end >= 0) {
      at += static_cast<std::size_t>(end);
      return "blank";
    }
    for (;; ++at) {
      if (fields.size() == limits_.columns) return "too_many_fields";
      std::string& field = fields.emplace_back();
      if (byte(at) == '"') {
        if (std::string fault = quoted(at, field); !fault.empty()) return fault;
      } else {
        while (byte(at) != separator_ && line_end(at) < 0) field += text_[at++];
      }
      if (const int end = line_end(at); end >= 0) {
        if (at - begin_ > limits_.record_bytes) return "record_too_long";
        at += static_cast<std::size_t>(end);
        return "";
      }
    }
  }

  std::size_t begin_ = 0;
  std::string text_;
  char separator_;
  std::size_t columns_;
  Limits limits_;
};

std::string field_text(std::mt19937& random, int wildness) {
  static const std::string kTame = "abc \xc3\xa9";
  static const std::string kWild = "ab\"\"\n;\r \"";
  std::string text;
  const std::size_t size = random() % 12;
  for (std::size_t i = 0; i < size; ++i)
    text +=
        static_cast<int>(random() % 100) < wildness ? kWild[random() % kWild.size()] : kTame[random() % kTame.size()];
  return text;
}

/// Rows of mostly three fields, quoted by the rules, with damage here and there.
std::string random_table(std::mt19937& random, int damage) {
  std::string text = random() % 2 == 0 ? "x;y;z\n" : "x;\"y\nz\";t\r\n";
  const std::size_t rows = random() % 40;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t fields = static_cast<int>(random() % 100) < damage ? 1 + random() % 5 : 3;
    for (std::size_t i = 0; i < fields; ++i) {
      std::string field = field_text(random, 20);
      if (static_cast<int>(random() % 100) >= damage) {
        std::string quoted = "\"";
        for (const char byte : field) quoted += byte == '"' ? "\"\"" : std::string(1, byte);
        field = quoted + '"';
      }
      text += (i == 0 ? "" : ";") + field;
    }
    text += random() % 4 == 0 ? "\r\n" : "\n";
    if (random() % 20 == 0) text += "\n";
  }
  if (random() % 3 == 0) text.pop_back();
  return text;
}

void same_as_reference(const std::string& text, const Limits& limits) {
  const Collected one = must_collect(text, 1, limits);
  Reference reference(text, ';', 3, limits);
  const std::size_t after_header = text.starts_with("x;y") ? 6 : 11;
  reference.run(after_header, after_header == 6 ? 2 : 3);
  INFO("block " << limits.block_bytes << " record " << limits.record_bytes << "\n" << text);
  REQUIRE(one.raw_mismatch.empty());
  REQUIRE(one.rejected == reference.rejected);
  REQUIRE(one.rows == reference.rows);
  REQUIRE(one.summary.records == static_cast<std::int64_t>(one.rows.size()));
  REQUIRE(one.summary.rejected == static_cast<std::int64_t>(one.rejected.size()));
  for (const unsigned threads : {2U, 7U}) {
    const Collected many = must_collect(text, threads, limits);
    REQUIRE(many.rows == one.rows);
    REQUIRE(many.rejected == one.rejected);
    REQUIRE(many.rows_in_commit == one.rows_in_commit);
    REQUIRE(many.summary.sha256 == one.summary.sha256);
    REQUIRE(many.summary.bytes == text.size());
  }
}

}  // namespace

TEST_CASE("the reader says what the grammar says, whatever the blocks, the limits and the threads") {
  std::mt19937 random(20240229);
  for (int round = 0; round < 1500; ++round) {
    const int damage = round % 3 == 0 ? 0 : round % 3 == 1 ? 3 : 40;
    const std::string text = random_table(random, damage);
    for (const std::size_t block : {std::size_t{64}, std::size_t{200}, std::size_t{1} << 20}) {
      Limits limits;
      limits.block_bytes = block;
      same_as_reference(text, limits);
      limits.record_bytes = 20 + random() % 60;
      limits.columns = 3 + random() % 4;
      same_as_reference(text, limits);
    }
  }
}
