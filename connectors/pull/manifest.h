#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/pull/planner.h"
#include "engine/base/error.h"

/// The record of a pull, `manifest.jsonl`: one JSON object a line. First what was asked for, then each answer in the
/// order it came, and a last line once the pull is complete. Each line ends with "chain": the SHA-256 of the chain of
/// the line before (nothing for the first) followed by the line without its own chain, so that no line can be changed,
/// left out or put elsewhere unseen.
namespace boussole::connectors::pull {

inline constexpr std::string_view kManifestName = "manifest.jsonl";
inline constexpr std::string_view kAnswersFolder = "answers";

/// What was asked for. A pull is resumed only by the same command.
struct Beginning {
  std::string address;  ///< of the platform
  std::string what;     ///< the options that decide what is asked, as one line
  std::string tool;     ///< "boussole 0.1.0"
  std::string started_at;
};

/// One answer, as the manifest has it.
struct Kept {
  std::int64_t number = 0;
  std::string label;
  std::string key;  ///< which request: SHA-256 of method, address, type and body, and "#2" for its second time
  std::string method, url;
  std::optional<std::string> query;  ///< the body that was sent
  int status = 0;
  std::string final_url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string received_at;
  std::uint64_t wire_bytes = 0, bytes = 0;
  std::string sha256;
  std::string file;   ///< "answers/000012-proposals.json"
  bool data = false;  ///< what an audit reads; not robots.txt or a page that only told which platform it is
};

struct Ending {
  std::string finished_at;
  std::int64_t answers = 0;
  std::uint64_t bytes = 0;
  PullFindings findings;
};

/// A line without its chain and without a line end.
std::string line_of(const Beginning& beginning);
std::string line_of(const Kept& kept);
std::string line_of(const Ending& ending);

/// The line with its chain, and a line end; `chain` becomes the new one.
std::string chained(const std::string& line, std::string& chain);

struct Manifest {
  Beginning beginning;
  std::int64_t answers = 0;
  std::uint64_t bytes = 0;
  std::optional<Ending> ending;
  std::string chain;        ///< of the last whole line
  std::uint64_t whole = 0;  ///< bytes up to the end of the last whole line
  bool cut_short = false;   ///< a last line without its end follows: the program was killed while it wrote
};

/// Where a line stands in the file.
struct LinePlace {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// Reads and checks a manifest, line by line; `on_answer` is given each answer. A line that is cut short at the end is
/// left out; any other fault (a chain that does not fit, a line that is no JSON, a file outside the folder) is an error
/// with the line.
Expected<Manifest> read_manifest(const std::string& path,
                                 const std::function<Expected<void>(Kept&&, LinePlace)>& on_answer);

/// One line of an answer, which was checked before.
Expected<Kept> parse_kept(std::string_view line);

/// Is this the manifest of a pull, by its first bytes?
bool is_manifest(std::string_view beginning);

/// What an audit must know of a folder that was pulled.
struct Verdict {
  Manifest manifest;
  std::vector<std::string> data;     ///< files to read, in the order they came, relative to the folder
  std::vector<std::string> altered;  ///< files that are not what was received, or are gone
};

/// Checks the manifest of `folder` and, unless told otherwise, every file it names. Nothing where the folder was not
/// pulled; an error where the manifest itself is broken.
Expected<std::optional<Verdict>> verify_folder(const std::string& folder, bool files_too = true);

}  // namespace boussole::connectors::pull
