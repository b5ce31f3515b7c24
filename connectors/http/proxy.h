#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/failure.h"
#include "connectors/http/url.h"

namespace boussole::http {

/// The usual variables, as they were found. Small letters come before capitals; HTTP_PROXY in capitals is not read, as
/// a request header can set it where a program runs under CGI.
struct ProxySettings {
  std::string https_proxy, http_proxy, all_proxy, no_proxy;
};

/// @param variable  gives the value of an environment variable, empty where there is none
ProxySettings proxy_settings(const std::function<std::string(const char*)>& variable);

struct Proxy {
  std::string host;
  std::uint16_t port = 3128;
  std::string authorization;  ///< "Basic …"; empty where none is needed. Never printed.
};

/// The proxy to use for this address; nothing for a direct connection. A failure (of kind `proxy`) for a proxy of a
/// kind that is not known: socks, https.
Result<std::optional<Proxy>> proxy_for(const ProxySettings& settings, const Url& url);

/// Does NO_PROXY name this host? Entries are separated by commas: "*", a host (and all below it), ".domain", an
/// address, a block of addresses (10.0.0.0/8), each with an optional port.
bool bypasses_proxy(std::string_view no_proxy, const Url& url);

}  // namespace boussole::http
