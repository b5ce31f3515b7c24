#include "connectors/http/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace boussole::http {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
}

bool host_name(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.front() == '-') return false;
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

/// An IPv6 address and nothing else: "[1.2.3.4]" and a zone ("%eth0") are refused.
bool inside_brackets(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

bool set_port(std::string_view digits, Url& url) {
  unsigned port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failed != std::errc() || end != digits.data() + digits.size() || port == 0 || port > 65535) return false;
  url.port = static_cast<std::uint16_t>(port);
  return true;
}

bool set_authority(std::string_view authority, Url& url) {
  if (authority.find('@') != std::string_view::npos) return false;
  std::string_view rest;
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) return false;
    url.host = lower(authority.substr(1, close - 1));
    if (!inside_brackets(url.host)) return false;
    rest = authority.substr(close + 1);
  } else {
    const std::size_t colon = authority.find(':');
    url.host = lower(authority.substr(0, colon));
    if (url.host.ends_with('.')) url.host.pop_back();
    if (!host_name(url.host)) return false;
    rest = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
  }
  url.port = url.secure() ? 443 : 80;
  if (rest.empty() || rest == ":") return true;
  return rest.front() == ':' && set_port(rest.substr(1), url);
}

/// Removes "." and ".." (RFC 3986, 5.2.4). `path` begins with a slash.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = false;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    folder = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!folder) kept.push_back(segment);
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept) out += "/" + std::string(segment);
  if (folder || out.empty()) out += "/";
  return out;
}

void set_target(std::string_view text, Url& url) {
  text = text.substr(0, text.find('#'));
  const std::size_t query = text.find('?');
  const std::string_view path = text.substr(0, query);
  url.target = path.empty() ? "/" : without_dots(path);
  if (query != std::string_view::npos) url.target += text.substr(query);
}

bool secret_name(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kWords = {"token", "secret", "sig",  "pass",   "auth",
                                                             "cred",  "key",    "code", "session"};
  const std::string small = lower(name);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return small.find(word) != std::string::npos; });
}

}  // namespace

std::string Url::authority() const {
  std::string out = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (secure() ? 443 : 80)) out += ":" + std::to_string(port);
  return out;
}

std::string Url::origin() const { return scheme + "://" + authority(); }

std::string Url::text() const { return origin() + target; }

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > 8192 || !visible_ascii(text)) return std::nullopt;
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Url url;
  url.scheme = lower(text.substr(0, colon));
  if (url.scheme != "https" && url.scheme != "http") return std::nullopt;
  text.remove_prefix(colon + 3);
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  if (!set_authority(text.substr(0, end), url)) return std::nullopt;
  set_target(text.substr(end), url);
  return url;
}

std::optional<Url> resolve(const Url& base, std::string_view reference) {
  if (reference.size() > 8192 || !visible_ascii(reference)) return std::nullopt;
  const std::size_t special = reference.find_first_of(":/?#");
  if (special != std::string_view::npos && reference[special] == ':') return parse_url(reference);
  if (reference.starts_with("//")) return parse_url(base.scheme + ":" + std::string(reference));
  Url url = base;
  const std::string_view path = std::string_view(base.target).substr(0, base.target.find('?'));
  if (reference.empty() || reference.starts_with('#')) return url;
  if (reference.starts_with('/')) {
    set_target(reference, url);
  } else if (reference.starts_with('?')) {
    set_target(std::string(path) + std::string(reference), url);
  } else {
    set_target(std::string(path.substr(0, path.rfind('/') + 1)) + std::string(reference), url);
  }
  return url;
}

std::string redacted(const Url& url) {
  const std::size_t query = url.target.find('?');
  if (query == std::string::npos) return url.text();
  std::string out = url.origin() + url.target.substr(0, query);
  char separator = '?';
  for (std::size_t at = query + 1; at <= url.target.size();) {
    const std::size_t end = std::min(url.target.find('&', at), url.target.size());
    const std::string pair = url.target.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    out += separator;
    out += equals != std::string::npos && secret_name(pair.substr(0, equals)) ? pair.substr(0, equals) + "=REDACTED"
                                                                              : pair;
    separator = '&';
    at = end + 1;
  }
  return out;
}

std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text.substr(0, most)) out += c >= ' ' && c < 0x7f ? c : '?';
  if (text.size() > most) out += "...";
  return out;
}

}  // namespace boussole::http
