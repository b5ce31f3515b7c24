#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

/// One function a command, each in a file of its own name. The value is the exit code.
namespace boussole::cli {

int run(const PrintArguments& arguments, const Console& console);
int run(const AuditArguments& arguments, const Console& console);
int run(const ReferenceImportArguments& arguments, const Console& console);
int run(const ExplainArguments& arguments, const Console& console);
int run(const ListArguments& arguments, const Console& console);
int run(const ValidateArguments& arguments, const Console& console);
int run(const CompareArguments& arguments, const Console& console);
int run(const CriteriaDiffArguments& arguments, const Console& console);
int run(const CheckArguments& arguments, const Console& console);
int run(const ScenariosArguments& arguments, const Console& console);
int run(const MappingNewArguments& arguments, const Console& console);
int run(const PullArguments& arguments, const Console& console);
int run(const EvidenceNewArguments& arguments, const Console& console);
int run(const EvidenceCheckArguments& arguments, const Console& console);
int run(const WorkspaceArguments& arguments, const Console& console);
int run(const ImportArguments& arguments, const Console& console);

}  // namespace boussole::cli
