#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/json/validate.h"
#include "engine/json/value.h"

/// Words for what valijson finds. Private to engine/json.
namespace boussole::json::schema {

/// True for the messages that only say "something deeper is wrong".
bool is_wrapper(const std::string& description);

/// The part of a schema that governs a place, following $ref, properties and items; nullptr where it cannot be told.
const Value* subschema_at(const Value& schema, const std::vector<PathStep>& path);

/// What is wrong and what to do, in both languages; file and place are left to the caller.
Error explain(const std::string& description, const Value* value, const Value* subschema);

}  // namespace boussole::json::schema
