#include <catch2/catch.hpp>

#include "tests/unit/http/fetching.h"

using namespace boussole;
using namespace boussole::test;
using http::Fault;

namespace {

/// What comes of an answer with these headers and this body, after which the connection ends.
Fetched got(const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  FaultServer server([&](const Asked&, Wire& wire) {
    wire.send("HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
    wire.close();
  });
  return fetch(server.origin() + "/x");
}

std::string length(const std::string& body) { return "Content-Length: " + std::to_string(body.size()) + "\r\n"; }

const std::string kChunked = "Transfer-Encoding: chunked\r\n";

}  // namespace

TEST_CASE("chunks may have extensions and trailers, and the connection goes on", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    if (asked.target == "/2") return wire.answer(200, "", "second");
    for (const char* piece :
         {"HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n"
          "Transfer-Encoding: Chunked\r\n\r\n",
          "6;a=b\r\nfirst", " \r\n4;c=\"d;e\"\r\nhalf\r\n", "0\r\nX-Sum: 9\r\nContent-", "Encoding: br\r\n\r\n"}) {
      wire.send(piece);
      wire.pause(std::chrono::milliseconds(5));
    }
  });
  http::Client client(local_options());
  Fetched one, two;
  fetch(client, server.origin() + "/1", one);
  REQUIRE(one.done);
  CHECK(one.sink.body == "first half");
  CHECK(one.sink.head.header("x-sum").empty());  // came too late to say anything of the answer
  fetch(client, server.origin() + "/2", two);
  CHECK(two.sink.body == "second");
  CHECK(server.log().back().connection == 1);
}

TEST_CASE("trailers that are cut, endless or no headers are faults", "[http]") {
  CHECK(got(kChunked, "1\r\nx\r\n0\r\n").failed_with(Fault::dropped));
  CHECK(got(kChunked, "1\r\nx\r\n0\r\nX-Sum: 9\r\n").failed_with(Fault::dropped));
  CHECK(got(kChunked, "1\r\nx\r\n0\r\nno header\r\n\r\n").failed_with(Fault::malformed));
  std::string endless = "0\r\n";
  for (int i = 0; i < 4000; ++i) endless += "X-" + std::to_string(i) + ": " + std::string(100, 'y') + "\r\n";
  CHECK(got(kChunked, endless + "\r\n").failed_with(Fault::header_limit));
  CHECK(got(kChunked, "fffffffffffffffff\r\nx").failed_with(Fault::malformed));
}

TEST_CASE("an answer that gives its length twice is not believed", "[http]") {
  CHECK(got(kChunked + "Content-Length: 3\r\n", "3\r\nabc\r\n0\r\n\r\n").failed_with(Fault::malformed));
  CHECK(got("Content-Length: 3\r\n" + kChunked, "3\r\nabc\r\n0\r\n\r\n").failed_with(Fault::malformed));
  CHECK(got("Content-Length: 3, 4\r\n", "abc").failed_with(Fault::malformed));
  CHECK(got("Content-Length: 99999999999999999999999\r\n", "abc").failed_with(Fault::malformed));
  CHECK(got("Content-Length: 4\r\n", "abc").failed_with(Fault::dropped));
  CHECK(got("Content-Length: 2\r\n", "abc").failed_with(Fault::malformed));
  CHECK(got("Content-Length: 3\r\n", "abc").sink.body == "abc");
  CHECK(got("", "until the end").sink.body == "until the end");
}

TEST_CASE("the announced length of a packed body is that of what comes", "[http]") {
  const std::string packed = gzip("hello hello hello");
  const std::string head = "Content-Encoding: gzip\r\n";
  CHECK(got(head + length(packed), packed).sink.body == "hello hello hello");
  CHECK(got(head + "Content-Length: 17\r\n", packed.substr(0, 17)).failed_with(Fault::encoding));
  CHECK(got(head + length(packed + "x"), packed).failed_with(Fault::dropped));
}

TEST_CASE("bytes behind the gzip are not passed over", "[http]") {
  const std::string head = "Content-Encoding: gzip\r\n", packed = gzip("hello");
  for (const std::string& rest : {std::string("garbage"), std::string(1, '\x1f'), std::string("\0\0\0\0", 4),
                                  packed.substr(0, packed.size() - 3)}) {
    CHECK(got(head + length(packed + rest), packed + rest).failed_with(Fault::encoding));
    CHECK(got(head, packed + rest).failed_with(Fault::encoding));
  }
  CHECK(got(head + length(packed + packed), packed + packed).sink.body == "hellohello");  // two members: RFC 1952, 2.2
}

TEST_CASE("two encodings are refused, however they are written", "[http]") {
  const std::string twice = gzip(gzip("hello"));
  for (const char* lines : {"Content-Encoding: gzip, gzip\r\n", "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n",
                            "Content-Encoding: identity\r\nContent-Encoding: gzip, x-gzip\r\n",
                            "Content-Encoding: gzip\r\nContent-Encoding: br\r\n", "Content-Encoding: deflate\r\n"}) {
    const Fetched out = got(lines + length(twice), twice);
    CHECK(out.failed_with(Fault::encoding));
    CHECK(out.sink.body.empty());
  }
  const std::string once = gzip("hello");
  for (const char* lines :
       {"Content-Encoding: GZip\r\n", "Content-Encoding: identity, gzip\r\n", "Content-Encoding: ,gzip ,\r\n"})
    CHECK(got(lines + length(once), once).sink.body == "hello");
  CHECK(got("Content-Encoding: Identity\r\nContent-Length: 5\r\n", "hello").sink.body == "hello");
}

TEST_CASE("packing between two hops is refused, not taken for the content", "[http]") {
  const std::string packed = gzip("hello");
  const std::string chunk = std::string(1, "0123456789abcdef"[packed.size() / 16]) +
                            std::string(1, "0123456789abcdef"[packed.size() % 16]) + "\r\n" + packed + "\r\n0\r\n\r\n";
  CHECK(got("Transfer-Encoding: gzip, chunked\r\n", chunk).failed_with(Fault::encoding));
  CHECK(got("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunk).failed_with(Fault::encoding));
  CHECK(got("Transfer-Encoding: gzip\r\n", packed).failed_with(Fault::encoding));
}

TEST_CASE("answers without a body end with their headers", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    const std::string status = asked.target.substr(1, 3);
    if (status == "200") return wire.answer(200, "", "next");
    // Lengths and encodings of a 304 are those the page would have (RFC 9110, 8.6 and 15.4.5).
    wire.send("HTTP/1.1 " + status + " X\r\nETag: \"a\"\r\n" +
              (asked.target.ends_with("plain") ? "" : "Content-Length: 5000\r\nContent-Encoding: br\r\n") + "\r\n");
  });
  http::Client client(local_options());
  for (const char* path : {"/204plain", "/304plain", "/304", "/200"}) {
    INFO(path);
    Fetched out;
    fetch(client, server.origin() + path, out);
    REQUIRE(out.done);
    CHECK(std::to_string(out.sink.head.status) == std::string(path).substr(1, 3));
    CHECK(out.sink.body == (std::string(path) == "/200" ? "next" : ""));
    CHECK(out.seconds < 0.3);
  }
  CHECK(server.log().back().connection == 1);
  CHECK(got("Content-Encoding: gzip\r\nContent-Length: 0\r\n", "").done);
}

TEST_CASE("a body behind an answer that has none does not become the next answer", "[http]") {
  FaultServer server([](const Asked& asked, Wire& wire) {
    if (asked.target == "/ok") return wire.answer(200, "", "right");
    wire.send("HTTP/1.1 304 X\r\n\r\n");
    wire.pause(std::chrono::milliseconds(20));
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong");
  });
  http::Client client(local_options());
  Fetched first, second;
  fetch(client, server.origin() + "/304", first);
  CHECK(first.done);
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  fetch(client, server.origin() + "/ok", second);
  REQUIRE(second.done);
  CHECK(second.sink.body == "right");
  CHECK(got("", "a body", "204 No Content").failed_with(Fault::malformed));
}
