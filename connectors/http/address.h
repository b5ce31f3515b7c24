#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "connectors/http/failure.h"

namespace boussole::http {

/// An address of the network: IPv4 (the first four bytes) or IPv6, in network order.
struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};
  std::uint32_t scope = 0;  ///< of a link-local IPv6 address

  std::string text() const;
  bool operator==(const Address&) const = default;
};

/// Is this an address of the public Internet? Not so: loopback, private, link-local, shared (100.64/10), multicast,
/// documentation, reserved and unspecified ones, and IPv6 forms that carry such an IPv4 address (mapped, 6to4, NAT64,
/// Teredo). After the IANA special-purpose registries (RFC 6890 and its updates).
bool is_public(const Address& address);

/// Finds the addresses of a host, in the order in which they are tried. A failure is a fault of kind `resolve`,
/// `timeout` or `stopped`.
using Resolver = std::function<Result<std::vector<Address>>(const std::string& host, std::chrono::milliseconds timeout,
                                                            const std::function<bool()>& stop)>;

/// The system's own resolver (getaddrinfo), which cannot be interrupted: it is left behind when the time is over.
Result<std::vector<Address>> system_resolve(const std::string& host, std::chrono::milliseconds timeout,
                                            const std::function<bool()>& stop);

}  // namespace boussole::http
