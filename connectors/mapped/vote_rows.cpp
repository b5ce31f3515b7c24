#include "connectors/mapped/vote_rows.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "connectors/mapped/keys.h"

namespace boussole::connectors::mapped {

using engine::VoteChannel;
using engine::VoteScale;

namespace {

constexpr std::int64_t kMostPoints = 1'000'000'000;
constexpr std::size_t kMostWords = 50;

/// "for", "against" and "neutral" are understood on the scales that have sides.
std::optional<std::int64_t> side_of(std::string_view word) {
  if (word == "for") return 1;
  if (word == "against") return -1;
  if (word == "neutral") return 0;
  return std::nullopt;
}

}  // namespace

VoteChannel channel_of(std::string_view word) {
  if (word == "online") return VoteChannel::online;
  if (word == "paper") return VoteChannel::paper;
  if (word == "phone") return VoteChannel::phone;
  if (word == "widget") return VoteChannel::widget;
  if (word == "assisted") return VoteChannel::assisted;
  return word == "other" ? VoteChannel::other : VoteChannel::unknown;
}

bool allowed(VoteScale scale, std::int64_t value) {
  switch (scale) {
    case VoteScale::approval:
    case VoteScale::support:
      return value == 1;
    case VoteScale::up_down:
      return value == 1 || value == -1;
    case VoteScale::agree_pass_disagree:
    case VoteScale::agree_mixed_disagree:
      return value >= -1 && value <= 1;
    case VoteScale::ordinal:
      return value >= 1 && value <= kMostPoints;
    case VoteScale::pair:
      return value == 1;
    case VoteScale::money:
      return value >= 0 && value <= kMostPoints;
    case VoteScale::cumulative:
    case VoteScale::scoring:
      return std::abs(value) <= kMostPoints;
  }
  return false;
}

Message bad_value() {
  return {"bad_vote", {"ce vote n’est pas une valeur de son échelle", "this vote is no value of its scale"}};
}

VoteWords::VoteWords(const Assembly& into, const TablePlan& plan)
    : people_(into.person_keys(plan.scope.empty() ? "" : plan.scope + "\n")), of_(plan.of) {
  const auto& time = plan[Field::created_at];
  one_thread_ = time && time->moments && !time->moments->any_thread();
}

std::optional<std::int64_t> VoteWords::value(const Row& row) {
  const std::string_view cell = row.cell(Field::value);
  if (!cell.empty() && cell == value_cell_) return value_;
  const auto side = side_of(row.mapped(Field::value));
  const auto number = side ? side : row.number(Field::value);
  if (!number) return std::nullopt;
  value_cell_ = cell;
  value_ = *number;
  return number;
}

VoteChannel VoteWords::channel(const Row& row) {
  const std::string_view cell = row.cell(Field::channel);
  if (cell.empty() || cell == channel_cell_) return cell.empty() ? VoteChannel::unknown : channel_;
  const std::string word = row.word(Field::channel);
  if (word.empty()) return VoteChannel::unknown;  // counted as misread, every time
  channel_cell_ = cell;
  channel_ = channel_of(word);
  return channel_;
}

std::optional<Message> VoteWords::read(const Row& row, VoteSaid& said) {
  said.thing = row.cell(Field::on);
  if (said.thing.empty())
    return Message{"no_target", {"on ne sait pas pour quoi ce vote est", "what this vote is for is not known"}};
  if (row.has(Field::value)) {
    const auto given = value(row);
    if (!given) return bad_value();
    said.value = *given;
  }
  if (!allowed(row.plan().scale, said.value)) return bad_value();
  said.comment = row.has(Field::subject) && row.word(Field::subject) == "comment";
  said.key = key_of(said.comment ? Entity::comments : of_, id_number_of_record(said.thing));
  said.channel = channel(row);
  said.line = row.record().line();
  if (one_thread_) {
    said.when = row.cell(Field::created_at);
  } else {
    said.time = row.moment(Field::created_at);
  }
  const std::string_view who = row.cell(Field::author);
  said.has_author = !who.empty();
  if (said.has_author) said.who = people_(who);
  return std::nullopt;
}

void VoteRows::record(const csv::Record& record) {
  const Row row(record, plan_, misread);
  VoteSaid& said = rows.emplace_back();
  if (auto why = words_.read(row, said)) {
    rows.pop_back();
    refused.push_back({record.line(), std::move(*why)});
    return;
  }
  ++read;
}

void add_misread(std::array<Misread, kFields>& into, const std::array<Misread, kFields>& block) {
  for (std::size_t i = 0; i < kFields; ++i) {
    Misread& all = into[i];
    const Misread& more = block[i];
    if (all.cells == 0) all.line = more.line;
    all.cells += more.cells;
    all.read += more.read;
    for (const auto& [word, times] : more.words)
      if (all.words.size() < kMostWords || all.words.contains(word)) all.words[word] += times;
  }
}

}  // namespace boussole::connectors::mapped
