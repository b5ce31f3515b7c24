#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>

#include "connectors/pull/session.h"
#include "tests/support/fault_server.h"
#include "tests/unit/archive/scratch.h"

namespace boussole::test {

/// Time that passes only by sleeping.
class FakeClock : public connectors::pull::Clock {
 public:
  std::chrono::milliseconds running() const override { return now_; }
  std::int64_t now() const override { return 1'767'225'600 + now_.count() / 1000; }  // 2026-01-01T00:00:00Z
  void sleep(std::chrono::milliseconds length) override { now_ += length; }

 private:
  std::chrono::milliseconds now_{0};
};

struct World {
  explicit World(FaultServer::Handler handler, double per_minute = 6000, std::optional<Credentials> tls = std::nullopt)
      : server(std::move(handler), std::move(tls)) {
    options.client.allow_http = true;
    options.client.may_connect = [](const http::Address&) { return true; };
    options.client.timeouts.answer = options.client.timeouts.idle = std::chrono::milliseconds(500);
    options.politeness.per_minute = per_minute;
    auto opened =
        connectors::pull::Store::open(scratch.path("p"), {server.origin(), "test", "test", "2026-01-01T00:00:00Z"});
    REQUIRE(opened);
    store = std::move(*opened);
  }
  void start() {
    session = std::make_unique<connectors::pull::Session>(options, *http::parse_url(server.origin()), *store, clock);
  }
  Expected<connectors::Answer> get(const std::string& path) {
    if (!session) start();
    connectors::Request request;
    request.url = server.origin() + path;
    return session->send(request);
  }
  double seconds() const { return static_cast<double>(clock.running().count()) / 1000; }

  connectors::Scratch scratch;
  FakeClock clock;
  FaultServer server;
  connectors::pull::SessionOptions options;
  std::unique_ptr<connectors::pull::Store> store;
  std::unique_ptr<connectors::pull::Session> session;
};

inline FaultServer::Handler no_robots(FaultServer::Handler handler) {
  return [handler = std::move(handler)](const Asked& asked, Wire& wire) {
    if (asked.target == "/robots.txt") return wire.answer(404, "", "");
    handler(asked, wire);
  };
}

}  // namespace boussole::test
