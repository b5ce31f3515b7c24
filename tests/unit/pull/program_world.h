#pragma once

#include <string>
#include <vector>

#include "tests/support/fault_server.h"
#include "tests/unit/archive/scratch.h"
#include "tests/unit/pull/program.h"

namespace boussole::test {

/// A site over TLS and what the program needs to pull from it.
struct Site {
  explicit Site(FaultServer::Handler handler, long from = -3600, long to = 3600,
                const std::string& names = "IP:127.0.0.1")
      : server(std::move(handler), authority.sign(names, from, to)) {
    scratch.file("ca.pem", authority.certificate());
  }

  std::vector<std::string> command(const std::string& folder, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> out{"pull",
                                 server.origin(),
                                 "-o",
                                 scratch.path(folder),
                                 "--lang",
                                 "en",
                                 "--ca-file",
                                 scratch.path("ca.pem"),
                                 "--rate",
                                 "6000",
                                 "--allow-private"};
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }

  Authority authority;
  connectors::Scratch scratch;
  FaultServer server;
};

/// An open data zip of a small invented platform, as bytes.
/// @param more  characters of a text beside the data, to make it large
std::string open_data_zip(std::size_t more = 0);

/// The answers of a folder by name, and its manifest without what depends on the hour.
struct Folder {
  std::vector<std::pair<std::string, std::string>> answers;  ///< sorted by name
  std::string manifest;
  bool operator==(const Folder&) const = default;
};
Folder folder_of(const std::string& path);

}  // namespace boussole::test
