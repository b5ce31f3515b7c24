// One invented platform, written as each generation writes it, and what must be read of it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"
#include "examples/synthetic/truth.h"
#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

using engine::ContributionKind;
using engine::Origin;
using synthetic::Generation;

Files files_of(const std::vector<synthetic::ExportFile>& exported) {
  Files files;
  for (const auto& file : exported)
    if (!file.entity.empty()) files.emplace_back(file.name, file.content);
  return files;
}

std::vector<synthetic::ExportFile> complete(Generation generation) {
  synthetic::ExportOptions options;
  options.generation = generation;
  if (generation >= Generation::v0_31) options.arrow = synthetic::RubyArrow::spaced;
  return synthetic::export_files(synthetic::complete_platform(), options);
}

template <class Rows, class Which>
std::int64_t count(const Rows& rows, const Which& which) {
  std::int64_t n = 0;
  for (const auto& row : rows) n += which(row) ? 1 : 0;
  return n;
}

const std::map<Generation, std::string> kNames{
    {Generation::v0_24, "decidim 0.24"},      {Generation::v0_27, "decidim 0.27-0.28"},
    {Generation::v0_28, "decidim 0.27-0.28"}, {Generation::v0_29, "decidim 0.29"},
    {Generation::v0_30, "decidim 0.30"},      {Generation::v0_31, "decidim 0.31"}};

}  // namespace

TEST_CASE("each generation is recognised by its columns, and so is each of its tables") {
  for (const Generation generation : synthetic::kGenerations) {
    INFO(synthetic::name(generation));
    const auto exported = complete(generation);
    const Reading reading = read(files_of(exported));
    CHECK(reading.data.generation == kNames.at(generation));
    CHECK(reading.data.rejections.total == 0);
    for (const auto& file : exported) {
      if (file.entity.empty()) continue;
      INFO(file.name);
      const engine::SourceRecord& source = record(reading, file.name);
      CHECK(source.entity == file.entity);
      CHECK(source.columns_ignored.empty());
      CHECK(source.rows_read + source.rows_duplicate + source.rows_rejected == std::int64_t(file.rows));
    }
  }
}

TEST_CASE("a table is recognised without the help of its name, and its columns in any order") {
  for (const Generation generation : synthetic::kGenerations) {
    const auto exported = complete(generation);
    for (const auto& file : exported) {
      if (file.entity.empty() || file.rows == 0) continue;
      INFO(synthetic::name(generation) << ' ' << file.name);
      const Reading reading = read({{"table.csv", file.content}});
      CHECK(reading.data.sources[0].entity == file.entity);
      CHECK(reading.data.sources[0].columns_ignored.empty());
    }
  }
}

TEST_CASE("the completeness list has thirty fields or more, absent ones without rows") {
  const Reading first = read(files_of(complete(Generation::v0_24)));
  const Reading last = read(files_of(complete(Generation::v0_31)));
  const engine::Dataset& old = first.data;
  const engine::Dataset& late = last.data;
  CHECK(late.fill.size() >= 30);
  CHECK(old.fill.at("proposals.author").rows == 0);
  CHECK(old.fill.at("proposals.answered_at").rows == 0);
  CHECK(old.has("proposals.answered_at") == engine::Presence::absent);
  CHECK(old.has("moderations") == engine::Presence::absent);
  CHECK(late.has("moderations") == engine::Presence::full);
  CHECK(late.has("user_groups") == engine::Presence::absent);
  CHECK(late.fill.at("proposals.author").rows > 0);
  CHECK(late.fill.at("proposals.answer").filled == late.fill.at("proposals.answer").rows);
  for (const auto& [field, fill] : late.fill) {
    INFO(field);
    CHECK(fill.filled >= 0);
    CHECK(fill.filled <= fill.rows);
  }
}

TEST_CASE("what is read is what is true, in every generation that holds it") {
  for (const Generation generation : synthetic::kGenerations) {
    INFO(synthetic::name(generation));
    const auto truth = synthetic::truth(synthetic::complete_platform(), generation);
    const Reading reading = read(files_of(complete(generation)));
    const engine::Dataset& data = reading.data;
    const auto proposals = [&](const auto& which) {
      return count(data.contributions,
                   [&](const engine::Contribution& c) { return c.kind == ContributionKind::proposal && which(c); });
    };
    CHECK(proposals([](const auto&) { return true; }) == truth.proposal_rows);
    CHECK(proposals([](const auto& c) { return c.amendment; }) == truth.amendments);
    CHECK(proposals([](const auto& c) { return c.amendment && c.state == engine::State::accepted; }) ==
          truth.amendments_accepted);
    CHECK(proposals([](const auto& c) { return !c.amendment && c.withdrawn; }) == truth.withdrawn);
    CHECK(std::int64_t(data.comments.size()) == truth.comments);
    CHECK(count(data.comments, [](const auto& c) { return c.reply; }) == truth.replies);
    CHECK(count(data.comments, [](const auto& c) { return c.orphan; }) == truth.orphans);
    CHECK(count(data.comments, [](const auto& c) { return c.alignment > 0; }) == truth.in_favour);
    CHECK(count(data.comments, [](const auto& c) { return c.alignment < 0; }) == truth.against);
    CHECK(count(data.comments, [&](const auto& c) { return c.author && data.participants[*c.author].deleted; }) ==
          truth.by_deleted_accounts);
    CHECK(std::int64_t(data.meetings.size()) == truth.meetings);
    CHECK(std::int64_t(data.followups.size()) == truth.results);
    CHECK(std::int64_t(data.projects.size()) == truth.projects);
    std::int64_t amount = 0;
    for (const auto& p : data.projects) amount += *p.amount;
    CHECK(amount == truth.amount);
    CHECK(count(data.projects, [](const auto& p) { return p.sources.count > 0; }) == truth.projects_linked);
    std::int64_t votes = 0;
    for (const auto& c : data.contributions)
      if (c.kind == ContributionKind::proposal && !c.amendment && c.votes) votes += *c.votes;
    CHECK(votes == truth.votes);
    if (data.newest) CHECK(*data.newest == truth.newest);
    if (generation < Generation::v0_29) {
      CHECK(data.has("proposals.author") == engine::Presence::absent);
      CHECK(proposals([](const auto& c) { return c.origin == Origin::unknown; }) == truth.proposal_rows);
    } else {
      const auto real = [](const auto& c) { return !c.amendment; };
      CHECK(proposals([&](const auto& c) { return real(c) && c.origin == Origin::organiser; }) == truth.official);
      CHECK(proposals([&](const auto& c) { return real(c) && c.origin == Origin::meeting; }) == truth.from_meetings);
      CHECK(proposals([&](const auto& c) { return real(c) && c.coauthors.value_or(0) > 1; }) == truth.coauthored);
    }
    if (generation == Generation::v0_30) {
      CHECK(proposals([](const auto& c) { return !c.amendment && c.origin == Origin::user_group; }) == truth.by_groups);
    }
    if (generation >= Generation::v0_30) {
      CHECK(count(data.contributions, [](const auto& c) { return c.kind == ContributionKind::debate; }) ==
            truth.debates);
      CHECK(count(data.contributions, [](const auto& c) { return c.kind == ContributionKind::post; }) == truth.posts);
      CHECK(std::int64_t(data.exposed.size()) == truth.users);
      CHECK(count(data.exposed, [](const auto& p) { return p.deleted; }) == truth.users_deleted);
      CHECK(count(data.exposed, [](const auto& p) { return !p.deleted && p.plausible_name; }) ==
            truth.users_plausible_name);
      CHECK(count(data.exposed, [](const auto& p) { return !p.deleted && p.about; }) == truth.users_about);
      CHECK(count(data.exposed, [](const auto& p) { return !p.deleted && p.avatar; }) == truth.users_avatar);
      CHECK(std::int64_t(data.moderations.size()) == truth.moderations);
      CHECK(count(data.moderations, [](const auto& m) { return m.has_reason; }) == truth.moderations_with_reason);
      CHECK(std::int64_t(data.moderated_users.size()) == truth.blocked);
      CHECK(proposals([](const auto& c) { return !c.amendment && c.created_in_meeting; }) == truth.created_in_meeting);
      std::int64_t spaces = 0;
      for (const auto& [kind, n] : truth.spaces) spaces += n;
      CHECK(std::int64_t(data.spaces.size()) == spaces);
      CHECK(count(data.spaces, [](const auto& s) { return s.listed; }) == spaces);
    }
    if (generation >= Generation::v0_27)
      CHECK(proposals([](const auto& c) { return !c.amendment && c.located; }) == truth.located);
  }
}

}  // namespace boussole::connectors::test
