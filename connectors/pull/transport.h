#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace boussole::connectors {

/// One request to a platform. A credential is never part of it: the transport adds it where it was told to.
struct Request {
  std::string method = "GET";
  std::string url;           ///< absolute, https unless the user allowed otherwise
  std::string content_type;  ///< of `body`; empty where there is none
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< further ones, in the order they are sent
  /// What is asked, in a word: the saved answer is the file "000012-<label>.json" of the folder "answers". Lower-case
  /// letters, digits, "_" and "-"; anything else becomes "-", and it is cut at 60 characters.
  std::string label = "answer";
  /// A large file of which every byte is checked once it is there: where it breaks off, the rest alone is asked for.
  bool resumable = false;
};

/// What came back, whatever its status: 404 is an answer, a broken connection is an error. 429 and 5xx are answers too,
/// once they were asked for again as often as makes sense.
struct Answer {
  int status = 0;
  std::string final_url;  ///< after redirects
  std::vector<std::pair<std::string, std::string>>
      headers;       ///< names in lower case; only those that last: content-type, etag, last-modified, link
  std::string body;  ///< decoded (gzip undone)

  /// The first header of that lower-case name; empty where there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

/// Sends requests one at a time. What plans queries sees only this, so that it is tested without a network.
/// An answer may come from the raw store of an interrupted pull: a planner that asks the same things in the same order
/// then gets the same answers. Two requests with the same method, address and body in one run are two answers, so
/// asking again (to see whether a count has changed meanwhile) really asks.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Politeness (rate, Retry-After), redirects, bounds and storage are the transport's work. An error is final: the
  /// retries that make sense were made.
  virtual Expected<Answer> send(const Request& request) = 0;
};

}  // namespace boussole::connectors
