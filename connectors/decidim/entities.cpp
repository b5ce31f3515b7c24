#include "connectors/decidim/entities.h"

#include <algorithm>
#include <array>

#include "connectors/decidim/fields.h"

namespace boussole::connectors::decidim {

namespace {

constexpr std::array<std::string_view, kEntities + 1> kNames{"proposals",
                                                             "comments",
                                                             "meetings",
                                                             "results",
                                                             "projects",
                                                             "debates",
                                                             "posts",
                                                             "pages",
                                                             "users",
                                                             "user_groups",
                                                             "moderated_users",
                                                             "moderations",
                                                             "metrics",
                                                             "taxonomies",
                                                             "participatory_processes",
                                                             "assemblies",
                                                             "conferences",
                                                             "initiatives",
                                                             "votings",
                                                             "elections",
                                                             "published_survey_user_responses",
                                                             "participatory_process_steps",
                                                             "survey_questions",
                                                             "unknown"};

/// A file can be this data set only if it has every column of `all` and one of `any` (where `any` names some).
struct Signature {
  Entity entity;
  std::array<std::string_view, 3> all;
  std::array<std::string_view, 8> any;
};

constexpr std::array kSignatures{
    Signature{Entity::proposals,
              {"id", "title", "component/id"},
              {"is_amend", "supports", "votes", "endorsements/total_count", "likes/total_count",
               "original_proposal/url", "meeting_urls", "coauthorships_count"}},
    Signature{Entity::comments, {"id", "commentable_id", "commentable_type"}, {}},
    Signature{
        Entity::meetings,
        {"id", "component/id", "start_time"},
        {"attendees", "related_results", "type_of_meeting", "online_meeting_url", "contributions", "organizations"}},
    Signature{
        Entity::results, {"id", "component/id", "progress"}, {"status/id", "proposal_urls", "parent/id", "status"}},
    Signature{Entity::projects, {"id", "component/id", "budget_amount"}, {}},
    Signature{Entity::debates,
              {"id", "title", "component/id"},
              {"instructions", "information_updates", "conclusions", "last_comment_at", "comments_enabled"}},
    Signature{Entity::posts, {"id", "body", "component/id"}, {"endorsements_count", "likes_count", "comments_count"}},
    Signature{Entity::pages, {"id", "body", "component/id"}, {}},
    Signature{Entity::users, {"id", "nickname", ""}, {"profile_url", "direct_messages_enabled", "avatar_url", "about"}},
    Signature{Entity::user_groups, {"id", "nickname", ""}, {"members_count", "members/id"}},
    Signature{Entity::moderated_users, {"user_id", "blocked_at", ""}, {}},
    Signature{Entity::moderations, {"reportable_type", "hidden_at", ""}, {}},
    Signature{Entity::metrics, {"day", "metric_type", ""}, {"cumulative", "quantity"}},
    Signature{Entity::taxonomies, {"id", "name", ""}, {"is_root", "part_of", "taxonomizations_count"}},
    Signature{Entity::processes,
              {"slug", "title", ""},
              {"participatory_process_group", "participatory_process_group/id", "participatory_process_type",
               "participatory_process_type/id", "developer_group", "meta_scope", "participatory_scope"}},
    Signature{Entity::assemblies,
              {"slug", "title", ""},
              {"purpose_of_action", "assembly_type", "assembly_type/id", "included_at", "internal_organisation",
               "special_features", "developer_group", "is_transparent"}},
    Signature{Entity::conferences, {"slug", "title", ""}, {"slogan", "objectives"}},
    Signature{Entity::initiatives, {"signature_end_date", "title", ""}, {"signature_type", "signatures"}},
    Signature{Entity::votings, {"url", "voting_type", ""}, {}},
    Signature{Entity::elections, {"answer_votes", "question_id", ""}, {}},
    Signature{Entity::surveys, {"user_status", "question", "body"}, {}},
    Signature{Entity::steps, {"id", "position", "participatory_space/url"}, {"active"}},
    Signature{Entity::questions, {"id", "form/id", "mandatory"}, {}},
};

bool fits(const Signature& signature, std::span<const std::string> columns) {
  for (std::string_view name : signature.all)
    if (!name.empty() && !has_column(columns, name)) return false;
  if (signature.any[0].empty()) return true;
  return std::any_of(signature.any.begin(), signature.any.end(),
                     [&](std::string_view name) { return !name.empty() && has_column(columns, name); });
}

/// "data" + "-open-data-" + NAME + ".csv", or NAME.csv: the NAME.
std::string_view stem(std::string_view file) {
  if (const auto slash = file.find_last_of("/!"); slash != std::string_view::npos) file.remove_prefix(slash + 1);
  if (const auto dot = file.rfind('.'); dot != std::string_view::npos) file = file.substr(0, dot);
  constexpr std::string_view kMark = "-open-data-";
  if (const auto mark = file.rfind(kMark); mark != std::string_view::npos) file.remove_prefix(mark + kMark.size());
  return file;
}

}  // namespace

std::string_view name_of(Entity entity) { return kNames[static_cast<std::size_t>(entity)]; }

Entity entity_named(std::string_view file) {
  const std::string_view name = stem(file);
  if (name == "comments" || name.ends_with("_comments")) return Entity::comments;
  for (std::size_t i = 0; i < kEntities; ++i)
    if (name == kNames[i]) return static_cast<Entity>(i);
  return Entity::unknown;
}

bool has_column(std::span<const std::string> columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const std::string& column) { return column == name || localised(column).base == name; });
}

Entity recognise(std::span<const std::string> columns, std::string_view file) {
  const Entity named = entity_named(file);
  Entity best = Entity::unknown;
  std::size_t best_known = 0;
  for (const Signature& signature : kSignatures) {
    if (!fits(signature, columns)) continue;
    const auto known =
        static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [&](const std::string& column) {
          return find_alias(signature.entity, column).alias != nullptr;
        }));
    if (known > best_known || (known == best_known && signature.entity == named)) {
      best = signature.entity;
      best_known = known;
    }
  }
  return best;
}

}  // namespace boussole::connectors::decidim
