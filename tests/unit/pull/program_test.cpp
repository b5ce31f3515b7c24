#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <random>

#include "tests/unit/pull/program_world.h"

using namespace boussole::test;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

using Content = std::vector<std::pair<std::string, std::string>>;

/// A Decidim site with nothing but its open data; `zip` says how the file is given.
FaultServer::Handler decidim(FaultServer::Handler zip) {
  return [zip = std::move(zip)](const Asked& asked, Wire& wire) {
    if (asked.target == "/robots.txt") return wire.answer(404, "", "none");
    if (asked.target == "/") return wire.answer(200, "", "<html><script src=\"/decidim-packs/js/x.js\"></html>");
    if (asked.target.starts_with("/open-data/download")) return zip(asked, wire);
    wire.answer(404, "", "<html>nothing here</html>");
  };
}

/// A Go Vocal site: every collection has pages of two objects.
void go_vocal(const Asked& asked, Wire& wire) {
  if (asked.target == "/robots.txt") return wire.answer(404, "", "none");
  if (asked.header("authorization") != "Bearer sesame") return wire.answer(401, "", "{}");
  const std::size_t at = asked.target.find("page_number=");
  const std::string name = asked.target.substr(8, asked.target.find('?') - 8);
  const std::string page = asked.target.substr(at + 12, asked.target.find('&') - at - 12);
  const std::string body = "{\"" + name + "\":[{\"id\":\"" + name + page + "a\"},{\"id\":\"" + name + page +
                           "b\"}],\"meta\":{\"current_page\":" + page + ",\"total_pages\":3}}";
  wire.answer(200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", gzip(body));
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Nothing half-written: no draft, and every file of the answers is named by the manifest.
void check_clean(const std::string& folder) {
  if (!std::filesystem::exists(folder)) return;
  CHECK_FALSE(std::filesystem::exists(folder + "/.draft"));
  const Folder found = folder_of(folder);
  CHECK(found.manifest != "broken");
  for (const auto& [name, bytes] : found.answers) CHECK(holds(found.manifest, name));
}

}  // namespace

TEST_CASE("open data are pulled, and audited as if by hand", "[pull]") {
  const std::string zip = open_data_zip();
  Site site(decidim(
      [&](const Asked&, Wire& wire) { wire.answer(200, "Content-Type: application/zip\r\nETag: \"v1\"\r\n", zip); }));
  const Ran ran = run_program(site.command("p", {"--parts", "open-data", "--contact", "me@town.example"}));
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  CHECK(ran.out == site.scratch.path("p") + "\n");
  check_clean(site.scratch.path("p"));
  CHECK(site.scratch.bytes("p/answers/000003-open-data.zip") == zip);
  for (const Asked& asked : site.server.log()) CHECK(holds(asked.header("user-agent"), "(me@town.example)"));

  const auto audit = [&](const std::string& source, const std::string& out) {
    const Ran done = run_program({"audit", source, "-o", site.scratch.path(out), "-f", "json,csv", "--lang", "en"});
    INFO(done.err);
    REQUIRE(done.code == 0);
    return done.err;
  };
  const std::string said = audit(site.scratch.path("p"), "folder");
  CHECK(holds(said, "manifest verified"));
  CHECK(holds(said, site.server.origin()));
  audit(site.scratch.path("p/answers/000003-open-data.zip"), "hand");
  CHECK(site.scratch.bytes("folder/audit.json") == site.scratch.bytes("hand/audit.json"));
  CHECK_FALSE(site.scratch.bytes("folder/audit.json").empty());

  SECTION("a complete pull asks nothing more") {
    const std::size_t asked = site.server.log().size();
    const Ran again = run_program(site.command("p", {"--parts", "open-data", "--contact", "me@town.example"}));
    CHECK(again.code == 0);
    CHECK(holds(again.err, "complete"));
    CHECK(site.server.log().size() == asked);
  }
  SECTION("a changed file is said, in the audit too") {
    std::ofstream(site.scratch.path("p/answers/000001-robots.txt")) << "changed";
    CHECK(holds(audit(site.scratch.path("p"), "altered"), "NOT verified"));
  }
}

TEST_CASE("files of single resources are pulled", "[pull]") {
  Site site([](const Asked& asked, Wire& wire) {
    if (asked.target == "/open-data")
      return wire.answer(200, "",
                         "<html><a href=\"/open-data/download/proposals\"><a href=\"/open-data/download/users\">");
    if (asked.target.starts_with("/open-data/download/"))
      return wire.answer(200, "Content-Type: text/csv\r\n", "id;name\n1;" + asked.target.substr(20) + "\n");
    wire.answer(404, "", "");
  });
  const Ran ran =
      run_program(site.command("p", {"--platform", "decidim", "--parts", "open-data", "--resource", "all"}));
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(site.scratch.bytes("p/answers/000003-open-data-proposals.csv") == "id;name\n1;proposals\n");
  CHECK(site.scratch.bytes("p/answers/000004-open-data-users.csv") == "id;name\n1;users\n");
}

TEST_CASE("each fault has its message and its exit code, and leaves nothing half-written", "[pull]") {
  struct Case {
    const char* name;
    const char* message;
    FaultServer::Handler zip;
    std::vector<std::string> more;
  };
  const std::string zip = open_data_zip();
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::vector<Case> cases = {
      {"slow", "no answer in time", [](const Asked&, Wire& wire) { wire.pause(milliseconds(20'000)); }, {}},
      {"stuck",
       "no answer in time",
       [&](const Asked&, Wire& wire) {
         wire.send(head + "Content-Length: 1000\r\n\r\nPK");
         wire.pause(milliseconds(20'000));
       },
       {}},
      {"drop",
       "the connection ended before the answer did",
       [&](const Asked&, Wire& wire) {
         wire.send(head + "Content-Length: 100000\r\n\r\n" + zip.substr(0, 100));
         wire.close();
       },
       {}},
      {"429",
       "asks to wait 60 minutes",
       [](const Asked&, Wire& wire) { wire.answer(429, "Retry-After: 3600\r\n", ""); },
       {"--retries", "1"}},
      {"500", "status 500", [](const Asked&, Wire& wire) { wire.answer(500, "", "oops"); }, {}},
      {"short length",
       "the zip received is damaged",
       [&](const Asked&, Wire& wire) { wire.answer(200, "", zip.substr(0, zip.size() / 2)); },
       {}},
      {"long length",
       "more bytes than announced",
       [&](const Asked&, Wire& wire) { wire.send(head + "Content-Length: 10\r\n\r\n" + zip); },
       {}},
      {"bad gzip",
       "(gzip) is damaged",
       [&](const Asked&, Wire& wire) { wire.answer(200, "Content-Encoding: gzip\r\n", gzip(zip, true)); },
       {}},
      {"gzip bomb",
       "unpacks beyond the limit",
       [](const Asked&, Wire& wire) {
         wire.answer(200, "Content-Encoding: gzip\r\n", gzip(std::string(64 << 20, 'x')));
       },
       {}},
      {"loop",
       "redirects in a circle",
       [](const Asked& asked, Wire& wire) { wire.answer(302, "Location: " + asked.target + "\r\n", ""); },
       {}},
      {"downgrade",
       "redirects from https to http",
       [](const Asked&, Wire& wire) { wire.answer(302, "Location: http://127.0.0.1:9/x.zip\r\n", ""); },
       {}},
      {"HTML",
       "neither a zip nor",
       [](const Asked&, Wire& wire) { wire.answer(200, "", "<!DOCTYPE html><p>hello"); },
       {}},
      {"not ready",
       "still preparing its open data file",
       [](const Asked&, Wire& wire) { wire.answer(302, "Location: /\r\n", ""); },
       {}},
      {"sign in",
       "asks to sign in",
       [](const Asked&, Wire& wire) { wire.answer(302, "Location: /users/sign_in?x=1\r\n", ""); },
       {"--retries", "1"}},
      {"endless body",
       "limit",
       [&](const Asked&, Wire& wire) {
         wire.send(head + "\r\nPK\x03\x04");
         while (wire.send(std::string(65536, 'z'))) {
         }
       },
       {"--max-bytes", "1MB"}},
      {"endless headers",
       "headers are too long",
       [&](const Asked&, Wire& wire) {
         wire.send(head);
         while (wire.send("X: " + std::string(1000, 'y') + "\r\n")) {
         }
       },
       {}},
      {"none", "no open data page", [](const Asked&, Wire& wire) { wire.answer(404, "", ""); }, {}},
  };
  for (const Case& fault : cases) {
    Site site(decidim(fault.zip));
    std::vector<std::string> more{"--parts", "open-data", "--wait", "0", "--timeout", "2"};
    if (fault.more.empty() || fault.more[0] != "--retries") more.insert(more.end(), {"--retries", "0"});
    more.insert(more.end(), fault.more.begin(), fault.more.end());
    const Ran ran = run_program(site.command("p", more), {{"BOUSSOLE_TOKEN", "sesame"}});
    INFO(fault.name << ": " << ran.err);
    CHECK(ran.code == 5);
    CHECK(holds(ran.err, fault.message));
    CHECK_FALSE(holds(ran.err, "sesame"));
    CHECK(ran.seconds < 12);
    check_clean(site.scratch.path("p"));
    CHECK_FALSE(holds(site.scratch.bytes("p/manifest.jsonl"), "sesame"));
  }
}

TEST_CASE("certificates and local addresses are refused before anything is asked", "[pull]") {
  const auto refused = [](const Site& site, std::vector<std::string> command, const char* message, int code) {
    const Ran ran = run_program(command);
    INFO(ran.err);
    CHECK(ran.code == code);
    CHECK(holds(ran.err, message));
    CHECK(site.server.log().empty());
  };
  const Site expired(go_vocal, -7200, -3600);
  refused(expired, expired.command("p", {"--retries", "0"}), "its certificate has expired", 5);
  const Site other(go_vocal, -3600, 3600, "DNS:other.example");
  refused(other, other.command("p", {"--retries", "0"}), "that of another host", 5);
  const Site good(go_vocal);
  auto unknown = good.command("p", {"--retries", "0"});
  unknown[6] = "--contact";
  refused(good, unknown, "unknown authority", 5);
  auto no_private = good.command("q", {"--retries", "0"});
  std::erase(no_private, "--allow-private");
  refused(good, no_private, "local or private address", 5);
  refused(good, {"pull", "http://127.0.0.1:1", "-o", good.scratch.path("r"), "--lang", "en", "--retries", "0"},
          "--allow-http", 2);
  refused(good, {"pull", "https://me:hunter2@a.example", "-o", good.scratch.path("s"), "--lang", "en"},
          "not the address", 2);
  refused(good, {"pull", "https://a.example", "-o", good.scratch.path("t"), "--token", "sesame"}, "--token", 2);
  CHECK_FALSE(std::filesystem::exists(good.scratch.path("s")));
}

TEST_CASE("a file that is being prepared is waited for", "[pull]") {
  const std::string zip = open_data_zip();
  Site site(decidim([&](const Asked&, Wire& wire) { wire.answer(302, "Location: /\r\n", ""); }));
  const auto command = site.command("p", {"--parts", "open-data", "--wait", "1", "--json-progress"});
  const Ran ran = run_program(command, {}, milliseconds(1500));
  CHECK(ran.code == 137);  // it was still waiting
  CHECK((holds(ran.err, "\"waiting\": 30") || holds(ran.err, "\"waiting\": 29")));
  CHECK(site.server.count("/open-data/download") == 1);
}

TEST_CASE("a zip that breaks off is gone on with: by itself, by the next command, and after a kill", "[pull]") {
  const std::string zip = open_data_zip(400'000);
  std::mutex mutex;
  std::vector<std::string> ranges;
  std::size_t half = zip.size() / 2;
  bool stuck = false;  // instead of breaking off
  Site site(decidim([&](const Asked& asked, Wire& wire) {
    if (asked.method == "HEAD") return wire.answer(404, "", "");
    std::unique_lock lock(mutex);
    const std::string range = asked.header("range");
    ranges.push_back(range);
    const std::size_t from = range.empty() ? 0 : std::stoul(range.substr(6));
    std::string head = "Content-Length: " + std::to_string(zip.size() - from) + "\r\nETag: \"v1\"\r\n";
    if (from > 0)
      head += "Content-Range: bytes " + std::to_string(from) + "-" + std::to_string(zip.size() - 1) + "/" +
              std::to_string(zip.size()) + "\r\n";
    const std::size_t to = from < half ? half : zip.size();
    const bool wait = stuck && to == half;
    lock.unlock();
    wire.send("HTTP/1.1 " + std::string(from > 0 ? "206" : "200") + " X\r\n" + head + "\r\n");
    wire.send(std::string_view(zip).substr(from, to - from));
    if (wait) wire.pause(milliseconds(20'000));
    if (to == half) wire.close();
  }));
  const auto command = [&](const std::string& folder, const std::string& retries) {
    return site.command(folder, {"--parts", "open-data", "--retries", retries});
  };
  const auto check_whole = [&](const std::string& folder) {
    CHECK(site.scratch.bytes(folder + "/answers/000003-open-data.zip") == zip);
    check_clean(site.scratch.path(folder));
    CHECK_FALSE(std::filesystem::exists(site.scratch.path(folder + "/.part")));
    CHECK(ranges.size() == 2);
    CHECK(ranges.front().empty());
    CHECK(ranges.back() == "bytes=" + std::to_string(half) + "-");
    ranges.clear();
  };
  const Ran alone = run_program(command("alone", "1"));
  INFO(alone.err);
  CHECK(alone.code == 0);
  check_whole("alone");

  CHECK(run_program(command("next", "0")).code == 5);
  const Ran next = run_program(command("next", "0"));
  INFO(next.err);
  CHECK(next.code == 0);
  check_whole("next");
  CHECK(folder_of(site.scratch.path("next")) == folder_of(site.scratch.path("alone")));

  stuck = true;  // nobody asks meanwhile
  const Ran killed = run_until(command("killed", "0"), [&] {
    std::error_code none;
    return std::filesystem::file_size(site.scratch.path("killed/.part"), none) == half && !none;
  });
  CHECK(killed.code == 137);
  const Ran after = run_program(command("killed", "0"));
  INFO(after.err);
  CHECK(after.code == 0);
  check_whole("killed");
  CHECK(folder_of(site.scratch.path("killed")) == folder_of(site.scratch.path("alone")));
}

TEST_CASE("a key and an address without encryption: refused, whatever is allowed", "[pull]") {
  FaultServer server([](const Asked&, Wire& wire) { wire.answer(200, "", "{}"); });
  const boussole::connectors::Scratch scratch;
  const auto refused = [&](const std::string& language, const std::string& message) {
    const Ran ran = run_program({"pull", server.origin(), "-o", scratch.path("p"), "--lang", language, "--allow-http",
                                 "--allow-private", "--platform", "go-vocal"},
                                {{"BOUSSOLE_TOKEN", "sesame"}});
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(holds(ran.err, message));
    CHECK_FALSE(holds(ran.err, "sesame"));
  };
  refused("en", "a token is never sent over http, unencrypted");
  refused("fr", "jamais envoyé en http, sans chiffrement");
  CHECK(server.log().empty());
  CHECK_FALSE(std::filesystem::exists(scratch.path("p")));
}

TEST_CASE("twenty kills at random moments, resumed, give what one run gives", "[pull]") {
  Site site(go_vocal);
  site.scratch.file("token", "sesame\n");
  const std::vector<std::string> more{"--platform", "go-vocal", "--token-file", site.scratch.path("token")};
  const Ran whole = run_program(site.command("whole", more));
  INFO(whole.err);
  REQUIRE(whole.code == 0);
  const Folder expected = folder_of(site.scratch.path("whole"));
  CHECK(expected.answers.size() == 1 + 12 * 3);
  CHECK(expected.manifest.ends_with("complete 37"));

  std::mt19937 random(20'261'124);  // NOLINT: the same kills in every run
  int round = 0;
  bool done = true;
  for (int kill = 0; kill < 20; ++kill) {
    if (done) ++round;
    const std::string name = "killed" + std::to_string(round);
    const auto after = static_cast<std::int64_t>(whole.seconds * 1e6 * double(random() % 1000) / 1000);
    const Ran ran = run_program(site.command(name, more), {}, microseconds(after));
    CHECK((ran.code == 137 || ran.code == 0));
    done = ran.code == 0;
  }
  for (int i = 1; i <= round; ++i) {
    const std::string name = "killed" + std::to_string(i);
    const Ran last = run_program(site.command(name, more));
    INFO(last.err);
    CHECK(last.code == 0);
    CHECK(folder_of(site.scratch.path(name)) == expected);
    check_clean(site.scratch.path(name));
  }
}

TEST_CASE("memory does not grow with the number of pages", "[pull]") {
  // In `many`, each collection has 60 pages instead of 3: the peak stays within a few megabytes.
  const auto peak = [](int pages) {
    Site site([pages](const Asked& asked, Wire& wire) {
      if (asked.target == "/robots.txt") return wire.answer(404, "", "");
      const std::string name = asked.target.substr(8, asked.target.find('?') - 8);
      wire.answer(200, "",
                  "{\"" + name + "\":[\"" + std::string(100'000, 'x') +
                      "\"],\"meta\":{\"total_pages\":" + std::to_string(pages) + "}}");
    });
    const Ran ran = run_program(site.command("p", {"--platform", "go-vocal"}), {{"BOUSSOLE_TOKEN", "x"}});
    CHECK(ran.code == 0);
    return ran.peak_kb;
  };
  const long few = peak(1), many = peak(25);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("memory is not compared under a sanitizer, which keeps what is freed: " << few << " and " << many << " kB");
#else
  CHECK(many < few + 4096);
#endif
}
