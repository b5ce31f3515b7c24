// Cap Collectif: three variants of each export, two generations of headers, sparse rows, and the first REST interface.
#include <catch2/catch.hpp>

#include "connectors/cap_collectif/keys.h"
#include "connectors/cap_collectif/labels.h"
#include "engine/dataset/course.h"
#include "engine/dataset/demographics.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace cap = boussole::connectors::cap_collectif;

namespace {

const std::string kMark = "\xEF\xBB\xBF";

/// A full table of proposals, as the site writes it now.
const std::string kFull =
    kMark +
    "export_contribution_type,export_proposal_id,export_proposal_reference,export_proposal_title,"
    "export_proposal_description,export_proposal_link,export_proposal_author_id,export_proposal_author_username,"
    "export_proposal_author_email,export_proposal_created_at,export_proposal_publication_status,"
    "export_proposal_trashed_at,export_proposal_trashed_reason,export_proposal_status_name,"
    "export_proposal_official_response,export_proposal_votes_total_count,export_proposal_votes_digital_count,"
    "export_proposal_votes_paper_count,export_proposal_votes_id,export_proposal_votes_ranking,"
    "export_proposal_votes_created_at,export_proposal_votes_accounted,export_proposal_votes_author_id,"
    "export_proposal_comments_id,export_proposal_comments_body,export_proposal_comments_created_at,"
    "export_proposal_comments_author_id\n"
    "export_contribution_type_proposal,p1,1-1,Trees,\"Plant trees\nand water them\",https://x.org/project/town/collect/"
    "ideas/proposals/trees,u1,Ada Lovelace,ada@x.org,2024-01-01 10:00:00,export_proposal_publication_status_published,"
    ",,Approuvé,We will,5,3,2,,,,,,,,,\n"
    "export_contribution_type_proposal_vote,p1,1-1,Trees,,https://x.org/project/town/collect/ideas/proposals/"
    "trees,u1,,,"
    ",,,,,,,,,70,0,2024-01-02 10:00:00,Oui,u2,,,,\n"
    "export_contribution_type_proposal_vote,p1,1-1,Trees,,https://x.org/project/town/collect/ideas/proposals/"
    "trees,u1,,,"
    ",,,,,,,,,71,,2024-01-02 11:00:00,Non,u3,,,,\n"
    "export_contribution_type_proposal_comment,p1,1-1,Trees,,https://x.org/project/town/collect/ideas/proposals/"
    "trees,u1,,,,,,,,,,,,,,,,,c1,Good idea,2024-01-03 10:00:00,u2\n"
    "export_contribution_type_proposal,p2,1-2,Spam,Buy,https://x.org/project/town/collect/ideas/proposals/spam,u4,,,"
    "2024-01-01 10:00:00,export_proposal_publication_status_trashed_not_visible,2024-01-05 "
    "00:00:00,Pub,,,0,0,0,,,,,,,,,\n"
    "export_contribution_type_proposal,p3,1-3,Draft,Not yet,https://x.org/project/town/collect/ideas/proposals/d,u1,,,"
    "2024-01-01 10:00:00,export_proposal_publication_status_draft,,,,,0,0,0,,,,,,,,,\n";

const std::string kConsultation =
    kMark +
    "export_contribution_type,export_contribution_id,export_contribution_author_id,export_contribution_section_title,"
    "export_contribution_title,export_contribution_body_text,export_contributions_created_at,export_contribution_url,"
    "export_contribution_published,export_contribution_trashed,export_contribution_votes_count_ok,"
    "export_contribution_votes_count_mitige,export_contribution_votes_count_nok,export_contribution_votes_id,"
    "export_contribution_votes_related_id,export_contribution_votes_author_id,export_contribution_votes_value,"
    "export_contribution_votes_created_at,export_contribution_arguments_related_id,export_contribution_arguments_id,"
    "export_contribution_arguments_author_id,export_contribution_arguments_type,export_contribution_arguments_body,"
    "export_contribution_arguments_created_at,export_contribution_arguments_trashed\n"
    "export_contribution_type_opinion,o1,u1,Causes,T,Words here,2024-02-01 00:00:00,https://x.org/consultations/plan/a,"
    "Oui,Non,1,2,1,,,,,,,,,,,,\n"
    "export_contribution_type_opinion_vote,,,,,,,,,,,,,84,o1,u2,global.nok,2024-02-02 00:00:00,,,,,,,\n"
    "export_contribution_type_opinion_vote,,,,,,,,,,,,,85,o1,u3,global.mitige,2024-02-02 00:00:00,,,,,,,\n"
    "export_contribution_type_opinion_vote,,,,,,,,,,,,,86,o1,u4,D'accord,2024-02-02 00:00:00,,,,,,,\n"
    "export_contribution_type_argument,,,,,,,,,,,,,,,,,,o1,a1,u2,argument.show.type.against,No,2024-02-03 "
    "00:00:00,Non\n"
    "export_contribution_type_argument,,,,,,,,,,,,,,,,,,o1,a2,u3,argument.show.type.for,Yes,2024-02-03 00:00:00,Oui\n";

std::int64_t rows(const engine::SourceRecord& s) { return s.rows_read + s.rows_rejected + s.rows_duplicate; }

}  // namespace

TEST_CASE("trap 7: Cap Collectif, a byte-order mark, sparse rows and enumerations as keys or labels") {
  const Reading reading = read({{"a.csv", kFull}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "cap_collectif");
  REQUIRE(data.contributions.size() == 1);  // one in the bin, one draft
  const engine::Contribution& trees = data.contributions[0];
  CHECK(trees.state == engine::State::accepted);
  CHECK(trees.has_answer_text);
  CHECK(*trees.votes == 5);
  CHECK(trees.text.words == 5);
  REQUIRE(data.comments.size() == 1);
  CHECK(data.comments[0].root_key == trees.url_key);
  REQUIRE(data.moderations.size() == 1);
  CHECK(data.moderations[0].has_reason);
  REQUIRE(data.course);
  CHECK(data.course->phases.size() == 1);
  CHECK(data.course->phases[0].kind == engine::PhaseKind::collect);
  CHECK_FALSE(data.course->phases[0].start);  // the export has no date of a step: none is made up
  CHECK_FALSE(data.course->moderations[0].text_kept);
  CHECK(data.course->decisions.size() == 1);
  CHECK(rows(data.sources[0]) == 6);
  CHECK(data.rejections.total == 0);
  // The same words in three spellings.
  CHECK(cap::row_type("export_contribution_type_proposal_vote") == cap::RowType::proposal_vote);
  CHECK(cap::row_type("proposalVote") == cap::RowType::proposal_vote);
  CHECK(cap::row_type("Proposition") == cap::RowType::proposal);
  CHECK(cap::stance_of("export_vote_type_against") == -1);
  CHECK(cap::stance_of("AGAINST") == -1);
  CHECK(cap::stance_of("argument.show.type.for") == 1);
  CHECK(cap::stance_of("Mitigé") == 0);
  CHECK_FALSE(cap::stance_of("").has_value());
  CHECK(cap::key_named(cap::folded("Réponse officielle")) == cap::Key::proposal_official_response);
  CHECK(cap::key_named(cap::folded("proposal_votes_totalCount")) == cap::Key::proposal_votes_total);
  CHECK(cap::key_named(cap::folded("export_proposal_votes_total_count")) == cap::Key::proposal_votes_total);
}

TEST_CASE("Cap Collectif: votes keep their scale, their channel, and whether they count") {
  const Reading reading = read({{"a.csv", kFull}, {"b.csv", kConsultation}});
  REQUIRE(reading.data.votes);
  const engine::Votes& votes = *reading.data.votes;
  REQUIRE(votes.votes.size() == 5);
  const auto of_scale = [&](engine::VoteScale scale) {
    return count(votes.votes, [&](const engine::Vote& v) { return v.scale == scale; });
  };
  CHECK(of_scale(engine::VoteScale::ordinal) == 1);  // the site's first rank is 0, ours is 1
  CHECK(of_scale(engine::VoteScale::support) == 1);
  CHECK(of_scale(engine::VoteScale::agree_mixed_disagree) == 3);
  std::int64_t sum = 0;
  for (const engine::Vote& v : votes.votes) {
    if (v.scale == engine::VoteScale::ordinal) CHECK(v.value == 1);
    if (v.scale == engine::VoteScale::agree_mixed_disagree) sum += v.value;
    CHECK(v.channel == engine::VoteChannel::online);
  }
  CHECK(sum == 0);  // -1, 0 and 1
  CHECK(count(votes.votes, [](const engine::Vote& v) { return v.not_counted; }) == 1);
  // Paper is a channel of its own, and the totals of two scales stay apart.
  const auto total = [&](engine::VoteScale scale, engine::VoteChannel channel, engine::VoteTotal::Of of) {
    std::int64_t n = 0;
    for (const engine::VoteTotal& t : votes.totals)
      if (t.scale == scale && t.channel == channel && t.of == of) n += t.count;
    return n;
  };
  using Of = engine::VoteTotal::Of;
  CHECK(total(engine::VoteScale::support, engine::VoteChannel::paper, Of::all) == 2);
  CHECK(total(engine::VoteScale::support, engine::VoteChannel::online, Of::all) == 3);
  CHECK(total(engine::VoteScale::agree_mixed_disagree, engine::VoteChannel::online, Of::mixed) == 2);
}

TEST_CASE("Cap Collectif: arguments for and against, and the bin") {
  const Reading reading = read({{"b.csv", kConsultation}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.comments.size() == 1);
  CHECK(data.comments[0].alignment == -1);
  CHECK(data.comments[0].root_key == data.contributions[0].url_key);
  CHECK(data.moderations.size() == 1);
  CHECK(data.moderations[0].of_comment);
  CHECK(data.has("comments.alignment") == engine::Presence::full);
  CHECK(data.has("proposals.answer") == engine::Presence::absent);
}

TEST_CASE("Cap Collectif: a shorter variant of the same export adds nothing and fills what is empty") {
  const std::string simplified =
      kMark +
      "export_proposal_id,export_proposal_published_at,export_proposal_reference,export_proposal_title,"
      "export_proposal_description,export_proposal_author_id,export_proposal_link\n"
      "p1,2024-01-01 12:00:00,1-1,Trees,Plant trees,u1,https://x.org/project/town/collect/ideas/proposals/trees\n"
      "p9,2024-01-01 12:00:00,1-9,New,Only here,u9,https://x.org/project/town/collect/ideas/proposals/new\n";
  const Reading alone = read({{"a.csv", kFull}});
  const Reading both = read({{"0_simplified.csv", simplified}, {"a.csv", kFull}});
  CHECK_FALSE(alone.data.contributions[0].published);
  REQUIRE(both.data.contributions.size() == 2);
  CHECK(both.data.contributions[0].published.has_value());
  CHECK(both.data.contributions[0].text.words == 5);  // of the full variant
  CHECK(both.data.sources[0].rows_duplicate == 1);
  CHECK(both.data.sources[0].rows_read == 1);
  // Read alone, the short variant has neither votes nor states: absent, not zero.
  const Reading shortened = read({{"0_simplified.csv", simplified}});
  CHECK(shortened.data.contributions.size() == 2);
  CHECK_FALSE(shortened.data.contributions[0].votes);
  CHECK(shortened.data.has("votes") == engine::Presence::absent);
  CHECK(shortened.data.has("proposals.answer") == engine::Presence::absent);
}

TEST_CASE("Cap Collectif: ids in base64 and plain ids are the same ids") {
  CHECK(cap::plain_id("VXNlcjp1c2VyNQ==") == "user5");
  CHECK(cap::plain_id("user5") == "user5");
  CHECK(cap::plain_id("abcdefgh") == "abcdefgh");
  CHECK(cap::plain_id("") == "");
  CHECK(cap::plain_id("4f2c9c1e-1cd4-11e9-94d2-fa163eeb11e1") == "4f2c9c1e-1cd4-11e9-94d2-fa163eeb11e1");
}

TEST_CASE("Cap Collectif: of people the year of birth, sex and postal code are kept, for those who gave them") {
  const std::string people =
      kMark +
      "export_participant_user_id,export_participant_username,export_participant_user_email,export_participant_phone,"
      "export_participant_type,export_participant_firstname,export_participant_lastname,"
      "export_participant_date_of_birth,export_participant_postal_address,export_participant_zip_code,"
      "export_participant_city,export_participant_user_created_at,export_participant_user_roles_text,"
      "export_participant_gender\n"
      "u1,ada,ada@x.org,+33600000000,Citoyen,Ada,Lovelace,1990-12-10 00:00:00,1 rue X,75012,Paris,2020-01-01 00:00:00,"
      "Utilisateur,f\n"
      "u2,bob,bob@x.org,,Association,Bob,Kahn,,,,,2020-01-01 00:00:00,Administrateur|Utilisateur,\n"
      ",,anonymous@x.org,,,,,,,,,,,\n";
  const Reading reading = read({{"p.csv", people}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "cap_collectif");
  REQUIRE(data.participants.size() == 2);
  CHECK(data.participants[1].organiser);
  CHECK(data.participants[1].kind == engine::ParticipantKind::organisation);
  REQUIRE(data.demographics);
  CHECK(data.demographics->people.size() == 3);
  for (const std::string& value : data.demographics->values)
    CHECK((value == "1990" || value == "female" || value == "75012"));
  CHECK(data.sources[0].rows_read == 3);
  const auto& personal = data.sources[0].columns_personal;
  for (const char* column :
       {"export_participant_username", "export_participant_user_email", "export_participant_phone",
        "export_participant_firstname", "export_participant_lastname", "export_participant_date_of_birth",
        "export_participant_postal_address", "export_participant_zip_code", "export_participant_city"})
    CHECK(std::find(personal.begin(), personal.end(), column) != personal.end());
}

TEST_CASE("Cap Collectif: a debate, with votes of nobody known counted by where they come from") {
  const std::string header =
      "export_vote_published_at,export_vote_type,export_vote_author_id,export_vote_source,export_vote_author_email,"
      "export_vote_debate_url\n";
  const std::string url = "https://x.org/project/town/debate/yes-or-no\n";
  const std::string votes = kMark + header + "2024-01-01 00:00:00,export_vote_type_for,u1,APPLICATION,a@x.org," + url +
                            "2024-01-01 00:00:00,export_vote_type_against,,WIDGET : www.paper.fr,," + url +
                            "2024-01-01 00:00:00,export_vote_type_against,,WIDGET : www.paper.fr,," + url;
  const std::string simplified = kMark +
                                 "export_vote_published_at,export_vote_type,export_vote_author_id\n"
                                 "2024-01-01 00:00:00,export_vote_type_for,u1\n"
                                 "2024-01-01 00:00:00,export_vote_type_against,\n"
                                 "2024-01-01 00:00:00,export_vote_type_against,\n"
                                 "2024-01-02 00:00:00,export_vote_type_against,\n";
  const Reading reading =
      read({{"debate__votes_town_yes-or-no.csv", votes}, {"debate__votes_town_yes-or-no_simplified.csv", simplified}});
  REQUIRE(reading.data.votes);
  CHECK(reading.data.votes->votes.size() == 1);
  CHECK(reading.data.votes->targets.size() == 1);
  std::int64_t widget = 0, unknown = 0;
  for (const engine::VoteTotal& t : reading.data.votes->totals) {
    CHECK(t.scale == engine::VoteScale::up_down);
    (t.channel == engine::VoteChannel::widget ? widget : unknown) += t.count;
  }
  CHECK(widget == 2);   // two equal rows of one file are two votes
  CHECK(unknown == 1);  // the row that only the second file has
  CHECK(reading.data.sources[1].rows_duplicate == 3);
}

TEST_CASE("Cap Collectif: an answer to a questionnaire is one contribution, whatever the number of questions") {
  const std::string answers =
      kMark +
      "export_contribution_id,export_contribution_published,export_contribution_published_at,"
      "export_contribution_author,export_contribution_author_id,export_contribution_author_email,"
      "export_contribution_created_at,export_contribution_draft,What?,Why?\n"
      "r1,Oui,2024-01-01 00:00:00,Ada Lovelace,u1,ada@x.org,2024-01-01 00:00:00,Non,More trees,They give shade\n"
      "r2,Oui,2024-01-01 00:00:00,,u2,,2024-01-01 00:00:00,Oui,Draft,\n"
      ",Oui,2024-01-01 00:00:00,,u2,,2024-01-01 00:00:00,Non,No id,\n";
  const Reading reading = read({{"q.csv", answers}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 1);
  CHECK(data.contributions[0].kind == engine::ContributionKind::answer);
  CHECK(data.contributions[0].text.words == 5);
  CHECK(rows(data.sources[0]) == 3);
  CHECK(data.sources[0].rows_rejected == 1);
  const auto& personal = data.sources[0].columns_personal;
  CHECK(std::find(personal.begin(), personal.end(), "export_contribution_author") != personal.end());
}

TEST_CASE("République numérique: opinions of the first REST interface") {
  const std::string one =
      R"({"opinion":{"id":12,"title":"Ouvrir","body":"<p>Tout &amp; vite</p>","created_at":"2015-09-26T12:00:00+0200",)"
      R"("votes_ok":7,"votes_nok":2,"votes_mitige":1,"votes_total":10,"arguments_yes_count":1,"is_trashed":false,)"
      R"("author":{"uniqueId":"ada","displayName":"Ada Lovelace"},"type":{"title":"Titre I"},)"
      R"("arguments":[{"id":1,"type":1,"body":"Oui","created_at":"2015-09-27T12:00:00+0200","votes_count":3,)"
      R"("is_trashed":false,"author":{"uniqueId":"bob"}},{"id":2,"type":0,"body":"Non","votes_count":0,)"
      R"("author":{"uniqueId":"eve"}},{"id":3,"type":0,"body":"Spam","is_trashed":true,"author":{"uniqueId":"eve"}}]}})";
  const Reading reading = read({{"12.json", one}, {"12b.json", one}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "cap_collectif");
  REQUIRE(data.contributions.size() == 1);
  CHECK(data.contributions[0].text.words == 3);  // entities undone, tags no words
  REQUIRE(data.comments.size() == 2);
  CHECK(data.comments[0].alignment == 1);
  CHECK(data.comments[1].alignment == -1);
  CHECK(data.moderations.size() == 1);
  CHECK(data.sources[0].rows_read == 4);
  CHECK(data.sources[1].rows_duplicate == 4);
  CHECK(data.votes->votes.empty());  // nobody's vote is there
  CHECK(data.has("votes") == engine::Presence::aggregate);
}

TEST_CASE("real Cap Collectif: every row of the 90 files is accounted for") {
  const Files files = real_files("cap-collectif");
  if (files.empty()) return;
  REQUIRE(files.size() == 90);
  // Each file alone: recognised, and its rows read, refused or met twice. No file but one is without a header.
  for (const auto& [name, text] : files) {
    const auto reading = try_read({{name, text}});
    INFO(name);
    if (!reading) {
      CHECK(text.size() <= 4);
      continue;
    }
    REQUIRE(reading->data.connector == "cap_collectif");
    const engine::SourceRecord& source = reading->data.sources[0];
    CHECK(source.entity != "unknown");
    CHECK(rows(source) == rows_of_csv(text));
  }
  // All of them as one site.
  const Reading all = read(files);
  std::int64_t counted = 0, there = 0;
  for (const engine::SourceRecord& source : all.data.sources) counted += rows(source);
  for (const auto& [name, text] : files) there += rows_of_csv(text);
  CHECK(counted == there);
  CHECK(all.data.rejections.total == 54);  // 48 votes on comments and 6 sources of which only the type was exported
  CHECK(all.data.moderations.size() == 110);
  CHECK(all.data.participants.size() > 40);
}

}  // namespace boussole::connectors::test
