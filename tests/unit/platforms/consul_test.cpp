// Consul's proposals and comments as CSV.
#include <catch2/catch.hpp>

#include "connectors/consul/tables.h"
#include "connectors/csv/values.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

const std::string kProposals =
    ",id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation\n"
    "0,7,/proposals/7-a,C-7,Clean,51,2015-09-15,Something simple,,3,archived,60,0\n"
    "1,9,/proposals/9-b,C-9,Bus,52,2015-09-16,Short,A longer text about buses,0,open,0,1\n";
const std::string kComments =
    ",id,parentId,proposalId,page,userId,userType,date,time,text,numVotes,numPositiveVotes,numNegativeVotes\n"
    "0,100,-1,7,1,60,,2015-09-15,0 days 10:50:19,Good,3,2,1\n"
    "1,101,100,7,1,51,Autor,2015-09-15,0 days 11:07:10,Thanks,0,0,0\n"
    "2,102,101,7,1,61,Empleados públicos,2015-09-15,0 days 11:08:10,We will look,0,0,0\n"
    "3,103,999,7,1,60,,2015-09-15,0 days 12:00:00,Lost,0,0,0\n"
    "4,104,103,7,1,62,,2015-09-15,0 days 12:01:00,,0,0,0\n";

}  // namespace

TEST_CASE("Consul: proposals, threads and supports") {
  const Reading reading = read({{"comments.csv", kComments}, {"proposals.csv", kProposals}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "consul");
  REQUIRE(data.contributions.size() == 2);
  CHECK(*data.contributions[0].votes == 60);
  CHECK(*data.contributions[1].votes == 0);
  CHECK(data.contributions[0].text.words == 2);  // the summary, where there is no text
  CHECK(data.contributions[1].text.words == 5);
  CHECK(data.contributions[1].origin == engine::Origin::user_group);
  REQUIRE(data.comments.size() == 5);
  CHECK(data.comments[0].created == csv::parse_time("2015-09-15 10:50:19"));
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[2].depth == 2);
  CHECK(*data.comments[2].parent == 1);
  CHECK(data.comments[1].author == data.author_pool[data.contributions[0].authors.begin]);
  CHECK(data.participants[*data.comments[2].author].organiser);
  CHECK(data.has("votes") == engine::Presence::aggregate);
  CHECK(data.sources[1].columns_ignored == std::vector<std::string>{"url", "code", "title"});
  REQUIRE(data.votes != nullptr);
  // A support and a vote for or against a comment are two scales.
  for (const auto& total : data.votes->totals) {
    const bool comment = data.votes->targets[total.target].comment.has_value();
    CHECK((total.scale == engine::VoteScale::up_down) == comment);
  }
}

TEST_CASE("trap 9: dangling parents are orphans, not roots, and are counted") {
  const Reading reading = read({{"comments.csv", kComments}, {"proposals.csv", kProposals}});
  const engine::Comment& lost = reading.data.comments[3];
  CHECK(lost.reply);
  CHECK(lost.orphan);
  CHECK_FALSE(lost.parent.has_value());
  CHECK(lost.depth == 1);
  CHECK(reading.data.comments[4].depth == 2);
  CHECK(has_note(reading.data.sources[0], "dangling_parents"));
}

TEST_CASE("trap 8: rows met twice are counted as duplicates and read once") {
  std::string twice = kComments;
  twice += "5,100,-1,7,1,60,,2015-09-15,0 days 10:50:19,Good,3,2,1\n";
  const Reading reading = read({{"comments.csv", twice}, {"proposals.csv", kProposals}});
  CHECK(reading.data.comments.size() == 5);
  CHECK(reading.data.sources[0].rows_duplicate == 1);
  CHECK(reading.data.sources[0].rows_read == 5);
}

TEST_CASE("comments that answer each other in a circle end") {
  const Reading reading = read({{"comments.csv",
                                 ",id,parentId,proposalId,userId,text,date\n0,1,2,7,5,a,2020-01-01\n"
                                 "1,2,1,7,5,b,2020-01-01\n2,3,3,7,5,c,2020-01-01\n3,x,3,7,5,c,2020-01-01\n"}});
  CHECK(reading.data.comments.size() == 3);
  CHECK(reading.data.comments[2].orphan);
  CHECK(reading.data.rejections.total == 1);
}

TEST_CASE("real Decide Madrid: 80 proposals, 5,633 comments, 2,970 replies, 268 dangling parents") {
  const std::string folder = real("consul/decide-madrid");
  if (folder.empty()) return;
  const Reading reading = read_real(folder);
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "consul");
  CHECK(data.contributions.size() == 80);
  CHECK(data.comments.size() == 5633);
  CHECK(count(data.comments, [](const auto& c) { return c.reply; }) == 2970);
  CHECK(count(data.comments, [](const auto& c) { return c.orphan; }) == 268);
  CHECK(data.rejections.total == 0);
  CHECK(count(data.contributions, [](const auto& c) { return c.origin == engine::Origin::user_group; }) == 1);
}

}  // namespace boussole::connectors::test
