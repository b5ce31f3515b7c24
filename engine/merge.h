#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.h"

/// How several sources became one platform: who goes first, what was matched by what, and what was there twice.
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

struct Merge {
  std::vector<MergedSource> sources;  ///< in order of precedence
  std::vector<MergedEntity> entities;
  std::map<std::string, std::vector<std::string>> fed_by;  ///< capability → connectors that give it
  std::vector<Message> notes;
};

}  // namespace boussole::engine
