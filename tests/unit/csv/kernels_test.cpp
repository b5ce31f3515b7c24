#include "connectors/csv/kernels.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

using namespace boussole::connectors::csv::detail;

namespace {

std::string padded(const std::string& text) { return text + std::string(kPadding, '"'); }

struct Marks {
  std::vector<std::uint32_t> marks;
  std::vector<std::uint32_t> lines;
  bool irregular = false;
  std::uint64_t inside = 0;
  bool operator==(const Marks&) const = default;
};

/// All marks of `text`, taken `step` bytes at a time.
Marks marks_of(const Kernels& kernels, const std::string& text, std::size_t step) {
  const std::string bytes = padded(text);
  auto index = std::make_unique<Index>();
  IndexState state;
  Marks out;
  for (std::size_t at = 0; at < text.size() && !out.irregular; at += step) {
    kernels.index(bytes.data(), at, std::min(at + step, text.size()), ';', state, *index);
    out.marks.insert(out.marks.end(), index->marks, index->marks + index->marks_count);
    out.lines.insert(out.lines.end(), index->lines, index->lines + index->records_count);
    out.irregular = index->irregular;
  }
  if (!out.irregular) out.inside = state.inside;
  return out;
}

std::string random_text(std::mt19937& random, std::size_t size, const std::string& alphabet) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
  return text;
}

/// Fields that are quoted by the rules, so that marks go on for long.
std::string regular_text(std::mt19937& random, std::size_t fields) {
  std::string text;
  for (std::size_t i = 0; i < fields; ++i) {
    std::string field = random_text(random, random() % 90, "ab;\n\xc3\xa9\"\r ");
    std::string quoted;
    for (const char byte : field) quoted += byte == '"' ? "\"\"" : std::string(1, byte);
    text += '"' + quoted + '"' + (random() % 3 == 0 ? "\n" : ";");
  }
  return text;
}

}  // namespace

TEST_CASE("marks of a small text, by hand") {
  // positions:             0123 45 6789 0123 4 5
  const std::string text = "a;\"b\n\"\"\"\nc;\"\"\n";
  const Marks got = marks_of(plain_kernels(), text, kIndexBytes);
  CHECK(got.marks == std::vector<std::uint32_t>{1, 6, 8, 10, 13});
  CHECK(got.lines == std::vector<std::uint32_t>{2, 3});
  CHECK_FALSE(got.irregular);
}

TEST_CASE("the index stops at the first quote out of place") {
  const Marks stray = marks_of(plain_kernels(), "a;b\nc\"d;e\n", kIndexBytes);
  CHECK(stray.irregular);
  CHECK(stray.marks == std::vector<std::uint32_t>{1, 3});
  const Marks after = marks_of(plain_kernels(), "a;\"b\" ;c\n", kIndexBytes);
  CHECK(after.irregular);
  CHECK(after.marks == std::vector<std::uint32_t>{1});
}

TEST_CASE("vector and plain kernels mark the same places") {
  const Kernels* fast = avx2_kernels();
  if (fast == nullptr) {
    WARN("no AVX2 on this machine: only the plain kernels ran");
    return;
  }
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string text =
        round % 2 == 0 ? regular_text(random, random() % 40) : random_text(random, random() % 400, "aaaaaaaa;;\n\"\r");
    const std::size_t step = 64 * (1 + random() % 3);
    const Marks plain = marks_of(plain_kernels(), text, kIndexBytes);
    REQUIRE(marks_of(*fast, text, kIndexBytes) == plain);
    REQUIRE(marks_of(*fast, text, step) == plain);
    REQUIRE(marks_of(plain_kernels(), text, step) == plain);
    const Tally a = plain_kernels().count(text.data(), text.size());
    const Tally b = fast->count(text.data(), text.size());
    REQUIRE(a.quotes == b.quotes);
    REQUIRE(a.newlines == b.newlines);
    REQUIRE(a.quotes == static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '"')));
  }
}

TEST_CASE("every code point is valid UTF-8, and nothing near them is taken for one") {
  CHECK(plain_kernels().valid_utf8("", 0));
  std::vector<std::string> bad = {"\x80",
                                  "\xbf",
                                  "\xc0\x80",
                                  "\xc1\xbf",
                                  "\xc3",
                                  "\xe0\x9f\xbf",
                                  "\xe2\x82",
                                  "\xed\xa0\x80",
                                  "\xed\xbf\xbf",
                                  "\xf0\x8f\xbf\xbf",
                                  "\xf0\x9f\x98",
                                  "\xf4\x90\x80\x80",
                                  "\xf5\x80\x80\x80",
                                  "\xff",
                                  "\xc3\xa9\xa9",
                                  "\xe2\x82\xac\xac",
                                  "\xf0\x9f\x98\x80\x80",
                                  "\xc3"
                                  "a"};
  std::vector<std::string> good = {"\x7f",         "\xc2\x80",         "\xdf\xbf",
                                   "\xe0\xa0\x80", "\xed\x9f\xbf",     "\xee\x80\x80",
                                   "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"};
  for (const Kernels* kernels : {&plain_kernels(), avx2_kernels()}) {
    if (kernels == nullptr) continue;
    INFO(kernels->name);
    for (std::size_t before = 0; before < 70; ++before)
      for (std::size_t after : {0, 1, 5, 63, 64}) {
        for (const std::string& text : bad) {
          const std::string all = std::string(before, 'x') + text + std::string(after, 'y');
          REQUIRE_FALSE(kernels->valid_utf8(all.data(), all.size()));
          REQUIRE(first_invalid_utf8(all.data(), all.size()) >= before);
        }
        for (const std::string& text : good) {
          const std::string all = std::string(before, 'x') + text + std::string(after, 'y');
          REQUIRE(kernels->valid_utf8(all.data(), all.size()));
        }
      }
  }
}

TEST_CASE("vector and plain UTF-8 checks agree on random bytes") {
  const Kernels* fast = avx2_kernels();
  if (fast == nullptr) return;
  std::mt19937 random(11);
  const std::string leads = "\xc2\xc3\xdf\xe0\xe1\xed\xef\xf0\xf1\xf4\xf5\x80\x8f\x90\x9f\xa0\xbf";
  int valid = 0;
  for (int round = 0; round < 200000; ++round) {
    std::string text(random() % 80, 'a');
    const std::size_t noise = random() % 6;
    for (std::size_t i = 0; i < noise; ++i)
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(random() % (text.size() + 1)),
                  leads[random() % leads.size()]);
    const bool plain = plain_kernels().valid_utf8(text.data(), text.size());
    REQUIRE(fast->valid_utf8(text.data(), text.size()) == plain);
    valid += plain;
  }
  CHECK(valid > 1000);
}

TEST_CASE("the first invalid byte is found") {
  CHECK(first_invalid_utf8("abc\xff", 4) == 3);
  CHECK(first_invalid_utf8("0123456789\xc3\xa9\xe9z", 14) == 12);
  CHECK(first_invalid_utf8("caf\xc3\xa9", 5) == 5);
}
