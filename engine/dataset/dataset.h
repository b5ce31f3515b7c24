#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/audit.h"
#include "engine/base/chunked.h"
#include "engine/dataset/rows.h"

namespace boussole::engine {

/// How much of a table or a column the source gives. `hidden`: it exists and the platform withholds it.
enum class Presence : std::uint8_t { full, partial, aggregate, absent, hidden };

const char* to_string(Presence presence);

struct Votes;
struct Demographics;
struct Course;
struct Merge;
struct ReferencePopulation;

/// How complete one canonical field is: the raw material of the completeness indicator.
struct FieldFill {
  std::int64_t filled = 0;
  std::int64_t rows = 0;
};

/// The canonical model of one platform, whatever it was read from.
struct Dataset {
  std::string platform_name, platform_url, connector, generation;
  bool open_licence = false;
  std::vector<std::string> locales;  ///< interned locale tags; `locale` columns index it

  std::vector<Space> spaces;
  Chunked<Participant> participants;
  Chunked<ExposedPerson> exposed;
  Chunked<Contribution> contributions;
  Chunked<Comment> comments;
  Chunked<Meeting> meetings;
  Chunked<Followup> followups;
  Chunked<Project> projects;
  Chunked<Moderation> moderations;
  Chunked<ModeratedUser> moderated_users;
  Chunked<OfficialText> official_texts;
  Chunked<Aggregate> aggregates;
  std::vector<Theme> themes;
  Chunked<TextSignature> signatures;

  Chunked<std::uint32_t> author_pool;  ///< participant rows
  Chunked<std::uint32_t> theme_pool;   ///< theme rows
  Chunked<std::uint64_t> link_pool;    ///< url_keys

  std::shared_ptr<const Votes> votes;  ///< "engine/dataset/votes.h"; null where no source gives votes

  std::shared_ptr<const Demographics> demographics;  ///< "engine/dataset/demographics.h"; null where no source has any

  std::shared_ptr<const Course> course;  ///< "engine/dataset/course.h"; null where no source says how it went
  std::shared_ptr<const Merge> merge;    ///< "engine/merge.h"; null where one connector read everything

  std::shared_ptr<const ReferencePopulation> reference;  ///< "engine/dataset/reference.h"; null where none was given

  std::map<std::string, Presence> capabilities;  ///< "comments.author" → full
  std::map<std::string, FieldFill> fill;         ///< canonical field → how many rows have it
  std::vector<SourceRecord> sources;
  Rejections rejections;
  std::int64_t organisers_listed = 0;

  OptionalTime newest;  ///< newest time stamp of an action (not of a plan): where right-censoring ends
  OptionalTime oldest;

  Presence has(const std::string& capability) const {
    auto it = capabilities.find(capability);
    return it == capabilities.end() ? Presence::absent : it->second;
  }
};

}  // namespace boussole::engine
