#include "connectors/http/client.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "connectors/http/connection.h"
#include "connectors/http/faults.h"

namespace boussole::http {
namespace {

using std::chrono::steady_clock;

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A host written as an address needs no name server.
std::optional<Address> literal(const std::string& host) {
  Address address;
  if (::inet_pton(AF_INET, host.c_str(), address.bytes.data()) == 1) return address;
  address.v6 = true;
  if (::inet_pton(AF_INET6, host.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

/// A redirect makes a GET of everything but a repeated request (307, 308; RFC 9110, 15.4).
void follow(HttpRequest& request, int status, const Url& to) {
  if (status != 307 && status != 308 && request.method != "HEAD") {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers, [](const auto& header) { return header.first == "Content-Type"; });
  }
  request.url = to;
}

}  // namespace

std::string_view Head::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

struct Client::State {
  explicit State(ClientOptions given) : options(std::move(given)) {}

  ClientOptions options;
  std::shared_ptr<Trust> trust;
  std::unique_ptr<Connection> kept;
  std::string kept_origin;

  Result<std::vector<Address>> places_of(const std::string& host) const {
    if (const auto address = literal(host)) return std::vector<Address>{*address};
    return options.resolve(host, options.timeouts.resolve, options.stop);
  }

  /// The addresses of the host, all of them allowed: one that is not among them is reason to refuse the host.
  Result<std::vector<Address>> allowed_places(const std::string& host) const {
    auto places = places_of(host);
    if (!places) return places;
    for (const Address& place : *places)
      if (!options.may_connect(place)) return std::unexpected(faults::private_address(host, place.text()));
    return places;
  }

  Result<Route> route_to(const Url& url) const {
    auto proxy = proxy_for(options.proxy, url);
    if (!proxy) return std::unexpected(std::move(proxy.error()));
    auto places = allowed_places(url.host);
    if (!*proxy) {
      if (!places) return std::unexpected(std::move(places.error()));
      return Route{url, std::nullopt, std::move(*places)};
    }
    // Behind a proxy names may be unknown here: then the proxy resolves them. What is known is checked all the same.
    if (!places && places.error().fault != Fault::resolve) return std::unexpected(std::move(places.error()));
    auto of_proxy = places_of((*proxy)->host);
    if (!of_proxy) return std::unexpected(std::move(of_proxy.error()));
    return Route{url, std::move(*proxy), std::move(*of_proxy)};
  }

  Result<void> connect(const Url& url, Deadline deadline) {
    if (url.secure() && trust == nullptr) {
      auto loaded = Trust::load(options.ca_file);
      if (!loaded) return std::unexpected(std::move(loaded.error()));
      trust = std::move(*loaded);
    }
    auto route = route_to(url);
    if (!route) return std::unexpected(std::move(route.error()));
    auto opened = Connection::open(*route, options, trust, deadline);
    if (!opened) return std::unexpected(std::move(opened.error()));
    kept = std::move(*opened);
    kept_origin = url.origin();
    return {};
  }

  /// One exchange, without following. A kept connection that turns out to be closed is opened anew, once.
  Result<Transfer> once(const Connection::Exchange& exchange, Deadline deadline) {
    for (;;) {
      const bool reused = kept != nullptr && kept_origin == exchange.request.url.origin() && kept->usable();
      if (!reused) {
        kept.reset();
        if (auto connected = connect(exchange.request.url, deadline); !connected)
          return std::unexpected(std::move(connected.error()));
      }
      bool nothing_came = false;
      auto done = kept->exchange(exchange, deadline, nothing_came);
      if (!done) kept.reset();
      if (done || !reused || !nothing_came || done.error().fault != Fault::dropped) return done;
    }
  }

  Result<Url> next_place(const Url& from, const std::string& location) const {
    const auto to = resolve(from, location);
    if (!to)
      return std::unexpected(faults::redirects(
          from.host, {"il redirige vers une adresse qui n'en est pas une", "it redirects to an address that is none"}));
    if (from.secure() && !to->secure()) return std::unexpected(faults::downgrade(from.host));
    return *to;
  }
};

Client::Client(ClientOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Client::~Client() = default;

Result<Transfer> Client::fetch(const HttpRequest& asked, BodySink& sink) {
  State& state = *state_;
  if (!asked.url.secure() && !state.options.allow_http) return std::unexpected(faults::plain_http(asked.url.host));
  if (!asked.url.secure() && !asked.authorization.empty())
    return std::unexpected(faults::credential_in_clear(asked.url.host));
  const Deadline deadline = steady_clock::now() + state.options.timeouts.whole;
  HttpRequest request = asked;
  std::vector<std::string> been;
  for (int redirects = 0;; ++redirects) {
    int status = 0;
    std::string location;
    const Connection::Exchange exchange{request, request.url.same_origin(asked.url),
                                        [&](const Head& head) -> Result<BodySink*> {
                                          status = head.status;
                                          location = head.header("location");
                                          if (is_redirect(status) && !location.empty()) return nullptr;
                                          if (auto begun = sink.begin(head); !begun)
                                            return std::unexpected(faults::sink(std::move(begun.error())));
                                          return &sink;
                                        }};
    auto done = state.once(exchange, deadline);
    if (!done) return done;
    if (!is_redirect(status) || location.empty()) {
      done->redirects = redirects;
      return done;
    }
    been.push_back(request.method + " " + request.url.text());
    auto to = state.next_place(request.url, location);
    if (!to) return std::unexpected(std::move(to.error()));
    follow(request, status, *to);
    if (std::find(been.begin(), been.end(), request.method + " " + to->text()) != been.end())
      return std::unexpected(faults::redirects(asked.url.host, {"il redirige en rond", "it redirects in a circle"}));
    if (redirects + 1 > state.options.limits.redirects)
      return std::unexpected(faults::redirects(asked.url.host, {"il redirige trop de fois", "it redirects too often"}));
  }
}

}  // namespace boussole::http
