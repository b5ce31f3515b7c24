#include "connectors/pabulib/election.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/in_order.h"

namespace boussole::connectors::pabulib {

namespace {

using engine::Sex;
using engine::VoteChannel;
using engine::VoteScale;

Message refused(std::string code, std::string fr, std::string en) {
  return {std::move(code), {std::move(fr), std::move(en)}};
}

constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::size_t kAhead = 12;  ///< ballots: long enough for memory to answer

/// A reader of ballots and what it read last.
struct Slot {
  std::unique_ptr<BallotReader> reader;
  BallotBlock block;
};

/// Where blocks of whole lines end.
std::vector<std::size_t> ends_of_blocks(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = text.size() - at > kBlockBytes ? text.find('\n', at + kBlockBytes - 1) : text.npos;
    at = newline == text.npos ? text.size() : newline + 1;
    out.push_back(at);
  }
  return out;
}

Message reason(Refusal refusal) {
  switch (refusal) {
    case Refusal::points_do_not_match:
      return refused("points_do_not_match", "pas un nombre de points par projet choisi",
                     "not one number of points for each project chosen");
    case Refusal::unknown_project:
      return refused("unknown_project", "le bulletin nomme un projet absent de la liste",
                     "the ballot names a project that is not listed");
    case Refusal::repeated_project:
      return refused("repeated_project", "le bulletin nomme deux fois le même projet",
                     "the ballot names the same project twice");
    case Refusal::bad_points:
      return refused("bad_points", "des points ne sont pas un nombre entier", "points that are no whole number");
    case Refusal::incomplete:
    case Refusal::none:
      break;
  }
  return refused("bad_ballot", "bulletin sans identifiant, ou sans tous ses champs",
                 "a ballot without an id, or without all its fields");
}

}  // namespace

Sex sex_of(std::string_view code) {
  if (code.size() != 1) return code.empty() ? Sex::unknown : Sex::other;
  const char letter = code.front();
  if (letter == 'F' || letter == 'K' || letter == 'f' || letter == 'k') return Sex::female;
  return letter == 'M' || letter == 'm' ? Sex::male : Sex::other;
}

VoteChannel channel_of(std::string_view method) {
  if (method.empty()) return VoteChannel::unknown;
  if (method == "internet" || method == "online") return VoteChannel::online;
  if (method == "paper") return VoteChannel::paper;
  if (method == "phone" || method == "sms") return VoteChannel::phone;
  return VoteChannel::other;
}

std::optional<VoteScale> scale_of(std::string_view vote_type) {
  if (vote_type == "approval" || vote_type == "choose-1") return VoteScale::approval;
  if (vote_type == "ordinal") return VoteScale::ordinal;
  if (vote_type == "cumulative") return VoteScale::cumulative;
  if (vote_type == "scoring") return VoteScale::scoring;
  return std::nullopt;
}

OptionalTime date_of(std::string_view text, bool last_day) {
  const bool year = text.size() == 4 && csv::parse_integer(text).has_value();
  if (year) return csv::parse_time(std::string(text) + (last_day ? "-12-31" : "-01-01"));
  if (text.size() > 1 && text[1] == '.') return csv::parse_time("0" + std::string(text));
  return csv::parse_time(text);
}

void Election::take(const Row& row) {
  if (row.section() == Section::meta) return meta(row);
  if (!open_) open();
  project(row);
}

void Election::meta(const Row& row) {
  if (row.fields().size() < 2) return;
  // A value may hold semicolons of its own: what follows the key is the value.
  std::string value(row.fields()[1]);
  for (std::size_t i = 2; i < row.fields().size(); ++i) value.append(";").append(row.fields()[i]);
  meta_[std::string(csv::trimmed(row.fields()[0]))] = std::string(csv::trimmed(value));
}

void Election::open() {
  open_ = true;
  unit_ = meta_["unit"];
  instance_ = meta_["instance"];
  scale_ = scale_of(meta_["vote_type"]);
  engine::Space space;
  space.kind = engine::SpaceKind::voting;
  std::string name = unit_;
  for (const char* part : {"subunit", "instance"})
    if (!meta_[part].empty()) name += (name.empty() ? "" : ", ") + meta_[part];
  space.title = {name, name};
  space.key = "/budgets/" + slug_of(name);
  space.start = date_of(meta_["date_begin"], false);
  space.end = date_of(meta_["date_end"], true);
  space.listed = true;
  end_ = space.end;
  into_.seen(space.start);
  into_.seen(space.end);
  space_ = into_.space(std::move(space));
  record_.entity = "ballots";
  engine::BallotBox box;
  box.space = space_;
  if (scale_) box.scale = *scale_;
  // In the same unit as the costs of the projects, rounded the same way.
  if (const auto sum = csv::parse_decimal(meta_["budget"]); sum && *sum > 0 && *sum < 9e15)
    box.budget = static_cast<std::int64_t>(std::llround(*sum));
  into_.fill("votes.budget", box.budget.has_value());
  into_.votes.boxes.push_back(box);
}

void Election::columns(std::span<const std::string> header) {
  static constexpr std::array<std::string_view, 19> kKnown{
      "project_id", "cost",       "votes",         "score",        "selected", "latitude", "longitude",
      "category",   "categories", "voter_id",      "vote",         "points",   "age",      "sex",
      "district",   "name",       "voting_method", "neighborhood", "subunit"};
  for (const std::string& column : header) {
    if (column == "proposer") {
      record_.columns_personal.push_back(column);
    } else if (std::find(kKnown.begin(), kKnown.end(), column) == kKnown.end()) {
      record_.columns_ignored.push_back(column);
    }
  }
}

void Election::project(const Row& row) {
  if (!std::exchange(columns_of_projects_, true)) columns(row.header());
  const std::string_view id = row["project_id"];
  if (!row.whole() || id.empty())
    return into_.reject(record_, row.line(), 0,
                        refused("bad_project", "projet sans identifiant, ou sans tous ses champs",
                                "a project without an id, or without all its fields"));
  if (!project_ids_.add(id)) {
    ++record_.rows_duplicate;
    return;
  }
  engine::Project project;
  project.id = hash_bytes(id, space_ + 1);
  project.url_key = mix(project.id, std::uint64_t{'p'});
  project.space = space_;
  if (const auto cost = csv::parse_decimal(row["cost"]); cost && *cost >= 0 && *cost < 9e15)
    project.amount = static_cast<std::int64_t>(std::llround(*cost));
  project.located = csv::parse_decimal(row["latitude"]).has_value() && csv::parse_decimal(row["longitude"]).has_value();
  const auto selected = csv::parse_integer(row["selected"]);
  // 2: not chosen by the rule, funded from what was left. The day is not published: it is not before the vote ends.
  project.selected_known = selected.has_value() && *selected >= 0 && *selected <= 2 && (*selected == 0 || end_);
  if (project.selected_known && *selected > 0) project.selected = end_;
  leftovers_ += selected == 2;
  project.themes.begin = static_cast<std::uint32_t>(into_.data.theme_pool.size());
  std::vector<std::string_view> categories;
  list_of(row.has("category") ? row["category"] : row["categories"], categories);
  for (const std::string_view name : categories) {
    const std::uint64_t theme_id = hash_bytes(name);
    auto& themes = into_.data.themes;
    const auto known = std::find_if(themes.begin(), themes.end(), [&](const auto& t) { return t.id == theme_id; });
    into_.data.theme_pool.push_back(static_cast<std::uint32_t>(known - themes.begin()));
    ++project.themes.count;
    if (known != themes.end()) continue;
    engine::Theme theme;
    theme.id = theme_id;
    theme.name = {std::string(name), std::string(name)};
    themes.push_back(std::move(theme));
  }
  into_.fill("projects.amount", project.amount.has_value());
  into_.fill("projects.selected", project.selected_known);
  const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
  into_.votes.targets.push_back(
      {project.url_key, {}, static_cast<std::uint32_t>(into_.data.projects.size()), {}, space_, false});
  into_.data.projects.push_back(project);
  projects_.push_back({target, 0, count_of(row["votes"])});
  ++record_.rows_read;
}

OptionalIndex Election::area(std::string_view name) {
  if (name.empty()) return std::nullopt;
  if (const auto known = areas_.find(name); known != areas_.end()) return known->second;
  into_.votes.areas.emplace_back(name);
  return areas_.emplace(name, static_cast<std::uint32_t>(into_.votes.areas.size() - 1)).first->second;
}

OptionalIndex Election::area(const BallotBlock& block, std::uint32_t number) {
  OptionalIndex& known = areas_of_block_[number];
  if (!known) known = area(block.areas[number]);
  return known;
}

Taken Election::ballots(std::span<const std::string> header, std::string_view text, std::int64_t line) {
  if (!open_) open();
  const Row named(Section::votes, line, header, {});
  const BallotColumns places{named.place("voter_id"),
                             named.place("vote"),
                             named.place("points"),
                             named.place("age"),
                             named.place("sex"),
                             named.place("voting_method"),
                             named.place(named.has("district") ? "district" : "neighborhood"),
                             header.size()};
  // Ids say nothing outside their file: each file has its own people.
  const PrefixedPseudonyms people = into_.person_keys(into_.data.spaces[space_].key + "\n");
  first_voter_ = static_cast<std::uint32_t>(into_.data.participants.size());
  const std::vector<std::size_t> ends = ends_of_blocks(text);
  Taken taken;
  in_order<Slot>(
      ends.size(), into_.options().threads,
      [&](std::size_t i, Slot& slot) {
        if (!slot.reader)
          slot.reader =
              std::make_unique<BallotReader>(places, project_ids_, scale_.value_or(VoteScale::approval), people);
        const std::size_t begin = i == 0 ? 0 : ends[i - 1];
        slot.reader->read(text.substr(begin, ends[i] - begin), text.size() - ends[i], slot.block);
      },
      [&](const Slot& slot) {
        const BallotBlock& block = slot.block;
        // Where the scale is not known `finish` refuses the file.
        if (scale_ && !block.rows.empty() && !std::exchange(columns_of_votes_, true)) columns(header);
        if (scale_) take(block, line + taken.lines);
        taken.bytes += block.used;
        taken.lines += block.lines;
        return !block.section;
      });
  into_.fill("votes.age", ballots_, filled_.age);
  into_.fill("votes.sex", ballots_, filled_.sex);
  into_.fill("votes.channel", ballots_, filled_.channel);
  into_.fill("votes.area", ballots_, filled_.area);
  return taken;
}

void Election::take(const BallotBlock& block, std::int64_t line) {
  areas_of_block_.assign(block.areas.size(), {});
  std::uint32_t first_choice = 0;
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    if (searched_ && i + kAhead < block.rows.size()) into_.expect(block.rows[i + kAhead].key);
    const BallotRow& row = block.rows[i];
    std::uint32_t voter = 0;
    if (row.refusal == Refusal::incomplete) {
      into_.reject(record_, line + row.line, 0, reason(row.refusal));
    } else if (!votes_for_the_first_time(row, voter)) {
      ++record_.rows_duplicate;
    } else if (row.refusal != Refusal::none) {
      into_.reject(record_, line + row.line, 0, reason(row.refusal));
    } else {
      ballot(block, row, first_choice, voter);
    }
    first_choice = row.choices;
  }
}

bool Election::votes_for_the_first_time(const BallotRow& row, std::uint32_t& voter) {
  if (!searched_ && row.number > last_number_) {
    last_number_ = row.number;
    voter = into_.new_participant(row.key, engine::ParticipantKind::person);
    return true;
  }
  if (!std::exchange(searched_, true)) into_.remember_participants(first_voter_);
  const std::size_t before = into_.data.participants.size();
  voter = into_.participant_of(row.key, engine::ParticipantKind::person);
  return voter >= before;
}

void Election::ballot(const BallotBlock& block, const BallotRow& row, std::uint32_t first_choice, std::uint32_t voter) {
  engine::Ballot& ballot = into_.votes.ballots.emplace_back();
  ballot.participant = voter;
  ballot.space = space_;
  ballot.scale = *scale_;
  ballot.votes = {static_cast<std::uint32_t>(into_.votes.votes.size()), row.choices - first_choice};
  engine::Vote vote;
  vote.participant = voter;
  vote.scale = *scale_;
  for (const Choice& choice : std::span(block.choices).subspan(first_choice, row.choices - first_choice)) {
    Listed& listed = projects_[choice.project];
    ++listed.ballots;
    vote.target = listed.target;
    vote.value = choice.value;
    into_.votes.votes.push_back(vote);
  }
  ballot.sex = row.sex;
  ballot.channel = row.channel;
  ballot.age = row.age;
  if (row.area) ballot.area = area(block, *row.area);
  const std::int32_t age = ballot.age.value_or(kYoungest);
  ballot.age_implausible = age < kYoungest || age > kOldest;
  young_ += age < kYoungest;
  old_ += age > kOldest;
  ++channels_[static_cast<std::size_t>(ballot.channel)];
  filled_.age += ballot.age.has_value() && !ballot.age_implausible;
  filled_.sex += ballot.sex != Sex::unknown;
  filled_.channel += ballot.channel != VoteChannel::unknown;
  filled_.area += ballot.area.has_value();
  ++ballots_;
  ++record_.rows_read;
}

Expected<void> Election::finish() {
  if (!open_) open();
  if (!scale_) {
    Error error;
    error.kind = Error::Kind::invalid_input;
    error.file = record_.file;
    error.place = "META vote_type";
    error.what = {"l’échelle de vote « " + meta_["vote_type"] + " » n’est pas connue.",
                  "the vote type “" + meta_["vote_type"] + "” is not known."};
    error.remedy = {"Il faut approval, choose-1, ordinal, cumulative ou scoring.",
                    "It must be approval, choose-1, ordinal, cumulative or scoring."};
    return std::unexpected(error);
  }
  for (const Listed& listed : projects_) {
    engine::Project& project = into_.data.projects[*into_.votes.targets[listed.target].project];
    project.votes = listed.ballots;
    into_.fill("projects.votes", true);
  }
  notes();
  return {};
}

}  // namespace boussole::connectors::pabulib
