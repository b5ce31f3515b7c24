#pragma once

#include "engine/base/error.h"
#include "engine/json/value.h"
#include "engine/json/writer.h"
#include "engine/merge.h"

/// The "capability_sheet" and the "merge" of audit.json; not for use outside the room.
namespace boussole::reports {

/// Two members of the audit; the second one only where several sources were merged.
void put_merge(json::Writer& out, const engine::Merge& merge);

/// @param audit  the whole document
/// @param file   the name that errors carry
Expected<engine::Merge> merge_of(const json::Value& audit, const std::string& file);

}  // namespace boussole::reports
