#pragma once

#include <optional>
#include <string>

#include "engine/audit.h"
#include "reports/typography.h"

namespace boussole::reports {

/// Which question an interval answers, with the figure's own bounds: "Had another public of the same kind and size
/// taken part, …". Recognised by the interval's method; a method that is not known gets a sentence that claims less.
/// The result must have a value and an interval.
std::string interval_sentence(const Typography& type, const engine::IndicatorResult& result);

/// The method's name in the reader's language; nothing when it is not known (it is then shown as written, in English).
std::optional<std::string> method_name(const Typography& type, const std::string& method);

}  // namespace boussole::reports
