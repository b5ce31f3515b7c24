#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/client.h"
#include "connectors/http/gzip.h"

namespace boussole::http {

/// Where the body of an answer goes: through gunzip where it is packed, then into the sink, with the limits.
class BodyPath {
 public:
  BodyPath(std::string host, const Limits& limits) : host_(std::move(host)), limits_(limits) {}

  /// @param sink  nothing to pass over the body
  void begin(const Head& head, BodySink* sink);
  /// The next piece, as it came. A failure of kind `encoding` where the body is packed otherwise than in one gzip:
  /// only once there is a byte of it, since an answer without a body (204, 304) may name the encoding of another.
  Result<void> take(std::string_view bytes);
  /// A failure where the packed body is not whole.
  Result<void> end() const;

  Transfer transfer;

 private:
  bool put(std::string_view bytes);

  std::string host_;
  const Limits& limits_;
  BodySink* sink_ = nullptr;
  std::unique_ptr<Gunzip> gunzip_;
  std::string unasked_;  ///< the encodings, where they are not understood
  std::optional<Failure> refused_;
};

}  // namespace boussole::http
