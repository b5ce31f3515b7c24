#pragma once

#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/scoring/compare.h"

namespace boussole::cli {

/// Reads an audit.json and checks what it says: its schema, its reasons, its intervals (criteria/validate.h).
Expected<engine::Audit> read_checked_audit(const std::string& path);

/// Reads an audit that a command was given: "DIR" stands for DIR/audit.json, "FILE#/processes/x" for one space of it.
Expected<engine::Subject> read_subject(const std::string& argument, const criteria::CriteriaSet& set);

/// The last folder and the file: enough to tell files apart, without where they lie on this machine.
std::string short_name(const std::string& file);

/// The words of a command that gives the same files again; file names only where a path would tell where it ran.
std::string command_words(const std::string& command, const std::vector<std::string>& arguments);

}  // namespace boussole::cli
