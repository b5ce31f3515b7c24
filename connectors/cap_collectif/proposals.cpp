#include "connectors/cap_collectif/proposals.h"

#include <algorithm>
#include <string>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

namespace {

using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

std::uint64_t vote_key(const Row& row, Key id, std::uint64_t thing, std::string_view author, std::string_view when) {
  if (const std::string_view cell = row[id]; !cell.empty()) return key_of('v', cell);
  return mix(mix(thing, hash_bytes(plain_id(author))), hash_bytes(when));
}

/// With a rank the vote is one of an order; else it is an endorsement that has no opposite.
void set_value(engine::Vote& vote, std::string_view ranking) {
  const auto rank = ranking.empty() ? OptionalCount{} : count_of(ranking);
  vote.scale = rank ? VoteScale::ordinal : VoteScale::support;
  vote.value = rank ? *rank + 1 : 1;
}

engine::Decision::Kind decision_kind(engine::State state) {
  if (state == engine::State::accepted) return engine::Decision::Kind::acceptance;
  if (state == engine::State::rejected) return engine::Decision::Kind::rejection;
  return engine::Decision::Kind::response;
}

}  // namespace

engine::State state_of(std::string_view status) {
  const std::string word = folded(status);
  if (word.empty()) return engine::State::none;
  const auto is = [&](std::string_view part) { return word.find(part) != std::string::npos; };
  if (is("approuv") || is("accept") || is("laureat") || is("gagn") || is("retenu") || is("approved") || is("winner"))
    return is("non") ? engine::State::rejected : engine::State::accepted;
  if (is("rejet") || is("refus") || is("rejected") || is("irrecevable")) return engine::State::rejected;
  if (is("encours") || is("inprogress") || is("etude") || is("pending")) return engine::State::evaluating;
  return engine::State::other;
}

std::optional<Message> Proposals::settle(Outcome outcome, std::size_t table) {
  if (outcome == Outcome::duplicate) ++ground_.into.table(table).rows_duplicate;
  return std::nullopt;
}

std::optional<Message> Proposals::row(const Row& row, std::size_t table, Variant variant) {
  // The short variant has no type: each of its rows is a proposal.
  if (!row.keys().has(Key::contribution_type)) return proposal(row, table, variant);
  switch (types_.of(row[Key::contribution_type])) {
    case RowType::proposal:
      return proposal(row, table, variant);
    case RowType::proposal_vote:
      return vote(row, table, row[variant == Variant::grouped ? Key::participant_id : Key::proposal_vote_author_id]);
    case RowType::proposal_comment:
      return comment(row, table);
    case RowType::proposal_news_comment:
      return news_comment(row, table);
    case RowType::proposal_comment_vote:
    case RowType::proposal_news_comment_vote:
      return comment_vote(row, table);
    case RowType::proposal_news:
      return news(row, table);
    case RowType::proposal_reporting:
    case RowType::proposal_news_comment_reporting:
      return reporting(row, table);
    default:
      return unknown_type();
  }
}

void Proposals::describe(engine::Contribution& c, const Row& row, OptionalIndex author, std::size_t table) {
  const auto body =
      row.column(row[Key::proposal_description].empty() ? Key::proposal_summary : Key::proposal_description);
  if (body) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::contribution, author, c.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  c.themes = ground_.themes(row[Key::proposal_category], row[Key::proposal_theme], row[Key::proposal_district]);
  c.located = !row[Key::proposal_latitude].empty();
}

/// What a later file says of a proposal that is there already fills what is empty, and changes nothing else; of two
/// counts of votes (of two steps) the larger one stays.
void Proposals::complete(engine::Contribution& kept, const Row& row, OptionalIndex author) {
  if (!kept.created) Ground::moment(row[Key::proposal_created_at], kept.created);
  if (!kept.published) Ground::moment(row[Key::proposal_published_at], kept.published);
  if (!kept.updated) Ground::moment(row[Key::proposal_updated_at], kept.updated);
  if (kept.state == engine::State::none) kept.state = state_of(row[Key::proposal_status]);
  if (kept.authors.count == 0 && author) {
    kept.authors = {static_cast<std::uint32_t>(ground_.into.data.author_pool.size()), 1};
    ground_.into.data.author_pool.push_back(*author);
    kept.origin = engine::Origin::participant;
  }
  if (const auto votes = count_of(row[Key::proposal_votes_total]); votes && (!kept.votes || *votes > *kept.votes))
    kept.votes = votes;
  if (const std::string_view answer = row[Key::proposal_official_response]; !kept.has_answer_text && !answer.empty()) {
    kept.answer = Assembly::features(answer, true);
    kept.has_answer_text = kept.answer.words > 0;
  }
}

void Proposals::totals(const Row& row, std::uint64_t key, const Step& step) {
  const auto all = count_of(row[Key::proposal_votes_total]), online = count_of(row[Key::proposal_votes_digital]);
  const auto paper = count_of(row[Key::proposal_votes_paper]);
  if (!all && !online && !paper) return;
  if (!ground_.first_totals(key, step.key)) return;
  const std::uint32_t target = ground_.target(key, step.space);
  if (online || paper) {
    if (online) ground_.total(target, Of::all, VoteScale::support, VoteChannel::online, *online);
    if (paper) ground_.total(target, Of::all, VoteScale::support, VoteChannel::paper, *paper);
  } else {
    ground_.total(target, Of::all, VoteScale::support, VoteChannel::unknown, *all);
  }
  const auto points = count_of(row[Key::proposal_points_digital]), on_paper = count_of(row[Key::proposal_points_paper]);
  if (points && *points > 0) ground_.total(target, Of::all, VoteScale::cumulative, VoteChannel::online, *points);
  if (on_paper && *on_paper > 0) ground_.total(target, Of::all, VoteScale::cumulative, VoteChannel::paper, *on_paper);
}

void Proposals::decide(std::uint64_t key, const engine::Contribution& c) {
  const bool decided = c.state == engine::State::accepted || c.state == engine::State::rejected;
  if (!decided && !c.has_answer_text) return;
  if (!ground_.first(mix(key, 'd'))) return;
  engine::Decision decision;
  decision.kind = decision_kind(c.state);
  decision.contribution = ground_.contribution_row(key);
  decision.has_text = c.has_answer_text;
  ground_.course.decisions.push_back(decision);
}

std::optional<Message> Proposals::proposal(const Row& row, std::size_t table, Variant variant) {
  const std::string_view id = row[Key::proposal_id];
  if (id.empty()) return no_id();
  engine::Contribution c;
  OptionalTime trashed_at;
  const bool dates = Ground::moment(row[Key::proposal_created_at], c.created) &&
                     Ground::moment(row[Key::proposal_published_at], c.published) &&
                     Ground::moment(row[Key::proposal_updated_at], c.updated) &&
                     Ground::moment(row[Key::proposal_trashed_at], trashed_at);
  if (!dates) return bad_date();
  ground_.has_proposals = true;
  ground_.has_responses = ground_.has_responses || row.keys().has(Key::proposal_official_response);
  ground_.has_trash = ground_.has_trash || row.keys().has(Key::proposal_trashed_at);
  const std::uint64_t key = key_of('p', id);
  if (const std::string_view reference = row[Key::proposal_reference]; !reference.empty())
    references_.emplace(reference, key);
  const Step step = ground_.step(row[Key::proposal_link], ground_.into.table(table).file);
  const bool grouped = variant == Variant::grouped;
  const OptionalIndex author = ground_.person(row[grouped ? Key::participant_id : Key::proposal_author_id],
                                              row[grouped ? Key::participant_type : Key::proposal_author_type]);
  const std::string_view status = row[Key::proposal_publication_status];
  if (ground_.met(key)) {
    const std::uint32_t kept = ground_.contribution_row(key);
    if (kept != FlatMap::kNone) {
      complete(ground_.into.data.contributions[kept], row, author);
      totals(row, key, step);
      decide(key, ground_.into.data.contributions[kept]);
    }
    return settle(Outcome::duplicate, table);
  }
  if (is_trashed(status) || trashed_at) {
    const bool kept = folded(status).find("notvisible") == std::string::npos;
    ground_.hide(key, false, true, trashed_at, !row[Key::proposal_trashed_reason].empty(), kept);
    return std::nullopt;
  }
  if (is_unpublished(status)) {
    ground_.hide(key, false, false, {}, false, false);
    return std::nullopt;
  }
  c.id = c.url_key = key;
  c.space = step.space;
  c.state = state_of(row[Key::proposal_status]);
  c.votes = count_of(row[Key::proposal_votes_total]);
  describe(c, row, author, table);
  complete(c, row, {});
  ground_.into.fill("proposals.author", author.has_value());
  ground_.into.fill("proposals.body", c.text.words > 0);
  ground_.into.fill("proposals.created_at", c.created.has_value() || c.published.has_value());
  ground_.into.fill("proposals.votes", c.votes.has_value());
  ground_.add(c, author);
  totals(row, key, step);
  decide(key, c);
  return std::nullopt;
}

std::uint64_t Proposals::voted_on(const Row& row) const {
  if (const std::string_view id = row[Key::proposal_id]; !id.empty()) return key_of('p', id);
  const std::string_view reference = row[Key::proposal_reference];
  const auto known = references_.find(reference);
  if (known != references_.end()) return known->second;
  return reference.empty() ? 0 : key_of('f', reference);
}

std::optional<Message> Proposals::vote(const Row& row, std::size_t table, std::string_view author) {
  const std::string_view cast = row[Key::proposal_vote_created_at];
  const std::uint64_t thing = voted_on(row);
  if (thing == 0 || (author.empty() && row[Key::proposal_vote_id].empty())) return only_a_type();
  engine::Vote vote;
  OptionalTime published;
  if (!Ground::moment(cast, vote.time) || !Ground::moment(row[Key::proposal_vote_published_at], published))
    return bad_date();
  if (!vote.time) vote.time = published;
  const Step step = ground_.step(row[Key::proposal_link], ground_.into.table(table).file);
  vote.target = ground_.target(thing, step.space);
  vote.channel = VoteChannel::online;
  set_value(vote, row[Key::proposal_vote_ranking]);
  vote.not_counted = !yes_or_no(row[Key::proposal_vote_accounted]).value_or(true) ||
                     !yes_or_no(row[Key::proposal_vote_published]).value_or(true);
  // Of a vote with an id the key was made before its turn.
  const std::uint64_t prepared = ground_.into.prepared_key(ground_.votes());
  const std::uint64_t key = prepared != 0 ? prepared : vote_key(row, Key::proposal_vote_id, thing, author, cast);
  return settle(ground_.vote(key, ground_.person(author), vote), table);
}

std::optional<Message> Proposals::vote_row(const Row& row, std::size_t table) {
  return vote(row, table, row[Key::proposal_vote_author_id]);
}

std::optional<Message> Proposals::mediated_row(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::proposal_id], voter = row[Key::mediated_voter_id];
  if (id.empty() || row[Key::mediated_vote_id].empty()) return no_id();
  engine::Vote vote;
  if (!Ground::moment(row[Key::mediated_vote_date], vote.time)) return bad_date();
  const Step step = ground_.step(row[Key::proposal_url], ground_.into.table(table).file);
  vote.target = ground_.target(key_of('p', id), step.space);
  vote.channel = VoteChannel::assisted;
  set_value(vote, row[Key::mediated_vote_ranking]);
  vote.not_counted = !yes_or_no(row[Key::mediated_vote_valid]).value_or(true);
  return settle(ground_.vote(key_of('v', row[Key::mediated_vote_id]), ground_.person(voter), vote), table);
}

std::optional<Message> Proposals::comment(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::proposal_comment_id];
  if (id.empty()) return only_a_type();
  engine::Comment c;
  OptionalTime published;
  if (!Ground::moment(row[Key::proposal_comment_created_at], c.created) ||
      !Ground::moment(row[Key::proposal_comment_published_at], published))
    return bad_date();
  const std::uint64_t key = key_of('c', id);
  if (is_trashed(row[Key::proposal_comment_status])) {
    ground_.hide(key, true, true, {}, false, true);
    return std::nullopt;
  }
  c.space = ground_.step(row[Key::proposal_link], ground_.into.table(table).file).space;
  c.root_key = c.target = key_of('p', row[Key::proposal_id]);
  c.author = ground_.person(row[Key::proposal_comment_author_id]);
  if (ground_.comment_row(key)) return settle(Outcome::duplicate, table);
  const auto measured = ground_.into.text(row.record(), *row.column(Key::proposal_comment_body), table,
                                          engine::TextSignature::Of::comment, c.author, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  return settle(ground_.add(c, key), table);
}

/// The export does not say which comment: the vote is on one of the comments of the proposal.
std::optional<Message> Proposals::comment_vote(const Row& row, std::size_t table) {
  const std::string_view author = row[Key::proposal_comment_vote_author_id];
  if (row[Key::proposal_comment_vote_id].empty() && author.empty()) return only_a_type();
  engine::Vote vote;
  if (!Ground::moment(row[Key::proposal_comment_vote_created_at], vote.time)) return bad_date();
  const std::uint64_t thing = mix(key_of('p', row[Key::proposal_id]), 'q');
  const Step step = ground_.step(row[Key::proposal_link], ground_.into.table(table).file);
  vote.target = ground_.target(thing, step.space);
  vote.channel = VoteChannel::online;
  vote.scale = VoteScale::support;
  vote.value = 1;
  const std::uint64_t key =
      mix(vote_key(row, Key::proposal_comment_vote_id, thing, author, row[Key::proposal_comment_vote_created_at]), 'c');
  return settle(ground_.vote(key, ground_.person(author), vote), table);
}

std::optional<Message> Proposals::news(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::proposal_news_id];
  if (id.empty()) return only_a_type();
  engine::Contribution c;
  if (!Ground::moment(row[Key::proposal_news_created_at], c.created) ||
      !Ground::moment(row[Key::proposal_news_published_at], c.published))
    return bad_date();
  c.kind = engine::ContributionKind::post;
  c.origin = engine::Origin::organiser;
  c.official = true;
  c.id = c.url_key = key_of('n', id);
  c.space = ground_.step(row[Key::proposal_link], ground_.into.table(table).file).space;
  return settle(ground_.add(c, {}), table);
}

std::optional<Message> Proposals::news_comment(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::proposal_news_comment_id];
  if (id.empty()) return only_a_type();
  engine::Comment c;
  if (!Ground::moment(row[Key::proposal_news_comment_created_at], c.created)) return bad_date();
  c.root_key = c.target = key_of('n', row[Key::proposal_news_id]);
  if (const std::string_view parent = row[Key::proposal_news_comment_parent]; !parent.empty()) {
    c.reply = true;
    c.target = key_of('c', parent);
  }
  c.author = ground_.person(row[Key::proposal_news_comment_author_id]);
  c.space = ground_.step(row[Key::proposal_link], ground_.into.table(table).file).space;
  if (const auto body = row.column(Key::proposal_news_comment_body); body && !ground_.comment_row(key_of('c', id))) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::comment, c.author, c.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  return settle(ground_.add(c, key_of('c', id)), table);
}

std::optional<Message> Proposals::reporting(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::proposal_reporting_id];
  if (id.empty()) return only_a_type();
  OptionalTime when;
  if (!Ground::moment(row[Key::proposal_reporting_created_at], when)) return bad_date();
  if (!ground_.first(key_of('r', id))) return settle(Outcome::duplicate, table);
  ground_.report(key_of('p', row[Key::proposal_id]), when, !row[Key::proposal_reporting_body].empty());
  return std::nullopt;
}

}  // namespace boussole::connectors::cap_collectif
