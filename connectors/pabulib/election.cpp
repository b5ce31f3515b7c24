#include "connectors/pabulib/election.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::pabulib {

namespace {

using engine::Sex;
using engine::VoteChannel;
using engine::VoteScale;

void list_of(std::string_view cell, std::vector<std::string_view>& out) {
  out.clear();
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(','), cell.size());
    out.push_back(csv::trimmed(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

Message refused(std::string code, std::string fr, std::string en) {
  return {std::move(code), {std::move(fr), std::move(en)}};
}

constexpr std::int64_t kMostPoints = 1'000'000;

bool allocates(VoteScale scale) { return scale == VoteScale::cumulative || scale == VoteScale::scoring; }

}  // namespace

Sex sex_of(std::string_view code) {
  if (code == "F" || code == "K" || code == "f" || code == "k") return Sex::female;
  if (code == "M" || code == "m") return Sex::male;
  return code.empty() ? Sex::unknown : Sex::other;
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
  if (row.section() == Section::projects) return project(row);
  ballot(row);
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
  voter_ = into_.data.spaces[space_].key + "\n";
  prefix_ = voter_.size();
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

void Election::columns(const Row& row) {
  static constexpr std::array<std::string_view, 19> kKnown{
      "project_id", "cost",       "votes",         "score",        "selected", "latitude", "longitude",
      "category",   "categories", "voter_id",      "vote",         "points",   "age",      "sex",
      "district",   "name",       "voting_method", "neighborhood", "subunit"};
  for (const std::string& column : row.header()) {
    if (column == "proposer") {
      record_.columns_personal.push_back(column);
    } else if (std::find(kKnown.begin(), kKnown.end(), column) == kKnown.end()) {
      record_.columns_ignored.push_back(column);
    }
  }
}

void Election::project(const Row& row) {
  if (!std::exchange(columns_of_projects_, true)) columns(row);
  const std::string_view id = row["project_id"];
  if (!row.whole() || id.empty())
    return into_.reject(record_, row.line(), 0,
                        refused("bad_project", "projet sans identifiant, ou sans tous ses champs",
                                "a project without an id, or without all its fields"));
  if (projects_.contains(id)) {
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
  list_of(row.has("category") ? row["category"] : row["categories"], chosen_);
  for (const std::string_view name : chosen_) {
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
  const auto made = projects_.try_emplace(std::string(id), Listed{target, 0, count_of(row["votes"])}).first;
  listed_.emplace(made->first, &made->second);
  ++record_.rows_read;
}

OptionalIndex Election::area(std::string_view name) {
  if (name.empty()) return std::nullopt;
  if (const auto known = areas_.find(name); known != areas_.end()) return known->second;
  into_.votes.areas.emplace_back(name);
  return areas_.emplace(name, static_cast<std::uint32_t>(into_.votes.areas.size() - 1)).first->second;
}

void Election::attributes(const Row& row, engine::Ballot& ballot) {
  ballot.sex = sex_of(row.at(places_.sex));
  ballot.channel = channel_of(row.at(places_.channel));
  ballot.age = count_of(row.at(places_.age));
  ballot.area = area(row.at(places_.area));
  const std::int32_t age = ballot.age.value_or(kYoungest);
  ballot.age_implausible = age < kYoungest || age > kOldest;
  young_ += age < kYoungest;
  old_ += age > kOldest;
  ++channels_[static_cast<std::size_t>(ballot.channel)];
  into_.fill("votes.age", ballot.age.has_value() && !ballot.age_implausible);
  into_.fill("votes.sex", ballot.sex != Sex::unknown);
  into_.fill("votes.channel", ballot.channel != VoteChannel::unknown);
  into_.fill("votes.area", ballot.area.has_value());
}

std::optional<Message> Election::preferences(const Row& row, std::uint32_t voter) {
  list_of(row.at(places_.vote), chosen_);
  list_of(row.at(places_.points), points_);
  if (allocates(*scale_) && points_.size() != chosen_.size())
    return refused("points_do_not_match", "pas un nombre de points par projet choisi",
                   "not one number of points for each project chosen");
  given_.clear();
  named_.clear();
  ++serial_;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    const auto at = listed_.find(chosen_[i]);
    if (at == listed_.end())
      return refused("unknown_project", "le bulletin nomme un projet absent de la liste",
                     "the ballot names a project that is not listed");
    // Points shared out may come in several entries for one project: they add up. Anything else said twice is unclear.
    Listed& listed = *at->second;
    const bool again = std::exchange(listed.ballot, serial_) == serial_;
    if (again && *scale_ != VoteScale::cumulative)
      return refused("repeated_project", "le bulletin nomme deux fois le même projet",
                     "the ballot names the same project twice");
    engine::Vote vote{voter, listed.target, 1, *scale_, false, {}};
    if (*scale_ == VoteScale::ordinal) vote.value = static_cast<std::int32_t>(i + 1);
    if (allocates(*scale_)) {
      const auto given = csv::parse_integer(points_[i]);
      if (!given || std::abs(*given) > kMostPoints)
        return refused("bad_points", "des points ne sont pas un nombre entier", "points that are no whole number");
      vote.value = static_cast<std::int32_t>(*given);
    }
    if (again) {
      given_[listed.vote].value += vote.value;
      continue;
    }
    listed.vote = given_.size();
    given_.push_back(vote);
    named_.push_back(&listed);
  }
  for (const engine::Vote& vote : given_) into_.votes.votes.push_back(vote);
  for (Listed* listed : named_) ++listed->ballots;
  return std::nullopt;
}

std::uint64_t Election::key_of_voter(std::string_view id) {
  voter_.resize(prefix_);
  voter_ += id;
  return into_.person_key(voter_);
}

std::uint64_t Election::ahead(const Row& row) {
  if (!open_ || !places_.known) return 0;
  const std::uint64_t key = key_of_voter(row.at(places_.voter));
  into_.expect(key);
  return key;
}

void Election::ballot(const Row& row) {
  if (!scale_) return;  // `finish` refuses the file
  if (!std::exchange(columns_of_votes_, true)) {
    columns(row);
    places_ = {true,
               row.place("voter_id"),
               row.place("vote"),
               row.place("points"),
               row.place("age"),
               row.place("sex"),
               row.place("voting_method"),
               row.place(row.has("district") ? "district" : "neighborhood")};
  }
  const std::string_view id = row.at(places_.voter);
  if (!row.whole() || id.empty())
    return into_.reject(record_, row.line(), 0,
                        refused("bad_ballot", "bulletin sans identifiant, ou sans tous ses champs",
                                "a ballot without an id, or without all its fields"));
  // Ids say nothing outside their file: each file has its own people.
  const std::size_t before = into_.data.participants.size();
  const std::uint32_t voter =
      into_.participant_of(row.ahead != 0 ? row.ahead : key_of_voter(id), engine::ParticipantKind::person);
  if (voter < before) {
    ++record_.rows_duplicate;
    return;
  }
  engine::Ballot ballot;
  ballot.participant = voter;
  ballot.space = space_;
  ballot.scale = *scale_;
  ballot.votes.begin = static_cast<std::uint32_t>(into_.votes.votes.size());
  if (auto why = preferences(row, voter)) return into_.reject(record_, row.line(), 0, std::move(*why));
  ballot.votes.count = static_cast<std::uint32_t>(into_.votes.votes.size()) - ballot.votes.begin;
  attributes(row, ballot);
  into_.votes.ballots.push_back(ballot);
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
  for (const auto& [id, listed] : projects_) {
    engine::Project& project = into_.data.projects[*into_.votes.targets[listed.target].project];
    project.votes = listed.ballots;
    into_.fill("projects.votes", true);
  }
  notes();
  return {};
}

}  // namespace boussole::connectors::pabulib
