#include "connectors/http/proxy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <openssl/evp.h>

namespace boussole::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct Bytes {
  std::array<unsigned char, 16> bytes{};
  int bits = 0;  ///< 32 or 128; 0 where the text is no address
};

Bytes address_of(const std::string& text) {
  Bytes out;
  if (::inet_pton(AF_INET, text.c_str(), out.bytes.data()) == 1) {
    out.bits = 32;
  } else if (::inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1) {
    out.bits = 128;
  }
  return out;
}

bool in_block(const std::string& block, const std::string& host) {
  const std::size_t slash = block.find('/');
  const Bytes network = address_of(block.substr(0, slash)), address = address_of(host);
  if (network.bits == 0 || network.bits != address.bits) return false;
  int bits = network.bits;
  if (slash != std::string::npos) {
    const auto [end, failed] = std::from_chars(block.data() + slash + 1, block.data() + block.size(), bits);
    if (failed != std::errc() || end != block.data() + block.size() || bits < 0 || bits > network.bits) return false;
  }
  for (int i = 0; i < bits; ++i) {
    const auto byte = static_cast<std::size_t>(i / 8);
    if (((network.bytes[byte] ^ address.bytes[byte]) >> (7 - i % 8) & 1) != 0) return false;
  }
  return true;
}

bool entry_matches(std::string entry, const Url& url) {
  if (entry == "*") return true;
  if (entry.find('/') != std::string::npos || address_of(entry).bits != 0) return in_block(entry, url.host);
  if (entry.starts_with('[') && entry.find(']') != std::string::npos) {
    const std::size_t close = entry.find(']');
    const std::string port = entry.substr(close + 1);
    return in_block(entry.substr(1, close - 1), url.host) && (port.empty() || port == ":" + std::to_string(url.port));
  }
  if (const std::size_t colon = entry.find(':'); colon != std::string::npos) {
    if (entry.substr(colon + 1) != std::to_string(url.port)) return false;
    entry.resize(colon);
  }
  if (entry.starts_with("*.")) entry.erase(0, 1);
  if (entry.starts_with('.')) entry.erase(0, 1);
  if (entry.empty()) return false;
  return url.host == entry || url.host.ends_with("." + entry);
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

Failure not_a_proxy() {
  // The variable's value may hold a password: it is not repeated.
  return failure(Fault::proxy, "proxy",
                 {"le proxy donné par les variables d'environnement n'est pas compris (seul http:// l'est)",
                  "the proxy given by the environment variables is not understood (only http:// is)"},
                 {"Écrivez https_proxy=http://hote:port, ou videz cette variable.",
                  "Write https_proxy=http://host:port, or empty this variable."});
}

}  // namespace

ProxySettings proxy_settings(const std::function<std::string(const char*)>& variable) {
  const auto either = [&](const char* small, const char* capital) {
    std::string value = variable(small);
    return value.empty() ? variable(capital) : value;
  };
  return {either("https_proxy", "HTTPS_PROXY"), variable("http_proxy"), either("all_proxy", "ALL_PROXY"),
          either("no_proxy", "NO_PROXY")};
}

bool bypasses_proxy(std::string_view no_proxy, const Url& url) {
  while (!no_proxy.empty()) {
    const std::size_t comma = std::min(no_proxy.find(','), no_proxy.size());
    const std::string entry = lower(trimmed(no_proxy.substr(0, comma)));
    if (!entry.empty() && entry_matches(entry, url)) return true;
    no_proxy.remove_prefix(std::min(comma + 1, no_proxy.size()));
  }
  return false;
}

Result<std::optional<Proxy>> proxy_for(const ProxySettings& settings, const Url& url) {
  std::string text = url.secure() ? settings.https_proxy : settings.http_proxy;
  if (text.empty()) text = settings.all_proxy;
  if (text.empty() || bypasses_proxy(settings.no_proxy, url)) return std::optional<Proxy>();
  if (text.find("://") == std::string::npos) text = "http://" + text;
  Proxy proxy;
  const std::size_t start = text.find("://") + 3;
  const std::size_t end = std::min(text.find_first_of("/?#", start), text.size());
  const std::size_t at = text.rfind('@', end);
  if (at != std::string::npos && at >= start && at < end) {
    proxy.authorization = "Basic " + base64(percent_decoded(std::string_view(text).substr(start, at - start)));
    text.erase(start, at + 1 - start);
  }
  const auto parsed = parse_url(text);
  if (!parsed || parsed->scheme != "http") return std::unexpected(not_a_proxy());
  proxy.host = parsed->host;
  proxy.port = parsed->port;
  return std::optional<Proxy>(std::move(proxy));
}

}  // namespace boussole::http
