#include "connectors/cap_collectif/opinions.h"

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

std::optional<Message> Opinions::settle(Outcome outcome, std::size_t table) {
  if (outcome == Outcome::duplicate) ++ground_.into.table(table).rows_duplicate;
  return std::nullopt;
}

std::optional<Message> Opinions::row(const Row& row, std::size_t table, Variant variant) {
  variant_ = variant;
  ground_.has_opinions = true;
  switch (types_.of(row[Key::contribution_type])) {
    case RowType::opinion:
      return opinion(row, table);
    case RowType::opinion_version:
      return version(row, table);
    case RowType::argument:
      return argument(row, table);
    case RowType::opinion_source:
      return source(row, table);
    case RowType::opinion_vote:
    case RowType::proposal_vote:
      return vote(row, table);
    case RowType::reporting:
    case RowType::proposal_reporting:
      return reporting(row, table);
    default:
      return unknown_type();
  }
}

/// The grouped variant names the author of every row, whatever it is, in one column.
std::string_view Opinions::author(const Row& row, Key own) const {
  const std::string_view id = row[own];
  return id.empty() && variant_ == Variant::grouped ? row[Key::contribution_author_id] : id;
}

bool Opinions::hidden(std::uint64_t key, bool of_comment, const Bin& bin) {
  if (yes_or_no(bin.trashed).value_or(false)) {
    OptionalTime at;
    Ground::moment(bin.at, at);
    ground_.hide(key, of_comment, true, at, !bin.reason.empty(), folded(bin.status) == "visible");
    return true;
  }
  if (yes_or_no(bin.published).value_or(true)) return false;
  ground_.hide(key, of_comment, false, {}, false, false);
  return true;
}

void Opinions::totals(std::uint64_t key, std::uint32_t space, std::string_view ok, std::string_view mixed,
                      std::string_view nok) {
  const auto yes = count_of(ok), half = count_of(mixed), no = count_of(nok);
  if (!yes && !half && !no) return;
  if (!ground_.first(mix(key, 't'))) return;
  const std::uint32_t target = ground_.target(key, space);
  const auto put = [&](Of of, OptionalCount count) {
    if (count) ground_.total(target, of, VoteScale::agree_mixed_disagree, VoteChannel::online, *count);
  };
  put(Of::positive, yes);
  put(Of::mixed, half);
  put(Of::negative, no);
}

std::optional<Message> Opinions::opinion(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::contribution_id];
  if (id.empty()) return no_id();
  engine::Contribution c;
  if (!Ground::moment(row[Key::contribution_created_at], c.created) ||
      !Ground::moment(row[Key::contribution_updated_at], c.updated))
    return bad_date();
  const std::uint64_t key = key_of('o', id);
  const Step step = ground_.step(row[Key::contribution_url], ground_.into.table(table).file);
  const OptionalIndex who = ground_.person(row[Key::contribution_author_id], row[Key::contribution_author_type]);
  if (ground_.met(key)) return settle(Outcome::duplicate, table);
  ground_.has_trash = ground_.has_trash || row.keys().has(Key::contribution_trashed);
  if (hidden(key, false,
             {row[Key::contribution_trashed], row[Key::contribution_trashed_status], row[Key::contribution_trashed_at],
              row[Key::contribution_trashed_reason], row[Key::contribution_published]}))
    return std::nullopt;
  c.id = c.url_key = key;
  c.space = step.space;
  c.themes = ground_.themes(row[Key::contribution_section], {}, {});
  if (const auto body = row.column(Key::contribution_body)) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::contribution, who, step.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  totals(key, step.space, row[Key::contribution_votes_ok], row[Key::contribution_votes_mixed],
         row[Key::contribution_votes_nok]);
  ground_.into.fill("proposals.author", who.has_value());
  ground_.into.fill("proposals.body", c.text.words > 0);
  if (row.column(Key::contribution_created_at)) ground_.into.fill("proposals.created_at", c.created.has_value());
  return settle(ground_.add(c, who), table);
}

/// Another wording of an opinion. The export does not always say of which.
std::optional<Message> Opinions::version(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::opinion_version_id];
  if (id.empty()) return no_id();
  engine::Contribution c;
  if (!Ground::moment(row[Key::opinion_version_created_at], c.created)) return bad_date();
  const std::uint64_t key = key_of('w', id);
  if (ground_.met(key)) return settle(Outcome::duplicate, table);
  const Step step = ground_.step(row[Key::contribution_url], ground_.into.table(table).file);
  const OptionalIndex who = ground_.person(author(row, Key::opinion_version_author_id));
  c.id = c.url_key = key;
  c.space = step.space;
  c.amendment = true;
  if (const std::string_view of = row[Key::opinion_version_related_id]; !of.empty()) c.amends = key_of('o', of);
  if (const auto body = row.column(Key::opinion_version_body)) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::contribution, who, step.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  totals(key, step.space, row[Key::opinion_version_votes_ok], row[Key::opinion_version_votes_mixed],
         row[Key::opinion_version_votes_nok]);
  return settle(ground_.add(c, who), table);
}

std::optional<Message> Opinions::argument(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::opinion_argument_id];
  if (id.empty()) return no_id();
  const auto stance = stance_of(row[Key::opinion_argument_type]);
  if (!stance) return unknown_stance();
  engine::Comment c;
  if (!Ground::moment(row[Key::opinion_argument_created_at], c.created)) return bad_date();
  const std::uint64_t key = key_of('a', id);
  if (ground_.comment_row(key) || ground_.met(key)) return settle(Outcome::duplicate, table);
  if (hidden(key, true,
             {row[Key::opinion_argument_trashed], row[Key::opinion_argument_trashed_status],
              row[Key::opinion_argument_trashed_at], row[Key::opinion_argument_trashed_reason],
              row[Key::opinion_argument_published]}))
    return std::nullopt;
  c.space = ground_.step(row[Key::contribution_url], ground_.into.table(table).file).space;
  c.root_key = c.target = key_of('o', row[Key::opinion_argument_related_id]);
  c.alignment = static_cast<std::int8_t>(*stance);
  c.author = ground_.person(author(row, Key::opinion_argument_author_id));
  if (const auto body = row.column(Key::opinion_argument_body)) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::comment, c.author, c.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  if (const auto votes = count_of(row[Key::opinion_argument_votes]))
    ground_.total(ground_.target(key, *c.space), Of::all, VoteScale::support, VoteChannel::online, *votes);
  return settle(ground_.add(c, key), table);
}

/// A document brought to the discussion of an opinion: neither for nor against.
std::optional<Message> Opinions::source(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::opinion_source_id];
  // The short variant writes a row for each source and nothing in it.
  if (id.empty()) return only_a_type();
  engine::Comment c;
  if (!Ground::moment(row[Key::opinion_source_created_at], c.created)) return bad_date();
  const std::uint64_t key = key_of('s', id);
  if (ground_.comment_row(key) || ground_.met(key)) return settle(Outcome::duplicate, table);
  if (hidden(key, true,
             {row[Key::opinion_source_trashed], row[Key::opinion_source_trashed_status],
              row[Key::opinion_source_trashed_at], row[Key::opinion_source_trashed_reason],
              row[Key::opinion_source_published]}))
    return std::nullopt;
  c.space = ground_.step(row[Key::contribution_url], ground_.into.table(table).file).space;
  c.root_key = c.target = key_of('o', row[Key::opinion_source_related_id]);
  c.author = ground_.person(author(row, Key::opinion_source_author_id));
  if (const auto body = row.column(Key::opinion_source_body)) {
    const auto measured =
        ground_.into.text(row.record(), *body, table, engine::TextSignature::Of::comment, c.author, c.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  return settle(ground_.add(c, key), table);
}

std::optional<Message> Opinions::vote(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::opinion_vote_id];
  if (id.empty()) return no_id();
  const auto stance = stance_of(row[Key::opinion_vote_value]);
  if (!stance) return unknown_stance();
  engine::Vote vote;
  if (!Ground::moment(row[Key::opinion_vote_created_at], vote.time)) return bad_date();
  const Step step = ground_.step(row[Key::contribution_url], ground_.into.table(table).file);
  vote.target = ground_.target(key_of('o', row[Key::opinion_vote_related_id]), step.space);
  vote.scale = VoteScale::agree_mixed_disagree;
  vote.value = *stance;
  vote.channel = VoteChannel::online;
  return settle(ground_.vote(mix(key_of('v', id), 'o'), ground_.person(author(row, Key::opinion_vote_author_id)), vote),
                table);
}

std::optional<Message> Opinions::reporting(const Row& row, std::size_t table) {
  const std::string_view id = row[Key::opinion_reporting_id];
  if (id.empty()) return no_id();
  OptionalTime when;
  if (!Ground::moment(row[Key::opinion_reporting_created_at], when)) return bad_date();
  if (!ground_.first(mix(key_of('r', id), 'o'))) return settle(Outcome::duplicate, table);
  ground_.report(key_of('o', row[Key::opinion_reporting_related_id]), when, !row[Key::opinion_reporting_body].empty());
  return std::nullopt;
}

}  // namespace boussole::connectors::cap_collectif
