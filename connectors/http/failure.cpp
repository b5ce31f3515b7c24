#include "connectors/http/failure.h"

#include <utility>

namespace boussole::http {

Text sentence(Text text) {
  if (!text.fr.empty() && !text.fr.ends_with('.')) text.fr += '.';
  if (!text.en.empty() && !text.en.ends_with('.')) text.en += '.';
  return text;
}

Failure failure(Fault fault, std::string host, Text what, Text remedy) {
  Failure out;
  out.fault = fault;
  out.error.kind = fault == Fault::bad_url ? Error::Kind::usage : Error::Kind::io;
  out.error.file = std::move(host);
  out.error.what = sentence(std::move(what));
  out.error.remedy = std::move(remedy);
  return out;
}

}  // namespace boussole::http
