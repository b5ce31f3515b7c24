#include "connectors/json_items.h"

#include <cstring>
#include <string>
#include <vector>

#include "connectors/csv/sha256.h"

namespace boussole::connectors {

namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Follows the nesting of a JSON text, byte by byte, across the blocks it is read in.
class Splitter {
 public:
  Splitter(std::uint64_t most, const std::function<Expected<void>(std::string_view, std::int64_t)>& item)
      : most_(most), item_(item) {}

  /// False where the text cannot be a list of items.
  Expected<bool> take(std::string_view block) {
    std::size_t kept = 0;  // where what belongs to the open item begins in this block
    for (std::size_t i = 0; i < block.size(); ++i) {
      const char c = block[i];
      if (c == '\n') ++line_;
      if (in_string_) {
        i = skip_string(block, i);
        continue;
      }
      if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        if (!open(c)) return false;
        if (depth_ == item_depth_ + 1 && c == '{') kept = i, first_line_ = line_;
      } else if (c == '}' || c == ']') {
        if (depth_ == 0) return false;
        if (--depth_ == item_depth_ && c == '}') {
          pending_.append(block.substr(kept, i + 1 - kept));
          if (auto done = give(); !done) return std::unexpected(done.error());
          kept = i + 1;
        }
        closed_ = depth_ == 0;
      }
    }
    if (depth_ > item_depth_ && started_) pending_.append(block.substr(kept));
    return pending_.size() <= most_;
  }
  bool whole() const { return started_ && closed_ && !in_string_; }

 private:
  /// The first bracket says what the document is: an array of items, or one item.
  bool open(char c) {
    if (!started_) {
      started_ = true;
      item_depth_ = c == '[' ? 1 : 0;
    } else if (depth_ == 0) {
      return false;
    }
    ++depth_;
    return true;
  }

  /// Place of the last byte of the string that is passed over in this block.
  std::size_t skip_string(std::string_view block, std::size_t i) {
    for (; i < block.size(); ++i) {
      if (escaped_) {
        escaped_ = false;
        continue;
      }
      if (block[i] == '\n') ++line_;
      if (block[i] == '\\') escaped_ = true;
      if (block[i] == '"') {
        in_string_ = false;
        return i;
      }
    }
    return i;
  }

  Expected<void> give() {
    auto done = item_(pending_, first_line_);
    pending_.clear();
    return done;
  }

  std::uint64_t most_;
  const std::function<Expected<void>(std::string_view, std::int64_t)>& item_;
  std::string pending_;
  std::int64_t line_ = 1, first_line_ = 1;
  int depth_ = 0, item_depth_ = 0;
  bool in_string_ = false, escaped_ = false, started_ = false, closed_ = false;
};

Error not_items(const std::string& file) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = {"ce n’est pas une liste JSON entière (fichier coupé, ou autre chose).",
                "this is no whole JSON list (a cut file, or something else)."};
  error.remedy = {"Téléchargez à nouveau le fichier.", "Download the file again."};
  return error;
}

}  // namespace

Expected<void> for_each_item(Source& source, engine::SourceRecord& record, std::uint64_t most,
                             const std::function<Expected<void>(std::string_view, std::int64_t)>& item) {
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  csv::Sha256 hash;
  Splitter splitter(most, item);
  std::vector<char> buffer(kReadBytes);
  std::uint64_t bytes = 0;
  for (;;) {
    const auto got = source.read(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    std::string_view block(buffer.data(), *got);
    hash.add(block);
    if (bytes == 0 && block.starts_with(kByteOrderMark)) block.remove_prefix(kByteOrderMark.size());
    bytes += *got;
    const auto fine = splitter.take(block);
    if (!fine) return std::unexpected(fine.error());
    if (!*fine) return std::unexpected(not_items(record.file));
  }
  record.sha256 = hash.hexadecimal();
  record.bytes = static_cast<std::int64_t>(bytes);
  if (bytes > 0 && !splitter.whole()) return std::unexpected(not_items(record.file));
  return {};
}

}  // namespace boussole::connectors
