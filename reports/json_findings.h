#pragma once

#include "engine/base/error.h"
#include "engine/findings.h"
#include "engine/json/value.h"
#include "engine/json/writer.h"

/// The "findings" of audit.json; not for use outside the room.
namespace boussole::reports {

void put_findings(json::Writer& out, const engine::Findings& findings);

/// @param file  the name that errors carry
Expected<engine::Findings> findings_of(const json::Value& value, const std::string& file);

}  // namespace boussole::reports
