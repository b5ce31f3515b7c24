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

// As the back office exports them.
const std::string kInvestments =
    "ID,Title,Supports,Administrator,Valuator,Valuation Group,Scope of operation,Feasibility,Val. Fin.,Selected,"
    "Show to valuators,Author username";
const std::string kCommentColumns =
    ",Created at,Comment ID,Comment Author,Comment Content,Comment Parent,"
    "Comment Created at";
const std::string kOldExport = kInvestments +
                               "\n3,Trees,88,Staff One,Staff Two,Group Six,North,\"Feasible (€99)\",Yes,Yes,Yes,ada_l\n"
                               "4,Pool,0,No admin assigned,-,-,South,Unfeasible,Yes,No,No,grace_h\n"
                               "5,Bench,,No admin assigned,-,-,North,Undecided,No,No,No,ada_l\n"
                               "6,Lamp,7,No admin assigned,-,-,,Feasible (€5),Yes,No,No,\n"
                               "3,Trees,88,Staff One,Staff Two,Group Six,North,\"Feasible (€99)\",Yes,Yes,Yes,ada_l\n"
                               "x,Bad,1,No admin assigned,-,-,North,Undecided,No,No,No,ada_l\n";
const std::string kNewExport =
    kInvestments + kCommentColumns +
    "\n3,Trees,2,A,-,-,North,Undecided,No,No,No,ada_l,2026-06-01 14:56:10,11,alan@x.org,I think it should,,"
    "2026-06-01 14:58:10\n"
    "3,Trees,2,A,-,-,North,Undecided,No,No,No,ada_l,2026-06-01 14:56:10,12,kurt@x.org,I disagree,11,"
    "2026-06-01 14:59:10\n"
    "3,Trees,2,A,-,-,North,Undecided,No,No,No,ada_l,2026-06-01 14:56:10,12,kurt@x.org,I disagree,11,"
    "2026-06-01 14:59:10\n"
    "3,Trees,2,A,-,-,North,Undecided,No,No,No,ada_l,2026-06-01 14:56:10,13,alan@x.org,Lost,99,"
    "2026-06-01 15:00:00\n"
    "4,Pool,0,A,-,-,South,Undecided,No,No,No,ada_l,2026-06-02 10:00:00,,,,,\n";

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

TEST_CASE("Consul's back office: investments, with what the city said of them") {
  const Reading reading = read({{"budget_investments.csv", kOldExport}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "consul");
  REQUIRE(data.contributions.size() == 4);
  const std::vector<engine::State> states{engine::State::accepted, engine::State::rejected, engine::State::not_answered,
                                          engine::State::evaluating};
  for (std::size_t i = 0; i < states.size(); ++i) CHECK(data.contributions[i].state == states[i]);
  CHECK(*data.contributions[0].votes == 88);
  CHECK(*data.contributions[1].votes == 0);
  CHECK_FALSE(data.contributions[2].votes.has_value());  // an empty cell is no zero
  CHECK_FALSE(data.contributions[0].comments.has_value());
  CHECK_FALSE(data.contributions[0].created.has_value());
  CHECK(data.spaces[*data.contributions[0].space].key == "/budgets");
  // Two people signed three of the four; nobody signed the last one.
  CHECK(data.participants.size() == 2);
  CHECK(data.author_pool[data.contributions[0].authors.begin] == data.author_pool[data.contributions[2].authors.begin]);
  CHECK(data.contributions[3].authors.count == 0);
  REQUIRE(data.themes.size() == 2);
  CHECK(data.themes[0].name.en == "North");
  CHECK(data.theme_pool[data.contributions[2].themes.begin] == 0);
  CHECK(data.contributions[3].themes.count == 0);
  CHECK(data.rejections.total == 1);
  const engine::SourceRecord& source = data.sources[0];
  CHECK(source.entity == "investments");
  CHECK(source.rows_read == 4);
  CHECK(source.rows_duplicate == 1);
  CHECK(source.columns_personal ==
        std::vector<std::string>{"Administrator", "Valuator", "Valuation Group", "Author username"});
  CHECK(source.columns_ignored == std::vector<std::string>{"Title", "Show to valuators"});
  CHECK(data.has("proposals.votes") == engine::Presence::full);
  CHECK(data.has("proposals.themes") == engine::Presence::full);
  CHECK(data.has("proposals.body") == engine::Presence::absent);
  CHECK(data.has("comments") == engine::Presence::absent);
  REQUIRE(data.votes != nullptr);
  REQUIRE(data.votes->totals.size() == 3);
  CHECK(data.votes->totals[0].scale == engine::VoteScale::support);
}

TEST_CASE("Consul's back office: one row for each comment, investments once") {
  const Reading reading = read({{"budget_investments.csv", kNewExport}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "consul");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].created == csv::parse_time("2026-06-01 14:56:10"));
  CHECK(*data.contributions[0].comments == 3);
  CHECK(*data.contributions[1].comments == 0);
  REQUIRE(data.comments.size() == 3);
  CHECK(data.comments[0].text.words == 4);
  CHECK(data.comments[0].root_key == data.contributions[0].url_key);
  CHECK_FALSE(data.comments[0].reply);
  CHECK(*data.comments[1].parent == 0);
  CHECK(data.comments[1].depth == 1);
  CHECK(data.comments[1].created == csv::parse_time("2026-06-01 14:59:10"));
  CHECK(data.comments[2].orphan);
  CHECK(data.comments[2].author == data.comments[0].author);
  CHECK(data.participants.size() == 3);
  CHECK(data.sources[0].rows_read == 4);
  CHECK(data.sources[0].rows_duplicate == 1);
  CHECK(has_note(data.sources[0], "names_and_emails"));
  CHECK(has_note(data.sources[0], "dangling_parents"));
  CHECK(data.sources[0].columns_personal.back() == "Comment Author");
  CHECK(data.has("comments.author") == engine::Presence::full);
  CHECK(data.has("comments.depth") == engine::Presence::partial);
}

TEST_CASE("Consul's back office: in Spanish and in French") {
  const Reading spanish =
      read({{"a.csv",
             "ID,Título,Apoyos,Administrador,Evaluador,Grupos evaluadores,Ámbito de actuación,Viabilidad,Ev. Fin.,"
             "Seleccionado,Mostrar a evaluadores,Usuario autor\n"
             "3,Árboles,5,S,-,-,Norte,Viable (99 €),Sí,Sí,Sí,ada\n4,Piscina,6,S,-,-,Sur,Inviable,Sí,No,No,ada\n"}});
  const Reading french =
      read({{"a.csv",
             "ID,Titre,Soutiens,Administrateur,Évaluateur,Groupe d’évaluation,Portée de l'opération,Faisabilité,"
             "Ev. Ter.,Sélectionné,Montrer aux évaluateurs,Nom de l'auteur\n"
             "3,Arbres,5,S,-,-,Nord,Réalisable (99 €),Oui,Oui,Oui,ada\n4,Piscine,6,S,-,-,Sud,Infaisable,Oui,Non,Non,"
             "ada\n"}});
  for (const Reading* reading : {&spanish, &french}) {
    REQUIRE(reading->data.connector == "consul");
    REQUIRE(reading->data.contributions.size() == 2);
    CHECK(reading->data.contributions[0].state == engine::State::accepted);
    CHECK(reading->data.contributions[1].state == engine::State::rejected);
    CHECK(*reading->data.contributions[1].votes == 6);
    CHECK(reading->data.sources[0].columns_personal.size() == 4);
    CHECK(reading->data.themes.size() == 2);
  }
}

TEST_CASE("Consul's back office: proposals, which have no supports there") {
  const std::string old = "ID,Title,Author,Summary\n7,T,ada@x.org,Two words\n8,U,grace@x.org,\n";
  const Reading reading = read({{"proposals.csv", old}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.connector == "consul");
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].text.words == 2);
  CHECK(data.contributions[0].state == engine::State::none);
  CHECK_FALSE(data.contributions[0].votes.has_value());
  CHECK(data.has("proposals.body") == engine::Presence::full);
  CHECK(data.has("proposals.votes") == engine::Presence::absent);
  CHECK(data.has("proposals.themes") == engine::Presence::absent);
  CHECK(data.has("votes") == engine::Presence::absent);
  CHECK(data.sources[0].columns_personal == std::vector<std::string>{"Author"});
  const Reading newer = read({{"proposals.csv", "ID,Proposal,Author,Summary" + kCommentColumns +
                                                    "\n7,T,ada@x.org,Two words,2026-06-01 14:56:10,1,ada@x.org,Mine,,"
                                                    "2026-06-01 14:58:10\n"}});
  REQUIRE(newer.data.comments.size() == 1);
  // The same e-mail: the same person.
  CHECK(newer.data.participants.size() == 1);
  CHECK_FALSE(has_note(newer.data.sources[0], "names_and_emails"));
}

TEST_CASE("Consul's back office: a header alone, and layouts that are none of its own") {
  const Reading none = read({{"budget_investments.csv", kInvestments + "\n"}});
  CHECK(none.data.connector == "consul");
  CHECK(none.data.contributions.size() == 0);
  CHECK(none.data.sources[0].rows_read == 0);
  CHECK(none.data.rejections.total == 0);
  CHECK(consul::table_of({"ID", "Title", "Author", "Summary", "Mood"}) == consul::Table::unknown);
  CHECK(consul::table_of({"ID", "Title", "Author"}) == consul::Table::unknown);
  CHECK(consul::table_of({"ID", "Title", "Author", "Summary", "Comment ID"}) == consul::Table::unknown);
  CHECK_FALSE(try_read({{"a.csv", "ID,Title,Author,Summary,Mood\n1,a,b,c,d\n"}}).has_value());
}

}  // namespace boussole::connectors::test
