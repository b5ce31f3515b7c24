#include "engine/text/near_duplicates.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/text/alignment.h"
#include "engine/text/features.h"
#include "engine/text/lsh.h"
#include "engine/text/normal_form.h"
#include "engine/text/pair_checker.h"
#include "engine/text/shingle_set.h"
#include "engine/text/shingles.h"
#include "engine/text/verify.h"

using namespace boussole;
using namespace boussole::engine;
using namespace boussole::engine::text;

namespace {

using Texts = std::vector<std::string>;

Chunked<TextSignature> sign(const Texts& texts) {
  Chunked<TextSignature> signatures;
  std::uint64_t offset = 0;
  for (const std::string& raw : texts) {
    TextSignature signature;
    const Extracted extracted = extract(raw, true, &signature.bins);
    REQUIRE(extracted.has_signature);
    signature.fingerprint = extracted.features.fingerprint;
    signature.words = extracted.features.words;
    signature.offset = offset;
    signature.length = static_cast<std::uint32_t>(raw.size());
    signature.html = true;
    offset += raw.size();
    signatures.push_back(signature);
  }
  return signatures;
}

TextReader reader_of(const Texts& texts) {
  return [&texts](std::span<const std::uint32_t> rows, const auto& got) -> Expected<void> {
    for (std::size_t i = 0; i < rows.size(); ++i) got(i, texts[rows[i]]);
    return {};
  };
}

Clusters find(const Texts& texts, double threshold = 0.9, unsigned threads = 2) {
  auto clusters = near_duplicates(sign(texts), threshold, reader_of(texts), threads);
  REQUIRE(clusters.has_value());
  return *clusters;
}

class Words {
 public:
  explicit Words(std::uint32_t seed) : random_(seed) {}
  std::string word() {
    std::string out(3 + random_() % 7, ' ');
    for (char& c : out) c = static_cast<char>('a' + random_() % 26);
    return out;
  }
  std::vector<std::string> list(std::size_t n) {
    std::vector<std::string> out(n);
    for (auto& w : out) w = word();
    return out;
  }
  std::vector<std::string> edited(std::vector<std::string> words, std::size_t edits) {
    for (; edits > 0; --edits) words[random_() % words.size()] = word();
    return words;
  }
  std::mt19937& random() { return random_; }

 private:
  std::mt19937 random_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text = "<p>";
  for (const auto& word : words) text += word + ' ';
  return text + "</p>";
}

/// Components of the graph of all pairs that reach the threshold, compared one by one with the reference functions.
std::vector<std::size_t> exact_components(const Texts& texts, double threshold) {
  std::vector<std::size_t> component(texts.size());
  std::iota(component.begin(), component.end(), 0U);
  std::vector<std::vector<std::string>> sets;
  for (const std::string& text : texts) sets.push_back(shingles(plain_text(text, true), Shingling{}));
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      std::vector<std::string> both;
      std::set_intersection(sets[i].begin(), sets[i].end(), sets[j].begin(), sets[j].end(), std::back_inserter(both));
      const std::size_t either = sets[i].size() + sets[j].size() - both.size();
      if (static_cast<double>(both.size()) / static_cast<double>(either) < threshold) continue;
      const std::size_t from = component[i], to = component[j];
      std::replace(component.begin(), component.end(), from, to);
    }
  return component;
}

/// For each text, the texts of its cluster.
std::set<std::set<std::size_t>> groups(const Clusters& clusters) {
  std::map<std::uint32_t, std::set<std::size_t>> by_number;
  for (std::size_t i = 0; i < clusters.cluster.size(); ++i)
    if (clusters.cluster[i]) by_number[*clusters.cluster[i]].insert(i);
  std::set<std::set<std::size_t>> out;
  for (const auto& [number, members] : by_number) out.insert(members);
  return out;
}

Texts mixed(std::uint32_t seed, std::size_t count) {
  Words words(seed);
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; i < count; ++i) {
    const bool copy = !all.empty() && words.random()() % 2 == 0;
    all.push_back(copy ? words.edited(all[words.random()() % all.size()], words.random()() % 6)
                       : words.list(22 + words.random()() % 80));
  }
  Texts texts;
  for (const auto& list : all) texts.push_back(joined(list));
  return texts;
}

}  // namespace

TEST_CASE("Bands are chosen for the threshold") {
  const Banding banding = banding_for(0.9);
  CHECK(banding.bands == 8);
  CHECK(banding.rows == 8);
  for (double threshold : {0.3, 0.5, 0.7, 0.8, 0.85, 0.95, 1.0}) {
    const Banding chosen = banding_for(threshold);
    CHECK(chosen.bands * chosen.rows <= 64);
    CHECK(lsh_scurve(chosen.bands, chosen.rows, threshold).p_candidate >= 0.98);
  }
  CHECK(banding_for(1).rows == 64);
  CHECK(least_agreement(0.9) == 51);  // 57.6 - 2.5 * 2.4
  Bins a{}, b{};
  CHECK(agreement(a, b) == 64);
  b[3] = b[60] = 9;
  CHECK(agreement(a, b) == 62);
}

TEST_CASE("Nothing, one text, no relatives") {
  CHECK(find({}).cluster.empty());
  Words words(1);
  const Texts one = {joined(words.list(30))};
  CHECK_FALSE(find(one).cluster[0].has_value());
  const Texts two = {one[0], joined(words.list(30))};
  const Clusters clusters = find(two);
  CHECK(clusters.count == 0);
  CHECK_FALSE(clusters.cluster[0].has_value());
}

TEST_CASE("Equal texts are one cluster without being read") {
  Words words(2);
  const std::string text = joined(words.list(40)), other = joined(words.list(40));
  const Texts texts = {text, other, "  " + text, text + "\n"};
  bool read = false;
  const TextReader never = [&](std::span<const std::uint32_t> rows, const auto&) -> Expected<void> {
    read = read || !rows.empty();
    return {};
  };
  const auto clusters = near_duplicates(sign(texts), 0.9, never, 1);
  REQUIRE(clusters.has_value());
  CHECK_FALSE(read);
  CHECK(clusters->count == 1);
  CHECK(clusters->cluster[0] == clusters->cluster[2]);
  CHECK(clusters->cluster[0] == clusters->cluster[3]);
  CHECK_FALSE(clusters->cluster[1].has_value());
}

TEST_CASE("The threshold is exact: just above and just below") {
  Words words(3);
  int found = 0;
  for (int round = 0; round < 200; ++round) {
    const auto list = words.list(60);
    const Texts texts = {joined(list), joined(words.edited(list, 2))};
    const double jaccard =
        shingle_jaccard(plain_text(texts[0], true), plain_text(texts[1], true), Shingling{}).jaccard.value();
    REQUIRE(jaccard < 1);
    found += find(texts, jaccard).count == 1 ? 1 : 0;
    CHECK(find(texts, std::nextafter(jaccard, 1.0)).count == 0);
  }
  CHECK(found >= 190);  // banding misses two in a hundred at the threshold itself
}

TEST_CASE("Clusters are those of exact comparison of all pairs") {
  std::size_t missed = 0, all = 0;
  for (std::uint32_t seed = 10; seed < 14; ++seed) {
    const Texts texts = mixed(seed, 150);
    const Clusters clusters = find(texts);
    const auto exact = exact_components(texts, 0.9);
    for (std::size_t i = 0; i < texts.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const bool together = clusters.cluster[i].has_value() && clusters.cluster[i] == clusters.cluster[j];
        if (exact[i] == exact[j]) {
          ++all;
          missed += together ? 0 : 1;
        } else {
          CHECK_FALSE(together);  // verified on the texts: nothing false
        }
      }
  }
  CHECK(all > 300);
  CHECK(static_cast<double>(missed) <= 0.05 * static_cast<double>(all));
}

TEST_CASE("Order of rows and number of threads change nothing") {
  Texts texts = mixed(20, 400);
  for (int i = 0; i < 30; ++i) texts.push_back(i % 2 == 0 ? texts[static_cast<std::size_t>(i)] : texts[7] + " ");
  const Clusters reference = find(texts, 0.9, 1);
  CHECK(reference.count > 10);
  for (unsigned threads : {2U, 7U}) {
    const Clusters again = find(texts, 0.9, threads);
    CHECK(again.cluster == reference.cluster);
    CHECK(again.candidate_pairs == reference.candidate_pairs);
    CHECK(again.verified_pairs == reference.verified_pairs);
  }
  std::vector<std::size_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random(9);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    Texts shuffled;
    for (std::size_t i : order) shuffled.push_back(texts[i]);
    const Clusters again = find(shuffled, 0.9, 3);
    CHECK(again.verified_pairs == reference.verified_pairs);
    bool same = true;
    for (std::size_t i = 0; i < order.size(); ++i) same = same && again.cluster[i] == reference.cluster[order[i]];
    CHECK(same);
  }
}

TEST_CASE("A campaign of thousands of variants stays one cluster, and costs no square") {
  Words words(30);
  const auto letter = words.list(90);
  Texts texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(joined(words.edited(letter, 1)));
  for (int i = 0; i < 300; ++i) texts.push_back(joined(words.list(60)));
  const Clusters clusters = find(texts);
  const auto found = groups(clusters);
  REQUIRE_FALSE(found.empty());
  std::size_t largest = 0;
  for (const auto& group : found) largest = std::max(largest, group.size());
  CHECK(largest >= 2990);
  CHECK(largest <= 3000);
  CHECK(clusters.candidate_pairs < 3000 * 9);
}

TEST_CASE("A group larger than a batch gives what a small one gives") {
  Words words(31);
  const auto letter = words.list(60);
  Texts texts;
  for (int i = 0; i < 200; ++i) texts.push_back(joined(words.edited(letter, 1 + static_cast<std::size_t>(i) % 3)));
  const auto signatures = sign(texts);
  Signatures input;
  std::vector<std::uint32_t> row_of_rank;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    input.of_rank.push_back(&signatures[i].bins);
    input.in_memory.push_back({&signatures[i].bins, i});
    row_of_rank.push_back(i);
  }
  const auto pairs = candidates(input, banding_for(0.9), least_agreement(0.9), 2);
  const TextReader reader = reader_of(texts);
  TextBatch batch(signatures, row_of_rank, reader);
  std::vector<std::vector<std::uint32_t>> roots;
  for (const VerifyLimits& limits : {VerifyLimits{}, VerifyLimits{2000, 1000}, VerifyLimits{1 << 20, 10}}) {
    UnionFind united(texts.size());
    REQUIRE(verify(pairs, 0.9, batch, 2, united, limits).has_value());
    roots.emplace_back();
    for (std::uint32_t i = 0; i < texts.size(); ++i) roots.back().push_back(united.root(i));
  }
  CHECK(roots[0] == roots[1]);
  CHECK(roots[0] == roots[2]);
}

TEST_CASE("Exact sets: narrow and wide keys agree with the reference") {
  Words words(40);
  std::mt19937& random = words.random();
  for (int round = 0; round < 300; ++round) {
    static const char* kLetters[] = {"a", "b", "é", "’", "ж", "漢", "\U0001F600"};
    const std::size_t letters = round % 2 == 0 ? 5 : 7;
    std::string a, b;
    for (std::size_t n = 1 + random() % (round % 10 == 0 ? 2000 : 60); n > 0; --n) {
      const char* letter = kLetters[random() % letters];
      a += letter;
      b += random() % 20 == 0 ? kLetters[random() % letters] : letter;
    }
    const auto exact = shingle_jaccard(a, b, Shingling{5, Shingling::Unit::code_points, false, false, false});
    const double jaccard = exact.jaccard.value();
    const auto check = [&](auto key) {
      ShingleComparer<decltype(key)> comparer;
      const auto whole = comparer.overlap(a, b);
      if (!whole) return false;
      CHECK(whole->either + whole->both == exact.n_a + exact.n_b);
      CHECK(whole->reaches(jaccard));
      CHECK_FALSE(whole->reaches(jaccard + 1e-9));
      CHECK(comparer.alike(a, b, jaccard).value());
      CHECK_FALSE(comparer.alike(a, b, jaccard + 1e-9).value());
      CHECK(comparer.alike(a, b, 0.5).value() == (jaccard >= 0.5));
      Overlap parts;
      for (Part part{0, 3}; part.index < part.count; ++part.index) parts += comparer.overlap(a, b, part).value();
      CHECK(parts.both == whole->both);
      CHECK(parts.either == whole->either);
      return true;
    };
    CHECK(check(WideKey{}));
    const bool narrow = a.find("漢") == std::string::npos && a.find("\U0001F600") == std::string::npos &&
                        b.find("漢") == std::string::npos && b.find("\U0001F600") == std::string::npos;
    CHECK(check(NarrowKey{}) == narrow);
  }
}

TEST_CASE("Shared runs are shared, and whole code points") {
  Words words(41);
  std::vector<SharedRun> runs;
  for (int round = 0; round < 500; ++round) {
    static const char* kLetters[] = {"a", "b", "é", "è", "漢", "\U0001F600"};
    std::string a, b;
    for (std::size_t n = words.random()() % 200; n > 0; --n) {
      const char* letter = kLetters[words.random()() % 6];
      if (words.random()() % 30 != 0) a += letter;
      if (words.random()() % 30 != 0) b += letter;
    }
    align(a, b, runs);
    std::size_t end_a = 0, end_b = 0;
    for (const SharedRun& run : runs) {
      REQUIRE(run.size > 0);
      REQUIRE(run.begin_a >= end_a);
      REQUIRE(run.begin_b >= end_b);
      end_a = run.begin_a + run.size;
      end_b = run.begin_b + run.size;
      REQUIRE(a.substr(run.begin_a, run.size) == b.substr(run.begin_b, run.size));
      const auto inside = [](const std::string& text, std::size_t at) {
        return at < text.size() && (text[at] & 0xC0) == 0x80;
      };
      REQUIRE_FALSE(inside(a, run.begin_a));
      REQUIRE_FALSE(inside(a, end_a));
      REQUIRE_FALSE(inside(b, end_b));
    }
  }
  align("le même texte", "le même texte", runs);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].size == std::string_view("le même texte").size());
}

TEST_CASE("Giant texts are compared part by part, with the same result") {
  Words words(60);
  auto list = words.list(400'000);
  Texts texts = {joined(list), joined(words.edited(list, 10'000)), joined(words.edited(list, 60'000))};
  REQUIRE(texts[0].size() > (std::size_t{2} << 20));
  std::string repeated;
  for (int i = 0; i < 300'000; ++i) repeated += "encore ";
  texts.push_back(repeated);
  texts.push_back(repeated + "une fois encore et voilà");
  const Clusters clusters = find(texts, 0.85);
  CHECK(clusters.count == 1);
  CHECK(clusters.cluster[0].has_value());
  CHECK(clusters.cluster[0] == clusters.cluster[1]);
  CHECK_FALSE(clusters.cluster[2].has_value());
}

TEST_CASE("What cannot be read again is an error, and what is missing resembles nothing") {
  Words words(50);
  const auto list = words.list(80);
  const Texts texts = {joined(list), joined(words.edited(list, 1))};
  const TextReader broken = [](std::span<const std::uint32_t>, const auto&) -> Expected<void> {
    Error error;
    error.file = "proposals.csv";
    return std::unexpected(error);
  };
  const auto failed = near_duplicates(sign(texts), 0.9, broken, 2);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().file == "proposals.csv");
  const TextReader silent = [](std::span<const std::uint32_t>, const auto&) -> Expected<void> { return {}; };
  const auto nothing = near_duplicates(sign(texts), 0.9, silent, 2);
  REQUIRE(nothing.has_value());
  CHECK(nothing->count == 0);
}
