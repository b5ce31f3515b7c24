#pragma once

#include <chrono>
#include <string>

#include "connectors/http/client.h"
#include "tests/support/fault_server.h"

namespace boussole::test {

/// Keeps the body in memory.
class MemorySink : public http::BodySink {
 public:
  Expected<void> begin(const http::Head& got) override {
    head = got;
    body.clear();
    return {};
  }
  Expected<void> write(std::string_view bytes) override {
    body += bytes;
    return {};
  }
  http::Head head;
  std::string body;
};

/// Short times, loopback allowed.
inline http::ClientOptions local_options() {
  http::ClientOptions out;
  const std::chrono::milliseconds kShort{400};
  out.timeouts = {kShort, kShort, kShort, kShort, kShort, std::chrono::milliseconds(2500)};
  out.allow_http = true;
  out.may_connect = [](const http::Address& address) { return address.text() == "127.0.0.1"; };
  return out;
}

struct Fetched {
  http::Result<http::Transfer> done;
  MemorySink sink;
  double seconds = 0;
  bool failed_with(http::Fault fault) const { return !done && done.error().fault == fault; }
};

inline void fetch(http::Client& client, const std::string& url, Fetched& into, const std::string& token = "") {
  http::HttpRequest request;
  request.url = *http::parse_url(url);
  request.authorization = token;
  const auto start = std::chrono::steady_clock::now();
  into.done = client.fetch(request, into.sink);
  into.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline Fetched fetch(const std::string& url, http::ClientOptions options = local_options()) {
  Fetched out;
  http::Client client(std::move(options));
  fetch(client, url, out);
  return out;
}

}  // namespace boussole::test
