#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/keys.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::mapped {

using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

namespace {

constexpr std::size_t kAhead = 12;  ///< rows: long enough for memory to answer
constexpr std::int32_t kYoungest = 10, kOldest = 110;

bool signs(VoteScale scale) {
  return scale == VoteScale::up_down || scale == VoteScale::agree_pass_disagree ||
         scale == VoteScale::agree_mixed_disagree;
}

}  // namespace

std::uint32_t TableReader::own_target(Entity of, std::uint64_t key, std::uint32_t row, OptionalIndex space) {
  const auto [at, fresh] = targets_.insert(key, static_cast<std::uint32_t>(into_.votes.targets.size()));
  if (fresh) into_.votes.targets.push_back({key, {}, {}, {}, {}, false});
  engine::VoteTarget& target = into_.votes.targets[at];
  if (of == Entity::proposals) target.contribution = row;
  if (of == Entity::projects) target.project = row;
  if (of == Entity::comments) target.comment = row;
  target.space = space;
  return at;
}

std::uint32_t TableReader::target(Entity of, std::string_view id) {
  const std::uint64_t key = key_named(of, id);
  const auto [at, fresh] = targets_.insert(key, static_cast<std::uint32_t>(into_.votes.targets.size()));
  if (fresh) {
    into_.votes.targets.push_back({key, {}, {}, {}, {}, false});
    ++unknown_targets_;
  }
  return at;
}

void TableReader::total(std::uint32_t target, Of of, VoteScale scale, VoteChannel channel, OptionalCount count) {
  if (!count) return;
  totals_.insert(total_key(target, of, scale, channel), 0);
  into_.votes.totals.push_back({of, scale, channel, target, {}, *count});
}

std::uint64_t TableReader::total_key(std::uint32_t target, Of of, VoteScale scale, VoteChannel channel) {
  // Targets lowest: those of neighbouring rows then stand side by side in the map.
  const std::uint64_t kind = (static_cast<std::uint64_t>(of) * 32 + static_cast<std::uint64_t>(scale)) * 32 +
                             static_cast<std::uint64_t>(channel);
  return (kind << 32) | target;
}

OptionalIndex TableReader::area(std::string_view name) {
  if (name.empty()) return std::nullopt;
  const auto [at, fresh] = areas_.try_emplace(std::string(name), static_cast<std::uint32_t>(into_.votes.areas.size()));
  if (fresh) into_.votes.areas.emplace_back(name);
  return at->second;
}

/// Everything that is known is a target already, and what is not has a title at best.
std::uint32_t TableReader::target(const VoteSaid& said, Entity of) {
  const std::uint32_t known = targets_.find(said.key);
  return known != FlatMap::kNone ? known : target(said.comment ? Entity::comments : of, said.thing);
}

TableReader::Refusal TableReader::vote(const Row& row) {
  VoteSaid said;
  if (!vote_words_) vote_words_.emplace(into_, row.plan());
  if (auto why = vote_words_->read(row, said)) return why;
  into_.fill("votes.author", said.has_author);
  take(said, row.plan(), &row);
  return std::nullopt;
}

void TableReader::take(const VoteSaid& said, const TablePlan& plan, const Row* row) {
  const std::uint32_t at = target(said, plan.of);
  OptionalTime time = said.time;
  if (!said.when.empty())
    time = moment_of(*plan[Field::created_at], said.when, said.line,
                     misread_[static_cast<std::size_t>(Field::created_at)]);
  into_.seen(time);
  if (!said.has_author) {
    // Nobody's vote is a count: it cannot be told from another one of the same person.
    const Of of = !signs(plan.scale) ? Of::all
                  : said.value > 0   ? Of::positive
                  : said.value < 0   ? Of::negative
                                     : Of::all;
    ++anonymous_[{at, of, plan.scale, said.channel}];
    return;
  }
  const std::uint32_t voter = into_.participant_of(said.who, engine::ParticipantKind::person);
  if (row != nullptr) attributes(*row, voter);
  log_ |= plan.log;
  const engine::Vote vote{voter, at,  static_cast<std::int32_t>(said.value), plan.scale, false, said.channel,
                          false, time};
  if (!plan.log && voted_before(vote)) return;
  into_.votes.votes.emplace_back() = vote;
}

/// Rows that say nothing of the voter are read on all threads, and only taken one by one.
Expected<void> TableReader::read_votes(std::size_t table, const TablePlan& plan) {
  std::atomic<std::size_t> most = 0;
  return into_.read_blocks(
      sources_, table, [&] { return std::make_unique<VoteRows>(into_, plan, most); },
      [&](Assembly::Rows& block) {
        const auto& votes = static_cast<VoteRows&>(block);
        most = std::max(most.load(), votes.rows.size() + votes.rows.size() / 16);
        add_misread(misread_, votes.misread);
        std::int64_t authors = 0;
        for (std::size_t i = 0; i < votes.rows.size(); ++i) {
          if (i + kAhead < votes.rows.size()) {
            targets_.prefetch(votes.rows[i + kAhead].key);
            into_.expect(votes.rows[i + kAhead].who);
          }
          authors += votes.rows[i].has_author;
          take(votes.rows[i], plan, nullptr);
        }
        into_.fill("votes.author", static_cast<std::int64_t>(votes.rows.size()), authors);
      });
}

TableReader::Refusal TableReader::ballot(const Row& row) {
  using enum Field;
  const VoteScale scale = row.plan().scale;
  const auto chosen = row.list(choices), given = row.list(points);
  const bool allocates = scale == VoteScale::cumulative || scale == VoteScale::scoring || scale == VoteScale::money;
  if (allocates && given.size() != chosen.size())
    return Message{"points_do_not_match",
                   {"pas un nombre de points par projet choisi", "not one number of points for each project chosen"}};
  std::vector<std::int64_t> values;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto number =
        allocates ? whole_of(given[i])
                  : std::optional<std::int64_t>(scale == VoteScale::ordinal ? static_cast<std::int64_t>(i + 1) : 1);
    if (!number || !allowed(scale, *number)) return bad_value();
    if (std::find(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(i), chosen[i]) !=
        chosen.begin() + static_cast<std::ptrdiff_t>(i))
      return Message{"repeated_project",
                     {"le bulletin nomme deux fois le même projet", "the ballot names the same project twice"}};
    values.push_back(*number);
  }
  std::string voter(row.cell(author));
  if (voter.empty() && row.has(id)) voter = "ballot\n" + std::string(row.cell(id));
  if (voter.empty()) voter = "ballot\n" + std::to_string(table_) + "\n" + std::to_string(row.record().line());
  const std::uint32_t person = into_.participant(row.plan().scope.empty() ? voter : row.plan().scope + "\n" + voter);
  if (!ballots_.insert(mix(person, table_ + 1)).second) {
    ++into_.table(table_).rows_duplicate;
    return std::nullopt;
  }
  engine::Ballot ballot;
  ballot.participant = person;
  ballot.space = space_of(row);
  ballot.scale = scale;
  ballot.channel = channel_of(row.word(channel));
  const OptionalTime time = row.moment(created_at);
  into_.seen(time);
  ballot.votes.begin = static_cast<std::uint32_t>(into_.votes.votes.size());
  for (std::size_t i = 0; i < chosen.size(); ++i)
    into_.votes.votes.push_back({person, target(row.plan().of, chosen[i]), static_cast<std::int32_t>(values[i]), scale,
                                 false, ballot.channel, false, time});
  ballot.votes.count = static_cast<std::uint32_t>(chosen.size());
  ballot_attributes(row, ballot);
  into_.votes.ballots.push_back(ballot);
  return std::nullopt;
}

/// What a ballot says of its voter, in the ballot itself; what it has no place for is the person's.
void TableReader::ballot_attributes(const Row& row, engine::Ballot& ballot) {
  for (const AttributePlan& plan : row.plan().attributes) {
    const std::string_view cell = csv::trimmed(row.record()[plan.column.at.front()]);
    const auto mapped = plan.column.values.find(folded(cell));
    bool readable = true;
    const std::string said = canonical_value(
        plan.variable, mapped == plan.column.values.end() ? cell : std::string_view(mapped->second), readable);
    implausible_ += !readable;
    if (plan.variable == "sex") {
      ballot.sex = said == "female"  ? engine::Sex::female
                   : said == "male"  ? engine::Sex::male
                   : said == "other" ? engine::Sex::other
                                     : engine::Sex::unknown;
      into_.fill("votes.sex", ballot.sex != engine::Sex::unknown);
    } else if (plan.variable == "age") {
      const auto age = csv::parse_integer(cell);
      if (age && *age >= 0 && *age < 1'000) ballot.age = static_cast<std::int32_t>(*age);
      ballot.age_implausible = ballot.age && (*ballot.age < kYoungest || *ballot.age > kOldest);
      into_.fill("votes.age", ballot.age.has_value() && !ballot.age_implausible);
    } else if (plan.variable == "area") {
      ballot.area = area(said);
      into_.fill("votes.area", ballot.area.has_value());
    } else if (ballot.participant && !said.empty()) {
      demographics.person(*ballot.participant,
                          demographics.variable(plan.variable, plan.origin, into_.table(table_).file), said);
    }
  }
}

void TableReader::anonymous_totals() {
  for (const auto& [what, count] : anonymous_)
    into_.votes.totals.push_back({what.of, what.scale, what.channel, what.target, {}, count});
}

/// In a log the last vote of a person on a thing stands; of equal times, the one that comes later in the file.
void TableReader::supersede() {
  if (!log_) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> last;
  auto& votes = into_.votes.votes;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const auto [at, fresh] = last.try_emplace({votes[i].participant, votes[i].target}, i);
    if (fresh) continue;
    engine::Vote& before = votes[at->second];
    const bool older = before.time && votes[i].time && *votes[i].time < *before.time;
    (older ? votes[i] : before).superseded = true;
    if (!older) at->second = i;
  }
}

}  // namespace boussole::connectors::mapped
