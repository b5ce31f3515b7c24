// The small parts on their own: addresses, Ruby's hashes, column names, pseudonyms, the map of ids.
#include <catch2/catch.hpp>
#include <set>

#include "connectors/decidim/fields.h"
#include "connectors/decidim/ruby.h"
#include "connectors/decidim/urls.h"
#include "connectors/flat_map.h"
#include "connectors/pseudonym.h"
#include "connectors/text_cells.h"
#include "engine/base/text.h"

namespace boussole::connectors::decidim {

using engine::ParticipantKind;

TEST_CASE("addresses: host, path, and what does not count") {
  const Url url = split_url("https://town.example:8080/processes/a/f/2/proposals/7/?x=1#c");
  CHECK(url.host == "town.example:8080");
  CHECK(url.path == "/processes/a/f/2/proposals/7");
  CHECK(url.https);
  CHECK(split_url("http://town.example").path.empty());
  CHECK(split_url("http://town.example/?locale=fr").path.empty());
  CHECK(split_url("http://town.example?x=/a/b").path.empty());
  CHECK(split_url("/processes/a").host.empty());
  CHECK(split_url("/processes/a").path == "/processes/a");
  CHECK(split_url("").path.empty());
  CHECK(path_key("/a") != path_key("/b"));
  CHECK(path_key("") != 0);
}

TEST_CASE("spaces by their path") {
  CHECK(space_of("/processes/a/f/2/proposals/7")->key == "/processes/a");
  CHECK(space_of("/processes/a")->kind == engine::SpaceKind::process);
  CHECK(space_of("/assemblies/b/f/1")->kind == engine::SpaceKind::assembly);
  CHECK(space_of("/initiatives/i-3")->kind == engine::SpaceKind::initiative);
  CHECK(space_of("/consultations/c/f/1")->kind == engine::SpaceKind::other);
  CHECK_FALSE(space_of("/profiles/ana").has_value());
  CHECK_FALSE(space_of("/processes").has_value());
  CHECK_FALSE(space_of("/processes/").has_value());
  CHECK_FALSE(space_of("").has_value());
  CHECK(collection_of("/processes/a/f/2/proposals/7") == "proposals");
  CHECK(collection_of("/initiatives/i-3") == "initiatives");
  CHECK(collection_of("x").empty());
  CHECK(trailing_number("/initiatives/i-12") == 12u);
  CHECK_FALSE(trailing_number("/initiatives/i-").has_value());
}

TEST_CASE("kinds of authors by their address") {
  CHECK(author_kind(split_url("https://town.example/")) == ParticipantKind::organisation);
  CHECK(author_kind(split_url("https://town.example")) == ParticipantKind::organisation);
  CHECK(author_kind(split_url("https://town.example/profiles/ana")) == ParticipantKind::person);
  CHECK(author_kind(split_url("https://town.example/processes/a/f/9/meetings/1")) == ParticipantKind::meeting);
  CHECK(author_kind(split_url("")) == ParticipantKind::unknown);
}

TEST_CASE("names in inspected Ruby hashes, both arrows") {
  CHECK(ruby_names(R"({"en"=>"Environment"}, {"en"=>"Mobility, air"})") ==
        std::vector<Text>{{"Environment", "Environment"}, {"Mobility, air", "Mobility, air"}});
  CHECK(ruby_names(R"({"en" => "Water", "fr" => "Eau"})") == std::vector<Text>{{"Eau", "Water"}});
  CHECK(ruby_names(R"({"ca"=>"L\"aigua", "machine_translations"=>{"fr"=>"Auto"}})") ==
        std::vector<Text>{{"L\"aigua", "L\"aigua"}});
  CHECK(ruby_names(R"({"fr"=>nil, "en"=>"Water"})") == std::vector<Text>{{"Water", "Water"}});
  CHECK(ruby_names("plain text") == std::vector<Text>{{"plain text", "plain text"}});
  CHECK(ruby_names("").empty());
}

TEST_CASE("column names taken apart") {
  CHECK(localised("title/fr").locale == "fr");
  CHECK(localised("title/pt-BR").base == "title");
  CHECK(localised("title/fi-plain").locale == "fi-plain");
  CHECK(localised("title/machine_translations/es").machine);
  CHECK(localised("title/machine_translations/es").base == "title");
  CHECK(localised("endorsements/total_count").locale.empty());
  CHECK(find_alias(Entity::proposals, "title/fr").alias->field == Field::title);
  CHECK(find_alias(Entity::proposals, "author/id").alias->field == Field::author_id);
  CHECK(find_alias(Entity::initiatives, "online_votes/12").alias != nullptr);
  CHECK(find_alias(Entity::proposals, "colour").alias == nullptr);
  CHECK(looks_personal("user/email"));
  CHECK_FALSE(looks_personal("title"));
}

TEST_CASE("mentions and markup of texts") {
  std::string scratch;
  CHECK(without_mentions("Un gid://town/Decidim::User/12, deux", scratch) == "Un , deux");
  CHECK(without_mentions("heure : 12:30", scratch) == "heure : 12:30");
  CHECK(without_mentions("gid://a/B/1 gid://a/B/2", scratch) == " ");
  CHECK(has_markup("<p>Un</p>"));
  CHECK(has_markup("Un<br/>deux"));
  CHECK_FALSE(has_markup("a < b et c > d"));
  CHECK_FALSE(has_markup("<3"));
  CHECK_FALSE(has_markup("<p"));
}

TEST_CASE("SipHash-2-4 gives the value of the paper's appendix") {
  // Key 00 01 … 0f, message 00 01 … 0e.
  std::string message;
  for (char c = 0; c < 15; ++c) message += c;
  CHECK(siphash(0x0706050403020100, 0x0f0e0d0c0b0a0908, message) == 0xa129ca6149be45e5);
}

TEST_CASE("pseudonyms tell kinds and ids apart") {
  const Pseudonyms names(1);
  std::set<std::uint64_t> seen;
  for (int id = 0; id < 1000; ++id)
    for (const auto kind : {ParticipantKind::person, ParticipantKind::organisation, ParticipantKind::meeting})
      seen.insert(names(kind, std::to_string(id)));
  CHECK(seen.size() == 3000);
  CHECK(names(ParticipantKind::person, " 12 ") == names(ParticipantKind::person, "12"));
  CHECK(names(ParticipantKind::person, "12") != Pseudonyms(2)(ParticipantKind::person, "12"));
}

TEST_CASE("the map of ids finds what was put in, whatever the ids") {
  for (const std::uint64_t stride :
       {std::uint64_t{1}, std::uint64_t{16}, std::uint64_t{1} << 32, std::uint64_t{0x9e3779b97f4a7c15}}) {
    FlatMap map;
    map.reserve(stride == 16 ? 5000 : 0);
    for (std::uint32_t i = 0; i < 5000; ++i) CHECK(map.insert(i * stride, i) == std::pair{i, true});
    for (std::uint32_t i = 0; i < 5000; ++i) CHECK(map.insert(i * stride, 9).first == i);
    CHECK(map.find(5000 * stride + 1) == FlatMap::kNone);
    CHECK(map.size() == 5000);
  }
}

}  // namespace boussole::connectors::decidim
