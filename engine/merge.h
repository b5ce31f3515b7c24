#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.h"

/// What the sources of an audit give and by which of them: the capability sheet, and, where there are several sources,
/// how they became one platform.
namespace boussole::engine {

/// What one connector read. The first one takes precedence: the others fill what it leaves empty and add what it lacks.
struct MergedSource {
  std::string connector, generation;
  std::vector<std::string> files;
  bool same_people = false;  ///< its ids are those of the first source: people and things are matched
};

/// One kind of row, over all sources after the first.
struct MergedEntity {
  std::string entity;           ///< "contributions", "comments", "participants" …
  Text key;                     ///< what rows are matched by
  std::int64_t first = 0;       ///< rows of the first source
  std::int64_t added = 0;       ///< rows that only a later source has
  std::int64_t duplicates = 0;  ///< rows that were there already
  std::int64_t filled = 0;      ///< duplicates that filled an empty field of the row that stays
  std::int64_t conflicts = 0;   ///< duplicates that say something else than the row that stays
};

/// One thing that a platform can let know: how much of it there is, from where, and what is measured with it.
struct CapabilityUse {
  std::string capability;  ///< "comments.author"
  Text name;
  std::string presence;                 ///< full | partial | aggregate | absent | hidden
  std::vector<std::string> fed_by;      ///< connectors; empty where nobody gives it
  std::vector<std::string> indicators;  ///< that cannot be measured without it; empty where none needs it
};

struct Merge {
  std::vector<MergedSource> sources;  ///< in order of precedence; empty where one connector read everything
  std::vector<MergedEntity> entities;
  std::map<std::string, std::vector<std::string>> fed_by;  ///< capability → connectors that give it
  std::vector<CapabilityUse> sheet;                        ///< by capability; made when the audit is
  std::vector<Message> notes;
};

}  // namespace boussole::engine
