// Damaged and hostile files: a clear error or counted rows, never a crash, never a row that points nowhere.
#include <catch2/catch.hpp>

#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"
#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

const std::string kComments =
    "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
    "commentable_type;root_commentable_url";

std::string comment(const std::string& id, const std::string& body = "Oui") {
  return id + ";2023-05-02 10:00:00 UTC;" + body +
         ";fr;5;Ana;0;0;7;Decidim::Proposals::Proposal;https://town.example/processes/budget/f/2/proposals/7";
}

void check(bool fine, const char* what) {
  if (!fine) FAIL(what);
}

/// Every place that a row names is there.
void check_places(const engine::Dataset& d) {
  const auto inside = [](OptionalIndex at, std::size_t size) { return !at || *at < size; };
  const auto span = [](engine::PoolSpan s, std::size_t size) { return s.begin + std::size_t{s.count} <= size; };
  for (const auto& c : d.contributions) {
    check(inside(c.space, d.spaces.size()) && inside(c.locale, d.locales.size()), "space or locale");
    check(inside(c.text_signature, d.signatures.size()) && inside(c.answer_signature, d.signatures.size()), "text");
    check(span(c.authors, d.author_pool.size()) && span(c.themes, d.theme_pool.size()), "authors or themes");
    check(span(c.related, d.link_pool.size()), "related");
    for (std::uint32_t i = 0; i < c.authors.count; ++i)
      check(d.author_pool[c.authors.begin + i] < d.participants.size(), "author");
    for (std::uint32_t i = 0; i < c.themes.count; ++i)
      check(d.theme_pool[c.themes.begin + i] < d.themes.size(), "theme");
  }
  for (const auto& c : d.comments) {
    check(inside(c.parent, d.comments.size()) && inside(c.author, d.participants.size()), "parent or author");
    check(inside(c.space, d.spaces.size()) && inside(c.locale, d.locales.size()), "space or locale");
    check(inside(c.text_signature, d.signatures.size()), "text");
  }
  for (const auto& s : d.signatures) {
    check(inside(s.author, d.participants.size()) && inside(s.space, d.spaces.size()), "signature");
    check(s.source < d.sources.size(), "source");
  }
  for (const auto& f : d.followups)
    check(inside(f.space, d.spaces.size()) && span(f.sources, d.link_pool.size()), "result");
  for (const auto& p : d.projects)
    check(inside(p.space, d.spaces.size()) && span(p.sources, d.link_pool.size()), "project");
  for (const auto& p : d.exposed) check(inside(p.participant, d.participants.size()), "exposed");
  for (const auto& t : d.official_texts)
    check(inside(t.space, d.spaces.size()) && inside(t.locale, d.locales.size()), "text");
}

/// Numbers that only depend on the seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t operator()(std::size_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % below;
  }

 private:
  std::uint64_t state_;
};

std::string damaged(std::string text, Dice& dice) {
  static const std::string kBytes = "\";,\n\r\t\\'<>{}0-9\xff\xc3=+@/:&";
  if (text.empty()) return text;
  for (std::size_t i = 0, n = 1 + dice(6); i < n && !text.empty(); ++i) {
    const std::size_t at = dice(text.size());
    switch (dice(4)) {
      case 0:
        text[at] = kBytes[dice(kBytes.size())];
        break;
      case 1:
        text.insert(at, 1, kBytes[dice(kBytes.size())]);
        break;
      case 2:
        text.erase(at, 1 + dice(40));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("damaged exports are read as far as they go") {
  Dice dice(7);
  for (const auto generation : {synthetic::Generation::v0_24, synthetic::Generation::v0_31}) {
    synthetic::ExportOptions export_options;
    export_options.generation = generation;
    const auto exported = synthetic::export_files(synthetic::complete_platform(), export_options);
    for (int round = 0; round < 25; ++round) {
      Files files;
      for (const auto& file : exported)
        if (!file.entity.empty())
          files.emplace_back(file.name, round % 3 == 0 || dice(4) == 0 ? damaged(file.content, dice) : file.content);
      ReadOptions options;
      options.threads = 1 + static_cast<unsigned>(dice(3));
      const auto reading = try_read(files, options);
      if (!reading) {
        check(!reading.error().what.fr.empty() && !reading.error().what.en.empty(), "an error says what is wrong");
        continue;
      }
      check_places(reading->data);
      std::vector<std::uint32_t> all(reading->data.signatures.size());
      for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
      CHECK(reading->text_reader(all, [](std::size_t, std::string_view) {}).has_value());
    }
  }
}

TEST_CASE("a damaged row costs that row and no other") {
  const Reading reading =
      read({{"a.csv", table({kComments, comment("1"), "2;2023-05-02 10:00:00 UTC;\"jamais fermé;fr;5;Ana;0;0;7;X;",
                             comment("3"), comment("4", "\xff\xfe invalide"), comment("5"), comment("5"), comment("-6"),
                             comment("18446744073709551616"), comment("<script>"), comment("'=cmd()")})}});
  CHECK(reading.data.comments.size() == 4);
  const engine::SourceRecord& source = record(reading, "a.csv");
  CHECK(source.rows_read == 4);
  CHECK(source.rows_duplicate == 1);
  CHECK(source.rows_rejected == 5);
  CHECK(reading.data.rejections.total == 5);
  bool told = false;
  for (const Message& note : source.notes) told = told || note.code == "invalid_utf8";
  CHECK(told);
}

TEST_CASE("a cell of ten megabytes and a row of a hundred thousand authors") {
  std::string body = "\"";
  while (body.size() < 10u << 20) body += "un mot puis ";
  std::string ids = "\"1";
  for (int i = 2; i <= 100'000; ++i) ids += ", " + std::to_string(i);
  const Reading reading =
      read({{"a.csv", table({kComments, comment("1", body + "\"")})},
            {"p.csv", table({"id;author/id;author/url;title/fr;body/fr;component/id;url;is_amend",
                             "1;" + ids + "\";;T;B;2;https://town.example/processes/b/f/2/proposals/1;false"})}});
  CHECK(reading.data.comments[0].text.words > 2'000'000);
  CHECK(reading.data.contributions[0].authors.count == 100'000);
  check_places(reading.data);
}

TEST_CASE("header only, and hostile headers") {
  const Reading empty = read({{"a.csv", kComments + "\n"}});
  CHECK(empty.data.comments.size() == 0);
  CHECK(empty.data.has("comments") == engine::Presence::full);
  CHECK_FALSE(empty.data.newest.has_value());
  const std::string header =
      "id;id;title/fr;title//fr;title/machine_translations/;/;component/id;url;is_amend;title/<script>";
  const Reading odd = read({{"a.csv", table({header,
                                             "1;2;a;b;c;d;3;https://t.example/processes/x/f/3/proposals/1;"
                                             "false;e"})}});
  CHECK(odd.data.contributions.size() == 1);
  CHECK(odd.data.contributions[0].id == 1);
  check_places(odd.data);
}

TEST_CASE("taxonomy names of hostile form are only text") {
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += "{\"\"machine_translations\"\"=>";
  const Reading reading = read(
      {{"a.csv",
        table(
            {"id;title/fr;component/id;url;is_amend;taxonomies/id;taxonomies/name",
             "1;T;2;https://t.example/processes/x/f/3/proposals/1;false;5;\"" + nested + "\"",
             "2;T;2;https://t.example/processes/x/f/3/proposals/2;false;6;\"{\"\"fr\"\"=>\"\"\\u{41}\\u00e9\\n\"\"}\"",
             "3;T;2;https://t.example/processes/x/f/3/proposals/3;false;\"7, 7, x, \";{"})}});
  CHECK(reading.data.contributions.size() == 3);
  REQUIRE(reading.data.themes.size() == 3);
  CHECK(reading.data.themes[1].name.fr == "A\xc3\xa9\n");
  CHECK(reading.data.contributions[2].themes.count == 2);
}

}  // namespace boussole::connectors::test
