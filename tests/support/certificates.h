#pragma once

#include <memory>
#include <string>

namespace boussole::test {

/// A key and its certificate, made on the fly, as PEM.
struct Credentials {
  std::string key, certificate;
};

/// An authority that exists for one test. What it signs is trusted by whoever trusts `certificate()`.
class Authority {
 public:
  explicit Authority(const std::string& name = "boussole test authority");
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  const std::string& certificate() const { return pem_; }
  /// @param names  as OpenSSL writes alternative names: "IP:127.0.0.1,DNS:localhost"
  /// @param from, to  seconds from now
  Credentials sign(const std::string& names, long from = -3600, long to = 3600) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string pem_;
};

}  // namespace boussole::test
