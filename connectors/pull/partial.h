#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/client.h"

/// A large file that came in part, and how the rest of it is asked for (RFC 9110, 13.1.5 and 14).
namespace boussole::connectors::pull {

struct Partial {
  std::string key;        ///< which request
  std::string validator;  ///< for If-Range: the rest is sent only if the file is still the same
  http::Headers headers;  ///< of the answer that began it, those that are kept
};

/// What tells this very version of a file: its ETag where that is a strong one, else its Last-Modified where the answer
/// was made a minute later or more (8.8.2.2). Nothing where there is neither, or where the bytes were packed on the
/// way.
std::optional<std::string> validator_of(const http::Head& head);

/// Is this answer the rest, to the end, of a file of which `from` bytes are there?
bool continues(const http::Head& head, const Partial& partial, std::uint64_t from);

/// As a few lines of text, which only `parse_partial` reads.
std::string text_of(const Partial& partial);
std::optional<Partial> parse_partial(std::string_view text);

}  // namespace boussole::connectors::pull
