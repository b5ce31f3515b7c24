#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/json/value.h"

namespace boussole::json {

/// Checks a document against a JSON Schema (draft-07) and gives every violation, each with the file, the line and
/// column, the JSON path ("indicators[3].norm.zero_at"), what was expected and the remedy, in the order of the
/// document. An empty list means valid. A schema that cannot be used is an internal error in the list.
/// @param file  the name that errors carry
std::vector<Error> violations(const Value& document, const Value& schema, const std::string& file);

/// The first violation, or nothing.
Expected<void> validate(const Value& document, const Value& schema, std::string file);

/// "indicators[3].norm" from {"indicators", "3", "norm"}; array indexes are told apart by `is_index`.
struct PathStep {
  std::string key;
  bool is_index = false;
};
std::string path_text(const std::vector<PathStep>& path);

}  // namespace boussole::json
