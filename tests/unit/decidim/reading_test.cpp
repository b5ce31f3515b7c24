// Texts read again, accounts of the organiser, taxonomies, what is refused, and errors.
#include <catch2/catch.hpp>
#include <numeric>

#include "engine/text/features.h"
#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"
#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

const std::string kComments =
    "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
    "commentable_type;root_commentable_url";

std::string comment(const std::string& id, const std::string& author = "5", const std::string& body = "Oui") {
  return id + ";2023-05-02 10:00:00 UTC;" + body + ";fr;" + author +
         ";Ana;0;0;7;Decidim::Proposals::Proposal;https://town.example/processes/budget/f/2/proposals/7";
}

constexpr const char* kLong =
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit vingt "
    "vingt-et-un";

}  // namespace

TEST_CASE("a text read again is the text read first: quotes, guards, mentions, markup") {
  Files files{{"a.csv", table({kComments, comment("1", "5", std::string("\"'=dit \"\"oui\"\" ") + kLong + "\""),
                               comment("2", "6", std::string("<p>A &amp; B <b>gras</b></p> ") + kLong),
                               comment("3", "7", std::string("Voir gid://town/Decidim::User/12 ") + kLong),
                               comment("4", "8", std::string("\"deux\nlignes ; ") + kLong + "\"")})}};
  synthetic::ExportOptions options;
  options.html_bodies = true;
  for (const auto& file : synthetic::export_files(synthetic::complete_platform(), options))
    if (!file.entity.empty()) files.emplace_back(file.name, file.content);
  const Reading reading = read(files);
  const auto& signatures = reading.data.signatures;
  REQUIRE(signatures.size() > 20);
  std::vector<std::uint32_t> asked(signatures.size());
  std::iota(asked.rbegin(), asked.rend(), 0u);  // backwards: the reader sorts them
  std::vector<bool> answered(asked.size());
  const auto done = reading.text_reader(asked, [&](std::size_t index, std::string_view text) {
    const engine::TextSignature& s = signatures[asked[index]];
    std::array<std::uint16_t, 64> bins{};
    const auto again = engine::text::extract(text, s.html, &bins);
    CHECK(again.features.fingerprint == s.fingerprint);
    CHECK(again.features.words == s.words);
    CHECK(bins == s.bins);
    answered[index] = true;
  });
  REQUIRE(done.has_value());
  CHECK(std::find(answered.begin(), answered.end(), false) == answered.end());
}

TEST_CASE("accounts of the organiser by id or by type and id") {
  const Files files{{"a.csv", table({kComments, comment("1", "5"), comment("2", "6"), comment("3", "7")})}};
  ReadOptions options;
  options.organisers = {"5", "user:6", "organisation:7"};
  const Reading reading = read(files, options);
  CHECK(reading.data.organisers_listed == 3);
  CHECK(reading.data.participants[0].organiser);
  CHECK(reading.data.participants[1].organiser);
  CHECK_FALSE(reading.data.participants[2].organiser);  // the person 7 is not the organisation 7
  options.organisers = {"robot:5"};
  const auto refused = try_read(files, options);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == Error::Kind::usage);
}

TEST_CASE("pseudonyms depend on the seed and never on anything else") {
  const Files files{{"a.csv", table({kComments, comment("1", "5")})}};
  ReadOptions other;
  other.seed = 42;
  CHECK(read(files).data.participants[0].key == read(files).data.participants[0].key);
  CHECK(read(files).data.participants[0].key != read(files, other).data.participants[0].key);
}

TEST_CASE("taxonomies: roots by their parents, by their ancestors, and never in a circle") {
  const Reading reading =
      read({{"t.csv",
             table({"id;name/fr;name/en;parent_id;weight;children_count;taxonomizations_count;created_at;updated_at;"
                    "filters_count;filter_items_count;part_of;is_root",
                    "1;Thèmes;Topics;;0;2;0;;;0;0;1;true", "2;Eau;Water;1;0;1;3;;;0;0;\"2, 1\";false",
                    "3;Pluie;Rain;2;0;0;1;;;0;0;\"3, 2, 1\";false", "4;Perdu;;99;0;0;1;;;0;0;\"4, 99, 1\";false",
                    "5;Rond;;6;0;0;0;;;0;0;5;false", "6;Rond;;5;0;0;0;;;0;0;6;false"})}});
  const auto& themes = reading.data.themes;
  REQUIRE(themes.size() == 6);
  CHECK(themes[0].is_root);
  CHECK(themes[0].root == 1);
  CHECK(themes[2].root == 1);
  CHECK(themes[2].listed);
  CHECK(themes[2].name == Text{"Pluie", "Rain"});
  CHECK(themes[3].root == 1);
  CHECK(themes[4].root == 0);
  CHECK(reading.data.generation == "decidim 0.31");
}

TEST_CASE("refused rows are counted by reason and the first twenty of a file are shown") {
  std::vector<std::string> lines{kComments};
  for (int i = 0; i < 30; ++i) lines.push_back(comment(i % 2 == 0 ? "zéro" : ""));
  lines.push_back("1;2;3");
  lines.push_back(comment("8"));
  const Reading reading = read({{"a.csv", table(lines)}});
  const engine::Dataset& data = reading.data;
  CHECK(data.comments.size() == 1);
  CHECK(data.rejections.total == 31);
  REQUIRE(data.rejections.by_reason.size() == 2);
  CHECK(data.rejections.by_reason[0].first == "bad_id");
  CHECK(data.rejections.by_reason[0].second == 30);
  CHECK(data.rejections.sample.size() == 20);
  CHECK(data.rejections.sample[0].line == 2);
  CHECK(data.rejections.sample[0].column == 1);
  CHECK_FALSE(data.rejections.sample[0].reason.text.fr.empty());
  CHECK(record(reading, "a.csv").rows_read + record(reading, "a.csv").rows_rejected == 32);
}

TEST_CASE("unknown tables and what is no table are kept aside, and are no error beside a known one") {
  const Reading reading = read({{"a.csv", table({kComments, comment("1")})},
                                {"b.csv", table({"colour;email;size", "red;x@y.example;3", "blue;z;4"})},
                                {"c.csv", std::string("\x00\x01\x02\xff\x00zip", 8)}});
  const engine::SourceRecord& unknown = record(reading, "b.csv");
  CHECK(unknown.entity == "unknown");
  CHECK(unknown.rows_read == 2);
  CHECK(unknown.columns_ignored == std::vector<std::string>{"colour", "size"});
  CHECK(unknown.columns_personal == std::vector<std::string>{"email"});
  CHECK(record(reading, "c.csv").notes[0].code == "not_a_table");
  CHECK(reading.data.comments.size() == 1);
}

TEST_CASE("nothing recognised is an error that says what was found") {
  const auto reading = try_read({{"b.csv", table({"colour;size", "red;3"})}});
  REQUIRE_FALSE(reading.has_value());
  CHECK(reading.error().kind == Error::Kind::invalid_input);
  CHECK(reading.error().what.en.find("b.csv (colour, size)") != std::string::npos);
  CHECK_FALSE(reading.error().remedy.fr.empty());
  CHECK_FALSE(try_read({}).has_value());
}

TEST_CASE("generations: a range where the files do not tell more") {
  const auto generation = [](const std::string& header) { return read({{"a.csv", header + "\n"}}).data.generation; };
  const std::string meeting = "id;component/id;start_time;end_time;attendees;contributions;organizations;url";
  CHECK(generation(kComments + ";user_group/id") == "decidim 0.24-0.30");
  CHECK(generation(meeting) == "decidim 0.24");
  CHECK(generation(meeting + ";published") == "decidim 0.27-0.28");
  CHECK(generation("id;component/id;progress;proposal_urls;category/id") == "decidim 0.24-0.29");
  CHECK(generation("id;component/id;progress;proposal_urls;taxonomies/id;updated_at") == "decidim 0.30-0.31");
}

TEST_CASE("initiatives are contributions of participants, and spaces that they opened") {
  const std::string header =
      "reference;title/fr;url;description/fr;state;created_at;updated_at;published_at;"
      "signature_start_date;signature_end_date;signature_type;signatures;answer/fr;answered_at;"
      "answer_url;online_votes/total;offline_votes/total;comments_count;follows_count;authors/id;"
      "authors/name";
  const Reading reading =
      read({{"i.csv", table({header,
                             "R;Un parc;https://town.example/initiatives/i-12;<p>Un texte</p>;published;"
                             "2023-05-02 10:00:00 UTC;2023-05-03 10:00:00 UTC;2023-05-02 12:00:00 UTC;2023-05-02;"
                             "2023-08-02;online;120;;;;100;20;3;4;5;Ana"})}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 1);
  const engine::Contribution& c = data.contributions[0];
  CHECK(c.kind == engine::ContributionKind::initiative);
  CHECK(c.id == 12);
  CHECK(c.origin == engine::Origin::participant);
  CHECK(c.votes == OptionalCount(120));
  CHECK(c.text.words == 2);
  REQUIRE(data.spaces.size() == 1);
  CHECK(data.spaces[0].key == "/initiatives/i-12");
  CHECK(data.spaces[0].opened_by_participants);
  CHECK(data.spaces[0].listed);
  CHECK(c.space == OptionalIndex(0));
  CHECK(data.sources[0].columns_ignored.empty());
  CHECK(data.sources[0].rows_read == 1);
}

TEST_CASE("initiatives before 0.30 have no address: their id makes it, or the end of their reference") {
  const Reading reading =
      read({{"open-data-initiatives.csv",
             table({"reference;title/fr;description/fr;state;created_at;published_at;signature_start_date;"
                    "signature_end_date;signature_type;signatures;answer/fr;answered_at;answer_url;hashtag;scope/id;"
                    "scope/name/fr;type/id;type/title/fr;authors/id;authors/name;area/id;area/name/fr",
                    "VILLE-INIT-2023-05-12;Un parc;<p>Un texte</p>;published;2023-05-02 10:00:00 UTC;"
                    "2023-05-02 12:00:00 UTC;2023-05-02;2023-08-02;online;120;;;;;;;3;Pétition;5;Ana;;",
                    "VILLE-INIT-2023-05-13;Un pont;<p>Un autre</p>;published;2023-05-03 10:00:00 UTC;"
                    "2023-05-03 12:00:00 UTC;2023-05-03;2023-08-03;online;7;;;;;;;3;Pétition;6;Ben;;"})}});
  const engine::Dataset& data = reading.data;
  REQUIRE(data.contributions.size() == 2);
  CHECK(data.contributions[0].id == 12);
  CHECK(data.contributions[0].votes == OptionalCount(120));
  REQUIRE(data.spaces.size() == 2);  // each is a space of its own
  CHECK(data.spaces[0].key == "/initiatives/i-12");
  CHECK(data.sources[0].columns_personal == std::vector<std::string>{"authors/name"});
  const Reading older =
      read({{"initiatives.csv", table({"id;title/fr;description/fr;state;created_at;published_at;signature_end_date;"
                                       "signature_type;signatures;scope/name/fr;type/title/fr;authors/id;authors/name",
                                       "12;Un parc;<p>Un texte</p>;published;2021-05-02 10:00:00 UTC;2021-05-02 "
                                       "12:00:00 UTC;2021-08-02;online;120;;Pétition;5;Ana"})}});
  REQUIRE(older.data.contributions.size() == 1);
  CHECK(older.data.contributions[0].id == 12);
  CHECK(older.data.contributions[0].url_key == data.contributions[0].url_key);
}

}  // namespace boussole::connectors::test
