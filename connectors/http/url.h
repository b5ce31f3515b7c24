#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Addresses of pages: parsed strictly, for a client that goes only where it was told to.
namespace boussole::http {

struct Url {
  std::string scheme;  ///< "https" or "http"
  std::string host;    ///< lower case; an IPv6 address without its brackets
  std::uint16_t port = 443;
  std::string target = "/";  ///< path and query, percent-encoded, without the fragment

  bool secure() const { return scheme == "https"; }
  bool same_origin(const Url& other) const {
    return scheme == other.scheme && host == other.host && port == other.port;
  }
  std::string authority() const;  ///< host, and port where it is not the scheme's own: the Host header
  std::string origin() const;     ///< "https://host:port"
  std::string text() const;
};

/// Parses an absolute http or https address (RFC 3986). Refused: a user name or password in it, another scheme, spaces,
/// control characters, a host that is not written in ASCII, an empty host, a port outside 1 to 65535.
std::optional<Url> parse_url(std::string_view text);

/// What `reference` (absolute, "//host/x", "/x", "?q" or "x") means on the page `base` (RFC 3986, section 5.2).
std::optional<Url> resolve(const Url& base, std::string_view reference);

/// The address as it may be shown and stored: values of query parameters that carry keys or signatures are replaced.
std::string redacted(const Url& url);

/// Text of a server as it may be shown: control characters and what is not ASCII replaced, at most `most` characters.
std::string printable(std::string_view text, std::size_t most = 200);

}  // namespace boussole::http
