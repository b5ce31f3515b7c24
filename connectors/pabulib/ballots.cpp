#include "connectors/pabulib/ballots.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "connectors/csv/values.h"
#include "connectors/pabulib/election.h"
#include "connectors/quick.h"

namespace boussole::connectors::pabulib {

namespace {

using csv::detail::kIndexBytes;
using csv::detail::kPadding;
using engine::VoteScale;

constexpr std::int64_t kMostPoints = 1'000'000;
constexpr std::size_t kLongestNumber = 18;

bool allocates(VoteScale scale) { return scale == VoteScale::cumulative || scale == VoteScale::scoring; }

std::string_view trimmed(std::string_view cell) {
  const auto shown = [](char c) { return static_cast<unsigned char>(c) > ' '; };
  return cell.empty() || (shown(cell.front()) && shown(cell.back())) ? cell : csv::trimmed(cell);
}

/// The number that the eight bytes at a place begin with, read at once: numbers of one digit and of two alternate as
/// they please, and a branch for each digit would be guessed wrong as often.
struct Leading {
  std::size_t digits = 0;    ///< before a byte that is none
  std::uint64_t number = 0;  ///< where there are one to eight
};

Leading leading_number(const char* at) {
  const std::uint64_t word = load_little_endian(at, 8) ^ 0x3030303030303030ULL;
  const std::uint64_t others = (word | (word + 0x7676767676767676ULL)) & 0x8080808080808080ULL;
  const auto digits = static_cast<std::size_t>(std::countr_zero(others)) / 8;
  if (digits == 0) return {};
  return {digits, eight_digits(word << (8 * (8 - digits)))};  // zeros come before
}

/// The number, where it is written as numbers are: no sign, no zero before it.
std::int64_t written_number(std::string_view id) {
  if (id.empty() || id.size() > kLongestNumber || id.front() < '0' || id.front() > '9') return -1;
  if (id.front() == '0' && id.size() > 1) return -1;
  std::int64_t number = -1;
  return read_whole(id, number) ? number : -1;
}

}  // namespace

void list_of(std::string_view cell, std::vector<std::string_view>& out) {
  out.clear();
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(','), cell.size());
    out.push_back(csv::trimmed(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

std::optional<std::uint32_t> ProjectIds::add(std::string_view id) {
  const auto number = static_cast<std::uint32_t>(all_.size());
  if (!all_.try_emplace(std::string(id), number).second) return std::nullopt;
  const std::string padded = std::string(id) + std::string(8, ' ');
  const std::int64_t written = written_number({padded.data(), id.size()});
  if (written < 0 || written >= kSmall) return number;
  if (small_.size() <= static_cast<std::size_t>(written)) small_.resize(static_cast<std::size_t>(written) + 1, kNone);
  small_[static_cast<std::size_t>(written)] = number;
  return number;
}

std::uint32_t ProjectIds::find(std::string_view id) const {
  const auto at = all_.find(id);
  return at == all_.end() ? kNone : at->second;
}

void BallotBlock::clear() {
  rows.clear();
  choices.clear();
  areas.clear();
  used = 0;
  lines = 0;
  section = false;
}

BallotReader::BallotReader(const BallotColumns& columns, const ProjectIds& projects, VoteScale scale,
                           const PrefixedPseudonyms& people)
    : columns_(columns),
      projects_(projects),
      scale_(scale),
      people_(people),
      kernels_(csv::detail::kernels()),
      split_(columns.count),
      named_(projects.size()) {}

void BallotReader::read(std::string_view text, std::size_t after, BallotBlock& out) {
  out.clear();
  out_ = &out;
  areas_.clear();
  last_area_ = {};
  text_ = text;
  if (after < kPadding || !text.ends_with('\n')) {
    bytes_.assign(text.begin(), text.end());
    if (!text.ends_with('\n')) bytes_.push_back('\n');
    const std::size_t size = bytes_.size();
    bytes_.resize(size + kPadding);
    text_ = {bytes_.data(), size};
  }
  if (text.find('"') == std::string_view::npos) {
    read_plain(text_);
  } else {
    read_quoted(text_);
  }
  out.used = std::min(out.used, text.size());
}

/// Without quotes every semicolon parts two fields, and they are all found at once.
void BallotReader::read_plain(std::string_view text) {
  const char* const data = text.data();
  const std::size_t size = text.size();
  padded_ = true;
  csv::detail::IndexState state;
  std::size_t begin = 0, fields = 0;
  for (std::size_t from = 0; from < size; from += kIndexBytes) {
    kernels_.index(data, from, std::min(from + kIndexBytes, size), ';', state, *index_);
    for (std::uint32_t m = 0; m < index_->marks_count; ++m) {
      const std::uint32_t end = index_->marks[m];
      const std::string_view field(data + begin, end - begin);
      if (fields < split_.size()) {
        split_[fields] = field;
      } else {
        split_.push_back(field);
      }
      ++fields;
      begin = end + 1;
      if (data[end] != '\n') continue;
      if (!row({split_.data(), fields}, out_->lines)) return;
      fields = 0;
      ++out_->lines;
      out_->used = begin;
    }
  }
}

void BallotReader::read_quoted(std::string_view text) {
  padded_ = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    split_fields(line, line_fields_);
    if (!row(line_fields_.fields, out_->lines)) return;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++out_->lines;
    out_->used += end + 1;
  }
}

std::string_view BallotReader::cell(std::size_t place) const {
  if (place >= fields_.size() || place >= columns_.count) return {};
  const std::string_view text = trimmed(fields_[place]);
  if (text.empty() || (text.front() != 'N' && text.front() != '\\')) return text;
  return text == "None" || text == "\\N" || text == "NULL" ? std::string_view{} : text;
}

/// What had quotes to undo stands elsewhere.
bool BallotReader::as_written(std::string_view field) const {
  return padded_ || (field.data() >= text_.data() && field.data() < text_.data() + text_.size());
}

bool BallotReader::row(std::span<const std::string_view> fields, std::uint32_t line) {
  // What had quotes is no blank line and names no section.
  if (fields.size() == 1 && as_written(fields.front())) {
    const std::string_view only = trimmed(fields.front());
    if (only.empty()) return true;
    if (section_named(only)) {
      out_->section = true;
      return false;
    }
  }
  fields_ = fields;
  BallotRow& ballot = out_->rows.emplace_back();
  ballot.line = line;
  ballot.choices = static_cast<std::uint32_t>(out_->choices.size());
  const std::string_view id = cell(columns_.voter);
  if (fields.size() != columns_.count || id.empty()) {
    ballot.refusal = Refusal::incomplete;
    return true;
  }
  ballot.key = people_(id);
  ballot.number = as_written(id) ? written_number(id) : -1;
  first_choice_ = out_->choices.size();
  ballot.refusal = preferences();
  if (ballot.refusal != Refusal::none) {
    out_->choices.resize(first_choice_);
    return true;
  }
  ballot.choices = static_cast<std::uint32_t>(out_->choices.size());
  attributes(ballot);
  return true;
}

Refusal BallotReader::preferences() {
  const std::string_view vote = cell(columns_.vote);
  ++serial_;
  if (!allocates(scale_) && as_written(vote) && choose_by_number(vote)) return Refusal::none;
  out_->choices.resize(first_choice_);
  ++serial_;
  list_of(vote, chosen_);
  list_of(cell(columns_.points), points_);
  if (allocates(scale_) && points_.size() != chosen_.size()) return Refusal::points_do_not_match;
  for (std::size_t i = 0; i < chosen_.size(); ++i)
    if (const Refusal why = choose(projects_.find(chosen_[i]), i); why != Refusal::none) return why;
  return Refusal::none;
}

/// Projects that are all named by small numbers. @return false where one is not, or is not to be had so simply
bool BallotReader::choose_by_number(std::string_view vote) {
  std::size_t i = 0;
  const char* const end = vote.data() + vote.size();
  for (const char* at = vote.data(); at < end; ++at) {
    const auto [digits, number] = leading_number(at);
    if (digits == 0 || digits > 6 || (*at == '0' && digits > 1)) return false;
    if (choose(projects_.find(number), i++) != Refusal::none) return false;
    at += digits;
    if (at == end) return true;
    if (*at != ',') return false;
  }
  return false;
}

Refusal BallotReader::choose(std::uint32_t project, std::size_t i) {
  if (project == ProjectIds::kNone) return Refusal::unknown_project;
  // Points shared out may come in several entries for one project: they add up. Anything else said twice is unclear.
  Named& named = named_[project];
  const bool again = named.ballot == serial_;
  if (again && scale_ != VoteScale::cumulative) return Refusal::repeated_project;
  std::int32_t value = scale_ == VoteScale::ordinal ? static_cast<std::int32_t>(i + 1) : 1;
  if (allocates(scale_)) {
    const auto given = csv::parse_integer(points_[i]);
    if (!given || std::abs(*given) > kMostPoints) return Refusal::bad_points;
    value = static_cast<std::int32_t>(*given);
  }
  if (again) {
    out_->choices[named.choice].value += value;
    return Refusal::none;
  }
  named = {serial_, static_cast<std::uint32_t>(out_->choices.size())};
  out_->choices.push_back({project, value});
  return Refusal::none;
}

void BallotReader::attributes(BallotRow& ballot) {
  ballot.sex = sex_of(cell(columns_.sex));
  const std::string_view channel = cell(columns_.channel);
  if (channel != last_channel_) {
    last_channel_ = channel;
    last_channel_is_ = channel_of(channel);
  }
  ballot.channel = last_channel_is_;
  const std::string_view age = cell(columns_.age);
  ballot.age = padded_ ? quick_count(age) : count_of(age);
  const std::string_view area = cell(columns_.area);
  if (area.empty()) return;
  if (area != last_area_) {
    auto at = areas_.find(area);
    if (at == areas_.end()) {
      const auto number = static_cast<std::uint32_t>(out_->areas.size());
      at = areas_.emplace(out_->areas.emplace_back(area), number).first;
    }
    last_area_ = at->first;
    last_area_at_ = at->second;
  }
  ballot.area = last_area_at_;
}

}  // namespace boussole::connectors::pabulib
