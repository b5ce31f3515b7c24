#include <catch2/catch.hpp>
#include <cstdlib>
#include <mutex>
#include <random>

#include "connectors/http/gzip.h"
#include "engine/json/reader.h"
#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;

// Spoiled answers, the same ones in every run. BOUSSOLE_FUZZ_SECONDS=600 makes it ten minutes, under a sanitizer best.

namespace {

double seconds_allowed(double usual) {
  const char* asked = std::getenv("BOUSSOLE_FUZZ_SECONDS");
  return asked == nullptr ? usual : std::atof(asked);
}

/// A few bytes changed, left out, doubled or put elsewhere.
std::string spoiled(std::string bytes, std::mt19937& random) {
  static constexpr std::string_view kLikely = "\r\n:;,{}[]\"\\0123456789-+.eE \t\xff\x80\0<%";  // NOLINT: with a zero
  for (std::size_t changes = 1 + random() % 6; changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = random() % bytes.size(), size = 1 + random() % 9;
    switch (random() % 5) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = kLikely[random() % kLikely.size()];
        break;
      case 2:
        bytes.erase(at, size);
        break;
      case 3:
        bytes.insert(at, bytes.substr(random() % bytes.size(), size));
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

std::vector<std::string> answers() {
  const std::string json =
      "{\"data\":{\"proposals\":{\"nodes\":[{\"id\":\"1\",\"votes\":-1.5e3},null]}},\"x\":\"\\u00e9\"}";
  const std::string packed = gzip(json + std::string(500, ' '));
  const auto sized = [](const std::string& body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  };
  return {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"x\"\r\n" + sized(json),
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" + sized(packed),
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
          "chunked\r\n\r\n5;ext=1\r\nhello\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nT: x\r\n\r\n",
          "HTTP/1.1 302 Found\r\nLocation: /next?a=1\r\n" + sized("moved"),
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
          "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nuntil the end"};
}

}  // namespace

TEST_CASE("spoiled answers end in an answer or an error", "[http]") {
  std::mt19937 random(7);  // NOLINT: the same in every run
  const auto seeds = answers();
  std::string bytes;
  std::mutex mutex;  // a client that gave up early leaves the server writing the answer before
  FaultServer server([&](const Asked&, Wire& wire) {
    std::unique_lock lock(mutex);
    const std::string own = bytes;
    lock.unlock();
    wire.send(own);
    wire.close();
  });
  auto options = local_options();
  options.timeouts.whole = std::chrono::milliseconds(3000);
  const auto start = std::chrono::steady_clock::now();
  int runs = 0, whole = 0;
  do {
    {
      const std::lock_guard lock(mutex);
      bytes = spoiled(seeds[random() % seeds.size()], random);
    }
    const Fetched got = fetch(server.origin() + "/x", options);
    whole += got.done.has_value();
    if (!got.done) {
      CHECK_FALSE(got.done.error().error.what.empty());
    }
    ++runs;
  } while (std::chrono::steady_clock::now() - start < std::chrono::duration<double>(seconds_allowed(1.5)));
  CHECK(runs > 20);
  CHECK(whole > 0);
  CHECK(whole < runs);
}

TEST_CASE("spoiled addresses, gzip and JSON end in a value or an error", "[http]") {
  std::mt19937 random(11);  // NOLINT: the same in every run
  const std::vector<std::string> urls{"https://a.example:8443/x/../y?q=1#z", "https://[2001:db8::1]:1/",
                                      "//b.example/%7Ex", "../c?d"};
  const std::vector<std::string> documents{
      "{\"a\":[1,2.5,-3e-7,true,null,\"\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":{\"d\":[[[]]]}}}",
      "{\"n\":0.00000000000000001e-2147483639,\"m\":444.4444444444464444444446666666e-333}"};
  const std::string packed = gzip(documents[0] + documents[1]);
  const http::Url base = *http::parse_url("https://base.example/p/q");
  const auto start = std::chrono::steady_clock::now();
  std::int64_t runs = 0;
  do {
    const std::string url = spoiled(urls[random() % urls.size()], random);
    if (const auto found = http::resolve(base, url)) {
      CHECK(http::parse_url(found->text()).has_value());  // what was understood once is understood again
      CHECK(found->text().find_first_of("\r\n ") == std::string::npos);
    }
    http::Gunzip gunzip(1 << 20, 200);
    gunzip.feed(spoiled(packed, random), [](std::string_view) { return true; });
    const auto document = json::parse(spoiled(documents[random() % documents.size()], random), "x");
    if (!document) {
      CHECK_FALSE(document.error().what.empty());
    }
    ++runs;
  } while (std::chrono::steady_clock::now() - start < std::chrono::duration<double>(seconds_allowed(1.5)));
  CHECK(runs > 100);
}
