#pragma once

#include <memory>

#include "cli/reference_arguments.h"
#include "engine/base/error.h"
#include "engine/dataset/reference.h"

namespace boussole::cli {

/// The reference population that was asked for; null where none was.
Expected<std::shared_ptr<const engine::ReferencePopulation>> reference_of(const ReferenceArguments& arguments);

}  // namespace boussole::cli
