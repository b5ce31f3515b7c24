#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "connectors/decidim/entities.h"

/// The canonical fields and the columns that hold them, whatever the generation called them.
namespace boussole::connectors::decidim {

enum class Field : std::uint8_t {
  known,  ///< a column of Decidim that no measurement needs
  id,
  url,
  slug,
  space_id,
  space_url,
  component,
  title,
  body,
  short_body,
  announcement,
  answer,
  instructions,
  locale,
  // people
  author_id,
  author_name,
  author_url,
  user_group,
  name,
  nickname,
  about,
  avatar,
  profile_url,
  deleted,
  badge,
  user_id,
  // times
  created,
  updated,
  published,
  answered,
  state_published,
  withdrawn_at,
  selected,
  closed,
  hidden,
  blocked,
  start,
  end,
  day,
  // themes and places
  category_id,
  category_name,
  scope_id,
  scope_name,
  taxonomy_ids,
  taxonomy_names,
  latitude,
  longitude,
  parent,
  part_of,
  is_root,
  // what became of it
  state,
  withdrawn,
  created_in_meeting,
  status_id,
  status_key,
  status_name,
  progress,
  closing_report,
  is_closed,
  // counts
  votes,
  endorsements,
  comments,
  follows,
  coauthors,
  attendees,
  contributions,
  organizations,
  children,
  amount,
  reports,
  cumulative,
  // links
  related,
  related_urls,
  sources,
  is_amendment,
  amends_url,
  budget,
  budget_total,
  chosen,
  // questions of forms
  form,
  question_type,
  mandatory,
  // comments and moderation
  alignment,
  depth,
  up_votes,
  down_votes,
  target_id,
  target_type,
  root_url,
  subject_type,
  reason,
  details,
  // totals
  label,
  question,
  election,
  count_
};

inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::count_);

enum class Form : std::uint8_t {
  plain,      ///< one column of exactly this name
  localised,  ///< this name, bare or followed by a locale
  family,     ///< this name, or anything below it ("online_votes/12")
};

/// One name that a field has, or had. `personal`: never kept; at most whether it is blank is looked at.
struct Alias {
  Entities entities;
  Field field;
  std::string_view column;
  Form form = Form::plain;
  bool personal = false;
};

/// Whether this is the tag of a locale: "fr", "pt-BR", "fi-plain".
bool is_locale(std::string_view tag);

/// A column name taken apart: "title/machine_translations/es" is ("title", "es", machine).
struct Localised {
  std::string_view base;
  std::string_view locale;  ///< empty for a bare name
  bool machine = false;
};
Localised localised(std::string_view column);

struct Match {
  const Alias* alias = nullptr;
  std::string_view locale;
  bool machine = false;
};

/// The field that a column of this data set holds; no alias where the column is not known.
Match find_alias(Entity entity, std::string_view column);

/// Whether a column that no table of aliases names must be taken for personal data all the same.
bool looks_personal(std::string_view column);

/// The tables of aliases, one row a name.
std::span<const Alias> contribution_aliases();
std::span<const Alias> space_aliases();
std::span<const Alias> people_aliases();

}  // namespace boussole::connectors::decidim
