// What all these connectors share: recognised by content, the same for any order and number of threads, people outside.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "engine/merge.h"
#include "tests/unit/platforms/support.h"

namespace boussole::connectors::test {

namespace {

const std::string kPb =
    "META\nkey;value\nunit;Ville\nnum_votes;1\nvote_type;approval\nPROJECTS\nproject_id;cost;proposer\n1;5;Marie "
    "Curie\n"
    "VOTES\nvoter_id;vote\n1;1\n";
const std::string kProposals =
    "id,title,userId,userName,summary,numSupports,date\n7,T,51,Marie Curie,Words of a proposal,3,2020-01-01\n";
const std::string kComments =
    "id,parentId,proposalId,userId,userName,text,date\n1,-1,7,60,Marie Curie,Words,2020-01-02\n";

bool listed(const engine::Dataset& data, const std::string& column) {
  return std::any_of(data.sources.begin(), data.sources.end(), [&](const auto& source) {
    const auto& names = source.columns_personal;
    return std::find(names.begin(), names.end(), column) != names.end();
  });
}

}  // namespace

TEST_CASE("files are known by their content, whatever their names") {
  CHECK(read({{"x.json", kPb}}).data.connector == "pabulib");
  CHECK(read({{"b.csv", kProposals}, {"a.csv", kComments}}).data.connector == "consul");
  CHECK_FALSE(try_read({{"a.pb", "{\"some\":\"json\"}"}}).has_value());
  CHECK_FALSE(try_read({{"votes.csv", "a,b\n1,2\n"}}).has_value());
}

TEST_CASE("where Decidim recognises a table it takes precedence, and the others are merged into it") {
  const std::string decidim =
      "id;created_at;body;locale;author/id;author/name;alignment;depth;user_group/id;user_group/name;"
      "commentable_id;commentable_type;root_commentable_url\n"
      "1;2024-01-01 10:00:00 UTC;Hello;fr;3;x;0;0;;;7;Decidim::Proposals::Proposal;"
      "https://example.org/processes/a/f/1/proposals/7\n";
  const Reading reading = read({{"a-proposal_comments.csv", decidim}, {"a.pb", kPb}, {"b.csv", kComments}});
  CHECK(reading.data.connector == "decidim");
  CHECK(reading.data.comments.size() == 2);
  REQUIRE(reading.data.votes != nullptr);
  REQUIRE(reading.data.merge != nullptr);
  CHECK(reading.data.merge->sources.size() == 3);
  CHECK(reading.data.merge->sources[0].connector == "decidim");
}

TEST_CASE("columns that name people are dropped at the door and listed") {
  const Reading consul = read({{"a.csv", kComments}, {"b.csv", kProposals}});
  CHECK(listed(consul.data, "userName"));
  const Reading pabulib = read({{"a.pb", kPb}});
  CHECK(listed(pabulib.data, "proposer"));
  for (const Reading* reading : {&consul, &pabulib}) {
    for (const engine::Space& space : reading->data.spaces) CHECK(space.title.en.find("Curie") == std::string::npos);
    for (const engine::SourceRecord& source : reading->data.sources)
      for (const Message& note : source.notes) CHECK(note.text.fr.find("Curie") == std::string::npos);
  }
}

TEST_CASE("the order of files and the number of threads change nothing") {
  std::string long_comments = kComments;
  for (int i = 2; i < 60'000; ++i)
    long_comments += std::to_string(i) + "," + std::to_string(i / 2) + ",7," + std::to_string(i % 997) +
                     ",x,A comment of some words number " + std::to_string(i) + ",2020-01-02\n";
  ReadOptions one, four;
  four.threads = 4;
  const Reading a = read({{"a.csv", long_comments}, {"b.csv", kProposals}}, one);
  const Reading b = read({{"b.csv", kProposals}, {"a.csv", long_comments}}, four);
  REQUIRE(a.data.comments.size() == 59'999);
  REQUIRE(b.data.comments.size() == a.data.comments.size());
  for (std::size_t i = 0; i < a.data.comments.size(); ++i) {
    const engine::Comment &x = a.data.comments[i], &y = b.data.comments[i];
    if (x.id != y.id || x.author != y.author || x.depth != y.depth || x.text.fingerprint != y.text.fingerprint) {
      FAIL("row " << i << " differs");
    }
  }
  CHECK(a.data.sources[0].sha256 == b.data.sources[0].sha256);
}

TEST_CASE("a file cut anywhere, or with a byte changed anywhere, is read or refused and nothing worse") {
  const std::string petition =
      R"({"links":{"self":"x://y/1"},"data":{"type":"petition","id":1,"attributes":{"action":"a","state":"open",)"
      R"("signature_count":3,"signatures_by_country":[{"name":"UK","code":"GB","signature_count":2}]}}})";
  const std::string votes =
      "timestamp,comment-id,voter-id,vote\n1500000000,0,1,1\n1500000001,0,1,-1\n1500000002,1,2,0\n";
  const std::string matrix = "participant,group-id,n-votes,n-agree,0,1\n1,0,1,0,-1,\n2,,1,0,,0\n";
  const std::vector<Files> samples{{{"a.pb", kPb}},
                                   {{"a.json", petition}},
                                   {{"b.csv", kProposals}, {"a.csv", kComments}},
                                   {{"votes.csv", votes}, {"m.csv", matrix}},
                                   {{"g.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n"}}};
  std::size_t read_all = 0;
  for (const Files& sample : samples) {
    const std::string& text = sample[0].second;
    for (std::size_t i = 0; i < text.size(); ++i) {
      Files cut = sample, changed = sample;
      cut[0].second.resize(i);
      for (const char byte : {'\0', '"', ';', '9'}) {
        changed[0].second[i] = byte;
        read_all += try_read(changed).has_value();
      }
      read_all += try_read(cut).has_value();
    }
  }
  CHECK(read_all > 100);
}

TEST_CASE("accounts of the organiser are known by the ids the caller gives") {
  ReadOptions options;
  options.organisers = {"user:51"};
  const Reading reading = read({{"a.csv", kComments}, {"b.csv", kProposals}}, options);
  CHECK(count(reading.data.participants, [](const auto& p) { return p.organiser; }) == 1);
  CHECK(reading.data.organisers_listed == 1);
}

}  // namespace boussole::connectors::test
