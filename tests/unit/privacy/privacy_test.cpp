// Every name and every e-mail address of the inputs is looked for in every output, in every format and both languages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "tests/unit/privacy/looking.h"
#include "tests/unit/privacy/names.h"

namespace boussole::privacy_test {

namespace {

namespace fs = std::filesystem;

/// Folders of real data that hold one platform each.
std::vector<std::string> platforms(const std::string& data) {
  std::vector<std::string> out;
  for (const char* whole : {"cap-collectif", "consul/decide-madrid", "grand-debat", "uk-petitions", "pabulib",
                            "decidim/gencat-2024", "decidim/barcelona-2025", "decidim/osp-2021"})
    if (fs::exists(data + "/" + whole)) out.push_back(data + "/" + whole);
  if (fs::exists(data + "/polis"))
    for (const auto& entry : fs::directory_iterator(data + "/polis"))
      if (entry.is_directory()) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("the search itself finds what it must") {
  CHECK(names_people("export_participant_lastname"));
  CHECK(names_people("author/name"));
  CHECK(names_people("userName"));
  CHECK(names_people("argument_author_email"));
  CHECK_FALSE(names_people("proposal_author_userType_name"));
  CHECK_FALSE(names_people("title"));
  CHECK(stands_in("said Ada Lovelace.", "Ada Lovelace"));
  CHECK_FALSE(stands_in("Adapted", "Ada"));
  auto list = memory({{"a.csv", "id,username,body\n1,Ada Lovelace,write to me@x.org now\n"},
                      {"a.json", R"({"author":{"displayName":"Bob Kahn"},"body":"Bob who?"})"}});
  const Named named = named_in(*list);
  CHECK(named.names == std::set<std::string>{"Ada Lovelace", "Bob Kahn"});
  CHECK(named.emails == std::set<std::string>{"me@x.org"});
}

TEST_CASE("no output names anybody: small files of every format") {
  const std::string decidim =
      "id;created_at;body;locale;author/id;author/name;alignment;depth;user_group/id;user_group/name;commentable_id;"
      "commentable_type;root_commentable_url\n"
      "1;2024-01-01 10:00:00 UTC;Ask ada.lovelace@x.org;fr;3;Ada Lovelace;0;0;;;7;Decidim::Proposals::Proposal;"
      "https://example.org/processes/a/f/1/proposals/7\n";
  const std::string consul =
      "id,title,userId,userName,summary,numSupports,date\n7,T,51,Marie Curie,Words,3,2020-01-01\n"
      "x,Marie Curie,51,Marie Curie,Refused row of Marie Curie,3,yesterday\n";
  const std::string office =
      "ID,Title,Supports,Administrator,Valuator,Valuation Group,Scope of operation,Feasibility,Val. Fin.,Selected,"
      "Show to valuators,Author username,Created at,Comment ID,Comment Author,Comment Content,Comment Parent,"
      "Comment Created at\n"
      "3,Trees,2,Emmy Noether,Lise Meitner,-,North,Undecided,No,No,No,Sofia Kovalevskaya,2026-06-01 14:56:10,11,"
      "rosalind@x.org,Good,,2026-06-01 14:58:10\n"
      "x,Trees,2,Emmy Noether,Lise Meitner,-,North,Undecided,No,No,No,Sofia Kovalevskaya,2026-06-01 14:56:10,12,"
      "rosalind@x.org,Refused row of rosalind@x.org,,2026-06-01 14:58:10\n";
  const std::string cap =
      "export_participant_user_id,export_participant_username,export_participant_user_email,export_participant_phone,"
      "export_participant_type,export_participant_firstname,export_participant_lastname,"
      "export_participant_date_of_birth,export_participant_postal_address,export_participant_zip_code,"
      "export_participant_user_created_at,export_participant_user_roles_text\n"
      "u1,ada1815,ada@x.org,+33601020304,Citoyen,Augusta,Lovelace,1815-12-10 00:00:00,12 rue de la Paix,75002,"
      "2020-01-01 00:00:00,Utilisateur\n";
  const std::string debate =
      "id,createdAt,publishedAt,authorId,authorUsername,authorEmail,authorType,authorZipCode,trashedStatus,QMQ== - Q\n"
      "a,2019-01-22 09:12:05,2019-01-22 09:12:05,u,Grace Hopper,grace@x.org,Citoyen,75002,,Yes\n";
  const std::string opinion = R"({"opinion":{"id":12,"body":"x","votes_ok":1,"votes_nok":0,"votes_mitige":0,)"
                              R"("author":{"uniqueId":"alan","displayName":"Alan Turing"},"arguments":[]}})";
  const std::string petition =
      R"({"links":{"self":"https://p.org/1"},"data":{"type":"petition","id":1,"attributes":{"action":"a","state":"open",)"
      R"("signature_count":3,"creator_name":"Kurt Godel","signatures_by_constituency":[{"name":"Bath","ons_code":"E1",)"
      R"("mp":"Ada Byron MP","signature_count":2}]}}})";
  std::size_t names = 0, emails = 0;
  const std::vector<std::vector<std::pair<std::string, std::string>>> fixtures{
      {{"d.csv", decidim}},
      {{"c.csv", consul}},
      {{"budget_investments.csv", office}},
      {{"p.csv", cap}},
      {{"g.csv", debate}},
      {{"12.json", opinion}},
      {{"1.json", petition}},
      {{"c.csv", consul}, {"d.csv", decidim}, {"p.csv", cap}}};
  for (const auto& fixture : fixtures) {
    const Looked found = look(fixture.front().first, memory(fixture));
    names += found.names;
    emails += found.emails;
  }
  CHECK(names >= 10);
  CHECK(emails >= 4);
}

TEST_CASE("no output names anybody: the synthetic platforms of the examples") {
  for (const char* name : {"haute-sauge", "port-lune", "val-clair"}) {
    const std::string folder = std::string(BOUSSOLE_ROOT) + "/examples/" + name;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string path = entry.path().string();
      const bool data = path.ends_with(".zip") || (entry.is_directory() && entry.path().filename() == "open-data");
      if (data) look(path, opened(path));
    }
  }
}

TEST_CASE("real data: no output names anybody") {
  const std::string data = std::string(BOUSSOLE_SHARED) + "/data";
  const auto folders = platforms(data);
  if (folders.empty()) std::cout << "SKIPPED: no real data in ../shared/data\n";
  std::size_t names = 0, emails = 0, passed_over = 0;
  for (const std::string& folder : folders) {
    const Looked found = look(folder.substr(data.size() + 1), opened(folder));
    names += found.names;
    emails += found.emails;
    passed_over += found.passed_over;
  }
  if (folders.empty()) return;
  CHECK(names > 100);
  CHECK(emails > 25);
  CHECK(passed_over * 4 < names);
}

}  // namespace boussole::privacy_test
