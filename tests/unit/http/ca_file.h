#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/certificates.h"

namespace boussole::test {

/// The certificate of an authority in a file that lasts as long as this.
struct CaFile {
  explicit CaFile(const Authority& authority) {
    path = (std::filesystem::temp_directory_path() / ("boussole-ca-" + std::to_string(::getpid()) + ".pem")).string();
    std::ofstream(path) << authority.certificate();
  }
  ~CaFile() { std::filesystem::remove(path); }
  CaFile(const CaFile&) = delete;
  CaFile& operator=(const CaFile&) = delete;
  std::string path;
};

}  // namespace boussole::test
