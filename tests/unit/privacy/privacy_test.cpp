// Every name and every e-mail address of the inputs is looked for in every output, in every format and both languages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "connectors/catalog.h"
#include "criteria/loader.h"
#include "engine/run/run_audit.h"
#include "reports/catalog.h"
#include "tests/support/unpacked.h"
#include "tests/unit/privacy/names.h"

namespace boussole::privacy_test {

namespace {

namespace fs = std::filesystem;

/// Everything that `boussole audit` writes.
std::vector<std::pair<std::string, std::string>> outputs_of(const connectors::Reading& reading) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  engine::AuditOptions options;
  options.sampling.replicates = 20;
  options.decidim_quality = &criteria::built_in("decidim_quality");
  const auto audit = engine::run_audit(reading.data, reading.text_reader, set, options);
  REQUIRE(audit);
  std::vector<std::pair<std::string, std::string>> out;
  for (const Language language : {Language::fr, Language::en}) {
    reports::Options report;
    report.language = language;
    report.other_sets = {criteria::built_in("decidim_quality")};
    for (const reports::Format& format : reports::formats())
      out.emplace_back(std::string(format.id), test::unpacked(format.write(*audit, set, report)));
  }
  return out;
}

connectors::Reading read(std::shared_ptr<connectors::SourceList> sources) {
  auto reading = connectors::read_sources(std::move(sources), {});
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

/// What the pages say of any platform: a nickname that is one of these words ("user") cannot be told from it.
const std::string& words_of_the_report() {
  static const std::string words = [] {
    auto list = std::make_shared<connectors::SourceList>();
    list->tables.push_back(
        connectors::memory_source("m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n0,1,1,0\n1,1,0,0\n1,1,0,0\n"));
    std::string out;
    for (const auto& [format, text] : outputs_of(read(std::move(list)))) out += text + "\n";
    return out;
  }();
  return words;
}

struct Looked {
  std::size_t names = 0, emails = 0, passed_over = 0;
};

Looked look(const std::string& what, std::shared_ptr<connectors::SourceList> sources) {
  const Named named = named_in(*sources);
  // What names files, columns and places on the site is public, and told on purpose.
  std::string told;
  for (const auto& table : sources->tables) told += table->name() + "\n";
  const connectors::Reading reading = read(std::move(sources));
  for (const engine::Space& space : reading.data.spaces)
    told += space.key + "\n" + space.title.fr + "\n" + space.title.en + "\n" + space.url + "\n";
  for (const engine::SourceRecord& source : reading.data.sources) {
    for (const std::string& column : source.columns_ignored) told += column + "\n";
    for (const std::string& column : source.columns_personal) told += column + "\n";
  }
  const auto outputs = outputs_of(reading);
  Looked out;
  INFO(what);
  for (const std::string& email : named.emails) {
    ++out.emails;
    for (const auto& [format, text] : outputs)
      if (text.find(email) != std::string::npos) FAIL_CHECK(format << " holds the e-mail " << email);
  }
  for (const std::string& name : named.names) {
    if (stands_in(words_of_the_report(), name) || stands_in(told, name)) {
      ++out.passed_over;
      continue;
    }
    ++out.names;
    for (const auto& [format, text] : outputs)
      if (stands_in(text, name)) FAIL_CHECK(format << " holds the name " << name);
  }
  return out;
}

std::shared_ptr<connectors::SourceList> opened(const std::string& path) {
  const std::vector<std::string> paths{path};
  auto sources = connectors::open_sources(paths);
  if (!sources) FAIL(sources.error().in(Language::en));
  return std::make_shared<connectors::SourceList>(std::move(*sources));
}

std::shared_ptr<connectors::SourceList> memory(std::vector<std::pair<std::string, std::string>> files) {
  auto out = std::make_shared<connectors::SourceList>();
  for (auto& [name, text] : files)
    (name.ends_with(".csv") ? out->tables : out->documents).push_back(connectors::memory_source(name, text));
  return out;
}

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
