#pragma once

#include <string>

#include "criteria/problems.h"
#include "engine/json/value.h"

/// Private to criteria/: are the anchors of an indicator's scales in order?
namespace boussole::criteria {

/// Checks `norm` and every one of `norm_variants` of an indicator against its direction.
void check_norms(const json::Value& indicator, const std::string& place, Problems& problems);

}  // namespace boussole::criteria
