#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boussole::test {

/// A proxy on 127.0.0.1 that makes tunnels (CONNECT, RFC 9110, 9.3.6), well or badly. Whatever host it is asked for,
/// the tunnel leads to the loopback at the port it was asked for: no test needs a name server.
class ConnectProxy {
 public:
  struct Manners {
    /// What it says to CONNECT, byte by byte; "" to say nothing and close.
    std::string answer = "HTTP/1.1 200 Connection established\r\n\r\n";
    bool tunnels = true;  ///< false: it closes behind its answer
    /// It closes once so many bytes came back through the tunnel.
    std::optional<std::size_t> cuts_after;
  };

  ConnectProxy();
  explicit ConnectProxy(Manners manners);
  ~ConnectProxy();
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;

  std::string origin() const;              ///< "http://127.0.0.1:41234"
  std::vector<std::string> asked() const;  ///< the headers of each request, as they were written
  std::string seen() const;                ///< all bytes that went through its hands, both ways

 private:
  struct State;
  struct Session;
  std::shared_ptr<State> state_;
};

}  // namespace boussole::test
