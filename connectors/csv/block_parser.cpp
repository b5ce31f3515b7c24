#include "connectors/csv/block_parser.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace boussole::connectors::csv::detail {

BlockParser::BlockParser(const Shape& shape, const Kernels& kernels) : shape_(shape), kernels_(kernels) {
  record_.fields_.resize(shape.columns);
}

void BlockParser::parse(Block& block) {
  begin(block);
  while (at_ < block.cut && !block.line_goes_on && block.rescanned <= rescan_budget(shape_.limits)) {
    if (fast_run()) {
      at_ = block.cut;
    } else if (!careful_run()) {
      break;
    }
  }
  finish();
}

void BlockParser::begin(Block& block) {
  block_ = &block;
  data_ = block.bytes.get();
  block.rejected.clear();
  block.arena.clear();
  block.records = 0;
  block.rescanned = 0;
  block.line_goes_on = false;
  block.invalid_utf8_line.reset();
  end_ = block.cut;
  if (block.last && block.cut > 0 && data_[block.cut - 1] != '\n') {
    block.bytes[block.cut] = '\n';  // into the padding
    end_ = block.cut + 1;
  }
  at_ = 0;
  line_ = block.line;
  utf8_checked_ = 0;
  if (!block.skip_line) return;
  const std::size_t newline = block.text().substr(0, block.cut).find('\n');
  block.line_goes_on = newline == std::string_view::npos && !block.last;
  if (newline != std::string_view::npos) {
    at_ = newline + 1;
    ++line_;
  } else {
    at_ = block.last ? block.cut : whole_characters(block.text().substr(0, block.cut));
  }
}

void BlockParser::finish() {
  check_utf8(at_);
  block_->parsed = at_;
  block_->parsed_line = line_;
  block_ = nullptr;
}

bool BlockParser::fast_run() {
  IndexState state;
  run_line_ = line_;
  column_ = 0;
  field_begin_ = static_cast<std::uint32_t>(at_);
  doubled_.clear();
  for (std::size_t from = at_; from < end_;) {
    const std::size_t to = std::min(from + kIndexBytes, end_);
    check_utf8(std::min(to, block_->cut));
    kernels_.index(data_, from, to, shape_.separator, state, index_);
    if (!take_marks() || index_.irregular) return false;
    from = to;
  }
  return at_ == end_;
}

bool BlockParser::take_marks() {
  records_in_chunk_ = 0;
  const char separator = shape_.separator;
  for (const std::uint32_t *mark = index_.marks, *last = mark + index_.marks_count; mark != last; ++mark) {
    const char byte = data_[*mark];
    if (byte == separator) {
      if (!take_field(*mark, false)) return false;
    } else if (byte == '\n') {
      if (!take_field(*mark, true) || !end_record(*mark)) return false;
    } else {
      doubled_.push_back(*mark);
    }
  }
  return true;
}

bool BlockParser::take_field(std::uint32_t end, bool ends_record) {
  std::uint32_t begin = field_begin_;
  std::uint32_t text_end = end;
  if (ends_record && text_end > begin && data_[text_end - 1] == '\r') --text_end;
  const bool quoted = data_[begin] == '"';
  if (quoted) {
    if (text_end < begin + 2 || data_[text_end - 1] != '"') return false;
    ++begin;
    --text_end;
  }
  if (column_ < shape_.columns) {
    Record::Field& field = record_.fields_[column_];
    field.text =
        doubled_.empty() ? std::string_view(data_ + begin, text_end - begin) : without_doubles(begin, text_end);
    field.offset = block_->offset + begin;
    field.raw_length = text_end - begin;
    field.quoted = quoted;
  }
  doubled_.clear();
  ++column_;
  field_begin_ = end + 1;
  return column_ < shape_.limits.columns || ends_record;
}

std::string_view BlockParser::without_doubles(std::uint32_t begin, std::uint32_t end) {
  char* const text = block_->arena.allocate(end - begin);
  char* to = text;
  for (const std::uint32_t second : doubled_) {
    std::memcpy(to, data_ + begin, second - begin);
    to += second - begin;
    begin = second + 1;
  }
  std::memcpy(to, data_ + begin, end - begin);
  return {text, static_cast<std::size_t>(to - text) + (end - begin)};
}

bool BlockParser::end_record(std::uint32_t end) {
  const std::size_t length = end - at_ - (end > at_ && data_[end - 1] == '\r' ? 1 : 0);
  if (length > shape_.limits.record_bytes) return false;
  if (column_ == 1 && length == 0) {
    // nothing on the line
  } else if (column_ == shape_.columns) {
    record_.line_ = line_;
    ++block_->records;
    block_->sink->record(record_);
  } else {
    reject(Fault::wrong_field_count, line_, column_, shape_.columns);
  }
  line_ = run_line_ + index_.lines[records_in_chunk_++];
  at_ = end + 1;
  column_ = 0;
  return true;
}

bool BlockParser::careful_run() {
  const std::string_view rest = block_->text().substr(at_, block_->cut - at_);
  const Outcome outcome = careful_record(rest, block_->offset + at_, block_->last, shape_.separator, shape_.limits,
                                         block_->arena, odd_record_);
  if (outcome.kind == Outcome::Kind::needs_more) return false;
  if (outcome.kind == Outcome::Kind::complete) {
    accept(line_);
  } else if (outcome.kind == Outcome::Kind::malformed) {
    const Limits& limits = shape_.limits;
    const bool by_count = outcome.fault == Fault::too_many_fields;
    reject(outcome.fault, line_, outcome.field, by_count ? limits.columns : limits.record_bytes);
    block_->rescanned += outcome.scanned - std::min(outcome.scanned, outcome.next);
    block_->line_goes_on = outcome.line_goes_on;
  }
  line_ += static_cast<std::int64_t>(kernels_.count(data_ + at_, outcome.next).newlines);
  at_ += outcome.next;
  return true;
}

void BlockParser::accept(std::int64_t line) {
  if (odd_record_.fields_.size() != shape_.columns) {
    reject(Fault::wrong_field_count, line, odd_record_.fields_.size(), shape_.columns);
    return;
  }
  odd_record_.line_ = line;
  ++block_->records;
  block_->sink->record(odd_record_);
}

void BlockParser::reject(Fault fault, std::int64_t line, std::size_t field, std::size_t expected) {
  block_->rejected.push_back(rejection(fault, line, field, expected));
}

void BlockParser::check_utf8(std::size_t end) {
  if (end <= utf8_checked_ || block_->invalid_utf8_line) return;
  // Whole characters only: what may be cut short waits for the next stretch.
  if (end < block_->cut)
    for (int back = 0; back < 3 && (static_cast<unsigned char>(data_[end]) & 0xc0) == 0x80; ++back) --end;
  if (end <= utf8_checked_) return;
  const std::size_t size = end - utf8_checked_;
  if (!kernels_.valid_utf8(data_ + utf8_checked_, size)) {
    const std::size_t bad = utf8_checked_ + first_invalid_utf8(data_ + utf8_checked_, size);
    block_->invalid_utf8_line = block_->line + static_cast<std::int64_t>(kernels_.count(data_, bad).newlines);
  }
  utf8_checked_ = end;
}

}  // namespace boussole::connectors::csv::detail
