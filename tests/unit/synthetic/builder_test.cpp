#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/words.h"

using namespace boussole::synthetic;

TEST_CASE("answers go to the first proposals and marks to the last ones") {
  const Platform town = platform()
                            .people(12)
                            .proposals(10)
                            .accepted(3)
                            .rejected(2)
                            .withdrawn(1)
                            .official(1)
                            .amendments(2, 1)
                            .drafts(1)
                            .build();
  REQUIRE(town.proposals.size() == 10);
  for (Index i = 0; i < 3; ++i) CHECK(town.proposals[i].state == "accepted");
  for (Index i = 3; i < 5; ++i) CHECK(town.proposals[i].state == "rejected");
  CHECK(town.proposals[5].withdrawn.has_value());
  CHECK_FALSE(town.proposals[6].published.has_value());
  CHECK(town.proposals[7].amends == 1u);
  CHECK(town.proposals[8].amends == 0u);
  CHECK(town.proposals[8].state == "accepted");
  CHECK(town.proposals[9].authors[0].kind == Author::Kind::organisation);
  for (const Proposal& row : town.proposals)
    if (row.answered) CHECK(*row.answered > *row.published);
}

TEST_CASE("threads are sound: parents come before, on the same thing, one level above") {
  const Platform town = platform(9).people(30).proposals(12).comments(300, {60, 50, 40, 10, 3, 0}).build();
  REQUIRE(town.comments.size() == 300);
  std::set<int> depths;
  for (Index i = 0; i < town.comments.size(); ++i) {
    const Comment& row = town.comments[i];
    depths.insert(row.depth);
    CHECK(row.depth <= 3);
    if (!row.parent) {
      CHECK(row.depth == 0);
      continue;
    }
    REQUIRE(*row.parent < i);
    const Comment& parent = town.comments[*row.parent];
    CHECK(parent.root == row.root);
    CHECK(parent.depth + 1 == row.depth);
    CHECK(parent.created < row.created);
  }
  CHECK(depths == std::set<int>{0, 1, 2, 3});
}

TEST_CASE("a steeper tail gives the loudest more") {
  const auto loudest = [](unsigned power) {
    const Platform town = platform(4).people(100).tail(power).proposals(400).build();
    std::size_t most = 0;
    for (Index person = 0; person < 100; ++person) {
      std::size_t count = 0;
      for (const Proposal& row : town.proposals) count += row.authors[0].person == person ? 1 : 0;
      most = std::max(most, count);
    }
    return most;
  };
  CHECK(loudest(1) < 20);
  CHECK(loudest(6) > 120);
}

TEST_CASE("asking for more than there is, is an error of the test") {
  CHECK_THROWS_AS(platform().people(5).proposals(2).accepted(3), std::logic_error);
  CHECK_THROWS_AS(platform().people(5).proposals(2).official(3), std::logic_error);
  CHECK_THROWS_AS(platform().people(5).comments(1), std::logic_error);
  CHECK_THROWS_AS(platform().people(5).process("p").results(2).linked(1), std::logic_error);
  CHECK_THROWS_AS(platform().people(5).process("p").meetings(1).minutes(2), std::logic_error);
  CHECK_THROWS_AS(platform().people(5).badges(6), std::logic_error);
}

TEST_CASE("invented texts are long enough, end as sentences and leave no slot open") {
  Random random(2);
  for (std::size_t i = 0; i < 400; ++i) {
    std::vector<std::string> texts = words::proposal_body(random, i);
    texts.push_back(words::proposal_title(random, i) + ".");
    for (const std::string& text : words::comment_body(random, i, static_cast<int>(i % 3) - 1)) texts.push_back(text);
    for (const std::string& text : words::reasoned_answer(random, i, "accepted")) texts.push_back(text);
    for (const std::string& text : texts) {
      CHECK(text.find_first_of("{}") == std::string::npos);
      CHECK(std::string(".?!").find(text.back()) != std::string::npos);
    }
  }
  CHECK(words::nickname("Élodie Brisvent", 7) == "elodie_brisven_7");
}
