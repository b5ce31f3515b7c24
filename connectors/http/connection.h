#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "connectors/http/client.h"

/// One connection: to a host, or through a proxy to it. Beast and OpenSSL stay behind it.
namespace boussole::http {

using Deadline = std::chrono::steady_clock::time_point;

/// The certificates that are trusted, read once.
class Trust {
 public:
  /// A failure where the file of authorities cannot be read.
  static Result<std::shared_ptr<Trust>> load(const std::string& ca_file);
  virtual ~Trust() = default;
};

/// Where a connection goes. `via` is the proxy, whose address is not checked: the user chose it.
struct Route {
  Url url;                      ///< scheme, host, port
  std::optional<Proxy> via;     ///< none for a direct one
  std::vector<Address> places;  ///< checked addresses of the host, or those of the proxy
};

class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const Route& route, const ClientOptions& options,
                                                  const std::shared_ptr<Trust>& trust, Deadline deadline);
  virtual ~Connection() = default;

  /// Is it still good for another request? Not when the other side closed it or sent something unasked.
  virtual bool usable() = 0;

  struct Exchange {
    const HttpRequest& request;
    bool authorized = false;  ///< send `request.authorization`
    /// Called with the headers of the answer; returns where its body goes, or nothing to pass over a short one.
    std::function<Result<BodySink*>(const Head&)> on_head;
  };
  /// Sends the request and takes the whole answer.
  /// @param nothing_came  set where the connection ended before the first byte of an answer
  virtual Result<Transfer> exchange(const Exchange& what, Deadline deadline, bool& nothing_came) = 0;
};

}  // namespace boussole::http
