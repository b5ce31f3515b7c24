#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/certificates.h"

namespace boussole::test {

/// A request as it came.
struct Asked {
  std::string method, target, headers, body;  ///< headers: all lines, as they were written
  int connection = 0;                         ///< the first is 1
  std::string header(std::string_view name) const;
};

/// What a handler writes to, byte by byte if it likes: nothing keeps it from being wrong.
class Wire {
 public:
  virtual ~Wire() = default;
  virtual bool send(std::string_view bytes) = 0;  ///< false once the other side is gone
  virtual void close() = 0;                       ///< ends the connection, whatever was announced
  virtual void cut() = 0;                         ///< ends it as `close` does, without the words TLS has for it
  /// Waits, unless the server is stopped; false then.
  virtual bool pause(std::chrono::milliseconds length) = 0;
  /// A correct answer.
  void answer(int status, const std::string& headers, std::string_view body);
};

/// Has this machine an IPv6 loopback?
bool has_ipv6();

/// A server on 127.0.0.1 (or [::1]) for tests that answers with what its handler writes, right or wrong, with TLS or
/// without. One thread a connection; the handler may be called by several.
class FaultServer {
 public:
  using Handler = std::function<void(const Asked&, Wire&)>;
  enum class Family { v4, v6 };
  explicit FaultServer(Handler handler, std::optional<Credentials> tls = std::nullopt, Family family = Family::v4);
  ~FaultServer();
  FaultServer(const FaultServer&) = delete;
  FaultServer& operator=(const FaultServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string origin() const;  ///< "https://127.0.0.1:41234"
  std::vector<Asked> log() const;
  std::size_t count(std::string_view target) const;

 private:
  struct Tls;
  class Connection;
  void accept_all();
  void serve(int socket, int number);

  Handler handler_;
  std::shared_ptr<Tls> tls_;
  Family family_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::vector<Asked> log_;
  /// A connection being served; `done` once its thread has nothing more to do.
  struct Serving {
    std::unique_ptr<std::atomic<bool>> done;
    std::thread thread;
  };
  std::vector<Serving> serving_;
  std::thread accepting_;
};

/// gzip of some bytes; `damaged` spoils a byte in the middle.
std::string gzip(std::string_view bytes, bool damaged = false);

}  // namespace boussole::test
