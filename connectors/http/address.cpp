#include "connectors/http/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace boussole::http {
namespace {

struct Block {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

/// IANA IPv4 special-purpose address registry, and multicast.
constexpr Block kNotPublic4[] = {
    {v4(0, 0, 0, 0), 8},      {v4(10, 0, 0, 0), 8},     {v4(100, 64, 0, 0), 10}, {v4(127, 0, 0, 0), 8},
    {v4(169, 254, 0, 0), 16}, {v4(172, 16, 0, 0), 12},  {v4(192, 0, 0, 0), 24},  {v4(192, 0, 2, 0), 24},
    {v4(192, 88, 99, 0), 24}, {v4(192, 168, 0, 0), 16}, {v4(198, 18, 0, 0), 15}, {v4(198, 51, 100, 0), 24},
    {v4(203, 0, 113, 0), 24}, {v4(224, 0, 0, 0), 4},    {v4(240, 0, 0, 0), 4},
};

bool public_v4(std::uint32_t address) {
  for (const Block& block : kNotPublic4)
    if (((address ^ block.network) >> (32 - block.bits)) == 0) return false;
  return true;
}

std::uint32_t word(const Address& address, std::size_t at) {
  return v4(address.bytes[at], address.bytes[at + 1], address.bytes[at + 2], address.bytes[at + 3]);
}

bool public_v6(const Address& a) {
  const std::uint32_t first = word(a, 0), second = word(a, 4), third = word(a, 8), last = word(a, 12);
  if (first == 0 && second == 0 && third == 0xffff) return public_v4(last);       // ::ffff:a.b.c.d
  if (first == 0x0064ff9b && second == 0 && third == 0) return public_v4(last);   // NAT64, RFC 6052
  if ((first >> 29) != 1) return false;                                           // only 2000::/3 is given out
  if ((first >> 16) == 0x2002) return public_v4((first << 16) | (second >> 16));  // 6to4, RFC 3056
  if (first == 0x20010000) return public_v4(~last);                               // Teredo, RFC 4380
  if ((first >> 9) == (0x20010000U >> 9)) return false;                           // 2001::/23, protocol assignments
  if (first == 0x20010db8) return false;                                          // documentation
  if ((first >> 12) == 0x3fff0) return false;                                     // documentation, RFC 9637
  return true;
}

/// What the resolving thread and the one that waits share: whichever is last frees it.
struct Lookup {
  std::mutex mutex;
  std::condition_variable done_changed;
  bool done = false;
  int code = 0;
  std::vector<Address> found;
};

void look_up(const std::shared_ptr<Lookup>& lookup, const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &list);
  std::vector<Address> found;
  for (const addrinfo* at = code == 0 ? list : nullptr; at != nullptr; at = at->ai_next) {
    Address address;
    if (at->ai_family == AF_INET) {
      sockaddr_in in{};
      std::memcpy(&in, at->ai_addr, sizeof in);
      std::memcpy(address.bytes.data(), &in.sin_addr, 4);
    } else if (at->ai_family == AF_INET6) {
      sockaddr_in6 in{};
      std::memcpy(&in, at->ai_addr, sizeof in);
      address.v6 = true;
      address.scope = in.sin6_scope_id;
      std::memcpy(address.bytes.data(), &in.sin6_addr, 16);
    } else {
      continue;
    }
    found.push_back(address);
  }
  if (list != nullptr) ::freeaddrinfo(list);
  const std::lock_guard lock(lookup->mutex);
  lookup->code = code;
  lookup->found = std::move(found);
  lookup->done = true;
  lookup->done_changed.notify_all();
}

}  // namespace

std::string Address::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  ::inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), buffer, sizeof buffer);
  return buffer;
}

bool is_public(const Address& address) { return address.v6 ? public_v6(address) : public_v4(word(address, 0)); }

Result<std::vector<Address>> system_resolve(const std::string& host, std::chrono::milliseconds timeout,
                                            const std::function<bool()>& stop) {
  auto lookup = std::make_shared<Lookup>();
  std::thread([lookup, host] { look_up(lookup, host); }).detach();
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  std::unique_lock lock(lookup->mutex);
  while (!lookup->done) {
    if (stop && stop()) return std::unexpected(failure(Fault::stopped, host, {"arrêté", "stopped"}, {}));
    if (std::chrono::steady_clock::now() >= deadline)
      return std::unexpected(
          failure(Fault::timeout, host,
                  {"le nom de cet hôte n'a pas été résolu à temps", "the name of this host was not resolved in time"},
                  {"Vérifiez le réseau et le serveur de noms (DNS), puis recommencez.",
                   "Check the network and the name server (DNS), then try again."}));
    lookup->done_changed.wait_for(lock, std::chrono::milliseconds(100));
  }
  if (lookup->code == 0 && !lookup->found.empty()) return lookup->found;
  return std::unexpected(failure(
      Fault::resolve, host, {"cet hôte est inconnu du serveur de noms", "this host is not known to the name server"},
      {"Vérifiez l'adresse et la connexion au réseau.", "Check the address and the connection to the network."}));
}

}  // namespace boussole::http
