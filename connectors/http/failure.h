#pragma once

#include <expected>

#include "engine/base/error.h"

namespace boussole::http {

/// Why a request has no answer.
enum class Fault {
  bad_url,
  plain_http,       ///< http where https is asked for
  downgrade,        ///< a redirect from https to http
  private_address,  ///< an address that is not of the public Internet
  resolve,
  connect,
  timeout,
  dropped,      ///< the connection ended before the answer did
  certificate,  ///< expired, of another host, of an unknown authority …
  tls,
  malformed,     ///< not HTTP, or against its own announced length
  header_limit,  ///< headers larger than allowed
  body_limit,    ///< a body larger than allowed
  bomb,          ///< a small body that unpacks without end
  encoding,      ///< bad gzip, or an encoding nobody asked for
  redirects,     ///< too many, in a circle, or to nowhere
  proxy,
  stopped,  ///< the user stopped it
  sink,     ///< what the answer was written to failed
};

struct Failure {
  Fault fault = Fault::malformed;
  Error error;

  /// May the same request succeed when it is sent again?
  bool worth_a_retry() const {
    switch (fault) {
      case Fault::resolve:
      case Fault::connect:
      case Fault::timeout:
      case Fault::dropped:
      case Fault::malformed:
      case Fault::encoding:
      case Fault::tls:
        return true;
      default:
        return false;
    }
  }
};

template <class T>
using Result = std::expected<T, Failure>;

/// The text with a full stop at its end.
Text sentence(Text text);

/// A failure with its words. `host` is what the message is about and goes into Error::file.
Failure failure(Fault fault, std::string host, Text what, Text remedy);

}  // namespace boussole::http
