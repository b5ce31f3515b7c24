#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/source.h"

/// Who is named in the inputs of an audit, by any of its connectors.
namespace boussole::privacy_test {

/// What must be in no output: the cells of columns that name people or say how to reach them, and every e-mail address
/// that stands anywhere.
struct Named {
  std::set<std::string> names, emails;
};

/// Reads the tables and documents of a source list, by a reader of its own.
Named named_in(connectors::SourceList& sources);

/// Whether a column (or a key of JSON) names people: "author/name", "export_participant_lastname", "userName" …
bool names_people(std::string_view column);

/// Whether `word` stands in `text` with no letter or digit on either side.
bool stands_in(std::string_view text, std::string_view word);

}  // namespace boussole::privacy_test
