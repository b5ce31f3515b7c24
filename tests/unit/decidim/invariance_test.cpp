// What must not change the Dataset: threads, the order of files; and what a repeated row or file must not add.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "examples/synthetic/export.h"
#include "examples/synthetic/towns.h"
#include "tests/unit/decidim/support.h"

namespace boussole::connectors::test {

namespace {

Files complete(synthetic::Generation generation) {
  synthetic::ExportOptions options;
  options.generation = generation;
  Files files;
  for (const auto& file : synthetic::export_files(synthetic::complete_platform(), options))
    if (!file.entity.empty()) files.emplace_back(file.name, file.content);
  return files;
}

/// The records of a CSV text without their line ends; quoted newlines stay inside.
std::vector<std::string> records(const std::string& text) {
  std::vector<std::string> found;
  std::string one;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      found.push_back(std::move(one));
      one.clear();
    } else {
      one += c;
    }
  }
  return found;
}

Files reversed_rows(Files files) {
  for (auto& [name, text] : files) {
    std::vector<std::string> rows = records(text);
    if (rows.size() > 2) std::reverse(rows.begin() + 1, rows.end());
    text = table(rows);
  }
  return files;
}

std::string name_of(const engine::Dataset& data, OptionalIndex space) { return space ? data.spaces[*space].key : "-"; }

/// What the rows say, without the places of rows: sorted lines.
std::vector<std::string> facts(const engine::Dataset& d) {
  std::vector<std::string> lines;
  const auto number = [](auto value) { return std::to_string(value); };
  for (const auto& c : d.contributions) {
    std::string line = "C" + number(c.id) + " " + number(int(c.kind)) + " " + number(c.text.fingerprint) + " " +
                       number(int(c.state)) + " " + number(int(c.origin)) + " " + number(c.votes.value_or(-1)) + " " +
                       number(c.updated.value_or(0)) + " " + name_of(d, c.space) + " " +
                       number(c.text_signature ? d.signatures[*c.text_signature].bins[7] : 0);
    for (std::uint32_t i = 0; i < c.authors.count; ++i)
      line += " " + number(d.participants[d.author_pool[c.authors.begin + i]].key);
    for (std::uint32_t i = 0; i < c.themes.count; ++i) line += " " + d.themes[d.theme_pool[c.themes.begin + i]].name.fr;
    for (std::uint32_t i = 0; i < c.related.count; ++i) line += " " + number(d.link_pool[c.related.begin + i]);
    lines.push_back(line);
  }
  for (const auto& c : d.comments)
    lines.push_back("K" + number(c.id) + " " + number(c.parent ? d.comments[*c.parent].id : 0) + " " +
                    number(c.author ? d.participants[*c.author].key : 0) + " " + name_of(d, c.space) + " " +
                    number(c.text.fingerprint) + " " + (c.locale ? d.locales[*c.locale] : "-") + number(c.orphan));
  for (const auto& f : d.followups)
    lines.push_back("F" + number(f.id) + " " + number(f.has_children) + name_of(d, f.space));
  for (const auto& p : d.projects) lines.push_back("B" + number(p.id) + " " + name_of(d, p.space));
  for (const auto& m : d.meetings) lines.push_back("M" + number(m.id) + " " + name_of(d, m.space));
  for (const auto& p : d.participants)
    lines.push_back("P" + number(p.key) + " " + number(p.deleted) + number(p.organiser) + number(p.verified));
  for (const auto& t : d.official_texts)
    lines.push_back("O" + name_of(d, t.space) + " " + number(t.words) + (t.locale ? d.locales[*t.locale] : "-"));
  for (const auto& a : d.aggregates) lines.push_back("A" + a.entity + a.label + number(a.total));
  lines.push_back(number(d.signatures.size()));
  for (const auto& [field, fill] : d.fill) lines.push_back(field + number(fill.filled) + "/" + number(fill.rows));
  for (const auto& [field, presence] : d.capabilities) lines.push_back(field + engine::to_string(presence));
  for (const auto& s : d.spaces) lines.push_back("s" + s.key + s.title.fr);
  for (const auto& t : d.themes) lines.push_back("T" + number(t.id) + t.name.en + number(t.root));
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("the same Dataset for any number of threads and any order of the files") {
  for (const auto generation : {synthetic::Generation::v0_24, synthetic::Generation::v0_31}) {
    Files files = complete(generation);
    const std::string expected = dump(read(files).data);
    for (const unsigned threads : {2u, 7u}) {
      ReadOptions options;
      options.threads = threads;
      CHECK(dump(read(files, options).data) == expected);
    }
    std::reverse(files.begin(), files.end());
    CHECK(dump(read(files).data) == expected);
  }
}

TEST_CASE("the same facts with the rows of every file in another order") {
  for (const auto generation : synthetic::kGenerations) {
    const Files files = complete(generation);
    CHECK(facts(read(reversed_rows(files)).data) == facts(read(files).data));
  }
}

TEST_CASE("a file given twice adds nothing and is counted as duplicate") {
  for (const auto generation : synthetic::kGenerations) {
    Files files = complete(generation);
    const auto expected = facts(read(files).data);
    const std::size_t once = files.size();
    for (std::size_t i = 0; i < once; ++i) files.push_back({"copy-" + files[i].first, files[i].second});
    const Reading reading = read(files);
    CHECK(facts(reading.data) == expected);
    std::int64_t rows = 0, duplicates = 0;
    for (const auto& source : reading.data.sources) rows += source.rows_read, duplicates += source.rows_duplicate;
    CHECK(duplicates >= rows);
    // Twice under one name, from two folders.
    Files same = complete(generation);
    for (std::size_t i = 0; i < once; ++i) same.push_back(same[i]);
    CHECK(facts(read(same).data) == expected);
  }
}

TEST_CASE("of two rows of one id the newer one wins, whatever their order, and leaves no trace of the other") {
  const std::string header =
      "id;author/id;author/name;author/url;title/fr;body/fr;component/id;url;is_amend;updated_at;"
      "taxonomies/id;votes";
  const std::string text =
      "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
      "dix-sept dix-huit dix-neuf vingt vingt-et-un";
  const std::string older = "1;5;Ana;https://town.example/profiles/ana;T;" + text +
                            ";2;https://town.example/processes/old/f/2/proposals/1;false;2023-01-01 10:00:00 UTC;4;1";
  const std::string newer =
      "1;6;Bo;https://town.example/profiles/bo;T;court;2;"
      "https://town.example/processes/budget/f/2/proposals/1;false;2023-02-01 10:00:00 UTC;9;";
  const std::string other =
      "2;7;Cy;https://town.example/profiles/cy;T;" + text +
      ";2;https://town.example/processes/budget/f/2/proposals/2;false;2023-01-01 10:00:00 UTC;9;3";
  const Reading one = read({{"a.csv", table({header, older, newer, other})}});
  const Reading two = read({{"a.csv", table({header, newer, other, older})}});
  const Reading apart = read({{"a.csv", table({header, older})}, {"b.csv", table({header, other, newer})}});
  CHECK(facts(one.data) == facts(two.data));
  CHECK(facts(one.data) == facts(apart.data));
  CHECK(one.data.contributions.size() == 2);
  CHECK(one.data.contributions[0].text.words == 1);
  CHECK(one.data.participants.size() == 2);
  CHECK(one.data.spaces.size() == 1);
  CHECK(one.data.themes.size() == 1);
  CHECK(one.data.signatures.size() == 1);
  CHECK(one.data.fill.at("proposals.votes").filled == 1);
  CHECK(one.data.fill.at("proposals.votes").rows == 2);
  const engine::SourceRecord& source = record(one, "a.csv");
  CHECK(source.rows_read == 2);
  CHECK(source.rows_duplicate == 1);

  // Without a time that tells, the content decides, not the order.
  const std::string comments =
      "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
      "commentable_type;root_commentable_url";
  const auto comment = [](const std::string& body) {
    return "1;2023-05-02 10:00:00 UTC;" + body + ";fr;5;Ana;0;0;7;Decidim::Proposals::Proposal;";
  };
  const auto first = facts(read({{"a.csv", table({comments, comment("Oui"), comment("Non merci")})}}).data);
  const auto second = facts(read({{"a.csv", table({comments, comment("Non merci"), comment("Oui")})}}).data);
  CHECK(first == second);
}

TEST_CASE("the same text has the same features in every generation") {
  const auto texts = [](synthetic::Generation generation) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> found;
    const Reading reading = read(complete(generation));
    for (const auto& c : reading.data.contributions)
      if (c.kind == engine::ContributionKind::proposal) found.emplace_back(c.id, c.text.fingerprint);
    std::sort(found.begin(), found.end());
    return found;
  };
  const auto expected = texts(synthetic::Generation::v0_24);  // bodies as HTML
  for (const auto generation : synthetic::kGenerations) CHECK(texts(generation) == expected);
}

}  // namespace boussole::connectors::test
