// Several sources, one platform: who goes first, what is matched by what, and what is there twice.
#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/dataset/demographics.h"
#include "engine/merge.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

/// Texts of which a signature is kept are longer than thirty words.
const std::string kTail =
    " and then again and again so that the text of this row has more than thirty words in all which is what it takes "
    "to "
    "be compared with others";
const std::string kHomes = "Isoler les logements de tout le pays" + kTail;
const std::string kWords = "Words of a proposal that is long enough" + kTail;

const std::string kTheme =
    "id,reference,title,createdAt,publishedAt,updatedAt,trashed,trashedStatus,authorId,authorType,authorZipCode,"
    "QMQ== - Que faire ?\n"
    "UHJvcG9zYWw6YTE=,2-1,T,2019-01-22 09:12:05,2019-01-22 09:12:05,,false,,VXNlcjp1MQ==,,75012," +
    kHomes + "\nUHJvcG9zYWw6YTI=,2-2,T,2019-01-22 09:13:05,2019-01-22 09:13:05,,false,,VXNlcjp1Mg==,,,Rien de plus\n";
const std::string kPeople =
    "export_participant_user_id,export_participant_username,export_participant_type,"
    "export_participant_date_of_birth,export_participant_zip_code,export_participant_user_created_at,"
    "export_participant_user_roles_text,export_participant_gender\n"
    "u1,Ada Lovelace,Citoyen,1990-12-10 00:00:00,69003,2020-01-01 00:00:00,Utilisateur,f\n"
    "u3,Eve,Citoyen,1980-12-10 00:00:00,,2020-01-01 00:00:00,Administrateur,m\n";
const std::string kConsul =
    "id,title,userId,userName,summary,numSupports,date\nu1,T,u1,Marie,Words,3,2020-01-01\n7,T,51,Marie Curie," +
    kWords + ",3,2020-01-01\n";

const engine::MergedEntity* entity(const engine::Dataset& data, const std::string& name) {
  REQUIRE(data.merge);
  for (const engine::MergedEntity& e : data.merge->entities)
    if (e.entity == name) return &e;
  return nullptr;
}

}  // namespace

TEST_CASE("one source is not merged: there is nothing to tell") {
  CHECK(read({{"a.csv", kTheme}}).data.merge == nullptr);
}

TEST_CASE("two exports of one site: people are matched by their id, the first source has precedence") {
  const Reading reading = read({{"LA_TRANSITION_ECOLOGIQUE.csv", kTheme}, {"participants.csv", kPeople}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.merge);
  REQUIRE(data.merge->sources.size() == 2);
  CHECK(data.merge->sources[0].connector == "cap_collectif");
  CHECK(data.merge->sources[1].connector == "grand_debat");
  CHECK(data.merge->sources[1].same_people);
  CHECK(data.participants.size() == 3);  // u1 is one person, whose id is written in two ways
  const auto* people = entity(data, "participants");
  REQUIRE(people);
  CHECK(people->first == 2);
  CHECK(people->added == 1);
  CHECK(people->duplicates == 1);
  CHECK(data.contributions.size() == 2);
  // Each contribution points at its own author after the merging.
  const auto author = [&](std::size_t i) { return data.author_pool[data.contributions[i].authors.begin]; };
  CHECK(author(0) != author(1));
  CHECK(author(0) == 0);
  // Two sources name another postal code for u1: the first one stays, and the difference is counted.
  const auto* attributes = entity(data, "attributes");
  REQUIRE(attributes);
  CHECK(attributes->conflicts == 1);
  REQUIRE(data.demographics);
  CHECK(count(data.demographics->values, [](const std::string& v) { return v == "69003"; }) == 1);
  CHECK(data.merge->notes.empty());
  CHECK(data.merge->fed_by.at("answers") == std::vector<std::string>{"grand_debat"});
}

TEST_CASE("two different sites: equal ids are different people, and it is said") {
  const Reading reading = read({{"a.csv", kConsul}, {"participants.csv", kPeople}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.merge);
  CHECK(data.merge->sources[0].connector == "consul");
  CHECK_FALSE(data.merge->sources[1].same_people);
  REQUIRE(data.merge->notes.size() == 1);
  CHECK(data.merge->notes[0].code == "people_of_other_sites");
  const Reading consul = read({{"a.csv", kConsul}}), cap = read({{"participants.csv", kPeople}});
  CHECK(data.participants.size() == consul.data.participants.size() + cap.data.participants.size());
}

TEST_CASE("merged texts can still be read again where they stand") {
  const Reading reading = read({{"a.csv", kConsul}, {"z.csv", kTheme}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.merge);
  REQUIRE(data.signatures.size() >= 2);
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t i = 0; i < data.signatures.size(); ++i) wanted.push_back(i);
  std::vector<std::string> texts(wanted.size());
  const auto done = reading.text_reader(wanted, [&](std::size_t i, std::string_view text) { texts[i] = text; });
  REQUIRE(done);
  CHECK(std::find(texts.begin(), texts.end(), kHomes) != texts.end());
  CHECK(std::find(texts.begin(), texts.end(), kWords) != texts.end());
}

TEST_CASE("neither the order of the sources nor the threads change what is merged") {
  ReadOptions four;
  four.threads = 4;
  const Reading a = read({{"a.csv", kConsul}, {"p.csv", kPeople}, {"z.csv", kTheme}});
  const Reading b = read({{"z.csv", kTheme}, {"p.csv", kPeople}, {"a.csv", kConsul}}, four);
  REQUIRE(a.data.participants.size() == b.data.participants.size());
  for (std::size_t i = 0; i < a.data.participants.size(); ++i)
    CHECK(a.data.participants[i].key == b.data.participants[i].key);
  REQUIRE(a.data.contributions.size() == b.data.contributions.size());
  for (std::size_t i = 0; i < a.data.contributions.size(); ++i)
    CHECK(a.data.contributions[i].url_key == b.data.contributions[i].url_key);
  CHECK(a.data.sources.size() == 3);
  for (std::size_t i = 0; i < a.data.sources.size(); ++i) CHECK(a.data.sources[i].file == b.data.sources[i].file);
}

TEST_CASE("the rows of each file stay accounted for when sources are merged") {
  const Reading reading = read({{"a.csv", kConsul}, {"p.csv", kPeople}, {"z.csv", kTheme}});
  for (const engine::SourceRecord& source : reading.data.sources)
    CHECK(source.rows_read + source.rows_rejected + source.rows_duplicate == 2);
  CHECK(reading.data.rejections.total == 1);  // a proposal of Consul whose id is no number
  CHECK(reading.data.rejections.by_reason.size() == 1);
}

TEST_CASE("what merged votes point at are the same things as before") {
  const std::string votes =
      "export_vote_published_at,export_vote_type,export_vote_author_id,export_vote_source,export_vote_debate_url\n"
      "2024-01-01 00:00:00,export_vote_type_for,u1,APPLICATION,https://x.org/project/t/debate/d\n"
      "2024-01-01 00:00:00,export_vote_type_against,u2,APPLICATION,https://x.org/project/t/debate/d\n";
  const std::string ballots =
      "META\nkey;value\nunit;Ville\nnum_votes;2\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\n2;6\n"
      "VOTES\nvoter_id;vote\n1;1,2\n2;2\n";
  const Reading reading = read({{"a.pb", ballots}, {"v.csv", votes}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.merge);
  REQUIRE(data.votes);
  CHECK(data.votes->votes.size() == 5);
  CHECK(data.votes->ballots.size() == 2);
  for (const engine::Vote& vote : data.votes->votes) {
    REQUIRE(vote.target < data.votes->targets.size());
    REQUIRE(vote.participant < data.participants.size());
    const engine::VoteTarget& target = data.votes->targets[vote.target];
    CHECK(target.project.has_value() == (vote.scale == engine::VoteScale::approval));
    CHECK(target.contribution.has_value() == (vote.scale == engine::VoteScale::up_down));
  }
  for (const engine::Ballot& ballot : data.votes->ballots)
    for (std::uint32_t k = 0; k < ballot.votes.count; ++k)
      CHECK(data.votes->votes[ballot.votes.begin + k].scale == engine::VoteScale::approval);
}

TEST_CASE("what one source lacks does not become none because another source has it") {
  const std::string answered =
      "export_contribution_type,export_proposal_id,export_proposal_title,export_proposal_description,"
      "export_proposal_link,export_proposal_author_id,export_proposal_created_at,export_proposal_official_response\n"
      "export_contribution_type_proposal,p1,T,Words,https://x.org/project/t/collect/i/proposals/a,u1,"
      "2024-01-01 10:00:00,Yes\n";
  CHECK(read({{"c.csv", answered}}).data.has("proposals.answer") == engine::Presence::full);
  // Consul's proposals have no answers in these files: nobody knows whether they were answered.
  const Reading both = read({{"a.csv", kConsul}, {"c.csv", answered}});
  REQUIRE(both.data.contributions.size() == 2);
  CHECK(both.data.has("proposals.answer") == engine::Presence::absent);
  CHECK(both.data.has("proposals.author") == engine::Presence::full);
  // A source that adds no row takes nothing away.
  const Reading people = read({{"c.csv", answered}, {"z.csv", kTheme}});
  CHECK(people.data.has("proposals.answer") == engine::Presence::full);
  CHECK(people.data.has("answers.body") == engine::Presence::full);
}

}  // namespace boussole::connectors::test
