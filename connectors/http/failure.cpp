#include "connectors/http/failure.h"

#include <utility>

namespace boussole::http {

Failure failure(Fault fault, std::string host, Text what, Text remedy) {
  Failure out;
  out.fault = fault;
  out.error.kind = fault == Fault::bad_url ? Error::Kind::usage : Error::Kind::io;
  out.error.file = std::move(host);
  out.error.what = std::move(what);
  out.error.remedy = std::move(remedy);
  return out;
}

}  // namespace boussole::http
