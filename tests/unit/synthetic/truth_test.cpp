#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <map>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/towns.h"
#include "examples/synthetic/truth.h"
#include "tests/unit/synthetic/csv_cells.h"

using namespace boussole;
using namespace boussole::synthetic;
using test::Cells;
using test::table;

namespace {

struct CommentCount {
  std::int64_t rows = 0, replies = 0, to_another = 0, orphans = 0;
  std::map<std::string, std::int64_t> by_author;
};

/// Counts the rows of one comments file by what is written in it and nothing else.
void count(const Cells& rows, CommentCount& out) {
  std::map<std::string, std::string> author_of;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) author_of[*rows.at(i, "id")] = *rows.at(i, "author/id");
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    ++out.rows;
    ++out.by_author[*rows.at(i, "author/id")];
    if (rows.at(i, "commentable_type") != "Decidim::Comments::Comment") continue;
    ++out.replies;
    const auto parent = author_of.find(*rows.at(i, "commentable_id"));
    if (parent == author_of.end())
      ++out.orphans;
    else if (parent->second != rows.at(i, "author/id"))
      ++out.to_another;
  }
}

Histogram histogram(const std::map<std::string, std::int64_t>& counts) {
  Histogram out;
  for (const auto& [author, times] : counts) ++out[times];
  return out;
}

std::size_t rows_with(const Cells& rows, const char* column, const char* text) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) found += rows.at(i, column) == text ? 1 : 0;
  return found;
}

using Shingles = std::vector<std::uint64_t>;

/// Distinct runs of five bytes, sorted; enough to tell near-duplicates of one language from other texts.
Shingles shingles(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += (text.empty() ? "" : " ") + paragraph;
  Shingles out;
  for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
    std::uint64_t packed = 0;
    for (std::size_t j = i; j < i + 5; ++j) packed = packed << 8 | static_cast<unsigned char>(text[j]);
    out.push_back(packed);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double jaccard(const Shingles& a, const Shingles& b) {
  Shingles both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size() - both.size());
}

}  // namespace

TEST_CASE("the truth of a small platform, counted by hand") {
  Platform town = platform()
                      .people(6)
                      .process("p")
                      .proposals(6)
                      .accepted(1)
                      .rejected(1)
                      .withdrawn(1)
                      .coauthored(1)
                      .amendments(1, 1)
                      .build();
  for (Person& person : town.people) person.name = "Jeanne Riveterre", person.about.reset(), person.avatar = false;
  town.people[2].name = "quai7";
  // Authors: 0, 0, 1, (amendment) 2, with 3 as coauthor of the last but one.
  const Index authors[] = {0, 0, 1, 1, 2, 3};
  for (Index i = 0; i < 6; ++i) town.proposals[i].authors[0].person = authors[i];
  town.proposals[5].authors = {{Author::Kind::person, 3, 0}, {Author::Kind::person, 0, 0}};
  for (Proposal& row : town.proposals) row.published = at(2023, 2, 1);
  town.proposals[0].answered = at(2023, 2, 11);
  town.proposals[1].answered = at(2023, 2, 4);
  Comment comment;
  comment.locale = "fr";
  comment.paragraphs = {"Oui."};
  const auto add = [&](Id id, Index author, std::optional<Index> parent, int depth, int alignment) {
    comment.id = id, comment.author = author, comment.parent = parent, comment.depth = depth;
    comment.alignment = alignment, comment.root = 0, comment.created = at(2023, 3, 1) + id * kDay;
    town.comments.push_back(comment);
  };
  add(1, 0, std::nullopt, 0, 1);
  add(2, 1, 0, 1, -1);
  add(3, 1, 1, 2, 1);  // answers herself
  add(4, 4, 1, 2, 1);
  add(5, 5, std::nullopt, 0, 1);
  add(6, 5, 4, 1, 1);  // its parent is hidden below
  add(7, 2, 4, 1, 0);
  town.comments[4].hidden = true;

  const Truth t = truth(town, Generation::v0_30);
  CHECK(t.proposal_rows == 6);
  CHECK(t.proposals == 5);
  CHECK(t.amendments == 1);
  CHECK(t.amendments_accepted == 1);
  CHECK(t.withdrawn == 1);
  CHECK(t.coauthored == 1);
  CHECK(t.amended == 1);
  CHECK(t.coconstructed == 2);
  CHECK(t.by_state == std::map<std::string, std::int64_t>{{"", 2}, {"accepted", 1}, {"rejected", 1}, {"withdrawn", 1}});
  CHECK(t.due == 4);
  CHECK(t.due_answered == 2);
  CHECK(t.delays == std::vector<std::int64_t>{3 * kDay, 10 * kDay});
  CHECK(t.comments == 6);
  CHECK(t.replies == 5);
  CHECK(t.orphans == 2);
  CHECK(t.replies_to_another == 2);
  CHECK(t.in_favour == 4);
  CHECK(t.against == 1);
  CHECK(t.threads_of_5 == 1);
  CHECK(t.h_sum == 2);           // levels 1, 2, 3, 3, 2, 2: five of level 2 or more, two of level 3
  CHECK(t.h_at_level_sum == 2);  // three at level 2, two at level 3
  CHECK(t.oriented_threads_of_5 == 1);
  CHECK(t.contradictory == 1);  // one of five is 20 %
  // Person 0: proposals 0, 1, 5 and a comment; 1: proposals 2, 3 and two comments; 2: 4 and one; 3: 5; 4: one; 5: one.
  CHECK(t.voices.histogram == Histogram{{1, 3}, {2, 1}, {4, 2}});
  CHECK(t.commenters.histogram == Histogram{{1, 4}, {2, 1}});
  CHECK(t.users_plausible_name == 5);
  CHECK(t.users_exposed == 5);
  CHECK(t.newest == at(2023, 3, 1) + 7 * kDay);
}

TEST_CASE("the truth agrees with what the exports say, in every generation") {
  const Platform town = complete_platform();
  for (const Generation generation : kGenerations) {
    INFO(name(generation));
    ExportOptions options;
    options.generation = generation;
    const auto files = export_files(town, options);
    const Truth t = truth(town, generation);
    CHECK(static_cast<std::int64_t>(table(files, "proposals").rows.size()) == t.proposal_rows);
    CHECK(static_cast<std::int64_t>(rows_with(table(files, "proposals"), "is_amend", "true")) == t.amendments);
    CommentCount comments;
    for (const ExportFile& file : files)
      if (file.entity.ends_with("_comments")) count(test::parse(file.content, ';'), comments);
    CHECK(comments.rows == t.comments);
    CHECK(comments.replies == t.replies);
    CHECK(comments.orphans == t.orphans);
    CHECK(comments.to_another == t.replies_to_another);
    CHECK(histogram(comments.by_author) == t.commenters.histogram);
    CHECK(static_cast<std::int64_t>(table(files, "results").rows.size()) == t.results);
    CHECK(static_cast<std::int64_t>(table(files, "meetings").rows.size()) == t.meetings);
    if (generation < Generation::v0_30) continue;
    CHECK(static_cast<std::int64_t>(rows_with(table(files, "proposals"), "votes", "")) - t.votes_hidden == 0);
    CHECK(static_cast<std::int64_t>(table(files, "users").rows.size()) == t.users);
    CHECK(static_cast<std::int64_t>(table(files, "moderations").rows.size()) == t.moderations);
  }
}

TEST_CASE("the comment count beside each thing is that of its comments file") {
  ExportOptions options;
  const auto files = export_files(complete_platform(), options);
  std::map<std::string, int> on;
  const Cells comments = table(files, "proposal_comments");
  for (std::size_t i = 0; i < comments.rows.size(); ++i) ++on[*comments.at(i, "root_commentable_url")];
  const Cells proposals = table(files, "proposals");
  int total = 0;
  for (std::size_t i = 0; i < proposals.rows.size(); ++i) {
    CHECK(proposals.at(i, "comments") == std::to_string(on[*proposals.at(i, "url")]));
    total += on[*proposals.at(i, "url")];
  }
  CHECK(total == static_cast<int>(comments.rows.size()));
}

TEST_CASE("the clusters planted are all the near-duplicates there are") {
  for (const Town& town : towns()) {
    INFO(town.id);
    const Platform built = town.make();
    std::vector<std::pair<Shingles, std::optional<std::uint32_t>>> texts;
    const auto add = [&](const std::vector<std::string>& paragraphs, std::optional<std::uint32_t> cluster) {
      Shingles all = shingles(paragraphs);
      if (all.size() >= 100) texts.emplace_back(std::move(all), cluster);
    };
    for (const Proposal& row : built.proposals)
      if (shown(built, row)) add(row.paragraphs, row.cluster);
    for (const Comment& row : built.comments)
      if (shown(built, row)) add(row.paragraphs, row.cluster);
    int wrong = 0;
    for (std::size_t i = 0; i < texts.size(); ++i)
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        const std::size_t a = texts[i].first.size(), b = texts[j].first.size();
        const bool planted = texts[i].second && texts[i].second == texts[j].second;
        const bool comparable = 10 * std::min(a, b) >= 9 * std::max(a, b);
        const bool near = comparable && jaccard(texts[i].first, texts[j].first) >= 0.9;
        if (near != planted) ++wrong;
      }
    CHECK(wrong == 0);
  }
}

TEST_CASE("the truth prints as JSON of one object") {
  const std::string json = to_json(truth(complete_platform(), Generation::v0_30));
  CHECK(json.starts_with("{\"proposal_rows\": "));
  CHECK(json.ends_with("}\n"));
  CHECK(std::count(json.begin(), json.end(), '{') == std::count(json.begin(), json.end(), '}'));
  CHECK(json.find("\"histogram\": {\"1\": ") != std::string::npos);
}
