#include "connectors/http/address.h"

#include <arpa/inet.h>

#include <catch2/catch.hpp>

using namespace boussole::http;

namespace {

Address address(const char* text) {
  Address out;
  if (::inet_pton(AF_INET, text, out.bytes.data()) == 1) return out;
  out.v6 = true;
  REQUIRE(::inet_pton(AF_INET6, text, out.bytes.data()) == 1);
  return out;
}

}  // namespace

TEST_CASE("addresses of the Internet are public", "[http]") {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                           "192.167.1.1", "169.253.1.1", "198.17.0.1", "223.255.255.254", "2a00:1450:4007::1",
                           "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
    CHECK(is_public(address(text)));
}

TEST_CASE("local, private and reserved addresses are not", "[http]") {
  for (const char* text : {"0.0.0.0",
                           "10.0.0.1",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "2001:db8::1",
                           "100::1",
                           "fec0::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::a00:1",
                           "64:ff9b::7f00:1",
                           "2002:7f00:1::1",
                           "2002:a00:1::1",
                           "::127.0.0.1",
                           "3fff::1",
                           "2001:0:0:0:0:0:80ff:fffe"})
    CHECK_FALSE(is_public(address(text)));
}
