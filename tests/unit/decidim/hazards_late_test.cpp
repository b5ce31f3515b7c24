// The hazards of Decidim's exports, 09 to 15: one case or more each, named after it.
#include <catch2/catch.hpp>

#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

using engine::Presence;

const std::string kComments =
    "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
    "commentable_type;root_commentable_url";
const std::string kProposal = "Decidim::Proposals::Proposal";
const std::string kReply = "Decidim::Comments::Comment";

std::string comment(const std::string& id, const std::string& target, const std::string& type,
                    const std::string& root = "https://town.example/processes/budget/f/2/proposals/7",
                    const std::string& body = "Oui", const std::string& time = "2023-05-02 10:00:00 UTC") {
  return id + ";" + time + ";" + body + ";fr;5;Ana;0;" + (type == kReply ? "1" : "0") + ";" + target + ";" + type +
         ";" + root;
}

/// 2023-05-02 10:00:00 UTC.
constexpr Seconds kTen = 1'683'021'600;

}  // namespace

TEST_CASE("hazard 09 comments: parents by id across files, roots by path, orphans, old markup, mentions") {
  const std::string on_result = "http://town.example/processes/budget/f/3/results/4";
  const Reading reading = read(
      {{"town-open-data-proposal_comments.csv",
        table({kComments, comment("1", "7", kProposal),
               comment("2", "1", kReply, "http://town.example/processes/budget/f/2/proposals/7?commentId=2#comment_2"),
               comment("3", "99", kReply)})},
       {"town-open-data-result_comments.csv",
        table({kComments, comment("4", "4", "Decidim::Accountability::Result", on_result),
               comment("5", "4", kReply, on_result)})}});
  const auto& rows = reading.data.comments;
  REQUIRE(rows.size() == 5);
  CHECK_FALSE(rows[0].reply);
  CHECK(rows[1].parent == OptionalIndex(0));
  CHECK(rows[1].root_key == rows[0].root_key);  // http or https, with or without a query: one thing
  CHECK(rows[2].reply);
  CHECK(rows[2].orphan);
  CHECK_FALSE(rows[2].parent.has_value());
  // The number 4 is a result and a comment: the type tells which is meant.
  CHECK_FALSE(rows[3].reply);
  CHECK(rows[4].parent == OptionalIndex(3));
  CHECK(rows[4].depth == 1);
  CHECK(record(reading, "town-open-data-result_comments.csv").entity == "result_comments");

  const Reading texts =
      read({{"a.csv", table({kComments, comment("1", "7", kProposal, "", "<p>Un <b>deux</b></p>"),
                             comment("2", "7", kProposal, "", "Un < deux et trois > deux"),
                             comment("3", "7", kProposal, "", "Bonjour gid://town/Decidim::User/12 oui")})}});
  CHECK(texts.data.comments[0].text.words == 2);
  CHECK(texts.data.comments[1].text.words == 5);
  CHECK(texts.data.comments[2].text.words == 2);
  CHECK(texts.data.comments[0].root_key == 0);
  CHECK_FALSE(texts.data.comments[0].space.has_value());
}

TEST_CASE("hazard 10 budgets: amounts, votes of ballots and several budgets of one component") {
  const std::string header =
      "id;participatory_space/url;component/id;title/fr;budget/id;budget_amount;confirmed_votes;"
      "comments;created_at;url;related_proposals;related_proposal_titles;related_proposal_urls";
  const std::string space = "https://town.example/processes/budget?participatory_process_slug=budget";
  const std::string url = "https://town.example/processes/budget/f/4/budgets/1/projects/";
  const Reading reading =
      read({{"a.csv", table({header,
                             "1;" + space + ";4;Parc;1;10000.0;60;0;2023-05-02 10:00:00 UTC;" + url + "1;7;\"A, b\";" +
                                 "https://town.example/processes/budget/f/2/proposals/7",
                             "2;" + space + ";4;Rue;2;2500;;0;2023-05-02 10:00:00 UTC;" + url + "2;;;"})}});
  const auto& rows = reading.data.projects;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].amount == OptionalAmount(10'000));
  CHECK(rows[0].votes == OptionalCount(60));
  CHECK(rows[0].sources.count == 1);
  CHECK(rows[0].budget == 1);
  CHECK(rows[1].budget == 2);
  CHECK_FALSE(rows[1].votes.has_value());
  CHECK(rows[1].links == OptionalCount(0));
  CHECK_FALSE(rows[0].selected_known);
  CHECK(reading.data.has("projects.votes") == Presence::partial);
  CHECK(reading.data.spaces.size() == 1);
}

TEST_CASE("hazard 11 times with UTC, an offset, none, or as ISO 8601") {
  const std::vector<std::string> forms{"2023-05-02 10:00:00 UTC", "2023-05-02 12:00:00 +0200", "2023-05-02 10:00:00",
                                       "2023-05-02T10:00:00Z", "2023-05-02T12:00:00.000+02:00"};
  std::vector<std::string> lines{kComments};
  for (std::size_t i = 0; i < forms.size(); ++i)
    lines.push_back(comment(std::to_string(i + 1), "7", kProposal, "", "Oui", forms[i]));
  lines.push_back(comment("90", "7", kProposal, "", "Oui", "bientôt"));
  lines.push_back(comment("91", "7", kProposal, "", "Oui", "9999-12-31 00:00:00 UTC"));
  lines.push_back(comment("92", "7", kProposal, "", "Oui", ""));
  const Reading reading = read({{"a.csv", table(lines)}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.comments.size() == forms.size() + 1);
  for (std::size_t i = 0; i < forms.size(); ++i) CHECK(data.comments[i].created == OptionalTime(kTen));
  CHECK_FALSE(data.comments[forms.size()].created.has_value());  // blank: unknown, and the row stays
  CHECK(data.newest == OptionalTime(kTen));
  CHECK(data.rejections.total == 2);
  REQUIRE(data.rejections.by_reason.size() == 2);
  CHECK(data.rejections.by_reason[0] == std::pair<std::string, std::int64_t>{"implausible_time", 1});
  CHECK(data.rejections.by_reason[1] == std::pair<std::string, std::int64_t>{"unreadable_time", 1});
  REQUIRE(data.rejections.sample.size() == 2);
  CHECK(data.rejections.sample[0].line == 7);
  CHECK(data.rejections.sample[0].column == 2);
  CHECK(record(reading, "a.csv").rows_read + record(reading, "a.csv").rows_rejected == 8);
}

TEST_CASE("hazard 12 formula guard, coordinates, decimals") {
  const std::string header = "id;title/fr;body/fr;component/id;url;is_amend;latitude;longitude;cost";
  const std::string url = "https://town.example/processes/budget/f/2/proposals/";
  const Reading reading = read(
      {{"a.csv", table({header, "1;'=cmd();'- un deux;2;" + url + "1;false;-12.5;45;10000.0",
                        "2;T;'un deux;2;" + url + "2;false;95;45;", "3;T;- un deux;2;" + url + "3;false;41.4;;"})}});
  const auto& rows = reading.data.contributions;
  CHECK(rows[0].text.words == 2);
  CHECK(rows[0].text.fingerprint == rows[2].text.fingerprint);
  CHECK(rows[0].located);
  CHECK_FALSE(rows[1].located);  // no such latitude
  CHECK_FALSE(rows[2].located);
  CHECK(rows[0].text.characters == 9);  // "- un deux": the guard is gone, the dash is the author's
  CHECK(rows[1].text.characters == 8);  // an apostrophe before a letter is the author's
}

TEST_CASE("hazard 13 spaces repeated once per space, and spaces of another organisation") {
  const std::string header =
      "id;title/fr;title/en;slug;reference;created_at;updated_at;published_at;follows_count;"
      "short_description/fr;description/fr;promoted;url;start_date;end_date;"
      "participatory_process_group/id";
  const auto row = [](const std::string& id, const std::string& host, const std::string& slug) {
    return id + ";Titre " + slug + ";;" + slug + ";R;2023-01-01 10:00:00 UTC;2023-01-02 10:00:00 UTC;2023-01-03 " +
           "10:00:00 UTC;0;Court;<p>Un texte.</p>;false;https://" + host + "/processes/" + slug +
           "?participatory_process_slug=" + slug + ";2023-01-01;2023-12-31;";
  };
  std::vector<std::string> lines{header};
  for (int i = 0; i < 3; ++i) {
    lines.push_back(row("1", "town.example", "budget"));
    lines.push_back(row("2", "town.example", "climat"));
    lines.push_back(row("3", "other.example", "ailleurs"));
  }
  const Reading reading = read({{"town-open-data-participatory_processes.csv", table(lines)},
                                {"c.csv", table({kComments, comment("1", "7", kProposal)})}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.spaces.size() == 2);
  CHECK(data.spaces[0].key == "/processes/budget");
  CHECK(data.spaces[0].listed);
  CHECK(data.spaces[0].title == Text{"Titre budget", "Titre budget"});
  CHECK(data.spaces[0].title_locales == std::vector<std::string>{"fr"});
  CHECK(data.spaces[0].url == "https://town.example/processes/budget");
  CHECK(data.official_texts.size() == 4);
  const engine::SourceRecord& source = record(reading, "town-open-data-participatory_processes.csv");
  CHECK(source.rows_read == 2);
  CHECK(source.rows_duplicate == 6);
  CHECK(source.rows_rejected == 1);
  REQUIRE(data.rejections.sample.size() == 1);
  CHECK(data.rejections.sample[0].reason.code == "other_platform");
  CHECK(data.rejections.sample[0].line == 4);
  CHECK(data.comments[0].space == OptionalIndex(0));
}

TEST_CASE("hazard 14 spaces are named by their path, whatever their ids and queries") {
  const std::string header =
      "id;participatory_space/id;participatory_space/url;title/fr;body/fr;component/id;url;is_amend";
  const Reading reading =
      read({{"a.csv", table({header,
                             "1;3;https://town.example/processes/budget?participatory_process_slug=budget;T;B;2;"
                             "https://town.example/processes/budget/f/2/proposals/1;false",
                             "2;3;https://town.example/assemblies/budget;T;B;5;"
                             "https://town.example/assemblies/budget/f/5/proposals/2;false",
                             "3;3;http://town.example/processes/budget/;T;B;2;"
                             "http://town.example/processes/budget/f/2/proposals/3;false"})}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.spaces.size() == 2);
  CHECK(data.spaces[0].key == "/assemblies/budget");
  CHECK(data.spaces[1].key == "/processes/budget");
  CHECK(data.contributions[0].space == data.contributions[2].space);
  CHECK(data.contributions[0].space != data.contributions[1].space);
  // Results have no column of their space: their own address says it.
  const Reading results = read(
      {{"r.csv", table({"id;title/fr;component/id;progress;proposal_urls;created_at;url",
                        "4;Fait;3;100;https://town.example/processes/budget/f/2/proposals/1;2023-05-02 10:00:00 UTC;"
                        "https://town.example/processes/budget/f/3/results/4"})}});
  CHECK(results.data.spaces[*results.data.followups[0].space].key == "/processes/budget");
  // And where it says nothing, the other rows of its component do.
  const Reading homeless = read(
      {{"r.csv", table({"id;title/fr;component/id;progress;proposal_urls;created_at;url",
                        "4;Fait;3;100;;2023-05-02 10:00:00 UTC;https://town.example/processes/budget/f/3/results/4",
                        "5;Fait;3;100;;2023-05-02 10:00:00 UTC;"})}});
  CHECK(homeless.data.followups[1].space == homeless.data.followups[0].space);
}

TEST_CASE("hazard 15 personal data stops at the door") {
  const std::string mark = "Zyxwv";
  const std::string url = "https://town.example/processes/budget/f/2/proposals/1";
  const Reading reading = read(
      {{"p.csv", table({"id;author/id;author/name;author/url;author/email;title/fr;body/fr;component/id;url;is_amend;"
                        "likes/user_likes",
                        "1;5;" + mark + ";https://town.example/profiles/" + mark + ";" + mark + "@x.example;T;" + mark +
                            ";2;" + url + ";false;" + mark})},
       {"c.csv", table({kComments, "1;2023-05-02 10:00:00 UTC;Oui;fr;5;" + mark + ";0;0;1;" + kProposal + ";" + url})},
       {"u.csv", table({"id;name;nickname;about;avatar_url;profile_url;direct_messages_enabled;deleted;badge",
                        "5;" + mark + " Abcd;'@" + mark + ";" + mark + ";https://x.example/" + mark +
                            ".png;https://town.example/profiles/" + mark + ";true;false;verified-badge",
                        "6;;;;;;true;true;"})},
       {"m.csv",
        table({"id;hidden_at;report_count;reported_url;reportable_type;reportable_id;reported_content;"
               "reports/reasons;reports/locale;reports/details",
               "1;2023-05-02 10:00:00 UTC;2;" + url + ";Decidim::Comments::Comment;9;" + mark + ";spam;fr;" + mark})},
       {"b.csv", table({"user_id;blocked_at;about;reasons;details;block_reasons;blocking_user",
                        "6;2023-05-02 10:00:00 UTC;" + mark + ";spam;" + mark + ";" + mark + ";" + mark})},
       {"s.csv", table({"id;created_at;user_status;question;body", mark +
                                                                       "1_5;2023-05-02 10:00:00 UTC;Registered;"
                                                                       "Quoi ?;" +
                                                                       mark})},
       {"admin.csv", table({"id;code;user/name;user/email;ip_hash", "1;x;" + mark + ";" + mark + ";" + mark})}});
  const engine::Dataset& data = reading.data;
  CHECK(dump(data).find(mark) == std::string::npos);
  CHECK(has(record(reading, "p.csv").columns_personal, "author/name"));
  CHECK(has(record(reading, "p.csv").columns_personal, "author/url"));
  CHECK(has(record(reading, "p.csv").columns_personal, "author/email"));
  CHECK(has(record(reading, "p.csv").columns_personal, "likes/user_likes"));
  CHECK(record(reading, "u.csv").columns_personal.size() == 5);
  CHECK(has(record(reading, "m.csv").columns_personal, "reported_content"));
  CHECK(has(record(reading, "b.csv").columns_personal, "blocking_user"));
  CHECK(has(record(reading, "s.csv").columns_personal, "id"));
  for (const char* column : {"user/name", "user/email", "ip_hash"})
    CHECK(has(record(reading, "admin.csv").columns_personal, column));
  // What is left of them: yes or no.
  REQUIRE(data.exposed.size() == 2);
  CHECK(data.exposed[0].plausible_name);
  CHECK(data.exposed[0].about);
  CHECK(data.exposed[0].avatar);
  CHECK(data.exposed[1].deleted);
  CHECK_FALSE(data.exposed[1].participant.has_value());
  CHECK(data.participants[*data.exposed[0].participant].verified);
  CHECK_FALSE(data.participants[*data.exposed[0].participant].organiser);
  CHECK(data.moderations[0].has_reason);
  CHECK(data.moderations[0].of_comment);
  CHECK(data.moderated_users[0].has_reason);
  REQUIRE(data.aggregates.size() == 1);
  CHECK(data.aggregates[0].total == 1);
}

}  // namespace boussole::connectors::test
