#include "connectors/pull/partial.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "tests/unit/pull/session_world.h"

using namespace boussole;
using namespace boussole::connectors;
using namespace boussole::connectors::pull;
using namespace boussole::test;

// A large file that breaks off: the rest alone is asked for, where that is safe.

namespace {

constexpr std::size_t kSize = 300'000, kBreak = 100'000;

std::string bytes_of(char seed, std::size_t size = kSize) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<char>(seed + static_cast<char>((i * i / 7) % 61));
  return out;
}

/// How the server answers: what it holds, and what it does with a range.
struct Server {
  std::string file = bytes_of('A');
  std::string headers = "ETag: \"one\"\r\nContent-Type: application/zip\r\n";
  bool ranges = true;
  int breaks = 1;  ///< how many answers break off after kBreak bytes
  std::function<void(Server&, const Asked&)> before = nullptr;
  std::shared_ptr<std::mutex> mutex = std::make_shared<std::mutex>();  // each connection has its thread

  void operator()(const Asked& asked, Wire& wire) {
    std::unique_lock lock(*mutex);
    if (before) before(*this, asked);
    const std::string range = asked.header("range");
    const bool same = headers.find(asked.header("if-range")) != std::string::npos;
    std::size_t from = 0;
    std::string first = "HTTP/1.1 200 OK\r\n";
    if (ranges && same && !range.empty()) {
      from = std::stoul(range.substr(6));
      first = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + std::to_string(from) + "-" +
              std::to_string(file.size() - 1) + "/" + std::to_string(file.size()) + "\r\n";
    }
    const std::string rest = file.substr(from);
    first += "Content-Length: " + std::to_string(rest.size()) + "\r\n" + headers + "\r\n";
    const bool broken = breaks-- > 0;
    lock.unlock();
    wire.send(first + rest.substr(0, broken ? kBreak : rest.size()));
    if (broken) wire.close();
  }
};

Request the_file(World& world) {
  Request request;
  request.url = world.server.origin() + "/file.zip";
  request.label = "file";
  request.resumable = true;
  return request;
}

struct Download {
  explicit Download(Server given)
      : server(std::make_shared<Server>(std::move(given))),
        world(no_robots([held = server](const Asked& asked, Wire& wire) { (*held)(asked, wire); })) {}

  Expected<Kept> run(const Session::Judge& judge = keep) {
    world.start();
    return world.session->fetch(the_file(world), judge);
  }
  static Session::Verdict keep(const Session::Seen& seen) {
    if (seen.head.status != 200) return {Session::Judgement::refuse, "", Error{}};
    return {Session::Judgement::keep, "zip", std::nullopt};
  }
  std::vector<std::string> ranges() const {
    std::vector<std::string> out;
    for (const Asked& asked : world.server.log())
      if (asked.target == "/file.zip") out.push_back(asked.header("range"));
    return out;
  }
  bool left_behind() const {
    return std::filesystem::exists(world.scratch.path("p/.part")) ||
           std::filesystem::exists(world.scratch.path("p/.part-of"));
  }
  std::string saved() const { return world.scratch.bytes("p/answers/000002-file.zip"); }

  std::shared_ptr<Server> server;
  World world;
};

using Ranges = std::vector<std::string>;

}  // namespace

TEST_CASE("the rest of a file that broke off is asked for, and the whole is what one answer gives", "[pull]") {
  Download whole(Server{.breaks = 0});
  const auto expected = whole.run();
  REQUIRE(expected);
  Download cut(Server{.breaks = 2});
  const auto got = cut.run();
  REQUIRE(got);
  CHECK(cut.ranges() == Ranges{"", "bytes=100000-", "bytes=200000-"});
  const Asked second = cut.world.server.log().at(2);
  CHECK(second.header("if-range") == "\"one\"");
  CHECK(second.header("accept-encoding") == "identity");
  CHECK(cut.saved() == bytes_of('A'));
  CHECK(got->sha256 == expected->sha256);
  CHECK(got->headers == expected->headers);
  CHECK(got->status == 200);
  CHECK(got->wire_bytes == expected->wire_bytes);
  CHECK_FALSE(cut.left_behind());
  CHECK(cut.world.session->notes().empty());
}

TEST_CASE("a server that knows no ranges gives the whole file again", "[pull]") {
  Download cut(Server{.ranges = false});
  REQUIRE(cut.run());
  CHECK(cut.ranges() == Ranges{"", "bytes=100000-"});
  CHECK(cut.saved() == bytes_of('A'));
  CHECK(cut.world.session->notes().empty());
}

TEST_CASE("a file that changed meanwhile is taken as a whole, and that is said", "[pull]") {
  Download cut(Server{.before = [](Server& server, const Asked& asked) {
    if (asked.header("range").empty()) return;
    server.file = bytes_of('a', kSize + 5);
    server.headers = "ETag: \"two\"\r\n";
  }});
  const auto got = cut.run();
  REQUIRE(got);
  CHECK(cut.ranges() == Ranges{"", "bytes=100000-"});
  CHECK(cut.saved() == bytes_of('a', kSize + 5));
  CHECK(got->headers.at(0).second == "\"two\"");
  REQUIRE(cut.world.session->notes().size() == 1);
  CHECK(cut.world.session->notes()[0].code == "file_changed_while_received");
}

TEST_CASE("without a sure mark of its version a file is asked for as a whole", "[pull]") {
  const std::string headers =
      GENERATE("ETag: W/\"weak\"\r\n", "X: y\r\n", "ETag: \"one\"\r\nAccept-Ranges: none\r\n",
               "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nDate: Thu, 01 Jan 2026 00:00:10 GMT\r\n");
  Download cut(Server{.headers = headers});
  REQUIRE(cut.run());
  CHECK(cut.ranges() == Ranges{"", ""});
  CHECK(cut.saved() == bytes_of('A'));
}

TEST_CASE("the day of the last change stands for a mark once it is old enough", "[pull]") {
  Download cut(
      Server{.headers = "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nDate: Thu, 01 Jan 2026 01:00:00 GMT\r\n"});
  REQUIRE(cut.run());
  CHECK(cut.ranges() == Ranges{"", "bytes=100000-"});
  CHECK(cut.world.server.log().at(2).header("if-range") == "Thu, 01 Jan 2026 00:00:00 GMT");
  CHECK(cut.saved() == bytes_of('A'));
}

TEST_CASE("the next run goes on with what a run that gave up had received", "[pull]") {
  Download cut(Server{.breaks = 1});
  cut.world.options.politeness.retries = 0;
  REQUIRE_FALSE(cut.run());
  CHECK(cut.left_behind());
  const auto got = cut.run();
  REQUIRE(got);
  CHECK(cut.ranges() == Ranges{"", "bytes=100000-"});
  CHECK(cut.saved() == bytes_of('A'));
  CHECK_FALSE(cut.left_behind());
}

TEST_CASE("a platform that is busy when asked for the rest loses nothing", "[pull]") {
  std::atomic<int> asked_for{0};
  Server file;
  World world(no_robots([&](const Asked& asked, Wire& wire) {
    if (++asked_for == 2) return wire.answer(503, "", "busy");
    file(asked, wire);
  }));
  world.start();
  REQUIRE(world.session->fetch(the_file(world), Download::keep));
  CHECK(world.server.log().at(3).header("range") == "bytes=100000-");
  CHECK(world.scratch.bytes("p/answers/000002-file.zip") == bytes_of('A'));
}

TEST_CASE("parts that do not fit are never kept", "[pull]") {
  SECTION("another range than the one asked for, or one that does not reach the end") {
    const std::string wrong = GENERATE(as<std::string>{}, "bytes 90000-299999/300000", "bytes 100000-200000/300000",
                                       "bytes */300000", "bytes 100000-299999/*", "");
    Server file;
    std::atomic<int> asked_for{0};
    World world(no_robots([&](const Asked& asked, Wire& wire) {
      if (++asked_for != 2) return file(asked, wire);
      wire.answer(206, (wrong.empty() ? "" : "Content-Range: " + wrong + "\r\n") + "ETag: \"one\"\r\n", "rest");
    }));
    world.start();
    REQUIRE(world.session->fetch(the_file(world), Download::keep));
    CHECK(world.server.log().at(3).header("range").empty());
    CHECK(world.scratch.bytes("p/answers/000002-file.zip") == bytes_of('A'));
  }
  SECTION("a range the server refuses") {
    Server file;
    std::atomic<int> asked_for{0};
    World world(no_robots([&](const Asked& asked, Wire& wire) {
      if (++asked_for == 2) return wire.answer(416, "", "");
      file(asked, wire);
    }));
    world.start();
    REQUIRE(world.session->fetch(the_file(world), Download::keep));
    CHECK(world.scratch.bytes("p/answers/000002-file.zip") == bytes_of('A'));
  }
  SECTION("a part that was spoiled on the disk: the check fails, the whole is asked for, once") {
    Download cut(Server{.breaks = 1});
    cut.world.options.politeness.retries = 0;
    REQUIRE_FALSE(cut.run());
    cut.world.scratch.file("p/.part", std::string(kBreak, '\0'));
    const auto judge = [&](const Session::Seen& seen) -> Session::Verdict {
      std::ifstream in(seen.path, std::ios::binary);
      const std::string body{std::istreambuf_iterator<char>(in), {}};
      if (body != bytes_of('A')) return {Session::Judgement::refuse, "", Error{}};
      return {Session::Judgement::keep, "zip", std::nullopt};
    };
    REQUIRE(cut.run(judge));
    CHECK(cut.ranges() == Ranges{"", "bytes=100000-", ""});
    CHECK(cut.saved() == bytes_of('A'));
  }
}

TEST_CASE("what stands beside a part is read back, or not at all", "[pull]") {
  const Partial part{"key", "\"tag\"", {{"etag", "\"tag\""}, {"content-type", "application/zip"}}};
  const std::string text = text_of(part);
  const auto back = parse_partial(text);
  REQUIRE(back);
  CHECK(back->key == part.key);
  CHECK(back->validator == part.validator);
  CHECK(back->headers == part.headers);
  for (std::size_t size = 0; size < text.size(); ++size) {  // killed while it was written
    const auto cut = parse_partial(text.substr(0, size));
    if (cut) {
      CHECK(cut->validator == part.validator);
    }
  }
}
