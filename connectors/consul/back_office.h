#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/columns.h"
#include "connectors/quick.h"
#include "engine/dataset/rows.h"

namespace boussole::connectors::consul {

enum class Table : std::uint8_t;

/// What an export of the back office holds (investments, proposals), by its headers in English, Spanish or French;
/// unknown where it is none.
Table export_of(const std::vector<std::string>& columns);

/// Where the columns of such an export stand, whatever its language.
struct ExportColumns {
  explicit ExportColumns(const Columns& columns);

  Place id, supports, scope, feasibility, finished, selected, author, created, text;
  /// The newest version has one row for each comment.
  Place comment_id, comment_author, comment_text, comment_parent, comment_created;
  bool author_by_name = false;        ///< known by a user name, while comments are signed with an e-mail
  std::vector<std::string> personal;  ///< authors, hashed; staff, dropped
  std::vector<std::string> ignored;
};

/// What the city said: selected for the final vote is accepted, a finished valuation that found it unfeasible is
/// refused. Words of another language say nothing.
engine::State state_of(std::string_view feasibility, std::string_view finished, std::string_view selected);

}  // namespace boussole::connectors::consul
