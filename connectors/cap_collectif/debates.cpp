#include "connectors/cap_collectif/debates.h"

#include <algorithm>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

namespace {

using engine::VoteChannel;
using engine::VoteScale;

/// "APPLICATION", or "WIDGET : www.example.org".
VoteChannel channel_of(std::string_view source) {
  if (source.starts_with("WIDGET")) return VoteChannel::widget;
  if (source == "APPLICATION" || source == "INTERNAL") return VoteChannel::online;
  return source.empty() ? VoteChannel::unknown : VoteChannel::other;
}

}  // namespace

Debates::Debate Debates::debate(std::string_view address, std::size_t table) {
  const Step step = ground_.step(address, ground_.into.table(table).file);
  const std::uint64_t key = mix(step.key, 'b');
  ground_.has_debates = true;
  if (!ground_.met(key)) {
    engine::Contribution c;
    c.kind = engine::ContributionKind::debate;
    c.origin = engine::Origin::organiser;
    c.official = true;
    c.id = c.url_key = key;
    c.space = step.space;
    ground_.add(c, {});
  }
  return {key, step.space};
}

bool Debates::met_before(const std::string& row) {
  const int number = ++here_[row];
  int& most = most_[row];
  if (number <= most) return true;
  most = number;
  return false;
}

std::optional<Outcome> Debates::vote(const Debate& of, std::string_view author, std::string_view type,
                                     std::string_view when, std::string_view source) {
  const auto stance = stance_of(type);
  if (!stance) return std::nullopt;
  engine::Vote vote;
  vote.time = csv::parse_time(when);
  vote.target = ground_.target(of.key, of.space);
  vote.scale = VoteScale::up_down;
  vote.value = *stance;
  vote.channel = channel_of(source);
  if (!author.empty())
    return ground_.vote(mix(mix(of.key, hash_bytes(plain_id(author))), 'v'), ground_.person(author), vote);
  const std::string row = std::to_string(of.key) + (vote.value > 0 ? "+" : "-") + std::string(when);
  if (met_before(row)) return Outcome::duplicate;
  return ground_.vote(mix(hash_bytes(row), static_cast<std::uint64_t>(most_[row])), {}, vote);
}

std::optional<Message> Debates::vote_row(const Row& row, std::size_t table) {
  OptionalTime time;
  if (!Ground::moment(row[Key::vote_published_at], time)) return bad_date();
  const std::string_view own = row[Key::vote_debate_url];
  const Debate of = debate(own.empty() ? row[Key::argument_debate_url] : own, table);
  const auto outcome =
      vote(of, row[Key::vote_author_id], row[Key::vote_type], row[Key::vote_published_at], row[Key::vote_source]);
  if (!outcome) return unknown_stance();
  if (row[Key::vote_author_id].empty() && *outcome == Outcome::added) ++ground_.without_account;
  if (*outcome == Outcome::duplicate) ++ground_.into.table(table).rows_duplicate;
  return std::nullopt;
}

std::optional<Message> Debates::only_vote(const Row& row, std::size_t table) {
  const Debate of = debate({}, table);
  const auto outcome = vote(of, row[Key::participant_id], row[Key::vote_type], row[Key::vote_published_at], {});
  if (!outcome) return unknown_stance();
  if (*outcome == Outcome::duplicate) ++ground_.into.table(table).rows_duplicate;
  return std::nullopt;
}

std::optional<Message> Debates::argument_row(const Row& row, std::size_t table, Variant variant) {
  // The grouped variant has a row a person: some voted and argued nothing.
  if (variant == Variant::grouped && row[Key::argument_content].empty() && !row[Key::vote_type].empty())
    return only_vote(row, table);
  // The grouped variant leaves the stance out for those who did not vote.
  const auto stance = stance_of(row[Key::argument_type]);
  if (!stance && !row[Key::argument_type].empty()) return unknown_stance();
  engine::Comment c;
  OptionalTime trashed_at;
  if (!Ground::moment(row[Key::argument_created_at], c.created) ||
      !Ground::moment(row[Key::argument_published_at], c.created) ||
      !Ground::moment(row[Key::argument_trashed_at], trashed_at))
    return bad_date();
  const Debate of = debate(row[Key::argument_debate_url], table);
  const std::string_view author = row[variant == Variant::grouped ? Key::participant_id : Key::argument_author_id];
  // A person's vote stands beside the argument in the grouped variant.
  if (variant == Variant::grouped && !author.empty() && !row[Key::vote_type].empty())
    (void)vote(of, author, row[Key::vote_type], row[Key::vote_published_at], {});
  // Arguments have no id in any variant: moment and words name them.
  const std::uint64_t key =
      mix(mix(of.key, hash_bytes(row[Key::argument_content])), hash_bytes(row[Key::argument_published_at]));
  ground_.has_trash = ground_.has_trash || row.keys().has(Key::argument_trashed_at);
  if (ground_.comment_row(key) || ground_.met(key)) {
    ++ground_.into.table(table).rows_duplicate;
    return std::nullopt;
  }
  if (trashed_at) {
    ground_.hide(key, true, true, trashed_at, !row[Key::argument_trashed_reason].empty(), false);
    return std::nullopt;
  }
  c.space = of.space;
  c.root_key = c.target = of.key;
  c.alignment = static_cast<std::int8_t>(stance.value_or(0));
  c.author = ground_.person(author);
  const auto measured = ground_.into.text(row.record(), *row.column(Key::argument_content), table,
                                          engine::TextSignature::Of::comment, c.author, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  if (const auto votes = count_of(row[Key::argument_votes]))
    ground_.total(ground_.target(key, of.space), engine::VoteTotal::Of::all, VoteScale::support, VoteChannel::online,
                  *votes);
  ground_.add(c, key);
  return std::nullopt;
}

}  // namespace boussole::connectors::cap_collectif
