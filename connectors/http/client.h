#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/address.h"
#include "connectors/http/failure.h"
#include "connectors/http/proxy.h"
#include "connectors/http/url.h"

namespace boussole::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Each step of a request ends by itself after its time.
struct Timeouts {
  std::chrono::milliseconds resolve{20'000};
  std::chrono::milliseconds connect{20'000};    ///< to one address
  std::chrono::milliseconds handshake{20'000};  ///< TLS, or the proxy's answer
  std::chrono::milliseconds answer{120'000};    ///< from the request to the end of the headers
  std::chrono::milliseconds idle{60'000};       ///< between two pieces of the body
  std::chrono::milliseconds whole{3'600'000};   ///< the whole request, redirects included
};

struct Limits {
  std::uint32_t header_bytes = 64 << 10;
  std::uint64_t wire_bytes = std::uint64_t{4} << 30;     ///< of a body, as it comes
  std::uint64_t decoded_bytes = std::uint64_t{8} << 30;  ///< of a body, unpacked
  double ratio = 200;                                    ///< unpacked over packed, above the first 10 MB
  int redirects = 5;
};

struct ClientOptions {
  Timeouts timeouts;
  Limits limits;
  std::string user_agent = "boussole";
  std::string ca_file;  ///< PEM: authorities trusted besides the system's
  ProxySettings proxy;
  bool allow_http = false;  ///< an http address as the first one; a redirect to http is refused all the same
  std::function<bool(const Address&)> may_connect = is_public;  ///< asked of every address before connecting to it
  std::function<bool()> stop;                                   ///< asked several times a second
  Resolver resolve = system_resolve;
};

struct HttpRequest {
  std::string method = "GET";
  Url url;
  Headers headers;
  std::string body;
  /// Sent to the origin of `url` and to no other, over https alone; never printed.
  std::string authorization;
};

/// The beginning of the final answer, redirects followed.
struct Head {
  int status = 0;
  Url url;          ///< of the answer
  Headers headers;  ///< names in lower case
  std::string_view header(std::string_view name) const;
};

struct Transfer {
  std::uint64_t wire_bytes = 0;  ///< of the body, as it came
  std::uint64_t bytes = 0;       ///< unpacked
  int redirects = 0;
};

/// Takes the body of the final answer, unpacked, piece by piece. `begin` is called once a request, before the first.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual Expected<void> begin(const Head& head) = 0;
  virtual Expected<void> write(std::string_view bytes) = 0;
};

/// An HTTP/1.1 client that keeps one connection open. Certificates and host names are always checked; an address is
/// checked after it was resolved and the connection goes to the address that was checked, on each redirect again. A
/// request is sent a second time by itself only where a kept connection turned out to be closed.
class Client {
 public:
  explicit Client(ClientOptions options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Whatever the status, an answer that came whole is not a failure.
  Result<Transfer> fetch(const HttpRequest& request, BodySink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace boussole::http
