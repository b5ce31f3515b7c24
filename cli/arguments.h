#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/pull_arguments.h"
#include "cli/mapping_arguments.h"
#include "cli/reference_arguments.h"
#include "engine/base/error.h"

/// The command line as plain values. Nothing here exits, prints or touches a file.
namespace boussole::cli {

/// What goes into an audit beside the data; empty: nothing.
struct ClaimsArguments {
  std::string evidence, replies, today;
};

struct AuditArguments {
  std::vector<std::string> sources;
  std::string output = "boussole-audit";
  std::vector<std::string> formats{"json", "html", "csv", "md"};
  std::string csv_dialect = "rfc4180";
  std::string criteria;  ///< a folder; the built-in set where empty
  std::vector<std::string> organisers, spaces, locales{"fr", "en"};
  ReferenceArguments reference;
  std::string mapping;  ///< what the columns of a home-made table mean; formats are recognised where empty
  std::string as_of;
  double level = 0.95;
  std::uint64_t seed = 1;
  std::int64_t replicates = 2000;
  std::int64_t min_cell = 5;
  unsigned threads = 0;  ///< 0: as many as the machine has
  ClaimsArguments claims;
  std::string db;  ///< a workspace that keeps the audit too; empty: none
};

struct EvidenceNewArguments {
  std::string output = "boussole-evidence";
  std::string criteria;  ///< a folder; the built-in set where empty
  bool force = false;
};

/// boussole db list, show, export, check, history.
struct WorkspaceArguments {
  std::string action;
  std::string db = "boussole.db";
  std::string subject;  ///< an audit's number, or a platform
  std::string output;   ///< empty: standard output, or boussole-export
  std::vector<std::string> formats{"md"};
  std::string csv_dialect = "rfc4180";
};

struct ImportArguments {
  std::vector<std::string> sources;
  std::string db = "boussole.db";
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: as many as the machine has
};

struct EvidenceCheckArguments {
  std::string file;
  std::string output;  ///< empty: standard output
  std::vector<std::string> formats{"md"};
  std::string csv_dialect = "rfc4180";
  std::string criteria, today;
};

struct ExplainArguments {
  std::string audit, indicator;
  std::string db;  ///< a workspace to take the audit from, by number
};

struct ListArguments {
  std::string what;
};

struct ValidateArguments {
  std::vector<std::string> paths;
};

struct CompareArguments {
  std::vector<std::string> audits;  ///< audit.json files, their folders, FILE#space, or numbers with db
  std::string output = "boussole-comparison";
  std::vector<std::string> formats{"json", "html", "csv", "md"};
  std::string csv_dialect = "rfc4180";
  std::string criteria;  ///< a folder; the built-in set where empty
  bool ranks = false;
  std::uint64_t seed = 1;  ///< of the acceptabilities, with --ranks
  std::string against;     ///< one of the audits: the others are held against it; all pairs where empty
  std::string db;  ///< a workspace to take audits from, by number
};

struct ScenariosArguments {
  std::vector<std::string> audits;
  std::string output = "boussole-scenarios";
  std::vector<std::string> formats{"json", "html", "csv", "md"};
  std::string csv_dialect = "rfc4180";
  std::string criteria;              ///< a folder, with its scenarios; the built-in set where empty
  std::vector<std::string> weights;  ///< files of the reader's own weights
  bool composite = false;
  std::string db;           ///< a workspace to take audits from, by number
  double target = 0.75;     ///< score that what-if brings a lever to
  std::uint64_t draws = 0;  ///< 0: as many as the scenarios say
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: as many as the machine has
};

struct CheckArguments {
  std::string audit, policy;
  std::string baseline, today, junit, sarif;  ///< empty: none
  std::string db;  ///< a workspace to take audits from, by number
};

struct CriteriaDiffArguments {
  std::string before, after;  ///< folders, or names of sets that the program carries
  std::vector<std::string> audits;
  std::string db;  ///< a workspace to take audits from, by number
  std::string output = "boussole-criteria-diff";
  std::vector<std::string> formats{"json", "html", "md"};
  std::string csv_dialect = "rfc4180";
};

/// Text to print on standard output, and nothing else to do: help, version.
struct PrintArguments {
  std::string text;
};

using Command = std::variant<PrintArguments, AuditArguments, ReferenceImportArguments, ExplainArguments, ListArguments, ValidateArguments,
                             CompareArguments, CheckArguments, ScenariosArguments, MappingNewArguments, PullArguments, EvidenceNewArguments,
                             EvidenceCheckArguments, WorkspaceArguments, ImportArguments,
                             CriteriaDiffArguments>;

struct Arguments {
  Language language = Language::fr;
  bool quiet = false, verbose = false;
  Command command;
};

/// The language named with --lang, whether or not the rest is understood.
std::optional<Language> language_named(int argc, const char* const* argv);

/// @return Error of kind `usage` with what is wrong and where help is
Expected<Arguments> parse_arguments(int argc, const char* const* argv);

}  // namespace boussole::cli
