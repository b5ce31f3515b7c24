#include "connectors/http/gzip.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/fault_server.h"

using boussole::http::Gunzip;
using boussole::test::gzip;

namespace {

struct Unpacked {
  Gunzip::State state = Gunzip::State::more;
  std::string bytes;
  bool whole = false;
};

Unpacked unpack(const std::string& packed, std::size_t step, std::uint64_t most = 1 << 30, double ratio = 200) {
  Unpacked out;
  Gunzip gunzip(most, ratio);
  for (std::size_t at = 0; at < packed.size() && out.state == Gunzip::State::more; at += step)
    out.state = gunzip.feed(std::string_view(packed).substr(at, step), [&](std::string_view bytes) {
      out.bytes += bytes;
      return true;
    });
  out.whole = gunzip.whole();
  return out;
}

}  // namespace

TEST_CASE("gzip is undone in pieces of any size", "[http]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919 % 10'007) + ",";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, std::size_t{1} << 20}) {
    const Unpacked out = unpack(gzip(text), step);
    CHECK(out.state == Gunzip::State::more);
    CHECK(out.whole);
    CHECK(out.bytes == text);
  }
  const Unpacked two = unpack(gzip("one ") + gzip("two"), 3);
  CHECK(two.bytes == "one two");
  CHECK(two.whole);
}

TEST_CASE("a damaged or shortened gzip is not whole", "[http]") {
  std::string text(50'000, 'x');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + i * i % 23);
  const Unpacked damaged = unpack(gzip(text, true), 512);
  CHECK((damaged.state == Gunzip::State::damaged || !damaged.whole));
  const std::string packed = gzip(text);
  CHECK_FALSE(unpack(packed.substr(0, packed.size() - 1), 512).whole);
  CHECK(unpack("not gzip at all", 4).state == Gunzip::State::damaged);
}

TEST_CASE("a gzip bomb is stopped", "[http]") {
  const std::string bomb = gzip(std::string(64 << 20, '\0'));
  CHECK(bomb.size() < 100'000);
  const Unpacked by_ratio = unpack(bomb, 1 << 14);
  CHECK(by_ratio.state == Gunzip::State::too_large);
  CHECK(by_ratio.bytes.size() < (12 << 20));
  CHECK(unpack(bomb, 1 << 14, 1 << 20, 1e9).state == Gunzip::State::too_large);
}
