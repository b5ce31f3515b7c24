#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace boussole::connectors::csv {

/// SHA-256 of bytes given piece by piece, in order.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  /// The digest as 64 hexadecimal digits; nothing may be added after.
  std::string hexadecimal();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace boussole::connectors::csv
