#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace boussole::http {

/// Undoes gzip (RFC 1952) while the bytes come, and stops where they unpack to more than allowed.
class Gunzip {
 public:
  enum class State { more, damaged, too_large, refused };

  /// @param most   unpacked bytes at the most
  /// @param ratio  unpacked over packed, above the first 10 MB
  Gunzip(std::uint64_t most, double ratio);
  ~Gunzip();
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  /// Unpacks a piece; `out` takes what comes and returns false to end it (`refused`).
  State feed(std::string_view packed, const std::function<bool(std::string_view)>& out);
  /// Is the stream whole: ended, with the right checksum and length?
  bool whole() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace boussole::http
